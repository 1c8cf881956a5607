//! Finds fonts of a PDF whose letters have lost their meaning: what they spell is no language.

use std::collections::BTreeMap;

use super::fonts::Font;
use super::placed_glyph::Letter;

/// The commonest letters of languages in Latin script. They make 48 to 70 in 100 letters of running text in two dozen of
/// these, and about 30 where each letter stands for another.
const COMMON: &[u8] = b"eationrs";
/// Fewer of them in 100 letters than these make no language.
const LEAST_COMMON: usize = 40;
/// More signs in 100 characters than these are no text either: letters that were shifted become signs.
const MOST_SIGNS: usize = 40;
/// A font with fewer characters than these may be one of abbreviations, figures or icons.
const ENOUGH: usize = 200;

/// What the letters of a font spell.
#[derive(Clone, Copy, Debug, Default)]
struct Spelled {
    characters: usize,
    latin: usize,
    common: usize,
    signs: usize,
    last: Option<char>,
}

impl Spelled {
    fn add(&mut self, c: char) {
        // Dots that lead to a page number, or a line of underscores, are one sign.
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

    fn is_nonsense(&self) -> bool {
        let is_latin = self.latin * 2 > self.characters;
        let is_garbled = is_latin && self.common * 100 < LEAST_COMMON * self.latin;
        self.characters >= ENOUGH && (is_garbled || self.signs * 100 > MOST_SIGNS * self.characters)
    }
}

/// What the fonts of a file spell.
#[derive(Debug, Default)]
pub(super) struct Sense(BTreeMap<Option<Font>, Spelled>);

impl Sense {
    pub fn add(&mut self, letters: &[Letter]) {
        for letter in letters.iter().filter(|letter| !letter.is_space()) {
            if let Some(c) = letter.first() {
                self.0.entry(letter.font).or_default().add(c);
            }
        }
    }

    /// Whether a letter is of a font that spells nonsense.
    pub fn is_lost(&self, letter: &Letter) -> bool {
        self.0.get(&letter.font).is_some_and(Spelled::is_nonsense)
    }

    /// How many characters there are, and how many are of fonts that spell nonsense.
    pub fn lost(&self) -> (usize, usize) {
        let count = |fonts: &mut dyn Iterator<Item = &Spelled>| fonts.map(|spelled| spelled.characters).sum();
        (count(&mut self.0.values()), count(&mut self.0.values().filter(|spelled| spelled.is_nonsense())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_nonsense(text: &str) -> bool {
        let mut spelled = Spelled::default();
        text.chars().filter(|c| !c.is_whitespace()).for_each(|c| spelled.add(c));
        spelled.is_nonsense()
    }

    const TEXT: &str = "Account manager with ten years in sales of software to banks and insurers, and in leading the \
        teams that look after them. Grew revenue by half, won the largest contract of the region, and kept nine of \
        ten customers for more than five years. Speaks German and French.";

    #[test]
    fn shifted_letters_are_nonsense_and_languages_are_not() {
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
