//! The style sheet of a DOC file, with the formatting that styles inherit from the styles they are based on.

use super::formatting::{CharacterFormat, ParagraphFormat};
use crate::formats::little_endian::u16_at;

/// Longest chain of base styles; Word allows eleven.
const MAX_BASES: usize = 20;
/// Numbers of the built-in heading styles.
const HEADINGS: std::ops::RangeInclusive<u16> = 1..=9;
/// The base number of a style without a base.
const NO_BASE: u16 = 0xfff;

#[derive(Default)]
struct Style<'a> {
    base: u16,
    heading: bool,
    paragraph: &'a [u8],
    characters: &'a [u8],
}

/// The styles by number.
#[derive(Default)]
pub(super) struct StyleSheet<'a> {
    styles: Vec<Style<'a>>,
}

impl<'a> StyleSheet<'a> {
    /// Reads the style sheet up to the first entry that cannot be parsed.
    pub(super) fn new(table: &'a [u8]) -> Self {
        Self { styles: styles(table).unwrap_or_default() }
    }

    /// Returns the formatting of paragraphs in the style.
    pub(super) fn paragraph_format(&self, number: u16) -> ParagraphFormat {
        let mut paragraph = ParagraphFormat { style: number, ..ParagraphFormat::default() };
        for style in self.chain(number) {
            paragraph.heading |= style.heading;
            paragraph.apply(style.paragraph);
        }
        paragraph
    }

    /// Applies the character formatting of the style to `format`.
    pub(super) fn apply_character_format(&self, number: u16, format: &mut CharacterFormat) {
        for style in self.chain(number) {
            let below = *format;
            format.apply(style.characters, &below);
        }
    }

    /// Returns the style and its base styles, the lowest base first.
    fn chain(&self, number: u16) -> Vec<&Style<'a>> {
        let next = |number: u16| self.styles.get(usize::from(number));
        let mut chain: Vec<_> = std::iter::successors(next(number), |style| next(style.base)).take(MAX_BASES).collect();
        chain.reverse();
        chain
    }
}

fn styles(table: &[u8]) -> Option<Vec<Style<'_>>> {
    let head = usize::from(u16_at(table, 0)?);
    let base_size = usize::from(u16_at(table, 4)?);
    let mut rest = table.get(2 + head..)?;
    let mut styles = Vec::new();
    while let Some(length) = u16_at(rest, 0).map(usize::from) {
        let Some(bytes) = rest.get(2..2 + length) else { break };
        styles.push(style(bytes, base_size).unwrap_or(Style { base: NO_BASE, ..Style::default() }));
        rest = rest.get(2 + length + length % 2..).unwrap_or_default();
    }
    Some(styles)
}

fn style(bytes: &[u8], base_size: usize) -> Option<Style<'_>> {
    let built_in = u16_at(bytes, 0)? & 0xfff;
    let (kind, base) = (u16_at(bytes, 2)? & 0xf, u16_at(bytes, 2)? >> 4);
    let name = usize::from(u16_at(bytes, base_size)?);
    // The name is preceded by its length and followed by a zero.
    let mut at = base_size + 2 + 2 * name + 2;
    let mut parts = std::iter::from_fn(|| {
        let length = usize::from(u16_at(bytes, at)?);
        let part = bytes.get(at + 2..at + 2 + length)?;
        at += 2 + length + length % 2;
        Some(part)
    });
    let (paragraph, characters) = match kind {
        // The paragraph part begins with the style's own number.
        1 => (parts.next().and_then(|part| part.get(2..)).unwrap_or_default(), parts.next().unwrap_or_default()),
        2 => (&[][..], parts.next().unwrap_or_default()),
        _ => (&[][..], &[][..]),
    };
    Some(Style { base, heading: kind == 1 && HEADINGS.contains(&built_in), paragraph, characters })
}
