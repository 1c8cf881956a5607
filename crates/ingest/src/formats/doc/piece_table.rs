//! The text of a DOC file, put together from the pieces that its editing has left.

use super::plc::{plc, size_at, u16_at};

/// The bit of a piece's place that says its text has one byte a letter, at half that place.
const NARROW: usize = 1 << 30;
/// Sixteen-bit text of whose letters so large a part would be two letters of eight-bit text is such text, wrongly
/// described: true Chinese has about a third of them.
const MISREAD: (usize, usize) = (3, 4);

/// A unit of UTF-16 text and where it stands in the document's stream, by which its look is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub unit: u16,
    pub at: u32,
    /// The number of its piece.
    pub piece: u32,
}

/// The text by pieces.
#[derive(Debug, Default)]
pub(super) struct Text<'a> {
    pub units: Vec<Unit>,
    /// What each piece does to the look of its text.
    pub looks: Vec<&'a [u8]>,
    /// Text is missing, for its pieces lie outside the file or make no sense.
    pub is_damaged: bool,
    /// There is more text than was asked for.
    pub is_cut: bool,
}

/// Puts at most `most` units of text together from `document` by the table of pieces.
pub(super) fn text<'a>(table: &'a [u8], document: &[u8], most: usize) -> Text<'a> {
    let mut text = Text::default();
    let Some((pieces, looks)) = parts(table) else { return Text { is_damaged: true, ..text } };
    for (number, (start, end, piece)) in (0_u32..).zip(plc(pieces, 8)) {
        let left = most - text.units.len();
        let length = end.saturating_sub(start);
        text.is_cut |= length > left;
        // A piece that does not follow the one before it would shift all that comes after.
        if start != text.units.len() || length == 0 {
            text.is_damaged |= start != text.units.len() && !text.is_cut;
            break;
        }
        let place = size_at(piece, 2).unwrap_or_default();
        let (at, width) = match place & NARROW {
            0 => (place, 2),
            _ => ((place & (NARROW - 1)) / 2, 1),
        };
        let bytes = document.get(at..).unwrap_or_default();
        let bytes = bytes.get(..length.min(left).saturating_mul(width)).unwrap_or(bytes);
        if width == 2 && is_misread(bytes) {
            text.is_damaged = true;
            break;
        }
        let missing = length.min(left) - bytes.len() / width;
        let places = (0_u32..).step_by(width).map(|offset| (at as u32).saturating_add(offset));
        let unit = |(unit, at)| Unit { unit, at, piece: number };
        match width {
            1 => text.units.extend(bytes.iter().map(|&byte| western(byte)).zip(places).map(unit)),
            _ => {
                let units = bytes.chunks_exact(2).map_while(|pair| u16_at(pair, 0));
                text.units.extend(units.zip(places).map(unit));
            }
        }
        text.looks.push(look(piece, &looks));
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

/// The table of pieces, and the looks that pieces refer to by number.
fn parts(mut table: &[u8]) -> Option<(&[u8], Vec<&[u8]>)> {
    let mut looks = Vec::new();
    loop {
        match table.first()? {
            1 => {
                let length = usize::from(u16_at(table, 1)?);
                looks.push(table.get(3..3 + length)?);
                table = table.get(3 + length..)?;
            }
            2 => {
                let length = size_at(table, 1)?;
                return Some((table.get(5..5_usize.checked_add(length)?)?, looks));
            }
            _ => return None,
        }
    }
}

fn look<'a>(piece: &[u8], looks: &[&'a [u8]]) -> &'a [u8] {
    let number = u16_at(piece, 6).unwrap_or_default();
    // An even number is a short form, used for what does not hide text.
    if number & 1 == 0 {
        return &[];
    }
    looks.get(usize::from(number >> 1)).copied().unwrap_or_default()
}

fn western(byte: u8) -> u16 {
    let bytes = [byte];
    let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0;
    decoded.encode_utf16().next().unwrap_or_default()
}

fn is_misread(bytes: &[u8]) -> bool {
    let is_letter = |byte: &u8| matches!(byte, b' '..=b'~');
    let pairs = bytes.chunks_exact(2);
    let all = pairs.len();
    let twice = pairs.filter(|pair| pair.iter().all(is_letter)).count();
    all > 0 && twice * MISREAD.1 >= all * MISREAD.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of pieces of given lengths and places.
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
    fn pieces_of_both_widths_follow_each_other() {
        assert_eq!(read(&[CAFE, KEY], 99), ("caféKey".into(), false, false));
        assert_eq!(read(&[CAFE, KEY], 6), ("caféKe".into(), false, true));
    }

    #[test]
    fn text_outside_the_file_or_of_the_wrong_width_is_damage() {
        assert!(read(&[CAFE, (90, 6)], 99).1);
        assert_eq!(read(&[CAFE, (3, 12)], 99), ("café".into(), true, false));
    }
}
