//! Sorts Tantivy's errors: the index is missing, damaged or of another version, or the system failed.

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError};

use crate::pool::Fault;

impl From<TantivyError> for Fault {
    fn from(error: TantivyError) -> Fault {
        match error {
            TantivyError::IoError(error) => Fault::from(&*error),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => Fault::from(&*io_error),
            TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(_)) => Fault::Missing,
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => Fault::from(&*io_error),
            TantivyError::IncompatibleIndex(_) => Fault::Outdated,
            TantivyError::LockFailure(LockError::IoError(error), _) => Fault::from(&*error),
            TantivyError::LockFailure(..) => Fault::Failed("another program writes to the index".into()),
            // A thread of the writer fails when the disk is full.
            TantivyError::OpenWriteError(_)
            | TantivyError::SystemError(_)
            | TantivyError::ErrorInThread(_)
            | TantivyError::Poisoned => Fault::Failed(format!("the index cannot be written: {error}")),
            _ => Fault::Damaged,
        }
    }
}
