//! Decodes RTF's bytes, of which some encodings need two per character, and its numbered Unicode characters.

use encoding_rs::Encoding;

#[derive(Default)]
pub(super) struct Decoder {
    /// Bytes not decoded yet, and their encoding: a character may need more bytes.
    bytes: Vec<u8>,
    encoding: Option<&'static Encoding>,
    /// The first half of a surrogate pair.
    high: Option<u16>,
}

impl Decoder {
    /// True if bytes in `encoding` can join the bytes not decoded yet.
    pub(super) fn takes(&self, encoding: &'static Encoding) -> bool {
        self.encoding.is_none_or(|own| own == encoding)
    }

    pub(super) fn add(&mut self, byte: u8, encoding: &'static Encoding) {
        self.encoding = Some(encoding);
        self.bytes.push(byte);
    }

    /// Returns the text of the bytes collected so far; `None` if there are none.
    pub(super) fn decode(&mut self) -> Option<String> {
        let encoding = self.encoding.take()?;
        let bytes = std::mem::take(&mut self.bytes);
        Some(encoding.decode_without_bom_handling(&bytes).0.into_owned())
    }

    /// Returns the character with a number, which may be negative. For the first half of a surrogate pair, returns
    /// `None` and waits for the second half.
    pub(super) fn unicode(&mut self, number: i32) -> Option<char> {
        let number = if number < 0 { number.saturating_add(0x1_0000) } else { number };
        let number = u32::try_from(number).unwrap_or_default();
        let c = match (self.high.take(), u16::try_from(number)) {
            (_, Ok(unit @ 0xd800..=0xdbff)) => {
                self.high = Some(unit);
                return None;
            }
            (Some(high), Ok(low @ 0xdc00..=0xdfff)) => char::decode_utf16([high, low]).next().and_then(Result::ok),
            _ => char::from_u32(number),
        };
        Some(c.unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogate_pairs_make_one_character() {
        let mut decoder = Decoder::default();
        assert_eq!([decoder.unicode(-10179), decoder.unicode(-8704)], [None, Some('😀')]);
        assert_eq!(decoder.unicode(-8704), Some(char::REPLACEMENT_CHARACTER));
    }
}
