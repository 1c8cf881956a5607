//! Atomic writes: under its name a file is either whole or not there.
//!
//! The bytes go into a temporary file in the same directory, which takes the name at the end. A temporary file that a
//! killed process leaves behind is removed by the next write in that directory.

mod permissions;
mod temporary;

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use temporary::Temporary;

/// A file that is being written. Dropped before [`AtomicFile::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct AtomicFile {
    path: PathBuf,
    temporary: Temporary,
}

impl AtomicFile {
    /// Begins the file `path`. If it replaces a file, it gets that file's permissions, which may let few people read
    /// it.
    ///
    /// # Errors
    /// Errors of the operating system, e.g. if the directory is missing or must not be written.
    pub fn create(path: &Path) -> io::Result<AtomicFile> {
        let replaced = fs::metadata(path).ok().map(|replaced| replaced.permissions());
        AtomicFile::create_with(path, replaced)
    }

    fn create_with(path: &Path, permissions: Option<Permissions>) -> io::Result<AtomicFile> {
        let directory = parent(path);
        temporary::remove_abandoned(directory);
        Ok(AtomicFile { path: path.to_owned(), temporary: Temporary::create(directory, permissions.as_ref())? })
    }

    /// Gives the file its name and replaces the file of that name.
    ///
    /// # Errors
    /// Errors of the operating system; the replaced file is then as it was.
    pub fn commit(self) -> io::Result<()> {
        self.temporary.persist(&self.path)
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.file().flush()
    }
}

/// Writes `bytes` to the file `path`, as [`AtomicFile::create`].
///
/// # Errors
/// Errors of the operating system.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    finish(AtomicFile::create(path)?, bytes)
}

/// Writes `bytes` to the file `path`, which only its owner may read.
///
/// # Errors
/// Errors of the operating system.
#[cfg(any(feature = "search", feature = "store"))]
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    finish(AtomicFile::create_with(path, permissions::private())?, bytes)
}

fn finish(mut file: AtomicFile, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.commit()
}

/// Replaces the file `path` by the file `new` in the same directory. On return, not even a power failure brings the old
/// file back.
///
/// # Errors
/// Errors of the operating system.
#[cfg(feature = "store")]
pub(crate) fn replace(path: &Path, new: &Path) -> io::Result<()> {
    fs::rename(new, path)?;
    // Directories can be synced on Unix only.
    if cfg!(unix) { fs::File::open(parent(path))?.sync_all() } else { Ok(()) }
}

/// The directory that holds `path`; `.` if the path is a bare name.
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
