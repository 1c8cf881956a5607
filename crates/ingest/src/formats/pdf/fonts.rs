//! Tells by their fonts whether two lines of a PDF page can be one block: a bold title is not the rest of a duty.

use std::hash::{Hash, Hasher};

use hayro_interpret::font::Glyph;

/// What tells one font of a file from another.
pub(super) type Font = u64;

/// The font of a glyph; `None` for a font whose letters are drawings of their own (Type 3).
pub(super) fn of(glyph: &Glyph<'_>) -> Option<Font> {
    let Glyph::Outline(outline) = glyph else { return None };
    let mut program = Program::default();
    outline.identifier().hash(&mut program);
    program.0
}

/// Keeps the first number hashed: of a glyph's identifier, that is the hash of its font's program. The library offers
/// no font for a Type 1 glyph; its release is pinned, and a test notices if this changes.
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
    /// Each font and how many letters it has, in the order of their first letters.
    letters: Vec<(Font, usize)>,
    /// The font of the last letter.
    last: Option<Font>,
}

impl Fonts {
    /// Counts `letters` more of a font at the end.
    pub(super) fn add(&mut self, font: Font, letters: usize) {
        match self.letters.iter_mut().find(|(known, _)| *known == font) {
            Some((_, count)) => *count += letters,
            None => self.letters.push((font, letters)),
        }
        self.last = Some(font);
    }

    /// Appends the fonts of what follows on the line.
    pub(super) fn append(&mut self, next: &Fonts) {
        for &(font, letters) in &next.letters {
            self.add(font, letters);
        }
        self.last = next.last.or(self.last);
    }

    /// Whether the line below cannot go on with this one: it has no font in common with it, or it is wholly in one that
    /// is neither this line's usual font nor the one it ends in. Lines of unknown fonts may.
    pub(super) fn part_from(&self, below: &Fonts) -> bool {
        if self.letters.is_empty() || below.letters.is_empty() {
            return false;
        }
        match below.letters.as_slice() {
            &[(font, _)] => self.usual() != Some(font) && self.last != Some(font),
            fonts => !fonts.iter().any(|(font, _)| self.letters.iter().any(|(other, _)| other == font)),
        }
    }

    /// The font of most letters.
    fn usual(&self) -> Option<Font> {
        self.letters.iter().max_by_key(|(_, letters)| *letters).map(|&(font, _)| font)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Font = 1;
    const BOLD: Font = 2;

    fn fonts(runs: &[(Font, usize)]) -> Fonts {
        let mut fonts = Fonts::default();
        runs.iter().for_each(|&(font, letters)| fonts.add(font, letters));
        fonts
    }

    #[test]
    fn a_bold_line_does_not_go_on_with_a_plain_one() {
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
