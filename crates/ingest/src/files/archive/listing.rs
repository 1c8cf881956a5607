//! Lists the files of an archive by its directory, or, where that is lost, by the headers before them.

use std::io::{Read, Seek, SeekFrom};

use zip::read::{ArchiveOffset, Config, ZipFileEntry};
use zip::unstable::read::ZipIterable;

use super::Source;
use crate::formats::zip_entries::{self, scattered};
use crate::formats::zip_inflate::MAX_RATIO;
use crate::formats::{Limits, problem};
use rolefit_document::{Problem, ProblemCode};

/// Longer names are no names of files: this is the longest path of the usual systems, and twenty thousand of them must
/// fit into memory.
const LONGEST_NAME: usize = 4096;

/// A file in an archive.
pub(super) struct Entry {
    pub name: Vec<u8>,
    /// Where its header stands.
    pub at: u64,
    /// Bytes that it takes up in the archive.
    pub packed: u64,
    /// Bytes that it is said to inflate to, if that is known.
    pub size: Option<u64>,
    pub crc: Option<u32>,
    pub is_encrypted: bool,
    pub is_folder: bool,
    pub is_link: bool,
}

impl Entry {
    /// Bytes that it may inflate to.
    pub fn most(&self, limits: &Limits) -> u64 {
        self.size.unwrap_or_else(|| self.packed.saturating_mul(MAX_RATIO).min(limits.max_bytes as u64))
    }
}

/// The files, and whether they are all that the archive held.
///
/// # Errors
/// A [`Problem`] when there are too many.
pub(super) fn list(stream: &mut Source<'_>, limits: &Limits) -> Result<(Vec<Entry>, bool), Problem> {
    // In a cut archive the directory nearest to the end may be that of an archive in it, whose places are not these.
    let config = Config { archive_offset: ArchiveOffset::Known(0) };
    let (listed, is_whole) = match ZipIterable::try_new(&mut *stream, config) {
        // Their number is known before memory is taken for them.
        Ok(files) if files.len() > limits.max_entries => return Err(too_many(limits)),
        Ok(mut files) => by_directory(&mut files),
        Err(_) => (Vec::new(), false),
    };
    if is_whole {
        return Ok((listed, true));
    }
    let found = by_headers(stream, limits);
    Ok((if found.len() > listed.len() { found } else { listed }, false))
}

/// The files that the directory names, and whether all of it could be read.
fn by_directory(files: &mut ZipIterable<impl Read + Seek>) -> (Vec<Entry>, bool) {
    let Ok(files) = files.files() else { return (Vec::new(), false) };
    let mut entries = Vec::new();
    for file in files {
        match file {
            Ok(file) if file.name_raw().len() > LONGEST_NAME => return (entries, false),
            Ok(file) => entries.push(listed(&file)),
            Err(_) => return (entries, false),
        }
    }
    (entries, true)
}

fn listed(file: &ZipFileEntry<'_>) -> Entry {
    Entry {
        name: file.name_raw().to_vec(),
        at: file.header_start(),
        packed: file.compressed_size(),
        size: Some(file.size()),
        crc: Some(file.crc32()),
        is_encrypted: file.encrypted(),
        is_folder: file.is_dir(),
        is_link: file.is_symlink(),
    }
}

/// The files found by their headers in as much of the archive as one resume may have bytes, up to one that is cut off.
fn by_headers(stream: &mut Source<'_>, limits: &Limits) -> Vec<Entry> {
    let mut bytes = Vec::new();
    let is_read =
        stream.seek(SeekFrom::Start(0)).is_ok() && stream.take(limits.max_bytes as u64).read_to_end(&mut bytes).is_ok();
    let mut entries = Vec::new();
    for (name, entry) in scattered(&bytes).take(limits.max_entries).filter(|_| is_read) {
        entries.push(found(name, &entry));
        // What looks like headers behind it stands inside it.
        if entry.is_cut {
            break;
        }
    }
    entries.retain(|entry| entry.name.len() <= LONGEST_NAME);
    entries
}

fn found(name: &[u8], entry: &zip_entries::Entry<'_>) -> Entry {
    Entry {
        name: name.to_vec(),
        at: entry.at,
        packed: entry.data.len() as u64,
        size: Some(entry.size).filter(|&size| size > 0 || entry.data.is_empty()),
        crc: entry.crc,
        is_encrypted: entry.is_encrypted,
        is_folder: name.ends_with(b"/"),
        is_link: false,
    }
}

fn too_many(limits: &Limits) -> Problem {
    let message = format!("it holds more than {} files", limits.max_entries);
    problem(ProblemCode::LimitBytes, message, "split it, or give a folder of its files")
}
