//! Plain text: finds out its encoding and makes one line of each paragraph.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::repair::unwrap;
use super::{Extract, Extractor, Limits};
use crate::document::Problem;

/// Most bytes that one byte of text takes in any encoding, which is UTF-16's two, and those of a mark before it.
const ENCODED: usize = 2;
const MARK: usize = 4;

/// Reads plain text.
pub(super) struct Plain;

impl Extractor for Plain {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        // What lies past the limit need not be decoded or unwrapped.
        let most = limits.max_text_bytes.saturating_mul(ENCODED).saturating_add(MARK);
        let mut text = decode(bytes.get(..most).unwrap_or(bytes));
        let is_cut = limits.cut(&mut text);
        Ok(Extract { text: unwrap::plain(&text), is_cut, ..Extract::default() })
    }
}

/// Decodes by byte order mark, then as UTF-16 or UTF-8 if the bytes say so, else by the letters' statistics.
pub(super) fn decode(bytes: &[u8]) -> String {
    let encoding = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        encoding
    } else if let Some(encoding) = utf16(bytes) {
        encoding
    } else if is_utf8(bytes) {
        UTF_8
    } else {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, Utf8Detection::Allow)
    };
    encoding.decode(bytes).0.into_owned()
}

/// Whether the bytes are UTF-8, forgiving a character cut off at the end of a sample.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// The byte order of UTF-16 without a mark: in Western text nearly every second byte is zero.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let (mut even, mut odd, mut pairs) = (0, 0, 0);
    for pair in bytes.chunks_exact(2) {
        pairs += 1;
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    // Four of five: names and dashes outside Latin-1 take both bytes.
    let most = pairs * 4 / 5;
    match (pairs > 0 && even > most, pairs > 0 && odd > most) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_encodings_are_told_apart() {
        let text = "Zoë Müller – Key Account Manager, Zürich, café";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let bytes = [text.as_bytes().to_vec(), utf16, encoding_rs::WINDOWS_1252.encode(text).0.into_owned()];
        for bytes in bytes {
            assert_eq!(decode(&bytes), text);
        }
    }

    #[test]
    fn a_byte_order_mark_is_not_text() {
        assert_eq!(decode(b"\xef\xbb\xbfAna"), "Ana");
        assert_eq!(decode(b"\xff\xfeA\0n\0a\0"), "Ana");
    }
}
