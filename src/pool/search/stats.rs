//! Counts what an index holds, and looks at every byte of it.

use std::path::Path;

use serde::Serialize;

use super::fault::{Fault, guarded};
use super::schema::schema;
use super::{folder, pool};
use crate::pool::private::Lock;

/// What an index holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Resumes that can be found.
    pub resumes: usize,
    /// Bytes on the disk.
    pub bytes: u64,
}

/// Counts what the index in `folder` holds.
///
/// # Errors
/// As [`Pool::open`](super::Pool::open).
pub fn stats(folder: &Path) -> Result<Stats, Fault> {
    guarded(|| {
        let searcher = folder::open(folder)?.reader()?.searcher();
        Ok(Stats { resumes: pool::addresses(&searcher).count(), bytes: folder::bytes(folder)? })
    })
}

/// As [`stats`], once what a killed run left was removed, and every byte of the index and every resume in it was looked at.
///
/// # Errors
/// As [`stats`].
pub fn verify(folder: &Path, _lock: Lock) -> Result<Stats, Fault> {
    guarded(|| {
        folder::sweep(folder)?;
        let searcher = folder::open_closely(folder)?.reader()?.searcher();
        let resumes = pool::addresses(&searcher).map(|address| pool::read(&searcher, &schema().1, address).map(drop));
        let resumes = resumes.collect::<Result<Vec<()>, Fault>>()?.len();
        Ok(Stats { resumes, bytes: folder::bytes(folder)? })
    })
}
