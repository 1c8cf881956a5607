//! The telling words of demands: where a text has them, and how much each weighs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tantivy::tokenizer::TextAnalyzer;

use super::lexicon::{PatternLexicon, stem};
use super::lists::Lists;
use super::rarity::Rarity;
use super::scan::LexicalId;
use crate::catalog::Vocabulary;
use crate::error::Result;
use rolefit_document::checked::item_mut;
use rolefit_document::{PatternWord, fold, words};

/// A word in capitals of at most this many letters is a short form, which has no inflections: SQL, HACCP.
pub(crate) const LONGEST_SHORT_FORM: usize = 6;

/// A demand without telling words is recognised by this many of its common words together, never by one alone.
const LEAST_COMMON: usize = 2;

/// The parts of a catalog that are recognised by their words.
#[derive(Serialize, Deserialize)]
pub(super) struct WordsIndex {
    /// By matcher entry; `None` for an entry that is recognised by patterns alone.
    parts: Vec<Option<WordsPart>>,
    /// By word: the entries with it, and its weight there.
    entries_of: Lists<(u32, u32)>,
    /// True if no part is recognised by its words.
    is_empty: bool,
}

/// The words of a demand, each with its weight.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WordsPart {
    /// Each word once.
    pub words: Vec<(LexicalId, u32)>,
    /// The sum of the weights; never 0.
    pub whole: u32,
    /// The number of distinct words without which the demand is not recognised at all.
    pub least: usize,
}

/// A place in the text where a word of a demand occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordPlace {
    /// The word.
    pub id: LexicalId,
    /// The number of the token.
    pub token: usize,
}

/// Compiles the parts that are recognised by their words.
#[derive(Default)]
pub(super) struct WordsCompiler {
    rarity: Rarity,
    parts: Vec<Option<WordsPart>>,
    entries_of: Vec<Vec<(u32, u32)>>,
}

impl WordsCompiler {
    /// Reads how rare words are, if any entry of `vocabulary` is recognised by its words.
    ///
    /// # Errors
    /// As for [`Rarity::embedded`].
    pub(super) fn new(vocabulary: &Vocabulary) -> Result<Self> {
        let any = vocabulary.entries.values().any(|entry| !entry.words.is_empty());
        let rarity = if any { Rarity::embedded()? } else { Rarity::default() };
        Ok(Self { rarity, ..Self::default() })
    }

    /// Learns the words of the next entry. Little words are skipped, and common words are too if there are telling
    /// ones.
    pub(super) fn add(&mut self, phrases: &[&str], lexicon: &mut PatternLexicon, analyzer: &mut TextAnalyzer) {
        let (mut telling, mut common) = (BTreeMap::new(), BTreeMap::new());
        let mut folded = String::new();
        for phrase in phrases {
            for word in words(phrase) {
                let written = phrase.get(word.start..word.end).unwrap_or_default();
                fold(written, &mut folded);
                if lexicon.is_little(&folded) {
                    continue;
                }
                let stem = stem(analyzer, &folded);
                let kind =
                    if is_short_form(written) { PatternWord::Exact(&folded) } else { PatternWord::Stem(&folded) };
                let id = lexicon.id_of(kind, &stem);
                let list = if self.rarity.is_telling(&stem) { &mut telling } else { &mut common };
                list.insert(id, self.rarity.weight(&stem));
            }
        }
        let (least, words) = if telling.is_empty() { (LEAST_COMMON, common) } else { (1, telling) };
        let whole = words.values().sum();
        let entry = self.parts.len() as u32;
        for (&id, &weight) in words.iter().filter(|_| whole > 0) {
            let at = id as usize;
            self.entries_of.resize(self.entries_of.len().max(at + 1), Vec::new());
            item_mut(&mut self.entries_of, at).into_iter().for_each(|entries| entries.push((entry, weight)));
        }
        let part = || WordsPart { words: words.into_iter().collect(), whole, least };
        self.parts.push((whole > 0).then(part));
    }

    /// The compiled parts; `ids` is the number of all words.
    pub(super) fn finish(mut self, ids: usize) -> WordsIndex {
        let is_empty = self.entries_of.is_empty();
        self.entries_of.resize(ids, Vec::new());
        WordsIndex { parts: self.parts, entries_of: Lists::new(self.entries_of), is_empty }
    }
}

/// True for a word in capitals, such as SQL.
fn is_short_form(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=LONGEST_SHORT_FORM).contains(&letters) && !word.chars().any(char::is_lowercase)
}

impl WordsIndex {
    /// True if no part is recognised by its words.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// The words of a matcher entry, if it is recognised by words.
    pub(super) fn part(&self, entry: usize) -> Option<&WordsPart> {
        self.parts.get(entry)?.as_ref()
    }

    /// The entries with the word, each with the weight that the word has there.
    pub(super) fn entries_of(&self, id: LexicalId) -> &[(u32, u32)] {
        self.entries_of.of(id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::catalog::Catalog;
    use crate::matcher::{Matcher, Scratch};

    /// Returns the words of `text` that a part with these words has.
    fn found(phrases: &str, text: &str) -> Vec<String> {
        let mut catalog = Catalog::embedded().unwrap();
        catalog.vocabulary.entries.get_mut("crm").unwrap().words = vec![phrases.to_owned()];
        let matcher = Matcher::compile(&catalog).unwrap();
        let mut scratch = Scratch::default();
        matcher.scan(text, &mut scratch);
        let crate::matcher::Scan { words, places, .. } = matcher.scan_words(&mut scratch);
        places.iter().map(|place| text[words[place.token].start..words[place.token].end].to_owned()).collect()
    }

    #[test]
    fn words_are_found_in_any_inflection_and_short_forms_as_they_are() {
        assert_eq!(found("cold chain logistics", "Chained. Logistic colds."), ["Chained", "Logistic", "colds"]);
        assert_eq!(found("CAD drawings", "cads, drawing, cad"), ["drawing", "cad"]);
    }

    #[test]
    fn common_words_count_only_where_nothing_else_tells() {
        assert_eq!(found("manages vineyards with skill", "Managed skills and a vineyard."), ["vineyard"]);
        assert_eq!(found("manages with skill", "Managed skills and a vineyard."), ["Managed", "skills"]);
    }
}
