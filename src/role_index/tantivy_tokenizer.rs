//! An adapter that gives Tantivy the tokens of [`rolefit_document::words`].

use rolefit_document::{Words, fold, words};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The tokenizer of rolefit as a Tantivy tokenizer.
#[derive(Clone, Debug, Default)]
pub(super) struct RolefitTokenizer;

impl Tokenizer for RolefitTokenizer {
    type TokenStream<'a> = RolefitTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RolefitTokenStream<'a> {
        RolefitTokenStream { text, words: words(text), token: Token::default() }
    }
}

/// A Tantivy token stream over [`Words`].
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
