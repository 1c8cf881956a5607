//! Lists the files of an archive: by the directory at its end or, if that is lost, by the header before each file.

use std::io::{Read, Seek, SeekFrom};

use zip::read::{ArchiveOffset, Config, ZipFileEntry};
use zip::unstable::read::ZipIterable;

use super::ArchiveStream;
use crate::formats::zip_entries::{self, entries_by_header};
use crate::formats::zip_inflate::MAX_RATIO;
use crate::formats::{Limits, problem};
use rolefit_document::{Problem, ProblemCode};

/// The longest path on the usual systems. A longer name is damage; twenty thousand names must fit into memory.
const LONGEST_NAME: usize = 4096;

/// A file in an archive.
pub(super) struct Entry {
    pub name: Vec<u8>,
    /// The byte offset of the header.
    pub at: u64,
    /// The number of bytes in the archive.
    pub packed: u64,
    /// The stated number of bytes after inflating, if known.
    pub size: Option<u64>,
    pub crc: Option<u32>,
    pub is_encrypted: bool,
    pub is_directory: bool,
    pub is_link: bool,
}

impl Entry {
    /// The number of bytes to which the file may inflate at most.
    pub(super) fn max_size(&self, limits: &Limits) -> u64 {
        self.size.unwrap_or_else(|| self.packed.saturating_mul(MAX_RATIO).min(limits.max_bytes as u64))
    }
}

/// Lists the files. The flag is true if the list is complete.
pub(super) fn list(stream: &mut ArchiveStream<'_>, limits: &Limits) -> Result<(Vec<Entry>, bool), Problem> {
    // In a cut archive, the directory nearest to the end may belong to an inner archive, whose offsets do not apply.
    let config = Config { archive_offset: ArchiveOffset::Known(0) };
    let (listed, is_whole) = match ZipIterable::try_new(&mut *stream, config) {
        // Checked before memory is allocated for the entries.
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

/// The files in the directory. The flag is true if the whole directory could be read.
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
        is_directory: file.is_dir(),
        is_link: file.is_symlink(),
    }
}

/// The files found by their headers, up to the first file that is cut off. At most [`Limits::max_bytes`] are searched.
fn by_headers(stream: &mut ArchiveStream<'_>, limits: &Limits) -> Vec<Entry> {
    let mut bytes = Vec::new();
    let is_read =
        stream.seek(SeekFrom::Start(0)).is_ok() && stream.take(limits.max_bytes as u64).read_to_end(&mut bytes).is_ok();
    let mut entries = Vec::new();
    for (name, entry) in entries_by_header(&bytes).take(limits.max_entries).filter(|_| is_read) {
        entries.push(found(name, &entry));
        // Further headers belong to an archive inside the cut file.
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
        is_directory: name.ends_with(b"/"),
        is_link: false,
    }
}

fn too_many(limits: &Limits) -> Problem {
    let message = format!("it holds more than {} files", limits.max_entries);
    problem(ProblemCode::LimitBytes, message, "split it, or give a folder of its files")
}
