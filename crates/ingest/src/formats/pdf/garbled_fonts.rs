//! Finds fonts of a PDF with a wrong character mapping: their glyphs look right but spell nonsense.

use std::collections::BTreeMap;

use super::fonts::Font;
use super::placed_glyph::PlacedGlyph;

/// The commonest letters of languages in Latin script. They make up 48 to 70 % of the letters in two dozen such
/// languages, and about 30 % where letters are mapped to other letters.
const COMMON: &[u8] = b"eationrs";
/// Least share of these letters, in percent of all Latin letters, that a language has.
const LEAST_COMMON: usize = 40;
/// Largest share of punctuation, in percent of all characters, that text has. Shifted letters often become punctuation.
const MOST_SIGNS: usize = 40;
/// A font with fewer characters than this is not judged: it may serve only abbreviations, figures or icons.
const ENOUGH: usize = 200;

/// Counts of the characters that a font spells.
#[derive(Clone, Copy, Debug, Default)]
struct FontText {
    characters: usize,
    latin: usize,
    common: usize,
    signs: usize,
    last: Option<char>,
}

impl FontText {
    fn add(&mut self, c: char) {
        // Dot leaders and lines of underscores count as one character.
        if self.last.replace(c) == Some(c) && !c.is_alphanumeric() {
            return;
        }
        self.characters += 1;
        if c.is_ascii_alphabetic() {
            self.latin += 1;
            self.common += usize::from(COMMON.contains(&(c.to_ascii_lowercase() as u8)));
        } else if c.is_ascii_punctuation() || c.is_control() || c == char::REPLACEMENT_CHARACTER {
            self.signs += 1;
        }
    }

    fn is_garbled(&self) -> bool {
        let is_latin = self.latin * 2 > self.characters;
        let is_garbled = is_latin && self.common * 100 < LEAST_COMMON * self.latin;
        self.characters >= ENOUGH && (is_garbled || self.signs * 100 > MOST_SIGNS * self.characters)
    }
}

/// Counts for each font of a file.
#[derive(Debug, Default)]
pub(super) struct GarbledFonts(BTreeMap<Option<Font>, FontText>);

impl GarbledFonts {
    pub(super) fn add(&mut self, glyphs: &[PlacedGlyph]) {
        for glyph in glyphs.iter().filter(|glyph| !glyph.is_space()) {
            if let Some(c) = glyph.first() {
                self.0.entry(glyph.font).or_default().add(c);
            }
        }
    }

    /// True if the font of a glyph spells nonsense.
    pub(super) fn is_garbled(&self, glyph: &PlacedGlyph) -> bool {
        self.0.get(&glyph.font).is_some_and(FontText::is_garbled)
    }

    /// Returns the number of characters, and how many of them are in garbled fonts.
    pub(super) fn count_garbled(&self) -> (usize, usize) {
        let count = |fonts: &mut dyn Iterator<Item = &FontText>| fonts.map(|spelled| spelled.characters).sum();
        (count(&mut self.0.values()), count(&mut self.0.values().filter(|spelled| spelled.is_garbled())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_nonsense(text: &str) -> bool {
        let mut spelled = FontText::default();
        text.chars().filter(|c| !c.is_whitespace()).for_each(|c| spelled.add(c));
        spelled.is_garbled()
    }

    const TEXT: &str = "Account manager with ten years in sales of software to banks and insurers, and in leading the \
        teams that look after them. Grew revenue by half, won the largest contract of the region, and kept nine of \
        ten customers for more than five years. Speaks German and French.";

    #[test]
    fn shifted_letters_are_garbled_and_languages_are_not() {
        let shift = |by: u32| -> String {
            TEXT.chars().map(|c| char::from_u32(c as u32 - by).filter(|_| c != ' ').unwrap_or(' ')).collect()
        };
        assert!(!is_nonsense(TEXT));
        assert!(is_nonsense(&shift(3)) && is_nonsense(&shift(29)));
        let polish = "Kierownik do spraw kluczowych klientów z dziesięcioletnim doświadczeniem w sprzedaży oprogramowania \
            dla banków i ubezpieczycieli oraz w prowadzeniu zespołów, które się nimi opiekują. Zwiększył przychody o \
            połowę i zdobył największy kontrakt w regionie.";
        assert!(!is_nonsense(polish));
    }

    #[test]
    fn short_texts_and_lists_of_dates_are_not_judged() {
        assert!(!is_nonsense("CRM, SQL, PHP"));
        assert!(!is_nonsense(&"01/2015 02/2019 ".repeat(30)));
    }
}
