//! Words in the form that they are looked up by, for the matcher and as tokens for Tantivy.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::tokenizer::{Words, words};

/// The word in lower case, without a possessive ending, pushed onto an emptied `buffer`.
pub(crate) fn fold(word: &str, buffer: &mut String) {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        buffer.extend(word.chars().flat_map(char::to_lowercase));
    }
    buffer.truncate(without_possessive(buffer).len());
}

/// What [`fold`] makes of the word at `place`, where `lower` is the text with its ASCII letters in lower case: nearly always
/// a piece of it.
pub(super) fn folded<'a>(lower: &'a str, place: Range<usize>, buffer: &'a mut String) -> &'a str {
    let word = lower.get(place).unwrap_or_default();
    if word.is_ascii() {
        return without_possessive(word);
    }
    fold(word, buffer);
    buffer
}

fn without_possessive(word: &str) -> &str {
    if word.as_bytes().last() != Some(&b's') {
        return word;
    }
    let owner = word.strip_suffix("'s").unwrap_or(word);
    owner.strip_suffix("’s").unwrap_or(owner)
}

/// The same words as a Tantivy tokenizer.
#[derive(Clone, Debug, Default)]
pub(super) struct RolefitTokenizer;

impl Tokenizer for RolefitTokenizer {
    type TokenStream<'a> = RolefitTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RolefitTokenStream<'a> {
        RolefitTokenStream { text, words: words(text), token: Token::default() }
    }
}

/// Tantivy's view of [`Words`].
pub(super) struct RolefitTokenStream<'a> {
    text: &'a str,
    words: Words<'a>,
    token: Token,
}

impl TokenStream for RolefitTokenStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        fold(self.text.get(word.start..word.end).unwrap_or_default(), &mut self.token.text);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possessive_ending_falls_away_and_a_plural_stays() {
        let mut buffer = String::new();
        for (word, expected) in [("Client's", "client"), ("MÜLLER’s", "müller"), ("Sales", "sales"), ("'s", "")] {
            fold(word, &mut buffer);
            assert_eq!(buffer, expected);
            assert_eq!(folded(&word.to_ascii_lowercase(), 0..word.len(), &mut buffer), expected);
        }
    }
}
