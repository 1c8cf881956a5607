//! Finds the entries of a ZIP archive by their local headers, without the central directory. Detection uses this to
//! tell documents from archives, and reading uses it where the directory is lost.

use std::collections::BTreeMap;

use memchr::memmem;

use super::little_endian::{u16_at, u32_at};

/// Signature of a local header, which precedes each entry's data.
const HEADER: &[u8] = b"PK\x03\x04";
/// Signature of a data descriptor. Programs that write a stream put an entry's checksum and lengths behind its data.
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
/// Length of a local header without the name, in bytes.
pub(crate) const HEADER_LENGTH: usize = 30;
/// Data descriptors read at most: five times the number of files in the largest archive that is read.
const MAX_DESCRIPTORS: usize = 100_000;
/// Header flags: the data is encrypted; the lengths follow the data.
const ENCRYPTED: u16 = 1;
const LENGTH_BEHIND: u16 = 1 << 3;

/// An entry of an archive, still compressed.
#[derive(Clone, Debug)]
#[cfg_attr(not(all(feature = "office", feature = "archive")), allow(dead_code))]
pub(crate) struct Entry<'a> {
    /// Byte offset of the local header.
    pub at: u64,
    /// The compressed bytes. Where the length is unknown, they may run past the entry's end.
    pub data: &'a [u8],
    pub method: Method,
    /// Checksum of the uncompressed bytes; `None` if unknown.
    pub crc: Option<u32>,
    /// Stated length of the uncompressed bytes; 0 if unknown.
    pub size: u64,
    pub is_encrypted: bool,
    /// True if the file ends before the entry does.
    pub is_cut: bool,
}

/// The compression of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Stored,
    Deflated,
    /// A compression that is not supported.
    Other,
}

/// The local header before an entry's data.
pub(crate) struct LocalHeader {
    flags: u16,
    pub method: Method,
    crc: u32,
    packed: u32,
    size: u32,
    name_length: usize,
    extra_length: usize,
}

impl LocalHeader {
    /// Parses the header at the start of `bytes`; `None` if there is none.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let method = match u16_at(bytes, 8)? {
            0 => Method::Stored,
            8 => Method::Deflated,
            _ => Method::Other,
        };
        bytes.starts_with(HEADER).then_some(Self {
            flags: u16_at(bytes, 6)?,
            method,
            crc: u32_at(bytes, 14)?,
            packed: u32_at(bytes, 18)?,
            size: u32_at(bytes, 22)?,
            name_length: u16_at(bytes, 26)?.into(),
            extra_length: u16_at(bytes, 28)?.into(),
        })
    }

    /// Returns the distance from the start of the header to the entry's data, in bytes.
    pub(crate) fn length(&self) -> usize {
        HEADER_LENGTH + self.name_length + self.extra_length
    }
}

/// Returns all entries of `bytes` with their names, in file order. Headers inside the data of an entry of known length
/// belong to a nested archive and are skipped.
pub(crate) fn entries_by_header(bytes: &[u8]) -> impl Iterator<Item = (&[u8], Entry<'_>)> {
    let descriptors = descriptors(bytes);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += memmem::find(bytes.get(at..)?, HEADER)?;
            let found = entry(bytes, at, &descriptors);
            at += HEADER.len();
            if let Some((name, entry, end)) = found {
                at = end;
                return Some((name, entry));
            }
        }
    })
}

/// Lengths and checksum that follow an entry's data.
struct Descriptor {
    crc: u32,
    packed: usize,
    size: u32,
}

/// Returns the data descriptors by the byte offset at which their data begins.
fn descriptors(bytes: &[u8]) -> BTreeMap<usize, Descriptor> {
    let mut descriptors = BTreeMap::new();
    for at in memmem::find_iter(bytes, DESCRIPTOR).take(MAX_DESCRIPTORS) {
        let field = |offset| u32_at(bytes, at + offset);
        // If the lengths take 8 bytes each, the low half of the compressed length is still read here, and the
        // uncompressed length reads as 0, which means unknown.
        let (Some(crc), Some(packed), Some(size)) = (field(4), field(8), field(12)) else { break };
        let start = usize::try_from(packed).ok().and_then(|packed| Some((at.checked_sub(packed)?, packed)));
        if let Some((start, packed)) = start {
            descriptors.entry(start).or_insert(Descriptor { crc, packed, size });
        }
    }
    descriptors
}

/// Reads the entry whose header begins at `at`. Returns its name, the entry, and the offset up to which its bytes are
/// certain.
fn entry<'a>(
    bytes: &'a [u8],
    at: usize,
    descriptors: &BTreeMap<usize, Descriptor>,
) -> Option<(&'a [u8], Entry<'a>, usize)> {
    let header = LocalHeader::parse(bytes.get(at..)?)?;
    let name_start = at + HEADER_LENGTH;
    let name = bytes.get(name_start..name_start + header.name_length)?;
    let start = at + header.length();
    let rest = bytes.get(start..)?;
    let is_stated = header.flags & LENGTH_BEHIND == 0;
    let behind = descriptors.get(&start).filter(|_| !is_stated);
    let packed = match behind {
        Some(descriptor) => Some(descriptor.packed),
        None => usize::try_from(header.packed).ok().filter(|_| is_stated),
    };
    let (data, end, is_cut) = match within(rest, packed) {
        Some(data) => (data, start + data.len(), false),
        None => {
            let next = memmem::find(rest, HEADER);
            let data = next.and_then(|next| rest.get(..next)).unwrap_or(rest);
            (data, start, packed.map_or(next.is_none(), |packed| packed > rest.len()))
        }
    };
    let crc = behind.map(|descriptor| descriptor.crc).or(is_stated.then_some(header.crc));
    let size = u64::from(behind.map_or(header.size, |descriptor| descriptor.size));
    let is_encrypted = header.flags & ENCRYPTED != 0;
    let entry = Entry { at: at as u64, data, method: header.method, crc, size, is_encrypted, is_cut };
    Some((name, entry, end))
}

/// Returns the first `packed` bytes if another ZIP record or the end of the file follows them. Otherwise the stated
/// length is damaged and is not used.
fn within(rest: &[u8], packed: Option<usize>) -> Option<&[u8]> {
    let (data, after) = rest.split_at_checked(packed?)?;
    (after.is_empty() || after.starts_with(b"PK")).then_some(data)
}

/// Returns the name in the form used for look-ups: lower case, forward slashes, invalid UTF-8 replaced.
pub(crate) fn normalized_name(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase().replace('\\', "/").trim_start_matches('/').to_owned()
}

#[cfg(all(test, any(feature = "office", feature = "archive")))]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use zip::CompressionMethod;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::formats::zip_inflate::State;

    /// Builds an archive as most programs write it.
    pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// Builds an archive as streaming programs write it: the lengths follow the data.
    pub(crate) fn streamed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut archive = ZipWriter::new_stream(Vec::new());
        for (name, bytes) in files {
            archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn lengths_behind_entries_are_found() {
        let inner = streamed(&[("word/document.xml", b"<document/>")], CompressionMethod::Stored);
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let bytes = streamed(&[("a.docx", &inner), ("b.txt", b"Ben")], method);
            let found: Vec<_> = entries_by_header(&bytes).collect();
            assert_eq!(found.iter().map(|(name, _)| *name).collect::<Vec<_>>(), [&b"a.docx"[..], b"b.txt"]);
            assert_eq!(found[0].1.inflate(1000).unwrap(), (inner.clone(), State::Whole));
            assert_eq!((found[0].1.size, found[0].1.is_cut), (inner.len() as u64, false));
        }
    }

    #[test]
    fn an_entry_of_unknown_length_ends_with_its_data_or_at_the_next_header() {
        let mut bytes =
            streamed(&[("a.txt", &b"Ana ".repeat(9)), ("b.txt", &b"Ben ".repeat(9))], CompressionMethod::Deflated);
        while let Some(at) = memmem::find(&bytes, DESCRIPTOR) {
            bytes[at] = b'_';
        }
        let found: Vec<_> = entries_by_header(&bytes).map(|(_, entry)| entry.inflate(1000).unwrap()).collect();
        assert_eq!(found, [(b"Ana ".repeat(9), State::Whole), (b"Ben ".repeat(9), State::Whole)]);
    }

    #[test]
    fn many_unfinished_entries_are_found_quickly() {
        let bytes = streamed(&[("a", b"")], CompressionMethod::Stored);
        let header = &bytes[..HEADER_LENGTH + 1];
        let start = std::time::Instant::now();
        assert_eq!(entries_by_header(&header.repeat(200_000)).count(), 200_000);
        // Comparing every pair of headers would take minutes.
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}
