//! The ZIP archive that an office document is: its parts, inflated within limits, also from a cut or damaged file.

use std::collections::BTreeMap;
use std::io::Cursor;

use memchr::memmem;
use zip::{CompressionMethod, ZipArchive};

use crate::formats::zip_entries::{Entry, Method, clean, scattered};
use crate::formats::zip_inflate::MAX_RATIO;
pub(super) use crate::formats::zip_inflate::State;
use crate::formats::{Limits, damaged, expands, locked, plain_text, problem};
use rolefit_document::{Problem, ProblemCode};

/// Entries of an archive that are looked at: word processors write under 100, and a directory of these fits in a few MiB.
const MAX_ENTRIES: usize = 10_000;
/// Begins each entry of the directory at an archive's end.
const IN_DIRECTORY: &[u8] = b"PK\x01\x02";

/// The parts of a document that are read.
pub(super) struct Archive<'a> {
    entries: BTreeMap<String, Entry<'a>>,
    /// What all parts together may inflate to.
    most: u64,
    /// Bytes that may still be inflated.
    left: u64,
    /// Whether its directory is lost, and with it perhaps parts.
    pub is_broken: bool,
}

/// A part of the archive as text.
pub(super) struct Part {
    pub xml: String,
    pub state: State,
}

impl<'a> Archive<'a> {
    /// Opens the archive; only parts whose lower-case names are wanted are kept. One that has lost the directory at
    /// its end, or in it the main part, is read from the headers that stand before each part.
    ///
    /// # Errors
    /// A [`Problem`] if it has too many parts, or none that is wanted.
    pub fn open(
        bytes: &'a [u8],
        limits: &Limits,
        is_main: fn(&str) -> bool,
        is_wanted: fn(&str) -> bool,
    ) -> Result<Self, Problem> {
        if memmem::find_iter(bytes, IN_DIRECTORY).nth(MAX_ENTRIES).is_some() {
            let message = format!("its archive has more than {MAX_ENTRIES} parts");
            return Err(problem(ProblemCode::LimitBytes, message, "save it again as PDF"));
        }
        let mut entries = listed(bytes, is_wanted);
        let is_broken = !entries.keys().any(|name| is_main(name));
        if is_broken {
            let named = scattered(bytes).map(|(name, entry)| (clean(name), entry));
            for (name, entry) in named.filter(|(name, _)| is_wanted(name)).take(MAX_ENTRIES) {
                entries.entry(name).or_insert(entry);
            }
        }
        if !entries.keys().any(|name| is_main(name)) {
            return Err(damaged("its archive is cut off or broken"));
        }
        Ok(Self { entries, most: limits.max_inflated_bytes, left: limits.max_inflated_bytes, is_broken })
    }

    /// The names of the parts, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// A part by its lower-case name; `None` if there is none.
    ///
    /// # Errors
    /// A [`Problem`] if the part is locked, inflates past the limit, or is packed in an unknown way.
    pub fn part(&mut self, name: &str) -> Result<Option<Part>, Problem> {
        let Some(entry) = self.entries.get(name) else { return Ok(None) };
        if entry.is_encrypted {
            return Err(locked());
        }
        let too_large = || expands(self.most);
        if entry.size > self.left && entry.size / MAX_RATIO <= entry.data.len() as u64 {
            return Err(too_large());
        }
        let Some((bytes, state)) = entry.inflate(self.left) else {
            return Err(damaged("a part of its archive is packed in an unknown way"));
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

/// The wanted entries of the archive's directory, if it has one.
fn listed<'a>(bytes: &'a [u8], is_wanted: fn(&str) -> bool) -> BTreeMap<String, Entry<'a>> {
    let mut entries = BTreeMap::new();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return entries };
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else { continue };
        let name = clean(file.name_raw());
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

/// The text of a part. What is damaged is used up to the first bytes that are no text.
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
    use crate::formats::office::testing::archive;

    fn open(bytes: &[u8]) -> Result<Archive<'_>, Problem> {
        Archive::open(bytes, &Limits::default(), |name| name == "a.xml", |name| name.ends_with(".xml"))
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
    fn names_are_found_whatever_their_case_and_slashes() {
        let file = archive(&[("A.XML", "<a/>"), ("\\sub\\b.Xml", "<b/>"), ("c.png", "")]);
        let mut archive = open(&file).unwrap();
        assert_eq!(archive.names().collect::<Vec<_>>(), ["a.xml", "sub/b.xml"]);
        assert_eq!(archive.part("sub/b.xml").unwrap().unwrap().xml, "<b/>");
        assert!(archive.part("c.png").unwrap().is_none());
    }

    #[test]
    fn an_archive_of_too_many_parts_is_refused() {
        let directory = [b"PK\x03\x04".to_vec(), IN_DIRECTORY.repeat(MAX_ENTRIES + 1)].concat();
        assert_eq!(open(&directory).err().unwrap().code, ProblemCode::LimitBytes);
    }

    #[test]
    fn a_part_that_is_not_what_was_written_is_corrupt() {
        let mut file = stored("<a>Ana Keller</a>");
        let part = |file: &[u8]| open(file).unwrap().part("a.xml").unwrap().unwrap();
        assert_eq!(part(&file).state, State::Whole);
        let at = memmem::find(&file, b"Keller").unwrap();
        file[at] = 1;
        let part = part(&file);
        assert_eq!((part.xml.as_str(), part.state), ("<a>Ana ", State::Corrupt));
    }

    #[test]
    fn a_locked_part_is_said_to_be_locked() {
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
