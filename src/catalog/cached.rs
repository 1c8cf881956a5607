//! The cached form of a catalog.

use serde::{Deserialize, Serialize};

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
