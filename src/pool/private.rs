//! Folders and files for their owner alone, the lock of such a folder, and what becomes of its files.

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::Serialize;

/// The file that is locked, and tells whose folder it is. It holds nothing, and stays when what stands beside it is replaced.
pub(crate) const LOCK: &str = rolefit_ingest::state_files::LOCK;

/// Held while a folder is written to: by one process at a time, and by none that was killed.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of `folder`, which is made if there is none; `None` while another process holds it.
    ///
    /// # Errors
    /// What the operating system says, where the folder cannot be made or files cannot be locked.
    pub fn try_take(folder: &Path) -> io::Result<Option<Lock>> {
        make(folder)?;
        let file = options().create(true).truncate(false).open(folder.join(LOCK))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// What became of what a folder keeps, once all of it was written anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rewritten {
    /// How much stayed: records of a store, resumes of an index.
    pub kept: usize,
    /// How much went.
    pub removed: usize,
    /// Bytes on the disk before.
    pub bytes_before: u64,
    /// Bytes on the disk after.
    pub bytes_after: u64,
}

/// Makes the folder, and those around it.
pub(crate) fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // The system would only say that something is there.
        Err(_) if folder.is_file() => Err(io::Error::new(io::ErrorKind::NotADirectory, "it is a file, not a folder")),
        made => made,
    }
}

/// How files are opened that only their owner may read.
pub(crate) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Removes a file that may not be there.
pub(crate) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Bytes of a file; none if it is not there.
#[cfg(feature = "store")]
pub(crate) fn bytes(file: &Path) -> io::Result<u64> {
    match fs::metadata(file) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// Whether no file is at `path` any more. What cannot be looked at is not gone.
pub(crate) fn is_gone(path: &Path) -> bool {
    match fs::metadata(path) {
        Ok(metadata) => !metadata.is_file(),
        Err(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    }
}

/// How a file looks from outside, in a word for notes: its size and when it was last changed.
pub(crate) fn look(metadata: &Metadata) -> String {
    let changed = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{} {}", metadata.len(), changed.unwrap_or_default().as_nanos())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_is_gone_when_nothing_or_a_folder_is_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ana.txt");
        fs::write(&file, "").unwrap();
        assert!(!is_gone(&file));
        assert!(is_gone(folder.path()) && is_gone(&file.join("x")) && is_gone(&folder.path().join("x")));
    }

    #[test]
    fn a_file_is_no_folder_to_keep_things_in() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(Lock::try_take(file.path()).unwrap_err().to_string(), "it is a file, not a folder");
    }

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
