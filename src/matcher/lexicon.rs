//! The words that patterns are made of, by number.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

#[cfg(feature = "search")]
use super::exact::LexicalWord;
use super::scan::LexicalId;
use super::typos::Typos;
use rolefit_document::PatternWord;
use rolefit_document::fold;
use rolefit_document::{Number, words};

/// The words that patterns are made of, by id.
#[derive(Serialize, Deserialize)]
pub(super) struct PatternLexicon {
    stems: FxHashMap<String, LexicalId>,
    exact: FxHashMap<String, LexicalId>,
    little: FxHashMap<String, ()>,
    /// The next free id; ids below it are taken.
    pub next: LexicalId,
    pub typos: Typos,
}

/// Ids of numbers; words follow.
const ANY_NUMBER: LexicalId = 0;
const PERCENT: LexicalId = 1;
const MONEY: LexicalId = 2;

impl Default for PatternLexicon {
    fn default() -> Self {
        Self {
            stems: FxHashMap::default(),
            exact: FxHashMap::default(),
            little: FxHashMap::default(),
            next: MONEY + 1,
            typos: Typos::default(),
        }
    }
}

impl PatternLexicon {
    /// The id of a stem that some pattern uses.
    pub(super) fn stem(&self, stem: &str) -> Option<LexicalId> {
        self.stems.get(stem).copied()
    }

    /// The id of a form that some pattern asks for exactly.
    pub(super) fn exact(&self, word: &str) -> Option<LexicalId> {
        self.exact.get(word).copied()
    }

    /// The stem or form that each id stands for. Numbers have none.
    #[cfg(feature = "search")]
    pub(super) fn words(&self) -> impl Iterator<Item = (LexicalId, LexicalWord<'_>)> {
        let stems = self.stems.iter().map(|(stem, id)| (*id, LexicalWord::Stem(stem)));
        stems.chain(self.exact.iter().map(|(form, id)| (*id, LexicalWord::Exact(form))))
    }

    /// True if patterns pass over the word.
    pub(super) fn is_little(&self, word: &str) -> bool {
        self.little.contains_key(word)
    }

    /// The ids that a number answers to besides its own word.
    pub(super) fn numbers(number: Number) -> [Option<LexicalId>; 2] {
        match number {
            Number::Plain => [Some(ANY_NUMBER), None],
            Number::Percent => [Some(ANY_NUMBER), Some(PERCENT)],
            Number::Money => [Some(ANY_NUMBER), Some(MONEY)],
        }
    }

    /// The id of a pattern's word with the stem `stem`, a new one for a new word.
    pub(super) fn id_of(&mut self, word: PatternWord<'_>, stem: &str) -> LexicalId {
        let (map, key) = match word {
            PatternWord::Number => return ANY_NUMBER,
            PatternWord::Percent => return PERCENT,
            PatternWord::Money => return MONEY,
            PatternWord::Stem(_) => (&mut self.stems, stem.to_owned()),
            PatternWord::Exact(word) => (&mut self.exact, word.to_lowercase()),
        };
        *map.entry(key).or_insert_with(|| {
            let id = self.next;
            self.next += 1;
            id
        })
    }

    /// Learns the words that patterns pass over.
    pub(super) fn read_little_words(&mut self, words: &[String]) {
        self.little.extend(words.iter().map(|word| (word.to_lowercase(), ())));
    }
}

/// An analyzer that stems single words; it is kept, since making one costs more than using it.
pub(crate) fn stemmer() -> TextAnalyzer {
    TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build()
}

/// The stem of a word in lower case.
pub(crate) fn stem(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    stream.next().map_or_else(|| word.to_owned(), |token| token.text.clone())
}

/// The words of `text`, each as written and by its stem.
pub fn stems(text: &str) -> Vec<(&str, String)> {
    let (mut analyzer, mut folded) = (stemmer(), String::new());
    let slices = words(text).filter_map(|word| text.get(word.start..word.end));
    let stemmed = slices.map(|word| {
        fold(word, &mut folded);
        (word, stem(&mut analyzer, &folded))
    });
    stemmed.collect()
}
