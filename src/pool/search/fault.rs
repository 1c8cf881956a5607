//! What can go wrong with an index: there is none, it is damaged, or the system fails it.

use std::io;
use std::panic::AssertUnwindSafe;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};

/// Why an index cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is none in the folder.
    #[error("there is no index")]
    Missing,
    /// Its files are not what was written.
    #[error("the index is damaged")]
    Damaged,
    /// Its files are whole, and another version wrote them.
    #[error("the index was made by another version of rolefit")]
    Outdated,
    /// The system would not do what was asked, in its own words.
    #[error("{0}")]
    Failed(String),
}

impl From<TantivyError> for Fault {
    fn from(error: TantivyError) -> Fault {
        match error {
            TantivyError::IoError(error) => Fault::of_io(&error),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => Fault::of_io(&io_error),
            TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_)) => Fault::Missing,
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => Fault::of_io(&io_error),
            TantivyError::IncompatibleIndex(_) => Fault::Outdated,
            TantivyError::LockFailure(LockError::IoError(error), _) => Fault::of_io(&error),
            TantivyError::LockFailure(..) => Fault::Failed("another program writes to the index".into()),
            // A thread of the writer fails where the disk is full.
            TantivyError::OpenWriteError(_)
            | TantivyError::SystemError(_)
            | TantivyError::ErrorInThread(_)
            | TantivyError::Poisoned => Fault::Failed(format!("the index cannot be written: {error}")),
            _ => Fault::Damaged,
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::of_io(&error)
    }
}

impl Fault {
    fn of_io(error: &io::Error) -> Fault {
        match error.kind() {
            // A file that ends too early is a damaged one, not a fault of the disk.
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => Fault::Damaged,
            _ => Fault::Failed(error.to_string()),
        }
    }
}

/// Asks the index; over files that were tampered with, it may panic.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    rolefit_ingest::catch_panics(AssertUnwindSafe(work)).unwrap_or(Err(Fault::Damaged))
}
