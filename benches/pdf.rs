//! Measures PDF throughput over `fixtures/resumes`, or over the directory in `ROLEFIT_DATA`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::path::PathBuf;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use rolefit::ingest::{Limits, read, walk};

fn main() {
    divan::main();
}

/// Resumes per second on one thread, with files already in memory.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_pdfs(bencher: Bencher<'_, '_>) {
    let folder = std::env::var_os("ROLEFIT_DATA").map_or_else(|| PathBuf::from("fixtures/resumes"), PathBuf::from);
    let files: Vec<Vec<u8>> = walk(&[folder])
        .inputs
        .iter()
        .filter_map(|input| input.bytes().ok())
        .filter(|bytes| bytes.starts_with(b"%PDF"))
        .collect();
    if files.is_empty() {
        return eprintln!("no PDF files; set ROLEFIT_DATA to a folder that holds some");
    }
    let limits = Limits::default();
    bencher.counter(ItemsCount::new(files.len())).bench(|| {
        for bytes in &files {
            let _ = black_box(read(bytes, None, &limits));
        }
    });
}
