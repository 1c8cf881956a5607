//! Counts the resumes of an index, and checks every byte of it.

use std::path::Path;

use serde::Serialize;

use super::schema::schema;
use super::{directory, index};
use crate::pool::fault::guarded;
use crate::pool::{Fault, Lock};

/// The size of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Resumes in the index.
    pub resumes: usize,
    /// Bytes on the disk.
    pub bytes: u64,
}

/// Counts the resumes of the index in `directory`.
///
/// # Errors
/// As [`ResumeIndex::open`](super::ResumeIndex::open).
pub fn stats(directory: &Path) -> Result<Stats, Fault> {
    guarded(|| {
        let searcher = directory::searcher(&directory::open(directory)?)?;
        Ok(Stats { resumes: index::addresses(&searcher).count(), bytes: directory::bytes(directory)? })
    })
}

/// Removes the files that a killed run left, checks every byte of the index and every resume in it, and counts the
/// resumes.
///
/// # Errors
/// As [`stats`].
pub fn verify(directory: &Path, _lock: Lock) -> Result<Stats, Fault> {
    guarded(|| {
        directory::sweep(directory)?;
        let searcher = directory::searcher(&directory::open_checked(directory)?)?;
        let resumes = index::addresses(&searcher).map(|address| index::read(&searcher, &schema().1, address).map(drop));
        let resumes = resumes.collect::<Result<Vec<()>, Fault>>()?.len();
        Ok(Stats { resumes, bytes: directory::bytes(directory)? })
    })
}
