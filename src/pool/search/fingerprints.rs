//! The fingerprints of an index's files after the last write. While they hold, a search need not check every byte.
//!
//! Tantivy's files carry checksums, except the list of segments (`meta.json`), whose hash is recorded here.

use std::fs;
use std::io;
use std::path::Path;

use super::directory;
use crate::atomic_file;
use crate::pool::lock::LOCK;
use crate::pool::{Fingerprint, owner_only};
use rolefit_ingest::state_files::INDEX_FINGERPRINTS as FILE;

/// Records the fingerprints of files that were just written or checked.
pub(super) fn record(directory: &Path) -> io::Result<()> {
    atomic_file::write_private(&directory.join(FILE), current(directory)?.as_bytes())
}

/// Removes the record, before files change.
pub(super) fn remove(directory: &Path) -> io::Result<()> {
    owner_only::remove(&directory.join(FILE))
}

/// True if every file has its recorded fingerprint.
pub(super) fn hold(directory: &Path) -> bool {
    let recorded = fs::read_to_string(directory.join(FILE));
    matches!((recorded, current(directory)), (Ok(recorded), Ok(current)) if recorded == current)
}

/// True if the list of segments has its recorded hash, or nothing is recorded.
pub(super) fn list_holds(directory: &Path) -> io::Result<bool> {
    match fs::read_to_string(directory.join(FILE)) {
        Ok(recorded) => Ok(recorded.lines().next() == Some(list_hash(directory)?.trim_end())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn list_hash(directory: &Path) -> io::Result<String> {
    Ok(format!("{}\n", blake3::hash(&fs::read(directory.join(directory::META))?).to_hex()))
}

/// The text to record: the hash of the list of segments, then one line per file with its name and fingerprint.
fn current(directory: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Tantivy's lock files, whose names begin with a dot, come and go.
        if name == FILE || name == LOCK || name.starts_with('.') {
            continue;
        }
        lines.push(format!("{name} {}\n", Fingerprint::text(&entry.metadata()?)));
    }
    lines.sort();
    Ok(list_hash(directory)? + &lines.concat())
}
