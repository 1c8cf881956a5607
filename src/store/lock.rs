//! The lock of a store's folder: one process at a time, and none that was killed keeps it.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use super::folder;

/// The file that is locked. It holds nothing, and stays when the database beside it is replaced.
const FILE: &str = "lock";

/// Held while the store is open.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the store in `folder`, which is made if there is none; `None` while another process holds it.
    ///
    /// # Errors
    /// What the operating system says, where the folder cannot be made or files cannot be locked.
    pub fn try_take(folder: &Path) -> io::Result<Option<Lock>> {
        folder::make(folder)?;
        let file = folder::private().create(true).truncate(false).open(folder.join(FILE))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_lock_is_held_once_and_free_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let held = Lock::try_take(folder.path()).unwrap();
        assert!(held.is_some());
        assert!(Lock::try_take(folder.path()).unwrap().is_none());
        drop(held);
        assert!(Lock::try_take(folder.path()).unwrap().is_some());
    }
}
