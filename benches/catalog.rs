//! Measures the cost of roles: from extracted text to the best of 5, 50 and 1,000 roles, compared with weighing all
//! roles, and opening a catalog.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;

use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::date;
use rolefit::cache::Cache;
use rolefit::catalog::Catalog;
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::role_index::Index;

#[path = "../tests/percolation/generated_catalog.rs"]
mod generated_catalog;

/// As many roles as a department has, and as many as O*NET has.
const ROLES: [usize; 2] = [50, 1016];

/// As many roles as a record lists of a large catalog.
const MOST: usize = 10;

fn main() {
    divan::main();
}

/// Reads the resumes of `fixtures/resumes`, or of the directory in `ROLEFIT_DATA`.
fn documents() -> Vec<Document> {
    generated_catalog::documents(&std::env::var("ROLEFIT_DATA").unwrap_or_else(|_| "fixtures/resumes".into()))
}

/// Returns the first roles of the directory in `ROLEFIT_CATALOG`, or of a generated catalog.
fn engine(roles: usize) -> Engine {
    let folder = std::env::var_os("ROLEFIT_CATALOG").map(PathBuf::from);
    let mut catalog = folder
        .map_or_else(|| generated_catalog::catalog(roles, &documents()), |folder| Catalog::load(&folder).unwrap());
    catalog.roles.truncate(roles);
    Engine::new(catalog).unwrap()
}

/// Opens the catalog in `ROLEFIT_CATALOG`, or the embedded one, and compiles it.
fn open(cache: &Cache) -> usize {
    let folder = std::env::var_os("ROLEFIT_CATALOG").map(PathBuf::from);
    Engine::open(Catalog::open(folder.as_deref(), cache).unwrap(), cache).unwrap().catalog().roles.len()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_without_cache() -> usize {
    open(&Cache::off())
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_from_cache(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    open(&cache);
    bencher.bench_local(|| open(&cache));
}

/// Opens the role index alone, like `roles search`.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_index_from_cache(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::in_folder(folder.path().to_owned());
    let catalog = std::env::var_os("ROLEFIT_CATALOG").map(PathBuf::from);
    let catalog = Catalog::open(catalog.as_deref(), &cache).unwrap();
    let open = || Index::open(&catalog, &cache).unwrap().search(&catalog, "account").unwrap().len();
    open();
    bencher.bench_local(open);
}

fn bench(bencher: Bencher, engine: &Engine, most: usize) {
    let documents = documents();
    let as_of = date(2026, 11, 21);
    bencher.counter(ItemsCount::new(documents.len())).bench_local(|| {
        documents.iter().map(|document| engine.assess_best(document, as_of, most).1.roles.len()).sum::<usize>()
    });
}

#[divan::bench(sample_count = 30)]
fn five_roles(bencher: Bencher) {
    bench(bencher, &Engine::new(Catalog::embedded().unwrap()).unwrap(), MOST);
}

#[divan::bench(sample_count = 30, args = ROLES)]
fn best_of(bencher: Bencher, roles: usize) {
    bench(bencher, &engine(roles), MOST);
}

#[divan::bench(sample_count = 10, args = ROLES)]
fn all_weighed(bencher: Bencher, roles: usize) {
    bench(bencher, &engine(roles), usize::MAX);
}
