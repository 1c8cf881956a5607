//! The folder of an index: opened, looked over, and emptied where it cannot be used.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use tantivy::directory::META_LOCK;
use tantivy::{Directory, Index, TantivyError};

use super::fault::Fault;
use super::schema::schema;
use super::{looks, tokenizer};
pub(super) use rolefit_ingest::state_files::META;
use rolefit_ingest::state_files::{INDEX_FINGERPRINTS, is_index_file};

/// How the names begin that Tantivy gives its lists until they are written.
const UNFINISHED: &str = ".tmp";
/// Letters and digits after that.
const UNFINISHED_LETTERS: usize = 6;

/// Whether there is an index in `folder`, or what is left of one.
pub fn is_in(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.any(|entry| is_ours(&entry.file_name()))
}

/// Opens the index in `folder` whose files are what was written.
pub(super) fn open(folder: &Path) -> Result<Index, Fault> {
    let index = opened(folder)?;
    match looks::are_as_noted(folder) || is_whole(&index, folder)? {
        true => Ok(index),
        false => Err(Fault::Damaged),
    }
}

/// As [`open`], and reads every byte, whoever touched them.
pub(super) fn open_closely(folder: &Path) -> Result<Index, Fault> {
    let index = opened(folder)?;
    if is_whole(&index, folder)? { Ok(index) } else { Err(Fault::Damaged) }
}

/// Begins an index where there is none, or none that can be used.
pub(super) fn begin(folder: &Path) -> Result<Index, Fault> {
    empty(folder)?;
    let (schema, _) = schema();
    let mut index = Index::builder().schema(schema).create_in_dir(folder)?;
    index.set_tokenizers(tokenizer::registered());
    Ok(index)
}

/// Removes what no commit names, as a killed run leaves it: segments, and lists that were not finished.
pub(super) fn sweep(folder: &Path) -> Result<(), Fault> {
    let index = listed(folder)?;
    // A list that is not the one that was written may leave out what is needed.
    if !looks::has_noted_list(folder)? {
        return Err(Fault::Damaged);
    }
    // A search that has read the list still has to open the files in it.
    let _opening = index.directory().acquire_lock(&META_LOCK).map_err(TantivyError::from)?;
    let committed: Vec<String> = index.searchable_segment_ids()?.iter().map(|id| id.uuid_string()).collect();
    let is_committed = |name: &str| committed.iter().any(|segment| name.starts_with(segment.as_str()));
    let is_left = |name: &str| is_unfinished(name) || is_of_segment(name) && !is_committed(name);
    let mut left = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name().to_str().is_some_and(is_left) {
            left.push(entry.path());
        }
    }
    let is_noted = !left.is_empty() && looks::are_as_noted(folder);
    for file in left {
        fs::remove_file(file)?;
    }
    if is_noted {
        looks::note(folder)?;
    }
    Ok(())
}

/// Removes all files of an index; the lock stays, and so does what somebody else put there.
pub(super) fn empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_file() && (is_ours(&name) || name.to_str().is_some_and(is_unfinished)) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Bytes of the files of an index.
pub(super) fn bytes(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_ours(&entry.file_name()) {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

fn is_ours(name: &OsStr) -> bool {
    name.to_str().is_some_and(is_index_file)
}

fn is_of_segment(name: &str) -> bool {
    is_index_file(name) && !name.starts_with('.') && ![META, INDEX_FINGERPRINTS].contains(&name)
}

fn is_unfinished(name: &str) -> bool {
    name.strip_prefix(UNFINISHED).is_some_and(|letters| {
        letters.len() == UNFINISHED_LETTERS && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn opened(folder: &Path) -> Result<Index, Fault> {
    let mut index = listed(folder)?;
    if index.schema() != schema().0 {
        return Err(Fault::Outdated);
    }
    index.set_tokenizers(tokenizer::registered());
    Ok(index)
}

/// The index by its list, whichever version wrote it.
fn listed(folder: &Path) -> Result<Index, Fault> {
    if !folder.join(META).is_file() {
        // Files without their list are those of an index that lost it.
        return Err(if is_in(folder) { Fault::Damaged } else { Fault::Missing });
    }
    Ok(Index::open_in_dir(folder)?)
}

fn is_whole(index: &Index, folder: &Path) -> Result<bool, Fault> {
    Ok(looks::has_noted_list(folder)? && index.validate_checksum()?.is_empty())
}
