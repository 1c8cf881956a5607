//! Assembles the text of a DOC file from its piece table. Each edit in Word may leave the text in more pieces.

use super::plc::{plc, size_at};
use crate::formats::little_endian::u16_at;

/// Bit in a piece's position: the text has one byte per character and begins at half the position.
const ONE_BYTE: usize = 1 << 30;
/// Share of 16-bit characters that also read as two 8-bit letters, from which text counts as 8-bit text with a wrong
/// flag. In real Chinese text the share is about a third.
const MISDECLARED: (usize, usize) = (3, 4);

/// A unit of UTF-16 text and its byte offset in the main stream, by which its formatting is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CodeUnit {
    pub unit: u16,
    pub at: u32,
    /// The index of its piece.
    pub piece: u32,
}

/// The assembled text.
#[derive(Debug, Default)]
pub(super) struct Text<'a> {
    pub units: Vec<CodeUnit>,
    /// The property modifiers of each piece (the format's "grpprl").
    pub grpprls: Vec<&'a [u8]>,
    /// True if text is missing because pieces lie outside the file or cannot be parsed.
    pub is_damaged: bool,
    /// True if there is more text than was asked for.
    pub is_cut: bool,
}

/// Assembles at most `most` code units of text from `document` by the piece table.
pub(super) fn text<'a>(table: &'a [u8], document: &[u8], most: usize) -> Text<'a> {
    let mut text = Text::default();
    let Some((pieces, grpprls)) = parts(table) else { return Text { is_damaged: true, ..text } };
    for (number, (start, end, piece)) in (0_u32..).zip(plc(pieces, 8)) {
        let left = most - text.units.len();
        let length = end.saturating_sub(start);
        text.is_cut |= length > left;
        // A gap between pieces would shift all later positions.
        if start != text.units.len() || length == 0 {
            text.is_damaged |= start != text.units.len() && !text.is_cut;
            break;
        }
        let place = size_at(piece, 2).unwrap_or_default();
        let (at, width) = match place & ONE_BYTE {
            0 => (place, 2),
            _ => ((place & (ONE_BYTE - 1)) / 2, 1),
        };
        let bytes = document.get(at..).unwrap_or_default();
        let bytes = bytes.get(..length.min(left).saturating_mul(width)).unwrap_or(bytes);
        if width == 2 && is_misdeclared(bytes) {
            text.is_damaged = true;
            break;
        }
        let missing = length.min(left) - bytes.len() / width;
        let places = (0_u32..).step_by(width).map(|offset| (at as u32).saturating_add(offset));
        let unit = |(unit, at)| CodeUnit { unit, at, piece: number };
        match width {
            1 => text.units.extend(bytes.iter().map(|&byte| decode_windows_1252(byte)).zip(places).map(unit)),
            _ => {
                let units = bytes.chunks_exact(2).map_while(|pair| u16_at(pair, 0));
                text.units.extend(units.zip(places).map(unit));
            }
        }
        text.grpprls.push(piece_modifiers(piece, &grpprls));
        if missing > 0 {
            text.is_damaged = true;
            break;
        }
        if text.is_cut {
            break;
        }
    }
    text
}

/// Splits the table into its pieces and the modifier lists that pieces refer to by index.
fn parts(mut table: &[u8]) -> Option<(&[u8], Vec<&[u8]>)> {
    let mut grpprls = Vec::new();
    loop {
        match table.first()? {
            1 => {
                let length = usize::from(u16_at(table, 1)?);
                grpprls.push(table.get(3..3 + length)?);
                table = table.get(3 + length..)?;
            }
            2 => {
                let length = size_at(table, 1)?;
                return Some((table.get(5..5_usize.checked_add(length)?)?, grpprls));
            }
            _ => return None,
        }
    }
}

fn piece_modifiers<'a>(piece: &[u8], grpprls: &[&'a [u8]]) -> &'a [u8] {
    let number = u16_at(piece, 6).unwrap_or_default();
    // An even number is a modifier in short form; such modifiers never hide text.
    if number & 1 == 0 {
        return &[];
    }
    grpprls.get(usize::from(number >> 1)).copied().unwrap_or_default()
}

fn decode_windows_1252(byte: u8) -> u16 {
    let bytes = [byte];
    let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    decoded.encode_utf16().next().unwrap_or_default()
}

fn is_misdeclared(bytes: &[u8]) -> bool {
    let is_printable = |byte: &u8| matches!(byte, b' '..=b'~');
    let pairs = bytes.chunks_exact(2);
    let all = pairs.len();
    let twice = pairs.filter(|pair| pair.iter().all(is_printable)).count();
    all > 0 && twice * MISDECLARED.1 >= all * MISDECLARED.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds a piece table of the given lengths and positions.
    fn table(pieces: &[(u32, u32)]) -> Vec<u8> {
        let mut places = vec![0_u32];
        places.extend(pieces.iter().scan(0, |end, (length, _)| {
            *end += length;
            Some(*end)
        }));
        let mut body: Vec<u8> = places.iter().flat_map(|place| place.to_le_bytes()).collect();
        for (_, place) in pieces {
            body.extend([0, 0]);
            body.extend(place.to_le_bytes());
            body.extend([0, 0]);
        }
        [&[2][..], &(body.len() as u32).to_le_bytes(), &body].concat()
    }

    fn read(pieces: &[(u32, u32)], most: usize) -> (String, bool, bool) {
        let table = table(pieces);
        let text = text(&table, b"\x00\x00caf\xe9K\0e\0y\0Account", most);
        let units: Vec<u16> = text.units.iter().map(|unit| unit.unit).collect();
        (String::from_utf16_lossy(&units), text.is_damaged, text.is_cut)
    }

    const CAFE: (u32, u32) = (4, 4 | 1 << 30);
    const KEY: (u32, u32) = (3, 6);

    #[test]
    fn pieces_of_both_widths_are_joined() {
        assert_eq!(read(&[CAFE, KEY], 99), ("caféKey".into(), false, false));
        assert_eq!(read(&[CAFE, KEY], 6), ("caféKe".into(), false, true));
    }

    #[test]
    fn text_outside_the_file_or_of_the_wrong_width_counts_as_damage() {
        assert!(read(&[CAFE, (90, 6)], 99).1);
        assert_eq!(read(&[CAFE, (3, 12)], 99), ("café".into(), true, false));
    }
}
