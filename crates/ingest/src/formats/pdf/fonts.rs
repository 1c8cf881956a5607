//! Decides by their fonts if two lines of a PDF page can be one block: a bold title does not continue a list item.

use std::hash::{Hash, Hasher};

use hayro_interpret::font::Glyph;

/// Identifies a font within a file.
pub(super) type Font = u64;

/// Returns the font of a glyph; `None` for Type 3 fonts, whose glyphs are drawings.
pub(super) fn of(glyph: &Glyph<'_>) -> Option<Font> {
    let Glyph::Outline(outline) = glyph else { return None };
    let mut program = Program::default();
    outline.identifier().hash(&mut program);
    program.0
}

/// Keeps the first number hashed, which for a glyph's identifier is the hash of its font program. The library has no
/// accessor for the font of a Type 1 glyph; its version is pinned, and a test notices if this changes.
#[derive(Default)]
struct Program(Option<u64>);

impl Hasher for Program {
    fn finish(&self) -> u64 {
        self.0.unwrap_or_default()
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u128(&mut self, number: u128) {
        self.0.get_or_insert(number as u64);
    }
}

/// The fonts of a stretch of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fonts {
    /// Number of glyphs per font, in the order of first use.
    glyphs: Vec<(Font, usize)>,
    /// The font of the last glyph.
    last: Option<Font>,
}

impl Fonts {
    /// Counts `glyphs` more glyphs of a font at the end.
    pub(super) fn add(&mut self, font: Font, glyphs: usize) {
        match self.glyphs.iter_mut().find(|(known, _)| *known == font) {
            Some((_, count)) => *count += glyphs,
            None => self.glyphs.push((font, glyphs)),
        }
        self.last = Some(font);
    }

    /// Appends the fonts of the text that follows on the line.
    pub(super) fn append(&mut self, next: &Fonts) {
        for &(font, glyphs) in &next.glyphs {
            self.add(font, glyphs);
        }
        self.last = next.last.or(self.last);
    }

    /// True if the line below cannot continue this line. Either the two share no font, or the line below is wholly in
    /// one font that is neither this line's main font nor the font it ends in. Unknown fonts never separate lines.
    pub(super) fn part_from(&self, below: &Fonts) -> bool {
        if self.glyphs.is_empty() || below.glyphs.is_empty() {
            return false;
        }
        match below.glyphs.as_slice() {
            &[(font, _)] => self.usual() != Some(font) && self.last != Some(font),
            fonts => !fonts.iter().any(|(font, _)| self.glyphs.iter().any(|(other, _)| other == font)),
        }
    }

    /// Returns the font of most glyphs.
    fn usual(&self) -> Option<Font> {
        self.glyphs.iter().max_by_key(|(_, glyphs)| *glyphs).map(|&(font, _)| font)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Font = 1;
    const BOLD: Font = 2;

    fn fonts(runs: &[(Font, usize)]) -> Fonts {
        let mut fonts = Fonts::default();
        runs.iter().for_each(|&(font, glyphs)| fonts.add(font, glyphs));
        fonts
    }

    #[test]
    fn a_bold_line_does_not_continue_a_plain_line() {
        assert!(fonts(&[(PLAIN, 40)]).part_from(&fonts(&[(BOLD, 15)])));
        assert!(fonts(&[(BOLD, 6), (PLAIN, 40)]).part_from(&fonts(&[(BOLD, 15)])), "a label alone is bold");
        assert!(fonts(&[(BOLD, 15)]).part_from(&fonts(&[(PLAIN, 40)])));
    }

    #[test]
    fn words_in_bold_do_not_end_a_block() {
        let mixed = fonts(&[(PLAIN, 30), (BOLD, 10)]);
        assert!(!mixed.part_from(&fonts(&[(PLAIN, 40)])));
        assert!(!mixed.part_from(&fonts(&[(BOLD, 4), (PLAIN, 40)])));
        assert!(!fonts(&[(PLAIN, 40)]).part_from(&mixed));
        assert!(!Fonts::default().part_from(&mixed), "nothing is known of drawn letters");
    }
}
