//! ZIP archives of resumes: each file in one is a candidate, inflated when its turn comes and never written anywhere.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use zip::ZipReadOptions;
use zip::read::{Config, ZipFileEntry, read_zipfile_from_stream, read_zipfile_from_stream_with_options};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use crate::document::{Problem, ProblemCode};
use crate::ingest::unpack::{Package, Part, Skipped};
use crate::ingest::{Limits, names, problem, unsupported};

/// How archives begin: with a file, or, if they hold none, with their end.
const SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// How many bytes they are.
const SIGNATURE_BYTES: u64 = 4;

/// Beginnings of names that stand at the top of a document which is an archive itself.
const DOCUMENT_PARTS: &[&[u8]] = &[
    b"[Content_Types].xml",
    b"mimetype",
    b"word/document",
    b"xl/workbook",
    b"ppt/presentation",
    b"Index/Document.iwa",
    b"index.apxl",
];

/// What an archive is read from.
pub(in crate::ingest) trait Stream: Read + Seek + Send {}

impl<T: Read + Seek + Send> Stream for T {}

/// An archive of files, of which none is inflated yet.
pub(in crate::ingest) struct Archive<'a> {
    stream: Mutex<BufReader<Box<dyn Stream + 'a>>>,
    entries: Vec<Entry>,
    parts: Vec<Part>,
    skipped: Skipped,
    problem: Option<Problem>,
}

/// A file in an archive.
struct Entry {
    name: Vec<u8>,
    /// Where its header stands.
    at: u64,
    /// Bytes that it takes up in the archive.
    packed: u64,
    /// Bytes that it is said to inflate to.
    size: u64,
    crc: u32,
    is_encrypted: bool,
    is_folder: bool,
    is_link: bool,
}

/// Whether `bytes` begin as an archive does, be it one of files or a document.
pub(in crate::ingest) fn is_zip(bytes: &[u8]) -> bool {
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

/// The archive of files that `file` is, read from there as it is needed; else `None`, and the file is at its beginning.
///
/// # Errors
/// A [`Problem`] when it is past a limit, or cannot be read.
pub(in crate::ingest) fn open(mut file: &File, limits: &Limits) -> Result<Option<Archive<'static>>, Problem> {
    let unopened = |error| crate::ingest::input::unopened(&error);
    let mut start = Vec::new();
    file.take(SIGNATURE_BYTES).read_to_end(&mut start).map_err(unopened)?;
    let archive = match is_zip(&start) {
        true => Archive::open(file.try_clone().map_err(unopened)?, limits)?,
        false => None,
    };
    if archive.is_none() {
        file.rewind().map_err(unopened)?;
    }
    Ok(archive)
}

/// Whether `bytes` are an archive of files rather than a document.
pub(in crate::ingest) fn holds_files(bytes: &[u8]) -> bool {
    is_zip(bytes) && !matches!(Archive::open(Cursor::new(bytes), &Limits::default()), Ok(None))
}

impl<'a> Archive<'a> {
    /// Lists the files; `None` if the archive is a document or holds nothing that could be made out.
    ///
    /// # Errors
    /// A [`Problem`] when it holds too many files or they would inflate to too much.
    pub fn open(stream: impl Stream + 'a, limits: &Limits) -> Result<Option<Self>, Problem> {
        let mut stream = BufReader::new(Box::new(stream) as Box<dyn Stream + 'a>);
        let (mut entries, is_whole) = match ZipIterable::try_new(&mut stream, Config::default()) {
            // Their number is known before memory is taken for them.
            Ok(files) if files.len() > limits.max_entries => return Err(too_many(limits)),
            Ok(mut files) => by_directory(&mut files),
            Err(_) => (by_headers(&mut stream, limits.max_entries), false),
        };
        let is_document = |entry: &Entry| DOCUMENT_PARTS.iter().any(|part| entry.name.starts_with(part));
        if entries.iter().any(is_document) || (entries.is_empty() && !is_whole) {
            return Ok(None);
        }
        let mut skipped = Skipped::default();
        entries.retain(|entry| is_taken(entry, &mut skipped));
        entries.sort_by(|a, b| (&a.name, a.at).cmp(&(&b.name, b.at)));
        let total = entries.iter().fold(0_u64, |total, entry| total.saturating_add(entry.size));
        if total > limits.max_archive_bytes {
            let message = format!("its files expand past the limit of {} MiB", limits.max_archive_bytes >> 20);
            return Err(problem(ProblemCode::LimitBytes, message, "split it, or give a folder of its files"));
        }
        let problem = (!is_whole).then(|| {
            let message = "the archive is cut off or broken; the files that could be found in it were used";
            problem(ProblemCode::Damaged, message, "ask for it again")
        });
        let parts = entries.iter().map(part).collect();
        Ok(Some(Self { stream: Mutex::new(stream), entries, parts, skipped, problem }))
    }
}

impl Package for Archive<'_> {
    fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn skipped(&self) -> Skipped {
        self.skipped
    }

    fn problem(&self) -> Option<Problem> {
        self.problem.clone()
    }

    fn bytes(&self, part: usize, limits: &Limits) -> Result<Vec<u8>, Problem> {
        let Some(entry) = self.entries.get(part) else { return Ok(Vec::new()) };
        if entry.is_encrypted {
            let message = "password-protected inside the archive";
            return Err(problem(ProblemCode::Encrypted, message, "unpack it with the password"));
        }
        let most = limits.max_bytes as u64;
        if entry.size > most {
            let message = format!("it expands past the limit of {} MiB", limits.max_bytes >> 20);
            return Err(problem(ProblemCode::LimitBytes, message, "save it without pictures"));
        }
        let options = ZipReadOptions::new()
            .override_compressed_size(entry.packed)
            .override_uncompressed_size(entry.size)
            .override_crc(entry.crc);
        let mut bytes = Vec::new();
        // Whoever panicked with the stream left it at some place; each reading seeks its own.
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.seek(SeekFrom::Start(entry.at)).map_err(|error| crate::ingest::input::unopened(&error))?;
        match read_zipfile_from_stream_with_options(&mut *stream, options) {
            // A file that lies about its size stops a byte past what is allowed.
            Ok(Some(file)) => match file.take(most.saturating_add(1)).read_to_end(&mut bytes) {
                Ok(_) => Ok(bytes),
                Err(_) => Err(broken()),
            },
            Err(ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_)) => {
                Err(unsupported("packed in a way that is not read"))
            }
            _ => Err(broken()),
        }
    }
}

fn broken() -> Problem {
    problem(ProblemCode::Damaged, "it is broken inside the archive", "ask for the archive again")
}

/// The files that the directory names, and whether all of it could be read.
fn by_directory(files: &mut ZipIterable<impl Read + Seek>) -> (Vec<Entry>, bool) {
    let Ok(files) = files.files() else { return (Vec::new(), false) };
    let mut entries = Vec::new();
    for file in files {
        match file {
            Ok(file) => entries.push(entry(&file)),
            Err(_) => return (entries, false),
        }
    }
    (entries, true)
}

fn entry(file: &ZipFileEntry<'_>) -> Entry {
    Entry {
        name: file.name_raw().to_vec(),
        at: file.header_start(),
        packed: file.compressed_size(),
        size: file.size(),
        crc: file.crc32(),
        is_encrypted: file.encrypted(),
        is_folder: file.is_dir(),
        is_link: file.is_symlink(),
    }
}

/// The files found one behind the other, for an archive whose directory is lost, up to the first that cannot be told.
fn by_headers(stream: &mut (impl Read + Seek), most: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while entries.len() < most && stream.seek(SeekFrom::Start(at)).is_ok() {
        let Ok(Some(file)) = read_zipfile_from_stream(stream) else { break };
        entries.push(Entry {
            name: file.name_raw().to_vec(),
            at,
            packed: file.compressed_size(),
            size: file.size(),
            crc: file.crc32(),
            is_encrypted: file.encrypted(),
            is_folder: file.is_dir(),
            is_link: false,
        });
        // Dropping it goes to its end.
        drop(file);
        let Ok(next) = stream.stream_position() else { break };
        at = next;
    }
    entries
}

/// Whether a file is taken as a resume; counts the others, but not the folders.
fn is_taken(entry: &Entry, skipped: &mut Skipped) -> bool {
    if entry.is_folder {
        return false;
    }
    let name = entry.name.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
    let count = match () {
        () if entry.name.split(|&byte| byte == b'/').any(names::is_hidden) => &mut skipped.hidden,
        () if entry.is_link => &mut skipped.links,
        () if !names::is_resume(name) => &mut skipped.foreign,
        () => return true,
    };
    *count += 1;
    false
}

fn part(entry: &Entry) -> Part {
    let name = entry.name.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
    Part { id: names::escape(&entry.name), file_name: String::from_utf8(name.to_vec()).ok() }
}

fn too_many(limits: &Limits) -> Problem {
    let message = format!("it holds more than {} files", limits.max_entries);
    problem(ProblemCode::LimitBytes, message, "split it, or give a folder of its files")
}

#[cfg(test)]
pub(in crate::ingest) mod tests;
