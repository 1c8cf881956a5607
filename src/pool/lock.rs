//! The lock of a directory: one process at a time writes to a store or an index.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use super::owner_only;

/// The lock file. It names the process that holds it, marks the directory as rolefit's own, and stays when the files
/// beside it are replaced.
pub(super) const LOCK: &str = rolefit_ingest::state_files::LOCK;

/// A held lock. Dropping it frees the lock, and so does the end of the process, even if it is killed.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of `directory`, which is created if it is missing. Returns `None` while another process holds the
    /// lock.
    ///
    /// # Errors
    /// Errors of the operating system, if the directory cannot be created or its files cannot be locked.
    pub fn try_take(directory: &Path) -> io::Result<Option<Lock>> {
        owner_only::create_directory(directory)?;
        let file = owner_only::options().create(true).truncate(false).open(directory.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => {
                // The name is help for people. A lock without it is as good.
                let _ = file.set_len(0).and_then(|()| write!(&file, "{}", std::process::id()));
                Ok(Some(Lock { _file: file }))
            }
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Lock {
    /// The process that holds the lock of `directory`, for people. `None` if the lock file does not tell.
    pub fn holder(directory: &Path) -> Option<String> {
        let number: u32 = fs::read_to_string(directory.join(LOCK)).ok()?.trim().parse().ok()?;
        Some(format!("process {number}"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_is_no_folder_to_keep_things_in() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(Lock::try_take(file.path()).unwrap_err().to_string(), "it is a file, not a folder");
    }

    #[test]
    fn a_lock_is_held_once_and_free_when_dropped() {
        let directory = tempfile::tempdir().unwrap();
        let held = Lock::try_take(directory.path()).unwrap();
        assert!(held.is_some());
        assert!(Lock::try_take(directory.path()).unwrap().is_none());
        assert_eq!(Lock::holder(directory.path()), Some(format!("process {}", std::process::id())));
        drop(held);
        assert!(Lock::try_take(directory.path()).unwrap().is_some());
    }
}
