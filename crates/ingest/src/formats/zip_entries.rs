//! The entries of a ZIP archive by the headers before them, for one whose directory is lost and to tell what it is.

use std::collections::BTreeMap;

use memchr::memmem;

/// Begins the header before each entry's bytes.
const HEADER: &[u8] = b"PK\x03\x04";
/// Begins what a program that could not go back wrote behind an entry's bytes: their check sum and lengths.
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
/// Length of a header without the name.
pub(crate) const HEADER_LENGTH: usize = 30;
/// Descriptors that are looked at: five times the files of the largest archive that is read.
const MAX_DESCRIPTORS: usize = 100_000;
/// Flags of a header: the bytes are encrypted; their length is stated behind them.
const ENCRYPTED: u16 = 1;
const LENGTH_BEHIND: u16 = 1 << 3;

/// An entry of an archive, still packed.
#[derive(Clone, Debug)]
#[cfg_attr(not(all(feature = "office", feature = "archive")), allow(dead_code))]
pub(crate) struct Entry<'a> {
    /// Where its header stands.
    pub at: u64,
    /// The packed bytes; they may run on behind the entry where its length is unknown.
    pub data: &'a [u8],
    pub method: Method,
    /// Check sum of the unpacked bytes, if it is known.
    pub crc: Option<u32>,
    /// Stated length of the unpacked bytes; 0 if it is unknown.
    pub size: u64,
    pub is_encrypted: bool,
    /// Whether the file ends before the entry does.
    pub is_cut: bool,
}

/// How an entry is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Stored,
    Deflated,
    /// In a way that is not read.
    Other,
}

/// The header before an entry's bytes.
pub(crate) struct Header {
    flags: u16,
    pub method: Method,
    crc: u32,
    packed: u32,
    size: u32,
    name_length: usize,
    extra_length: usize,
}

impl Header {
    /// The header that begins `bytes`.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let method = match short(bytes, 8)? {
            0 => Method::Stored,
            8 => Method::Deflated,
            _ => Method::Other,
        };
        bytes.starts_with(HEADER).then_some(Self {
            flags: short(bytes, 6)?,
            method,
            crc: long(bytes, 14)?,
            packed: long(bytes, 18)?,
            size: long(bytes, 22)?,
            name_length: short(bytes, 26)?.into(),
            extra_length: short(bytes, 28)?.into(),
        })
    }

    /// How far behind the beginning of the header the entry's bytes stand.
    pub(crate) fn length(&self) -> usize {
        HEADER_LENGTH + self.name_length + self.extra_length
    }
}

/// All entries of `bytes`, each with its name, in their order. What stands inside an entry of known length is no entry.
pub(crate) fn scattered(bytes: &[u8]) -> impl Iterator<Item = (&[u8], Entry<'_>)> {
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

/// What stands behind an entry whose length its header does not know.
struct Descriptor {
    crc: u32,
    packed: usize,
    size: u32,
}

/// The descriptors by where the bytes begin that they are about.
fn descriptors(bytes: &[u8]) -> BTreeMap<usize, Descriptor> {
    let mut descriptors = BTreeMap::new();
    for at in memmem::find_iter(bytes, DESCRIPTOR).take(MAX_DESCRIPTORS) {
        let field = |offset| long(bytes, at + offset);
        // Where the lengths have 8 bytes, the first four of the packed one stand at the same place, and the unpacked one
        // seems to be 0, which says nothing.
        let (Some(crc), Some(packed), Some(size)) = (field(4), field(8), field(12)) else { break };
        let start = usize::try_from(packed).ok().and_then(|packed| Some((at.checked_sub(packed)?, packed)));
        if let Some((start, packed)) = start {
            descriptors.entry(start).or_insert(Descriptor { crc, packed, size });
        }
    }
    descriptors
}

/// The entry whose header stands at `at`, its name, and where it surely ends.
fn entry<'a>(
    bytes: &'a [u8],
    at: usize,
    descriptors: &BTreeMap<usize, Descriptor>,
) -> Option<(&'a [u8], Entry<'a>, usize)> {
    let header = Header::parse(bytes.get(at..)?)?;
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

/// The first `packed` bytes, if what follows them is again of the archive: a length that was damaged says nothing.
fn within(rest: &[u8], packed: Option<usize>) -> Option<&[u8]> {
    let (data, after) = rest.split_at_checked(packed?)?;
    (after.is_empty() || after.starts_with(b"PK")).then_some(data)
}

/// A name as parts are looked up: letter case, the slash and odd bytes do not count.
pub(crate) fn clean(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase().replace('\\', "/").trim_start_matches('/').to_owned()
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(all(test, any(feature = "office", feature = "archive")))]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use zip::CompressionMethod;
    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::formats::zip_inflate::State;

    /// An archive as most programs write it.
    pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    /// An archive as programs write it that cannot go back: lengths stand behind the files.
    pub(crate) fn streamed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let mut archive = ZipWriter::new_stream(Vec::new());
        for (name, bytes) in files {
            archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn lengths_behind_the_entries_are_found() {
        let inner = streamed(&[("word/document.xml", b"<document/>")], CompressionMethod::Stored);
        for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
            let bytes = streamed(&[("a.docx", &inner), ("b.txt", b"Ben")], method);
            let found: Vec<_> = scattered(&bytes).collect();
            assert_eq!(found.iter().map(|(name, _)| *name).collect::<Vec<_>>(), [&b"a.docx"[..], b"b.txt"]);
            assert_eq!(found[0].1.inflate(1000).unwrap(), (inner.clone(), State::Whole));
            assert_eq!((found[0].1.size, found[0].1.is_cut), (inner.len() as u64, false));
        }
    }

    #[test]
    fn an_entry_of_unknown_length_ends_where_its_bytes_do_or_the_next_begins() {
        let mut bytes =
            streamed(&[("a.txt", &b"Ana ".repeat(9)), ("b.txt", &b"Ben ".repeat(9))], CompressionMethod::Deflated);
        while let Some(at) = memmem::find(&bytes, DESCRIPTOR) {
            bytes[at] = b'_';
        }
        let found: Vec<_> = scattered(&bytes).map(|(_, entry)| entry.inflate(1000).unwrap()).collect();
        assert_eq!(found, [(b"Ana ".repeat(9), State::Whole), (b"Ben ".repeat(9), State::Whole)]);
    }

    #[test]
    fn many_headers_without_end_are_soon_found() {
        let bytes = streamed(&[("a", b"")], CompressionMethod::Stored);
        let header = &bytes[..HEADER_LENGTH + 1];
        let start = std::time::Instant::now();
        assert_eq!(scattered(&header.repeat(200_000)).count(), 200_000);
        // A step for every pair of them would take minutes.
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}
