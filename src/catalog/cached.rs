//! The cached form of a catalog.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Catalog, Vocabulary};

/// A catalog, with the fields that its serialized form leaves out.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedCatalog {
    catalog: Catalog,
    hash: String,
    /// The words of each entry. The serialized form of entries is that of vocabulary files, which have no
    /// words.
    words: Vec<Vec<String>>,
}

/// Serializes a whole catalog, for `#[serde(with)]`.
pub(crate) fn serialize<S: Serializer>(catalog: &Catalog, serializer: S) -> Result<S::Ok, S::Error> {
    CachedCatalog::of(catalog).serialize(serializer)
}

/// Deserializes a whole catalog, for `#[serde(with)]`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Catalog, D::Error> {
    CachedCatalog::deserialize(deserializer).map(CachedCatalog::into_catalog)
}

impl CachedCatalog {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut catalog = catalog.clone();
        let Vocabulary { entries, .. } = &mut catalog.vocabulary;
        let words = entries.values_mut().map(|entry| std::mem::take(&mut entry.words)).collect();
        Self { hash: catalog.hash.clone(), catalog, words }
    }

    pub(super) fn into_catalog(self) -> Catalog {
        let Self { mut catalog, hash, words } = self;
        for (entry, words) in catalog.vocabulary.entries.values_mut().zip(words) {
            entry.words = words;
        }
        Catalog { hash, ..catalog }
    }
}
