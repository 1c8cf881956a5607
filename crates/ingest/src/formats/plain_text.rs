//! Plain text: detects the encoding and joins the lines of each wrapped paragraph.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::repair::{bidi, line_wrap};
use super::{Extract, Extractor, Limits};
use rolefit_document::Problem;

/// The most bytes of a file that one byte of UTF-8 text takes: two in UTF-16, fewer in other encodings.
const ENCODED: usize = 2;
/// As [`ENCODED`], in UTF-32.
const ENCODED_UTF32: usize = 4;
/// The length of the longest byte order mark.
const MARK: usize = 4;

/// Reads plain text.
pub(super) struct PlainText;

impl Extractor for PlainText {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        // Text past the limit is not decoded, to save time.
        let encoded = if utf32(bytes.get(..MARK).unwrap_or_default()).is_some() { ENCODED_UTF32 } else { ENCODED };
        let most = limits.max_text_bytes.saturating_mul(encoded).saturating_add(MARK);
        let mut text = decode(bytes.get(..most).unwrap_or(bytes));
        let is_truncated = limits.truncate(&mut text);
        // The marks are needed before lines are joined.
        bidi::apply(&mut text);
        Ok(Extract { text: line_wrap::unwrap_text(&text), is_truncated, ..Extract::default() })
    }
}

/// Decodes text of any common encoding: by the byte order mark, else as UTF-16 or UTF-8 if the bytes fit, else by the
/// frequency of letters.
pub fn decode(bytes: &[u8]) -> String {
    if let Some(text) = utf32(bytes) {
        return text;
    }
    let encoding = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        encoding
    } else if let Some(encoding) = utf16(bytes) {
        encoding
    } else if is_utf8(bytes) {
        UTF_8
    } else {
        guess(bytes)
    };
    encoding.decode(bytes).0.into_owned()
}

/// The most likely encoding by the frequency of letters.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Decodes UTF-32, which is recognised only by its byte order mark.
pub(super) fn utf32(bytes: &[u8]) -> Option<String> {
    let number: fn([u8; 4]) -> u32 = match bytes.first_chunk()? {
        [0xff, 0xfe, 0, 0] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff] => u32::from_be_bytes,
        _ => return None,
    };
    let (units, _) = bytes.as_chunks();
    let letter = |&unit: &[u8; 4]| char::from_u32(number(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
    Some(units.iter().skip(1).map(letter).collect())
}

/// True if the bytes are UTF-8. The last character may be cut off, as at the end of a sample.
pub(super) fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// True if a page says that it is in UTF-7, and has a stretch of it.
pub(super) fn states_utf7(page: &[u8]) -> bool {
    let stated = [&b"charset=utf-7"[..], b"charset=\"utf-7", b"charset='utf-7", b"charset=unicode-1-1-utf-7"];
    let head = || page.get(..PAGE_HEAD).unwrap_or(page).to_ascii_lowercase();
    memchr::memchr(b'+', page).is_some() && {
        let head = head();
        stated.iter().any(|stated| memchr::memmem::find(&head, stated).is_some())
    }
}

/// A page states its encoding in so many bytes at the start.
const PAGE_HEAD: usize = 1024;

/// True if the bytes are UTF-7: ASCII in which stretches such as `+AOk-` stand for letters.
pub(super) fn is_utf7(bytes: &[u8]) -> bool {
    if memchr::memchr(b'+', bytes).is_none() || !bytes.is_ascii() {
        return false;
    }
    let (mut closed, mut open) = (0, 0);
    for at in memchr::memchr_iter(b'+', bytes) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let length = rest.iter().position(|&byte| sextet(byte).is_none()).unwrap_or(rest.len());
        if rest.get(..length).is_some_and(is_shifted) {
            closed += usize::from(rest.get(length) == Some(&b'-'));
            open += 1;
        }
    }
    // "REST+API" has the form of one, by chance.
    closed > 0 || open > SHIFTED_BY_CHANCE
}

/// So many stretches of a text may have the form of shifted letters.
const SHIFTED_BY_CHANCE: usize = 3;

/// True if the digits stand for letters or marks outside of ASCII, in UTF-16 and the base 64.
fn is_shifted(digits: &[u8]) -> bool {
    let (mut units, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for digit in digits.iter().filter_map(|&byte| sextet(byte)) {
        (bits, held) = (bits << 6 | digit, held + 6);
        if held >= 16 {
            held -= 16;
            units.push(u16::try_from(bits >> held & 0xffff).unwrap_or_default());
            bits &= (1 << held) - 1;
        }
    }
    let is_meant = |unit: &u16| matches!(unit, 0xa0..=0x24f | 0x370..=0x6ff | 0x2010..=0x20ac);
    !units.is_empty() && held < 6 && bits == 0 && units.iter().all(is_meant)
}

/// The value of a digit in base 64.
pub(super) fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// The byte order of UTF-16, by its mark or else by zeros: in Western text nearly every second byte is zero.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    // Most text has no zeros at all.
    memchr::memchr(0, bytes)?;
    let (mut even, mut odd, mut pairs) = (0, 0, 0);
    for pair in bytes.chunks_exact(2) {
        pairs += 1;
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    // Four of five, because letters and dashes outside Latin-1 use both bytes.
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
    fn common_encodings_are_recognised() {
        let text = "Zoë Müller – Key Account Manager, Zürich, café";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let bytes = [text.as_bytes().to_vec(), utf16, encoding_rs::WINDOWS_1252.encode(text).0.into_owned()];
        for bytes in bytes {
            assert_eq!(decode(&bytes), text);
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decode(b"\xef\xbb\xbfAna"), "Ana");
        assert_eq!(decode(b"\xff\xfeA\0n\0a\0"), "Ana");
        assert_eq!(decode(b"\xff\xfe\0\0A\0\0\0\xeb\0\0\0"), "Aë");
        assert_eq!(decode(b"\0\0\xfe\xff\0\0\0A"), "A");
    }
}
