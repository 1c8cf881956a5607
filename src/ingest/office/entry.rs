//! The entries of a ZIP archive, found one by one where its directory is lost.

use memchr::memmem;
use zip::CompressionMethod;

/// Begins each entry of the directory at an archive's end.
pub(super) const IN_DIRECTORY: &[u8] = b"PK\x01\x02";
/// Begins the header before each entry's bytes.
const HEADER: &[u8] = b"PK\x03\x04";
/// Length of that header without the name.
const HEADER_LENGTH: usize = 30;
/// Flags of a header: the bytes are encrypted; their length is stated behind them.
const ENCRYPTED: u16 = 1;
const LENGTH_BEHIND: u16 = 1 << 3;

/// A part of an archive, still packed.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// In lower case, with `/` between folders.
    pub name: String,
    /// The packed bytes; they may run on behind the entry where its length is unknown.
    pub data: &'a [u8],
    pub method: CompressionMethod,
    /// Check sum of the unpacked bytes, if it is known.
    pub crc: Option<u32>,
    /// Stated length of the unpacked bytes; 0 if it is unknown.
    pub size: u64,
    pub is_encrypted: bool,
    /// Whether the file ends before the entry does.
    pub is_cut: bool,
}

/// All entries of `bytes` by the headers before them, in their order.
pub(super) fn scattered(bytes: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += memmem::find(bytes.get(at..)?, HEADER)?;
            let entry = entry(bytes.get(at..)?);
            at += HEADER.len();
            if let Some((entry, length)) = entry {
                at += length.saturating_sub(HEADER.len());
                return Some(entry);
            }
        }
    })
}

/// The entry whose header begins `bytes`, and how many bytes it surely takes.
fn entry(bytes: &[u8]) -> Option<(Entry<'_>, usize)> {
    let short = |at: usize| Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let long = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let (flags, method, crc, packed, size) = (short(6)?, short(8)?, long(14)?, long(18)?, long(22)?);
    let name_end = HEADER_LENGTH + usize::from(short(26)?);
    let start = name_end + usize::from(short(28)?);
    let name = clean(bytes.get(HEADER_LENGTH..name_end)?);
    let rest = bytes.get(start..)?;
    let is_stated = flags & LENGTH_BEHIND == 0;
    let packed = usize::try_from(packed).ok().filter(|_| is_stated);
    let (data, length, is_cut) = match within(rest, packed) {
        Some(data) => (data, start + data.len(), false),
        None => (rest, start, packed.is_none_or(|packed| packed > rest.len())),
    };
    let method = match method {
        0 => CompressionMethod::Stored,
        8 => CompressionMethod::Deflated,
        _ => CompressionMethod::DEFAULT,
    };
    let crc = is_stated.then_some(crc);
    let size = u64::from(size);
    Some((Entry { name, data, method, crc, size, is_encrypted: flags & ENCRYPTED != 0, is_cut }, length))
}

/// The first `packed` bytes, if what follows them is again of the archive: a length that was damaged says nothing.
fn within(rest: &[u8], packed: Option<usize>) -> Option<&[u8]> {
    let (data, after) = rest.split_at_checked(packed?)?;
    (after.is_empty() || after.starts_with(b"PK")).then_some(data)
}

/// A name as parts are looked up: letter case, the slash and odd bytes do not count.
pub(super) fn clean(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase().replace('\\', "/").trim_start_matches('/').to_owned()
}
