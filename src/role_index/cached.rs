//! The cached form of the index: the files of its directory.

use std::path::Path;

use tantivy::Directory;
use tantivy::directory::RamDirectory;

use super::build::{Index, tokenizers};
use super::schema::schema;
use crate::cache::{Cache, Key};
use crate::catalog::Catalog;
use crate::error::Result;

impl Index {
    /// Returns the index of `catalog` from `cache`, or builds it. `catalog` must be unchanged since it was opened.
    ///
    /// # Errors
    ///
    /// As for [`Index::build`].
    pub fn open(catalog: &Catalog, cache: &Cache) -> Result<Self> {
        let key = Key::new("index", [catalog.hash.as_bytes()]);
        if let Some(index) = cache.load_bytes(&key).and_then(|bytes| from_files(&postcard::from_bytes(&bytes).ok()?)) {
            return Ok(index);
        }
        let index = Self::build(catalog)?;
        if let Some(files) = files(&index) {
            cache.keep(&key, &files);
        }
        Ok(index)
    }
}

/// Returns names and bytes of the index files; `None` if a name is not UTF-8 or a file cannot be read.
fn files(index: &Index) -> Option<Vec<(String, Vec<u8>)>> {
    let mut paths: Vec<_> = index.index.directory().list_managed_files().into_iter().collect();
    paths.sort();
    let file = |path: &Path| {
        let bytes = index.directory.open_read(path).ok()?.read_bytes().ok()?;
        Some((path.to_str()?.to_owned(), bytes.to_vec()))
    };
    paths.iter().map(|path| file(path)).collect()
}

fn from_files(files: &Vec<(&str, &[u8])>) -> Option<Index> {
    let directory = RamDirectory::create();
    for (name, bytes) in files {
        directory.atomic_write(Path::new(name), bytes).ok()?;
    }
    let mut index = tantivy::Index::open(directory.clone()).ok()?;
    index.set_tokenizers(tokenizers());
    let searcher = index.reader().ok()?.searcher();
    let (_, fields) = schema();
    Some(Index { index, directory, searcher, fields })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_index_from_the_cache_finds_what_the_built_one_finds() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::in_folder(folder.path().to_owned());
        let catalog = Catalog::embedded().unwrap();
        let built = Index::open(&catalog, &cache).unwrap();
        let kept = Index::open(&catalog, &cache).unwrap();
        assert!(cache.load_bytes(&Key::new("index", [catalog.hash.as_bytes()])).is_some());
        let found = |index: &Index| -> Vec<String> {
            let found = index.search(&catalog, "\"account manager\" OR names:salesforce").unwrap();
            found
                .iter()
                .map(|found| format!("{} {:?}", found.role.id, found.hits.first().map(|hit| hit.label())))
                .collect()
        };
        assert_eq!(found(&kept), found(&built));
    }
}
