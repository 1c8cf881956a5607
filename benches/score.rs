//! Text throughput: from extracted text to assessments with all spans, five roles, on one core.
#![allow(clippy::expect_used)]

use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::date;
use rolefit::catalog::Catalog;
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::ingest::{self, Limits};

fn main() {
    divan::main();
}

/// The readable resumes of `fixtures/resumes`, or of the folder in `ROLEFIT_DATA`.
fn documents() -> Vec<Document> {
    let folder = std::env::var("ROLEFIT_DATA").unwrap_or_else(|_| "fixtures/resumes".into());
    let walk = ingest::walk(&[folder.into()]);
    let read = |input: ingest::Input| ingest::read(&input.bytes().ok()?, Some(&input.id), &Limits::default()).ok();
    walk.inputs.iter().filter_map(read).collect()
}

fn engine() -> Engine {
    Engine::new(Catalog::embedded().expect("the embedded catalog is good")).expect("it can be indexed")
}

/// Profile, matching and scoring.
#[divan::bench]
fn assess(bencher: Bencher) {
    let (engine, documents) = (engine(), documents());
    bencher.counter(ItemsCount::new(documents.len())).bench_local(|| {
        documents.iter().map(|document| engine.assess(document, date(2026, 11, 21)).1.roles.len()).sum::<usize>()
    });
}

/// The profile alone.
#[divan::bench]
fn profile(bencher: Bencher) {
    let documents = documents();
    let lexicon = rolefit::profile::Lexicon::new(&engine().catalog().vocabulary);
    bencher.counter(ItemsCount::new(documents.len())).bench_local(|| {
        documents.iter().map(|document| rolefit::profile::extract(document, &lexicon).segments.len()).sum::<usize>()
    });
}

/// Compiling the embedded catalog, once a run.
#[divan::bench]
fn compile() -> usize {
    engine().catalog().roles.len()
}
