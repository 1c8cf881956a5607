//! A catalog in the form in which it is cached.

use serde::{Deserialize, Serialize};

use super::{Catalog, Vocabulary};

/// A catalog, and what its own form leaves out.
#[derive(Serialize, Deserialize)]
pub(super) struct CachedCatalog {
    catalog: Catalog,
    hash: String,
    /// By entry: its similar words. Vocabulary files, whose form entries have, know none.
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
