//! The tokenizer of the index. Each word of a resume gives its stem and, if that differs, the word as written.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::stems::Stems;
use rolefit_document::{Words, words};

/// The name under which the tokenizer is registered, with its version.
pub(super) const TOKENIZER: &str = "rolefit-pool-1";

/// The prefix of a word as written; no word of a text begins with it. The prefix keeps written words apart from stems:
/// without written words `manag*` would find "manager" by its stem, but `manage*` would not.
pub(super) const WRITTEN: char = '\u{1}';

/// Returns the tokenizers that the index needs.
pub(super) fn registered() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, TextAnalyzer::from(PoolTokenizer::default()));
    tokenizers
}

/// Splits text into words as the index of roles does.
#[derive(Clone, Default)]
struct PoolTokenizer {
    stems: Stems,
}

impl Tokenizer for PoolTokenizer {
    type TokenStream<'a> = PoolTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PoolTokenStream<'a> {
        let stems = &mut self.stems;
        PoolTokenStream { text, words: words(text), stems, written: None, token: Token::default() }
    }
}

struct PoolTokenStream<'a> {
    text: &'a str,
    words: Words<'a>,
    stems: &'a mut Stems,
    /// The last word as written, if it is the next token.
    written: Option<String>,
    token: Token,
}

impl TokenStream for PoolTokenStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(written) = self.written.take() {
            // It has the same position as its stem.
            self.token.text = written;
            return true;
        }
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        let (written, stem) = self.stems.of(self.text.get(word.start..word.end).unwrap_or_default());
        self.token.text.clear();
        self.token.text.push_str(stem);
        self.written = (written != stem).then(|| format!("{WRITTEN}{written}"));
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
    fn a_word_stands_by_its_stem_and_as_it_is_written_in_one_place() {
        let mut tokenizer = PoolTokenizer::default();
        let mut stream = tokenizer.token_stream("Key Managers of C++");
        let mut tokens = Vec::new();
        stream.process(&mut |token| tokens.push((token.position, token.text.clone())));
        let tokens: Vec<_> = tokens.iter().map(|(position, text)| (*position, text.as_str())).collect();
        assert_eq!(tokens, [(0, "key"), (1, "manag"), (1, "\u{1}managers"), (2, "of"), (3, "c++")]);
    }
}
