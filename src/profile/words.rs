//! Words of a text with their places, numbers in the lexicon and shapes.

use super::lexicon::{Lexicon, Marks};
use rolefit_document::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Only digits.
    Digits,
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital, or is of a script without capitals.
    Capital,
    /// Nothing but capitals (and perhaps digits), two or more.
    Upper,
}

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub span: Span,
    pub number: u32,
    pub marks: Marks,
    pub shape: Shape,
    /// Written with dots inside: "B.S".
    pub dotted: bool,
}

impl Word {
    #[inline]
    pub(super) fn is(&self, bit: Marks) -> bool {
        self.marks & bit != 0
    }
}

/// All words of `text`.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Vec<Word> {
    // Most words are plain and looked up as they stand in this copy.
    let lower = text.to_ascii_lowercase();
    let mut key_buffer = String::new();
    let mut words = Vec::with_capacity(text.len() / 6);
    for (span, is_plain) in places(text) {
        let slice = span.slice(text);
        let (key, dotted) = match is_plain {
            true => (span.slice(&lower), false),
            false => {
                let dotted = key(slice, &mut key_buffer);
                (key_buffer.as_str(), dotted)
            }
        };
        let number = lexicon.number(key);
        let shape = if is_plain { plain_shape(slice.as_bytes()) } else { shape(slice) };
        words.push(Word { span, number, marks: lexicon.marks(number), shape, dotted });
    }
    words
}

/// The shape of a word in ASCII.
fn plain_shape(word: &[u8]) -> Shape {
    match word.first() {
        Some(b'0'..=b'9') if word.iter().all(u8::is_ascii_digit) => Shape::Digits,
        Some(b'a'..=b'z') => Shape::Lower,
        _ if word.len() > 1 && !word.iter().any(u8::is_ascii_lowercase) => Shape::Upper,
        _ => Shape::Capital,
    }
}

fn shape(word: &str) -> Shape {
    if word.is_ascii() {
        return plain_shape(word.as_bytes());
    }
    match word.chars().next() {
        Some(first) if first.is_lowercase() => Shape::Lower,
        _ if word.chars().all(char::is_uppercase) => Shape::Upper,
        _ => Shape::Capital,
    }
}

/// Writes the form that a word is looked up by: lower case, without dots and apostrophes. Says whether there were dots.
pub(super) fn key(word: &str, key: &mut String) -> bool {
    key.clear();
    let mut dotted = false;
    for character in word.chars() {
        match character {
            '.' => dotted = true,
            '\'' | '’' => {}
            _ => key.extend(character.to_lowercase()),
        }
    }
    dotted
}

/// The places of words: runs of letters and digits, with dots and apostrophes between letters ("Ph.D", "bachelor's").
pub(super) fn spans(text: &str) -> impl Iterator<Item = Span> {
    places(text).map(|(span, _)| span)
}

/// The places of words, and whether each is of ASCII letters and digits alone.
fn places(text: &str) -> impl Iterator<Item = (Span, bool)> {
    let bytes = text.as_bytes();
    let plain_end = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        // Small letters are asked for first, since most are.
        let is_plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_alphanumeric();
        at + rest.iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len())
    };
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = loop {
            match bytes.get(at)? {
                byte if byte.is_ascii_alphanumeric() => break at,
                byte if byte.is_ascii() => at += 1,
                _ => match text.get(at..)?.chars().next()? {
                    character if is_word(character) => break at,
                    character => at += character.len_utf8(),
                },
            }
        };
        at = plain_end(at);
        let plain = at;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'.' | b'\'' if joins(text, at, 1) => at = plain_end(at + 1),
                _ if byte.is_ascii() => break,
                _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
                    Some('’') if joins(text, at, '’'.len_utf8()) => at = plain_end(at + '’'.len_utf8()),
                    Some(character) if is_word(character) => at = plain_end(at + character.len_utf8()),
                    _ => break,
                },
            }
        }
        Some((Span::new(start, at), at == plain))
    })
}

fn is_word(character: char) -> bool {
    match character {
        // Bullets, dashes and quotes, the commonest by far of what is not ASCII.
        '\u{2000}'..='\u{206f}' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Whether the mark of `len` bytes at `at` stands between two letters, and not between two sentences ("care.Organized").
fn joins(text: &str, at: usize, len: usize) -> bool {
    let letter = |character: char| character.is_alphabetic();
    let before = text.get(..at).and_then(|rest| rest.chars().next_back());
    let mut after = text.get(at + len..).into_iter().flat_map(str::chars);
    match (before, after.next()) {
        (Some(before), Some(next)) if letter(before) && letter(next) => {
            !(before.is_lowercase() && next.is_uppercase() && after.next().is_some_and(char::is_lowercase))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        spans(text).map(|span| span.slice(text)).collect()
    }

    #[test]
    fn dots_and_apostrophes_join_letters_only() {
        assert_eq!(words("Bachelor's, B.S.B.A. in 3.5 years."), ["Bachelor's", "B.S.B.A", "in", "3", "5", "years"]);
    }

    #[test]
    fn a_full_stop_without_a_blank_still_parts_words() {
        assert_eq!(words("detail-oriented.Organized"), ["detail", "oriented", "Organized"]);
    }

    #[test]
    fn other_scripts_are_words_too() {
        assert_eq!(words("佐藤 花子 · Łukasz’s"), ["佐藤", "花子", "Łukasz’s"]);
    }

    #[test]
    fn the_key_has_no_dots() {
        let mut buffer = String::new();
        assert!(key("Ph.D", &mut buffer));
        assert_eq!(buffer, "phd");
    }
}
