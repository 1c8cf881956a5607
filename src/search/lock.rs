//! The lock of an index: one process writes at a time, and none that was killed keeps it.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use super::folder;

/// The file that is locked. It holds nothing, and stays when the index beside it is made anew.
pub(super) const FILE: &str = "lock";

/// Held while the index is written.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the index in `folder`, which is made if there is none; `None` while another process holds it.
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
