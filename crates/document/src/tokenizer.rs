//! Splits text into words with byte spans, keeping C++, .NET, Node.js and R&D whole. The search index and the matcher
//! share it.

use super::word_bytes::{
    IS_PLAIN, char_width, from, is_currency, is_dash_or_bullet, is_word_byte, plain_run, starts_word,
};

/// Name and version under which the tokenizer is registered; part of every catalog's hash.
pub const TOKENIZER: &str = "rolefit-1";

/// The apostrophe that word processors write.
const TYPOGRAPHIC_APOSTROPHE: &str = "’";

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset just past its last byte.
    pub end: usize,
    /// The separation from the word before.
    pub parting: Parting,
    /// The kind of number that the word is, if it is a number.
    pub number: Option<Number>,
    /// True if the word is made of ASCII letters and digits alone.
    pub is_plain: bool,
}

/// The separation between a word and the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parting {
    /// A space or hyphen: one phrase.
    Space,
    /// A comma, bracket, slash or spaced dash: one sentence, another phrase.
    Phrase,
    /// The end of a sentence or line.
    Sentence,
}

/// Kinds of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// 14, 1,200, 50+, 3.5
    Plain,
    /// 120%
    Percent,
    /// $2.5M, €800
    Money,
}

/// The words of `text`, in order.
///
/// ```
/// use rolefit_document::words;
/// let text = "C++ and Node.js; R&D for the C-level.";
/// let found: Vec<_> = words(text).map(|word| &text[word.start..word.end]).collect();
/// assert_eq!(found, ["C++", "and", "Node.js", "R&D", "for", "the", "C", "level"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator over the words of a text.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        self.next_plain().or_else(|| self.next_of_any_kind())
    }
}

impl Words<'_> {
    /// The next word if a single space and then only ASCII letters and digits come, as for most words; else `None`.
    #[inline]
    fn next_plain(&mut self) -> Option<Word> {
        let [b' ', word @ ..] = from(self.text.as_bytes(), self.at) else { return None };
        // The first word of a text begins a sentence, and a digit begins a number.
        if self.at == 0 || !word.first()?.is_ascii_alphabetic() {
            return None;
        }
        let length = plain_run(word);
        // No word goes on with one of these after a letter.
        if !matches!(word.get(length)?, b' ' | b'\n' | b',') {
            return None;
        }
        let start = self.at + 1;
        self.at = start + length;
        Some(Word { start, end: self.at, parting: Parting::Space, number: None, is_plain: true })
    }

    fn next_of_any_kind(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let begin = self.at;
        let mut parting = if begin == 0 { Parting::Sentence } else { Parting::Space };
        let mut start = begin;
        let mut spaced = false;
        loop {
            let byte = *bytes.get(start)?;
            if byte == b' ' {
                (spaced, start) = (true, start + 1);
                continue;
            }
            if IS_PLAIN[usize::from(byte)] || starts_word(bytes, start) {
                break;
            }
            let next_is_space = bytes.get(start + 1).is_none_or(u8::is_ascii_whitespace);
            parting = parting.max(match byte {
                b'\n' | b'\x0c' => Parting::Sentence,
                b'.' | b'!' | b'?' | b';' if next_is_space => Parting::Sentence,
                b',' | b':' | b'(' | b')' | b'[' | b']' | b'/' | b'|' | b'\t' | b'"' | b'>' | b'<' | b'*' => {
                    Parting::Phrase
                }
                b'-' if spaced && next_is_space => Parting::Phrase,
                _ => Parting::Space,
            });
            spaced = byte.is_ascii_whitespace();
            let width = char_width(byte);
            if width > 1 && is_dash_or_bullet(from(bytes, start)) {
                parting = parting.max(Parting::Phrase);
            }
            start += width;
        }
        let (end, is_plain) = self.word_end(start);
        self.at = end;
        let number = number(bytes.get(start..end).unwrap_or_default());
        Some(Word { start, end, parting, number, is_plain })
    }

    /// The offset just past the word at `start`, and true if the word is made of ASCII letters and digits alone.
    fn word_end(&self, start: usize) -> (usize, bool) {
        let bytes = self.text.as_bytes();
        let word = from(bytes, start);
        let Some(&first) = word.first() else { return (start, false) };
        let mut is_plain = first.is_ascii_alphanumeric();
        let numeric = first.is_ascii_digit() || is_currency(word);
        let mut end = start + char_width(first);
        loop {
            // Most words are nothing but letters, and most end at a space.
            end += plain_run(from(bytes, end));
            let Some(&byte) = bytes.get(end) else { break };
            if matches!(byte, b' ' | b'\n') {
                break;
            }
            // The last byte of a wider character serves as well: no such byte is ASCII.
            let before = end.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b' ');
            let after = bytes.get(end + 1).copied().unwrap_or(b' ');
            let inside = match byte {
                _ if is_word_byte(bytes, end) => true,
                b'.' if numeric => after.is_ascii_digit(),
                // "Node.js" is a word; in "done.Managed" a space was lost.
                b'.' => after.is_ascii_lowercase() && before.is_ascii_alphanumeric(),
                b',' => numeric && after.is_ascii_digit(),
                b'&' => before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric(),
                b'\'' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
                0xE2 if from(bytes, end).starts_with(TYPOGRAPHIC_APOSTROPHE.as_bytes()) => {
                    before.is_ascii_alphabetic() && bytes.get(end + 3).is_some_and(u8::is_ascii_alphabetic)
                }
                b'+' | b'#' => before.is_ascii_alphanumeric() || before == b'+',
                b'%' => numeric,
                // ACT! is a product.
                b'!' => end - start == 3 && word.iter().take(3).all(u8::is_ascii_uppercase),
                _ => false,
            };
            if !inside {
                break;
            }
            end += char_width(byte);
            is_plain = false;
        }
        (end.min(bytes.len()), is_plain)
    }
}

#[inline]
fn number(word: &[u8]) -> Option<Number> {
    if is_currency(word) {
        return Some(Number::Money);
    }
    let digits = word.first()?.is_ascii_digit();
    digits.then(|| if word.ends_with(b"%") { Number::Percent } else { Number::Plain })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|word| &text[word.start..word.end]).collect()
    }

    proptest! {
        #[test]
        fn any_text_is_cut_at_letters_and_in_order(text in "([a-zA-Z0-9.,'’&+#%!$€ -]|\\PC){0,40}") {
            let mut end = 0;
            for word in words(&text) {
                prop_assert!(end <= word.start && word.start < word.end);
                prop_assert!(text.get(word.start..word.end).is_some());
                end = word.end;
            }
        }
    }

    #[test]
    fn names_of_tools_stay_whole() {
        assert_eq!(cut(".NET, C#, ACT! and Salesforce.com"), [".NET", "C#", "ACT!", "and", "Salesforce.com"]);
    }

    #[test]
    fn hyphens_part_words_and_apostrophes_do_not() {
        assert_eq!(cut("client's follow-up"), ["client's", "follow", "up"]);
    }

    #[test]
    fn a_lost_space_after_a_full_stop_parts_words() {
        assert_eq!(cut("grew sales.Managed staff"), ["grew", "sales", "Managed", "staff"]);
    }

    #[test]
    fn numbers_know_their_kind() {
        let kinds: Vec<_> = words("$2.5M 120% 1,200 50+ ten").map(|word| word.number).collect();
        let (money, percent, plain) = (Some(Number::Money), Some(Number::Percent), Some(Number::Plain));
        assert_eq!(kinds, [money, percent, plain, plain, None]);
    }

    #[test]
    fn partings_tell_phrases_from_sentences() {
        let partings: Vec<_> =
            words("sales, service – calls. Then\u{2022} lists\nnext").map(|word| word.parting).collect();
        use Parting::{Phrase, Sentence};
        assert_eq!(partings, [Sentence, Phrase, Phrase, Sentence, Phrase, Sentence]);
    }

    #[test]
    fn accents_and_other_scripts_are_words() {
        assert_eq!(cut("Muller’s café 顧客 – Ж"), ["Muller’s", "café", "顧客", "Ж"]);
    }
}
