//! Ranks a folder of untrusted files, which worker processes read: `cargo run --example rank_in_workers`.
#![allow(clippy::print_stdout)]

use std::sync::Arc;

use rolefit::ingest::Limits;
use rolefit::ingest::worker::{self, WorkerPool};
use rolefit::session::{Options, ResumeReader, Session};

/// The argument with which this program starts itself as a worker.
const WORKER: &str = "read-files";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().nth(1).is_some_and(|argument| argument == WORKER) {
        return Ok(worker::serve()?);
    }
    let limits = Limits { max_seconds: 5, ..Limits::default() };
    let pool = WorkerPool::start(std::env::current_exe()?, [WORKER], limits)?;
    let reader = ResumeReader::new(Arc::new(pool), limits);
    let session = Session::open(Options { reader, ..Options::default() })?;
    for candidate in session.rank(["fixtures/resumes", "fixtures/unreadable"])?.candidates {
        println!("{}: {}", candidate.id, candidate.status());
    }
    Ok(())
}
