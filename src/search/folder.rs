//! The folder of an index: opened, looked over, and emptied where it cannot be used.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use tantivy::Index;

use super::fault::Fault;
use super::schema::schema;
use super::{looks, tokenizer};
pub(super) use crate::ingest::own::META;
use crate::ingest::own::is_of_index;

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

/// Removes all files of an index; the lock stays, and so does what somebody else put there.
pub(super) fn empty(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && is_ours(&entry.file_name()) {
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
    name.to_str().is_some_and(is_of_index)
}

fn opened(folder: &Path) -> Result<Index, Fault> {
    if !folder.join(META).is_file() {
        // Files without their list are those of an index that lost it.
        return Err(if is_in(folder) { Fault::Damaged } else { Fault::Missing });
    }
    let mut index = Index::open_in_dir(folder)?;
    if index.schema() != schema().0 {
        return Err(Fault::Outdated);
    }
    index.set_tokenizers(tokenizer::registered());
    Ok(index)
}

fn is_whole(index: &Index, folder: &Path) -> Result<bool, Fault> {
    Ok(looks::has_noted_list(folder)? && index.validate_checksum()?.is_empty())
}
