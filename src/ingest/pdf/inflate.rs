//! Measures what the streams of a PDF inflate to, before a parser that has no such limit meets them.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;

/// Deflate cannot do better than this ratio, so small streams need no measuring.
const MOST: u64 = 1032;
/// How far before the data a stream's dictionary is looked at.
const DICTIONARY: usize = 1024;

/// Whether the Flate streams in the file inflate, all together, to more than `limit` bytes.
///
/// Streams of encrypted files do not look like Flate data and count as nothing.
pub(super) fn exceeds(bytes: &[u8], limit: u64) -> bool {
    let mut left = limit;
    for (data, layers) in flate_streams(bytes) {
        let size = match layers {
            1 if data.len() as u64 * MOST <= left.min(limit / 16) => 0,
            1 => inflated(data, left),
            _ => inflated(ZlibDecoder::new(data), left),
        };
        if size > left {
            return true;
        }
        left -= size;
    }
    false
}

/// The data of each Flate stream, and how often it was deflated.
pub(super) fn flate_streams(bytes: &[u8]) -> impl Iterator<Item = (&[u8], usize)> {
    memmem::find_iter(bytes, b"stream").filter_map(|start| {
        let dictionary = bytes.get(start.saturating_sub(DICTIONARY)..start).unwrap_or_default();
        if dictionary.ends_with(b"end") {
            return None;
        }
        // Only the text since the object began is this stream's dictionary.
        let from = memmem::rfind(dictionary, b"obj").unwrap_or_default();
        let dictionary = dictionary.get(from..).unwrap_or_default();
        let layers =
            memmem::find_iter(dictionary, b"FlateDecode").count() + memmem::find_iter(dictionary, b"/Fl ").count();
        let data = bytes.get(start + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let length = memmem::find(data, b"endstream").unwrap_or(data.len());
        Some((data.get(..length).unwrap_or(data), layers)).filter(|(_, layers)| *layers > 0)
    })
}

/// How many bytes `data` inflates to, counted to just past `most`; broken data counts up to where it breaks.
fn inflated(data: impl Read, most: u64) -> u64 {
    let mut counter = Counter(0);
    // An error ends the count: the parser stops there, too.
    let _ = io::copy(&mut ZlibDecoder::new(data).take(most + 1), &mut counter);
    counter.0
}

/// Counts what is written to it.
struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::*;

    pub(in crate::ingest) fn stream(filter: &str, data: &[u8]) -> Vec<u8> {
        let mut file = format!("1 0 obj <</Filter {filter}>> stream\n").into_bytes();
        file.extend_from_slice(data);
        file.extend_from_slice(b"\nendstream endobj");
        file
    }

    pub(in crate::ingest) fn deflate(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_seen_and_the_same_file_passes_a_higher_limit() {
        let once = deflate(&vec![0; 1 << 20]);
        let file = stream("/FlateDecode", &once);
        assert!(exceeds(&file, 1 << 19));
        assert!(!exceeds(&file, 1 << 21));
    }

    #[test]
    fn a_bomb_deflated_twice_is_seen() {
        let twice = deflate(&deflate(&vec![0; 1 << 20]));
        assert!(exceeds(&stream("[/FlateDecode /FlateDecode]", &twice), 1 << 19));
    }
}
