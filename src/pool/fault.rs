//! The errors of store and search index: no files, damaged files, files of another version, or an error of the system.

use std::io;
use std::panic::AssertUnwindSafe;

/// An error of the store or of the search index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The directory holds no store or index.
    #[error("there is none")]
    Missing,
    /// The files are not the bytes that were written.
    #[error("it is damaged")]
    Damaged,
    /// The files are whole, but another version of rolefit wrote them.
    #[error("it was written by another version of rolefit")]
    Outdated,
    /// The operating system refused, in its own words.
    #[error("{0}")]
    Failed(String),
}

impl Fault {
    /// The error in words, where it concerns the store.
    pub fn of_store(&self) -> String {
        match self {
            Fault::Missing => "there is no store".into(),
            Fault::Damaged => "the store was damaged".into(),
            Fault::Outdated => "the store was written by another version of rolefit".into(),
            Fault::Failed(reason) => reason.clone(),
        }
    }

    /// The error in words, where it concerns the search index.
    pub fn of_index(&self) -> String {
        match self {
            Fault::Missing => "there is no index".into(),
            Fault::Damaged => "the index is damaged".into(),
            Fault::Outdated => "the index was written by another version of rolefit".into(),
            Fault::Failed(reason) => reason.clone(),
        }
    }

    /// True if the files cannot be used and have to be rebuilt.
    pub(super) fn needs_rebuild(&self) -> bool {
        matches!(self, Fault::Damaged | Fault::Outdated)
    }
}

impl From<&io::Error> for Fault {
    fn from(error: &io::Error) -> Fault {
        match error.kind() {
            // A file that ends too early was damaged; the disk itself works.
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => Fault::Damaged,
            _ => Fault::Failed(error.to_string()),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::from(&error)
    }
}

/// Runs `work` and turns a panic into [`Fault::Damaged`]. The libraries below may panic on files that were tampered
/// with.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    rolefit_ingest::catch_panics(AssertUnwindSafe(work)).unwrap_or(Err(Fault::Damaged))
}
