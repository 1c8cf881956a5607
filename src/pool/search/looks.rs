//! How the files of an index looked when it was last written, so that a search need not read all of them to trust them.
//!
//! Tantivy's files carry checksums, but for the list of them, whose hash stands here.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::folder;
use crate::pool::private;
use rolefit_ingest::state_files::INDEX_FINGERPRINTS as FILE;

/// Notes how the files look, which were found to be whole or just written: the hash of the list, then a file a line, with its
/// size and time.
pub(super) fn note(folder: &Path) -> io::Result<()> {
    let looks = look(folder)?;
    private::options().create(true).truncate(true).open(folder.join(FILE))?.write_all(looks.as_bytes())
}

/// Takes the note away, before files change.
pub(super) fn forget(folder: &Path) -> io::Result<()> {
    private::remove(&folder.join(FILE))
}

/// Whether the files look as they were noted.
pub(super) fn are_as_noted(folder: &Path) -> bool {
    matches!((fs::read_to_string(folder.join(FILE)), look(folder)), (Ok(note), Ok(now)) if note == now)
}

/// Whether the list of files is the one that was noted, if one was.
pub(super) fn has_noted_list(folder: &Path) -> io::Result<bool> {
    match fs::read_to_string(folder.join(FILE)) {
        Ok(note) => Ok(note.lines().next() == Some(list_hash(folder)?.trim_end())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn list_hash(folder: &Path) -> io::Result<String> {
    Ok(format!("{}\n", blake3::hash(&fs::read(folder.join(folder::META))?).to_hex()))
}

fn look(folder: &Path) -> io::Result<String> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Tantivy's own locks, whose names begin with a dot, come and go.
        if name == FILE || name == private::LOCK || name.starts_with('.') {
            continue;
        }
        lines.push(format!("{name} {}\n", private::look(&entry.metadata()?)));
    }
    lines.sort();
    Ok(list_hash(folder)? + &lines.concat())
}
