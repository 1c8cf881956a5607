//! Looks for the reason why a PDF gave hardly any text: nothing in it, something broken, or arrays without end.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::stream_filters::Filter;
use super::stream_sizes::streams;

/// Whether the file holds nothing but its header and other comments.
pub(super) fn is_bare(bytes: &[u8]) -> bool {
    bytes.split(|&byte| matches!(byte, b'\n' | b'\r')).all(|line| matches!(line.trim_ascii(), [] | [b'%', ..]))
}

/// Whether arrays are nested more than `depth` deep: so many are opened one right after the other.
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

/// Whether a compressed stream does not inflate to its end; `limit` bounds the bytes inflated, past it all counts as
/// whole. Encrypted files cannot be looked into and count as whole.
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

/// Whether the file breaks off before its end: after its last object, there is no mark of one.
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
    fn a_header_alone_is_bare() {
        assert!(is_bare(b"%PDF-1.7\n%\xe2\xe3\r\n"));
        assert!(!is_bare(b"%PDF-1.7\n1 0 obj"));
    }

    #[test]
    fn only_arrays_inside_one_another_are_deep() {
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
