//! The cached form of a catalog.

use serde::{Deserialize, Serialize};

use super::{Catalog, Vocabulary};

/// A catalog, with the fields that its serialized form leaves out.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedCatalog {
    catalog: Catalog,
    hash: String,
    /// The similar words of each entry. The serialized form of entries is that of vocabulary files, which have no
    /// similar words.
    similar: Vec<Vec<String>>,
}

impl CachedCatalog {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut catalog = catalog.clone();
        let Vocabulary { entries, .. } = &mut catalog.vocabulary;
        let similar = entries.values_mut().map(|entry| std::mem::take(&mut entry.similar)).collect();
        Self { hash: catalog.hash.clone(), catalog, similar }
    }

    pub(super) fn into_catalog(self) -> Catalog {
        let Self { mut catalog, hash, similar } = self;
        for (entry, similar) in catalog.vocabulary.entries.values_mut().zip(similar) {
            entry.similar = similar;
        }
        Catalog { hash, ..catalog }
    }
}
