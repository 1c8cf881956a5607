//! Directories and files that only their owner may read, because resumes are private.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

/// Creates `directory` and its parents.
pub(super) fn create_directory(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(directory) {
        // The system would only say that the file exists.
        Err(_) if directory.is_file() => {
            Err(io::Error::new(io::ErrorKind::NotADirectory, "it is a file, not a folder"))
        }
        created => created,
    }
}

/// Returns options that open a file for reading and writing and create it for its owner alone.
pub(super) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Removes a file. A missing file is no error.
pub(super) fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
