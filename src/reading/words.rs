//! Words of a text with their spans, their numbers in the lexicon and their shapes.

use super::lexicon::{Lexicon, LexiconEntry};
use super::meaning::{Marks, mark};
use rolefit_document::{Span, Word};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
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
pub(crate) struct TextWord {
    pub span: Span,
    pub number: u32,
    pub marks: Marks,
    pub shape: Shape,
    /// Written with dots inside: "B.S".
    pub dotted: bool,
}

impl TextWord {
    #[inline]
    pub(crate) fn is(&self, bit: Marks) -> bool {
        self.marks & bit != 0
    }

    /// True if a phrase of dates may begin with the word.
    #[inline]
    pub(crate) fn is_date(&self) -> bool {
        self.is(mark::DATE)
    }

    /// True if the word holds a digit, as "2018" and "FY18" do.
    #[inline]
    pub(crate) fn holds_digit(&self) -> bool {
        self.is(mark::DIGIT)
    }
}

/// The words of a text that are read one after the other, each looked up in the profile's lexicon.
///
/// They are made from the words of the one tokenizer, which a [`WordMemory`](rolefit_document::WordMemory) has looked
/// up already. Nearly every word is the same for both; only where dots, apostrophes or other scripts make a difference,
/// the text is split and looked up again.
#[derive(Debug)]
pub(crate) struct WordReader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    words: Vec<TextWord>,
    /// All words before this offset were read.
    read_to: usize,
    /// For keys that are no slices of the text.
    key: String,
}

impl<'a> WordReader<'a> {
    /// Reads no word yet. The words are written to `words`, which is cleared.
    pub(crate) fn new(text: &'a str, lexicon: &'a Lexicon, mut words: Vec<TextWord>) -> Self {
        words.clear();
        words.reserve(text.len() / 6);
        Self { text, lexicon, words, read_to: 0, key: String::new() }
    }

    /// Adds the next word of the tokenizer, whose lower-case form has the entry `entry` in the lexicon.
    // Once per word of every text: the call would cost a sixth of the work.
    #[inline(always)]
    pub(crate) fn push(&mut self, token: Word, entry: LexiconEntry) {
        let gap = self.text.as_bytes().get(self.read_to..token.start);
        // No word begins in a gap that is ASCII.
        if gap.is_some_and(|gap| !gap.iter().all(u8::is_ascii)) {
            self.read_up_to(token.start);
        }
        if !token.is_plain || self.read_to > token.start || self.is_joined_at(token.end) {
            return self.read_up_to(token.end);
        }
        let span = Span::new(token.start, token.end);
        let shape = plain_shape(self.text.as_bytes().get(token.start..token.end).unwrap_or_default());
        self.words.push(TextWord { span, number: entry.number, marks: entry.marks, shape, dotted: false });
        self.read_to = token.end;
    }

    /// True if a plain token that ends at `end` may be only the beginning of a word.
    #[inline]
    fn is_joined_at(&self, end: usize) -> bool {
        let bytes = self.text.as_bytes();
        match bytes.get(end) {
            Some(b'.' | b'\'') => bytes.get(end + 1).is_some_and(|next| !next.is_ascii() || next.is_ascii_alphabetic()),
            Some(byte) => !byte.is_ascii(),
            None => false,
        }
    }

    /// Splits and looks up the words that begin before `end`.
    fn read_up_to(&mut self, end: usize) {
        while let Some((span, is_plain)) = next_word(self.text, self.read_to, end) {
            let slice = span.slice(self.text);
            let dotted = key(slice, &mut self.key);
            let LexiconEntry { number, marks } = self.lexicon.entry(&self.key);
            let shape = if is_plain { plain_shape(slice.as_bytes()) } else { shape(slice) };
            self.words.push(TextWord { span, number, marks, shape, dotted });
            self.read_to = span.end;
        }
        self.read_to = self.read_to.max(end);
    }

    /// All words of the text, in order.
    pub(crate) fn finish(mut self) -> Vec<TextWord> {
        self.read_up_to(self.text.len());
        self.words
    }
}

/// All words of `text`.
pub(crate) fn read(text: &str, lexicon: &Lexicon) -> Vec<TextWord> {
    // Most words are plain and looked up as they stand in this copy.
    let lower = text.to_ascii_lowercase();
    let mut reader = WordReader::new(text, lexicon, Vec::new());
    for token in rolefit_document::words(text) {
        let form = lower.get(token.start..token.end).filter(|_| token.is_plain);
        reader.push(token, form.map(|form| lexicon.entry(form)).unwrap_or_default());
    }
    reader.finish()
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

/// Writes the form that a word is looked up by: lower case, without dots and apostrophes. Returns true if there were
/// dots.
pub(crate) fn key(word: &str, key: &mut String) -> bool {
    key.clear();
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        key.push_str(word);
        key.make_ascii_lowercase();
        return false;
    }
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
pub(crate) fn spans(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (span, _) = next_word(text, at, text.len())?;
        at = span.end;
        Some(span)
    })
}

/// The first word from the offset `at` on that begins before `end`, and true if it is of ASCII letters and digits
/// alone.
fn next_word(text: &str, mut at: usize, end: usize) -> Option<(Span, bool)> {
    let bytes = text.as_bytes();
    let plain_end = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())
    };
    let start = loop {
        if at >= end {
            return None;
        }
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
}

fn is_word(character: char) -> bool {
    match character {
        // Bullets, dashes and quotes are by far the commonest characters outside ASCII.
        '\u{2000}'..='\u{206f}' => false,
        _ => character.is_alphanumeric(),
    }
}

/// True if the mark of `len` bytes at `at` joins two letters and does not separate two sentences ("care.Organized").
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
    use proptest::prelude::*;

    use super::super::testing::lexicon;
    use super::*;

    proptest! {
        #[test]
        fn words_made_from_tokens_are_the_words_of_the_text(text in "([a-zA-Z0-9.,'’&+#%!$€ ²ªé\n-]|Ph\\.D|Manager|\\PC){0,40}") {
            let mut buffer = String::new();
            let read = read(&text, lexicon());
            prop_assert!(read.iter().map(|word| word.span).eq(spans(&text)));
            for word in read {
                let slice = word.span.slice(&text);
                let dotted = key(slice, &mut buffer);
                let entry = lexicon().entry(&buffer);
                prop_assert_eq!((word.number, word.marks, word.dotted), (entry.number, entry.marks, dotted));
                prop_assert_eq!(word.holds_digit(), slice.bytes().any(|byte| byte.is_ascii_digit()));
                prop_assert_eq!(word.shape, shape(slice));
            }
        }
    }

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
