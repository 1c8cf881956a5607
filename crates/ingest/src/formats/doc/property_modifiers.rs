//! Parses the property modifiers (the format's "sprm") by which a DOC file states the formatting of characters,
//! paragraphs and rows. A modifier is a code and its operand.

use crate::formats::little_endian::u16_at;

/// Codes of the two modifiers with their own length rules.
const TABLE_DEFINITION: u16 = 0xd608;
const TAB_STOPS: u16 = 0xc615;

/// Returns the modifiers in `bytes` up to the first that cannot be parsed.
pub(super) fn modifiers(bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let code = u16_at(rest, 0)?;
        let after = rest.get(2..)?;
        let (skipped, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == TABLE_DEFINITION => (2, usize::from(u16_at(after, 0)?).saturating_sub(1)),
            // Too long for a one-byte length: deleted stops take four bytes each, added stops three.
            _ if code == TAB_STOPS && after.first() == Some(&u8::MAX) => {
                let gone = 2 + 4 * usize::from(*after.get(1)?);
                (1, gone + 3 * usize::from(*after.get(gone)?))
            }
            _ => (1, usize::from(*after.first()?)),
        };
        let operand = after.get(skipped..skipped + length)?;
        rest = after.get(skipped + length..)?;
        Some((code, operand))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_determines_the_length_of_the_operand() {
        let bytes = [0x3c, 0x08, 1, 0x43, 0x4a, 24, 0, 0x71, 0xca, 2, 7, 8, 0x70, 0x68, 1];
        let found: Vec<_> = modifiers(&bytes).collect();
        assert_eq!(found, [(0x083c, &[1][..]), (0x4a43, &[24, 0]), (0xca71, &[7, 8])]);
    }
}
