//! The directory of an index: opens it, checks its files, and removes them.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use tantivy::directory::META_LOCK;
use tantivy::{Directory, Index, IndexReader, ReloadPolicy, Searcher, TantivyError};

use super::schema::schema;
use super::{fingerprints, tokenizer};
use crate::pool::Fault;
pub(super) use rolefit_ingest::state_files::META;
use rolefit_ingest::state_files::{INDEX_FINGERPRINTS, is_index_file};

/// The prefix of the names of Tantivy's temporary files.
const TEMPORARY: &str = ".tmp";
/// The number of letters and digits that follow.
const TEMPORARY_LETTERS: usize = 6;

/// True if `directory` holds an index or files of one.
pub fn is_in(directory: &Path) -> bool {
    let mut entries = fs::read_dir(directory).into_iter().flatten().filter_map(Result::ok);
    entries.any(|entry| is_ours(&entry.file_name()))
}

/// Opens the index in `directory`. Every byte is checked, unless the recorded fingerprints still hold.
pub(super) fn open(directory: &Path) -> Result<Index, Fault> {
    let index = open_unchecked(directory)?;
    match fingerprints::hold(directory) || is_whole(&index, directory)? {
        true => Ok(index),
        false => Err(Fault::Damaged),
    }
}

/// Opens the index as [`open`], but always checks every byte.
pub(super) fn open_checked(directory: &Path) -> Result<Index, Fault> {
    let index = open_unchecked(directory)?;
    if is_whole(&index, directory)? { Ok(index) } else { Err(Fault::Damaged) }
}

/// Returns a view of the last commit of `index`.
///
/// The view is not reloaded. A reader that reloads itself starts a thread, which may write a lock file into the
/// directory at any time.
pub(super) fn searcher(index: &Index) -> Result<Searcher, Fault> {
    let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(reader.searcher())
}

/// Creates an empty index. Files of an unusable index are removed first.
pub(super) fn create(directory: &Path) -> Result<Index, Fault> {
    empty(directory)?;
    let (schema, _) = schema();
    let mut index = Index::builder().schema(schema).create_in_dir(directory)?;
    index.set_tokenizers(tokenizer::registered());
    Ok(index)
}

/// Removes the files that a killed run leaves: segments that belong to no commit, and temporary files.
pub(super) fn sweep(directory: &Path) -> Result<(), Fault> {
    let index = open_listed(directory)?;
    // A list that somebody changed may leave out segments that are needed.
    if !fingerprints::list_holds(directory)? {
        return Err(Fault::Damaged);
    }
    // A search that has just read the list still has to open the files in it.
    let _opening = index.directory().acquire_lock(&META_LOCK).map_err(TantivyError::from)?;
    let committed: Vec<String> = index.searchable_segment_ids()?.iter().map(|id| id.uuid_string()).collect();
    let is_committed = |name: &str| committed.iter().any(|segment| name.starts_with(segment.as_str()));
    let is_abandoned = |name: &str| is_temporary(name) || is_of_segment(name) && !is_committed(name);
    let mut abandoned = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name().to_str().is_some_and(is_abandoned) {
            abandoned.push(entry.path());
        }
    }
    let was_unchanged = !abandoned.is_empty() && fingerprints::hold(directory);
    for file in abandoned {
        fs::remove_file(file)?;
    }
    if was_unchanged {
        fingerprints::record(directory)?;
    }
    Ok(())
}

/// Removes all files of an index. The lock and files of other programs stay.
pub(super) fn empty(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_file() && (is_ours(&name) || name.to_str().is_some_and(is_temporary)) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Bytes of the files of an index.
pub(super) fn bytes(directory: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(directory)? {
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

fn is_temporary(name: &str) -> bool {
    name.strip_prefix(TEMPORARY).is_some_and(|letters| {
        letters.len() == TEMPORARY_LETTERS && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn open_unchecked(directory: &Path) -> Result<Index, Fault> {
    let mut index = open_listed(directory)?;
    if index.schema() != schema().0 {
        return Err(Fault::Outdated);
    }
    index.set_tokenizers(tokenizer::registered());
    Ok(index)
}

/// Opens the index by its list of segments, whatever version wrote it.
fn open_listed(directory: &Path) -> Result<Index, Fault> {
    if !directory.join(META).is_file() {
        // Other files of an index without the list mean that the list was lost.
        return Err(if is_in(directory) { Fault::Damaged } else { Fault::Missing });
    }
    Ok(Index::open_in_dir(directory)?)
}

fn is_whole(index: &Index, directory: &Path) -> Result<bool, Fault> {
    Ok(fingerprints::list_holds(directory)? && index.validate_checksum()?.is_empty())
}
