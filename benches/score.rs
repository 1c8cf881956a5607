//! Text throughput: from extracted text to assessments with all spans, five roles, on one core; and by length.
#![allow(clippy::expect_used)]

use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::civil::date;
use rolefit::catalog::Catalog;
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::ingest::{self, Limits};

#[path = "pool/phrases.rs"]
mod phrases;
#[path = "pool/resume.rs"]
mod resume;

/// From a line of a profile page to a life's work; 700 is usual.
const WORDS: [usize; 5] = [175, 350, 700, 1400, 2800];

/// Invented resumes of one length: enough that chance does not show.
const INVENTED: u64 = 50;

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
    bench(bencher, &documents());
}

fn bench(bencher: Bencher, documents: &[Document]) {
    let engine = engine();
    bencher.counter(ItemsCount::new(documents.len())).bench_local(|| {
        documents.iter().map(|document| engine.assess(document, date(2026, 11, 21)).1.roles.len()).sum::<usize>()
    });
}

/// The same over invented resumes, by their length in words.
#[divan::bench(args = WORDS)]
fn by_length(bencher: Bencher, words: usize) {
    let phrases = phrases::Phrases::of_fixtures();
    let texts = (0..INVENTED).map(|number| resume::invent(&phrases, 1, number, words));
    let documents: Vec<Document> =
        texts.filter_map(|text| ingest::read(text.as_bytes(), Some("invented.txt"), &Limits::default()).ok()).collect();
    bench(bencher, &documents);
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
