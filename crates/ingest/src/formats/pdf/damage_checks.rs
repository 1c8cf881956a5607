//! Finds the reason why a PDF has hardly any text: an empty file, a broken stream, or endless arrays.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::stream_filters::Filter;
use super::stream_sizes::streams;

/// True if the file consists of comments only, such as its header.
pub(super) fn is_bare(bytes: &[u8]) -> bool {
    bytes.split(|&byte| matches!(byte, b'\n' | b'\r')).all(|line| matches!(line.trim_ascii(), [] | [b'%', ..]))
}

/// True if more than `depth` arrays are nested, recognised by opening brackets that follow each other.
pub(super) fn nests_deeper(bytes: &[u8], depth: usize) -> bool {
    let mut open = 0;
    bytes.iter().any(|byte| {
        match byte {
            b'[' => open += 1,
            byte if byte.is_ascii_whitespace() => {}
            _ => open = 0,
        }
        open > depth
    })
}

/// True if a compressed stream cannot be inflated to its end. Streams beyond `limit` inflated bytes in total count as
/// whole, and so do encrypted files, whose streams cannot be checked.
pub(super) fn is_broken(bytes: &[u8], limit: u64) -> bool {
    if memmem::find(bytes, b"/Encrypt").is_some() {
        return false;
    }
    let mut left = limit;
    let is_flate = |stream: &super::stream_sizes::Stream<'_>| stream.filters.first() == Some(&Filter::Flate);
    streams(bytes).filter(is_flate).any(|stream| {
        match io::copy(&mut ZlibDecoder::new(stream.data).take(left), &mut io::sink()) {
            Ok(size) => {
                left -= size;
                false
            }
            Err(_) => true,
        }
    })
}

/// True if the file breaks off, that is, if there is no end mark after the last object.
pub(super) fn breaks_off(bytes: &[u8]) -> bool {
    match (memmem::rfind(bytes, b"%%EOF"), memmem::rfind(bytes, b"endobj")) {
        (Some(end), Some(object)) => end < object,
        (end, _) => end.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::stream_sizes::tests::{deflate, stream};
    use super::*;

    #[test]
    fn a_file_with_only_a_header_is_bare() {
        assert!(is_bare(b"%PDF-1.7\n%\xe2\xe3\r\n"));
        assert!(!is_bare(b"%PDF-1.7\n1 0 obj"));
    }

    #[test]
    fn only_nested_arrays_are_deep() {
        assert!(nests_deeper(&b"[ ".repeat(9), 8));
        assert!(!nests_deeper(&b"[1] ".repeat(9), 8));
    }

    #[test]
    fn a_flipped_byte_breaks_a_stream() {
        let mut data = deflate(b"Account Manager, Acme Ltd, 2015 to 2019");
        assert!(!is_broken(&stream("/FlateDecode", &data), 1 << 20));
        data[12] ^= 0x55;
        assert!(is_broken(&stream("/FlateDecode", &data), 1 << 20));
    }
}
