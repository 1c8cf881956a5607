//! A cache of the stems of words.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::TextAnalyzer;

use crate::matcher::{stem, stemmer};
use rolefit_document::fold;

/// Most words in the cache. The common words of many resumes are fewer; rare words need no cache.
const MOST_WORDS: usize = 200_000;

/// Stems words and remembers the stems.
#[derive(Clone)]
pub(super) struct Stems {
    analyzer: TextAnalyzer,
    known: FxHashMap<String, String>,
    folded: String,
}

impl Default for Stems {
    fn default() -> Self {
        Stems { analyzer: stemmer(), known: FxHashMap::default(), folded: String::new() }
    }
}

impl Stems {
    /// Returns `word` in lower case without a possessive ending, and its stem.
    pub(super) fn of(&mut self, word: &str) -> (&str, &str) {
        fold(word, &mut self.folded);
        if !self.known.contains_key(&self.folded) {
            if self.known.len() >= MOST_WORDS {
                self.known.clear();
            }
            self.known.insert(self.folded.clone(), stem(&mut self.analyzer, &self.folded));
        }
        (&self.folded, self.known.get(&self.folded).map_or(&self.folded, String::as_str))
    }
}
