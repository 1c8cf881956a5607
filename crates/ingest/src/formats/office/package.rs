//! The ZIP archive of an office document. Parts are inflated within limits, even from a cut or damaged file.

use std::collections::BTreeMap;
use std::io::Cursor;

use memchr::memmem;
use zip::{CompressionMethod, ZipArchive};

use crate::formats::zip_entries::{Entry, Method, entries_by_header, normalized_name};
use crate::formats::zip_inflate::MAX_RATIO;
pub(super) use crate::formats::zip_inflate::State;
use crate::formats::{Limits, damaged, expands, locked, plain_text, problem};
use rolefit_document::{Problem, ProblemCode};

/// Most entries of an archive. Word processors write under 100, and a directory of this length fits in a few MiB.
const MAX_ENTRIES: usize = 10_000;
/// Signature of an entry in the central directory.
const IN_DIRECTORY: &[u8] = b"PK\x01\x02";

/// The parts of a document that the reader needs.
pub(super) struct Package<'a> {
    entries: BTreeMap<String, Entry<'a>>,
    /// Bytes that all parts together may inflate to.
    most: u64,
    /// Bytes that may still be inflated.
    left: u64,
    /// True if the central directory is lost; parts may be missing.
    is_broken: bool,
}

/// A part of the archive, decoded to text.
pub(super) struct Part {
    pub xml: String,
    pub state: State,
}

impl<'a> Package<'a> {
    /// Opens the archive and keeps the parts whose lower-case names are wanted. If the central directory is missing or
    /// lacks the main part, the parts are found by their local headers.
    pub(super) fn open(
        bytes: &'a [u8],
        limits: &Limits,
        is_main: fn(&str) -> bool,
        is_wanted: fn(&str) -> bool,
    ) -> Result<Self, Problem> {
        if memmem::find_iter(bytes, IN_DIRECTORY).nth(MAX_ENTRIES).is_some() {
            let message = format!("its archive has more than {MAX_ENTRIES} parts");
            return Err(problem(ProblemCode::LimitBytes, message, "save it again as PDF"));
        }
        let mut entries = directory_entries(bytes, is_wanted);
        let is_broken = !entries.keys().any(|name| is_main(name));
        if is_broken {
            let named = entries_by_header(bytes).map(|(name, entry)| (normalized_name(name), entry));
            for (name, entry) in named.filter(|(name, _)| is_wanted(name)).take(MAX_ENTRIES) {
                entries.entry(name).or_insert(entry);
            }
        }
        if !entries.keys().any(|name| is_main(name)) {
            return Err(broken());
        }
        Ok(Self { entries, most: limits.max_inflated_bytes, left: limits.max_inflated_bytes, is_broken })
    }

    /// Returns the problem of an archive whose central directory is lost.
    pub(super) fn problem(&self) -> Option<Problem> {
        self.is_broken.then(broken)
    }

    /// Returns the names of the parts, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Returns a part by its lower-case name; `None` if there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part>, Problem> {
        let Some(entry) = self.entries.get(name) else { return Ok(None) };
        if entry.is_encrypted {
            return Err(locked());
        }
        let too_large = || expands(self.most);
        if entry.size > self.left && entry.size / MAX_RATIO <= entry.data.len() as u64 {
            return Err(too_large());
        }
        let Some((bytes, state)) = entry.inflate(self.left) else {
            return Err(damaged("a part of its archive is compressed in an unsupported way"));
        };
        let inflated = bytes.len() as u64;
        if inflated > self.left {
            self.left = 0;
            return Err(too_large());
        }
        self.left -= inflated;
        Ok(Some(Part { xml: decode(bytes, state), state }))
    }
}

fn broken() -> Problem {
    damaged("its archive is cut off or broken")
}

/// Returns the wanted entries of the central directory; none if the directory cannot be read.
fn directory_entries<'a>(bytes: &'a [u8], is_wanted: fn(&str) -> bool) -> BTreeMap<String, Entry<'a>> {
    let mut entries = BTreeMap::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return entries };
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else { continue };
        let name = normalized_name(file.name_raw());
        let data = file.data_start().and_then(|start| {
            let rest = bytes.get(usize::try_from(start).ok()?..)?;
            Some(rest.get(..usize::try_from(file.compressed_size()).ok()?).unwrap_or(rest))
        });
        let Some(data) = data.filter(|_| is_wanted(&name)) else { continue };
        let (crc, size) = (Some(file.crc32()), file.size());
        let entry = Entry {
            at: file.header_start(),
            data,
            method: match file.compression() {
                CompressionMethod::Stored => Method::Stored,
                CompressionMethod::Deflated => Method::Deflated,
                _ => Method::Other,
            },
            crc,
            size,
            is_encrypted: file.encrypted(),
            is_cut: false,
        };
        entries.entry(name).or_insert(entry);
    }
    entries
}

/// Decodes a part. A damaged part ends at the first byte that is not text.
fn decode(bytes: Vec<u8>, state: State) -> String {
    if state == State::Whole {
        return String::from_utf8(bytes).unwrap_or_else(|error| plain_text::decode(error.as_bytes()));
    }
    let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let is_odd = |c: char| c == char::REPLACEMENT_CHARACTER || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    text.split(is_odd).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::formats::office::test_files::archive;

    fn open(bytes: &[u8]) -> Result<Package<'_>, Problem> {
        Package::open(bytes, &Limits::default(), |name| name == "a.xml", |name| name.ends_with(".xml"))
    }

    fn stored(xml: &str) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive
            .start_file("a.xml", SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
            .unwrap();
        archive.write_all(xml.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn names_are_found_regardless_of_case_and_slashes() {
        let file = archive(&[("A.XML", "<a/>"), ("\\sub\\b.Xml", "<b/>"), ("c.png", "")]);
        let mut archive = open(&file).unwrap();
        assert_eq!(archive.names().collect::<Vec<_>>(), ["a.xml", "sub/b.xml"]);
        assert_eq!(archive.part("sub/b.xml").unwrap().unwrap().xml, "<b/>");
        assert!(archive.part("c.png").unwrap().is_none());
    }

    #[test]
    fn an_archive_with_too_many_parts_is_refused() {
        let directory = [b"PK\x03\x04".to_vec(), IN_DIRECTORY.repeat(MAX_ENTRIES + 1)].concat();
        assert_eq!(open(&directory).err().unwrap().code, ProblemCode::LimitBytes);
    }

    #[test]
    fn a_part_with_a_changed_byte_is_corrupt() {
        let mut file = stored("<a>Ana Keller</a>");
        let part = |file: &[u8]| open(file).unwrap().part("a.xml").unwrap().unwrap();
        assert_eq!(part(&file).state, State::Whole);
        let at = memmem::find(&file, b"Keller").unwrap();
        file[at] = 1;
        let part = part(&file);
        assert_eq!((part.xml.as_str(), part.state), ("<a>Ana ", State::Corrupt));
    }

    #[test]
    fn an_encrypted_part_is_reported() {
        let mut file = stored("<a/>");
        let directory = memmem::find(&file, IN_DIRECTORY).unwrap();
        file[directory + 8] |= 1;
        assert_eq!(open(&file).unwrap().part("a.xml").err().unwrap().code, ProblemCode::Encrypted);
    }

    #[test]
    fn entries_are_found_without_a_directory() {
        let file = archive(&[("b.xml", &"<b/>".repeat(50)), ("a.xml", "<a>Ana</a>")]);
        let end = memmem::find(&file, IN_DIRECTORY).unwrap();
        let mut archive = open(&file[..end]).unwrap();
        assert!(archive.is_broken);
        assert_eq!(archive.names().collect::<Vec<_>>(), ["a.xml", "b.xml"]);
        let part = archive.part("a.xml").unwrap().unwrap();
        assert_eq!((part.xml.as_str(), part.state), ("<a>Ana</a>", State::Whole));
        let mut cut = open(&file[..end - 4]).unwrap();
        assert_eq!(cut.part("a.xml").unwrap().unwrap().state, State::Cut);
    }
}
