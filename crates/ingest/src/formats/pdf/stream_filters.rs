//! Finds the compression filters of a PDF stream and measures its inflated size.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// Filters read per stream; two are usual.
const MAX_FILTERS: usize = 4;
/// Largest number of bytes that one compressed byte can expand to.
const FLATE: u64 = 1032;
const LZW: u64 = 1366;
const RUN_LENGTH: u64 = 64;
const ASCII_85: u64 = 4;

/// A compression filter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Filter {
    Flate,
    Lzw,
    RunLength,
    Ascii85,
    AsciiHex,
}

impl Filter {
    /// Returns the largest number of bytes that one compressed byte can expand to.
    fn most(self) -> u64 {
        match self {
            Filter::Flate => FLATE,
            Filter::Lzw => LZW,
            Filter::RunLength => RUN_LENGTH,
            Filter::Ascii85 => ASCII_85,
            Filter::AsciiHex => 1,
        }
    }
}

/// Returns the filters that a stream dictionary names, outermost first. The list ends at the first image filter,
/// because images are not decoded. If the dictionary refers to another object, the filters are guessed from `data`.
pub(super) fn filters(dictionary: &[u8], data: &[u8]) -> Vec<Filter> {
    let dictionary = unescaped(dictionary);
    let key = memmem::find(&dictionary, b"/Filter").map(|at| (at, b"/Filter".len()));
    let Some((at, length)) = key.or_else(|| memmem::find(&dictionary, b"/F ").map(|at| (at, 3))) else {
        return Vec::new();
    };
    let value = dictionary.get(at + length..).unwrap_or_default().trim_ascii_start();
    let names = match value.first() {
        Some(b'[') => value.get(1..).and_then(|rest| rest.split(|&byte| byte == b']').next()).unwrap_or_default(),
        Some(b'/') => {
            let end = value.iter().skip(1).position(|&byte| is_delimiter(byte)).map_or(value.len(), |at| at + 1);
            value.get(..end).unwrap_or_default()
        }
        _ => return sniffed(data),
    };
    if !names.contains(&b'/') && !names.trim_ascii().is_empty() {
        return sniffed(data);
    }
    let filter = |name: &[u8]| match name.trim_ascii() {
        b"FlateDecode" | b"Fl" => Some(Filter::Flate),
        b"LZWDecode" | b"LZW" => Some(Filter::Lzw),
        b"RunLengthDecode" | b"RL" => Some(Filter::RunLength),
        b"ASCII85Decode" | b"A85" => Some(Filter::Ascii85),
        b"ASCIIHexDecode" | b"AHx" => Some(Filter::AsciiHex),
        _ => None,
    };
    names.split(|&byte| byte == b'/').skip(1).map_while(filter).take(MAX_FILTERS).collect()
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b"/[]<>()%".contains(&byte)
}

/// Replaces the escapes in names, as in `/#46ilter`.
fn unescaped(dictionary: &[u8]) -> Cow<'_, [u8]> {
    if !dictionary.contains(&b'#') {
        return dictionary.into();
    }
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let mut plain = Vec::with_capacity(dictionary.len());
    let mut at = 0;
    while let Some(&byte) = dictionary.get(at) {
        match (byte, digit(dictionary.get(at + 1)), digit(dictionary.get(at + 2))) {
            (b'#', Some(high), Some(low)) => {
                plain.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    plain.into()
}

/// Guesses the filters: as many layers of Flate as the data has zlib headers.
fn sniffed(data: &[u8]) -> Vec<Filter> {
    let mut filters = Vec::new();
    let mut reader: Box<dyn Read + '_> = Box::new(data);
    while filters.len() < MAX_FILTERS {
        let mut head = [0; 2];
        if reader.read_exact(&mut head).is_err() || head[0] & 0x0f != 8 || u16::from_be_bytes(head) % 31 != 0 {
            break;
        }
        filters.push(Filter::Flate);
        reader = Box::new(ZlibDecoder::new(io::Cursor::new(head).chain(reader)));
    }
    filters
}

/// Returns the largest size to which `length` bytes can expand.
pub(super) fn max_expansion(filters: &[Filter], length: usize) -> u64 {
    filters.iter().fold(length as u64, |bytes, filter| bytes.saturating_mul(filter.most()))
}

/// Returns the size to which `data` expands, counting at most one byte past `most`. Broken data counts up to the error,
/// where parsers stop too. `each` receives the inflated bytes in chunks.
pub(super) fn expanded_size(filters: &[Filter], data: &[u8], most: u64, mut each: impl FnMut(&[u8])) -> u64 {
    let mut reader: Box<dyn Read + '_> = Box::new(data);
    for (at, filter) in filters.iter().enumerate() {
        reader = match filter {
            Filter::Flate => Box::new(ZlibDecoder::new(reader)),
            Filter::Ascii85 => Box::new(io::Cursor::new(ascii_85(reader))),
            Filter::AsciiHex => Box::new(io::Cursor::new(ascii_hex(reader))),
            // These filters are old and rare; their output is not decoded but assumed to have the largest size.
            Filter::Lzw | Filter::RunLength => {
                let rest = filters.get(at..).unwrap_or_default();
                return max_expansion(rest, usize::try_from(count_bytes(reader, most, |_| ())).unwrap_or(usize::MAX))
                    .min(most + 1);
            }
        };
    }
    count_bytes(reader, most, &mut each)
}

fn count_bytes(reader: impl Read, most: u64, mut each: impl FnMut(&[u8])) -> u64 {
    /// Bytes inflated at a time.
    const CHUNK: usize = 32 << 10;
    let mut reader = reader.take(most.saturating_add(1));
    let (mut chunk, mut total) = (vec![0; CHUNK], 0);
    while let Ok(length @ 1..) = reader.read(&mut chunk) {
        total += length as u64;
        debug_assert!(length <= chunk.len(), "a reader fills no more than its buffer");
        each(chunk.get(..length).unwrap_or_default());
    }
    total
}

fn read_all(mut reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = reader.read_to_end(&mut bytes);
    bytes
}

fn ascii_hex(reader: impl Read) -> Vec<u8> {
    let digits: Vec<u8> = read_all(reader)
        .into_iter()
        .take_while(|&byte| byte != b'>')
        .filter_map(|byte| char::from(byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()
}

fn ascii_85(reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut group = Vec::with_capacity(5);
    for byte in read_all(reader) {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            b'~' => break,
            _ => {}
        }
        if group.len() == 5 {
            bytes.extend(of_base_85(&group));
            group.clear();
        }
    }
    if let 2.. = group.len() {
        let kept = group.len() - 1;
        group.resize(5, 84);
        bytes.extend(of_base_85(&group).into_iter().take(kept));
    }
    bytes
}

fn of_base_85(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0u32, |number, &digit| number.wrapping_mul(85).wrapping_add(digit.into())).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::stream_sizes::tests::deflate;
    use super::*;

    fn size(filters: &[Filter], data: &[u8]) -> u64 {
        expanded_size(filters, data, 1 << 20, |_| ())
    }

    #[test]
    fn filters_are_read_in_every_spelling() {
        let names = |dictionary: &str| filters(dictionary.as_bytes(), b"");
        assert_eq!(names("<</Length 5/Filter/FlateDecode>>"), [Filter::Flate]);
        assert_eq!(names("<</Filter [ /A85 /Fl ] /Length 5>>"), [Filter::Ascii85, Filter::Flate]);
        assert_eq!(names("<</#46ilter /#46lateDecode>>"), [Filter::Flate]);
        assert_eq!(names("<</Filter[/FlateDecode/DCTDecode]>>"), [Filter::Flate], "a picture is not decoded");
        assert_eq!(names("<</Length 5>>"), []);
        let twice = deflate(&deflate(b"words"));
        assert_eq!(filters(b"<</Filter 12 0 R>>", &twice), [Filter::Flate, Filter::Flate]);
    }

    #[test]
    fn streams_are_measured_through_all_their_filters() {
        let zeros = deflate(&[0; 5000]);
        assert_eq!(size(&[Filter::Flate], &zeros), 5000);
        let hex: String = zeros.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(size(&[Filter::AsciiHex, Filter::Flate], hex.as_bytes()), 5000);
        assert_eq!(size(&[Filter::Ascii85], b"9jqo^BlbD-BleB1DJ+*+F(f,q~>"), 20, "four bytes for five");
        assert_eq!(size(&[Filter::Ascii85], b"zz~>"), 8);
        assert_eq!(size(&[Filter::Flate, Filter::RunLength], &deflate(&[0; 50])), 50 * RUN_LENGTH);
        assert_eq!(size(&[Filter::Flate], &deflate(&vec![0; 2 << 20])), (1 << 20) + 1, "the count ends past the limit");
    }
}
