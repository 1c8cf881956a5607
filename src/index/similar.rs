//! Recognises demands that have no patterns by the words they share with a sentence, the rarer the weightier.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::tokenizer::TextAnalyzer;

use super::class::{Class, Hit};
use super::lexicon::{Lexicon, stem};
use super::pattern::PatternWord;
use super::rarity::Rarity;
use super::scan::LexicalId;
use super::tokenizer::{Parting, Word, fold, words};
use crate::catalog::Vocabulary;
use crate::span::Span;

/// Percent of a demand's rarity that a sentence must share: with less, "led a team" would be "led a team of divers".
const LEAST_SHARE: u32 = 50;

/// Weighty words that must agree: one word by itself has too many meanings.
const LEAST_WORDS: usize = 2;

/// A word is weighty from this part of an unseen word's weight on: what half of all entries use tells nothing.
const WEIGHTY_PART: u32 = 2;

/// The parts of a catalog that are recognised by similar words.
#[derive(Default)]
pub(super) struct SimilarWords {
    rarity: Rarity,
    parts: Vec<SimilarPart>,
    /// By word: the parts that have it.
    parts_of: FxHashMap<LexicalId, Vec<usize>>,
}

/// A demand's words.
struct SimilarPart {
    entry: u32,
    weights: FxHashMap<LexicalId, u32>,
    /// Words that stand next to each other, with what both together add.
    pairs: FxHashMap<(LexicalId, LexicalId), u32>,
    whole: u32,
    weighty_from: u32,
}

/// A word of a sentence.
#[derive(Clone, Copy)]
pub(super) struct SeenWord {
    pub word: Word,
    pub stem: LexicalId,
    pub little: bool,
}

impl SimilarWords {
    /// Counts how rare words are, if any entry of `vocabulary` is recognised by similar words.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let any = vocabulary.entries.values().any(|entry| !entry.similar.is_empty());
        Self { rarity: if any { Rarity::of(vocabulary) } else { Rarity::default() }, ..Self::default() }
    }

    /// Whether no part is recognised by similar words.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Learns the words and pairs of `phrases`; little words are passed over, doubled ones count once.
    pub fn add(&mut self, entry: u32, phrases: &[&str], lexicon: &mut Lexicon, analyzer: &mut TextAnalyzer) {
        if phrases.is_empty() {
            return;
        }
        let (mut weights, mut pairs) = (FxHashMap::default(), FxHashMap::default());
        let mut folded = String::new();
        for phrase in phrases {
            let mut before = None;
            for word in words(phrase) {
                fold(phrase.get(word.start..word.end).unwrap_or_default(), &mut folded);
                if lexicon.is_little(&folded) {
                    continue;
                }
                let weight = self.rarity.weight(&stem(analyzer, &folded));
                let id = lexicon.id_of(&PatternWord::Stem(folded.clone()), analyzer);
                weights.insert(id, weight);
                let pair = before.filter(|(before, _)| *before != id && word.parting == Parting::Space);
                if let Some((before, its_weight)) = pair {
                    pairs.insert((before, id), (weight + its_weight) / 2);
                }
                before = Some((id, weight));
            }
        }
        let whole = weights.values().chain(pairs.values()).sum();
        let weighty_from = self.rarity.weight("").div_ceil(WEIGHTY_PART);
        for &id in weights.keys() {
            self.parts_of.entry(id).or_default().push(self.parts.len());
        }
        self.parts.push(SimilarPart { entry, weights, pairs, whole, weighty_from });
    }

    /// The parts that the sentence is similar to, each with the shortest stretch that shows it, in the order of the catalog.
    pub fn scan(&self, sentence: &[SeenWord]) -> Vec<Hit> {
        let stems: FxHashSet<LexicalId> = sentence.iter().map(|seen| seen.stem).collect();
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for &part in stems.iter().filter_map(|stem| self.parts_of.get(stem)).flatten() {
            *shared.entry(part).or_default() += 1;
        }
        let mut parts: Vec<usize> =
            shared.into_iter().filter(|(_, words)| *words >= LEAST_WORDS).map(|(part, _)| part).collect();
        parts.sort_unstable();
        // Little words do not part a pair.
        let words: Vec<SeenWord> = sentence.iter().filter(|seen| !seen.little).copied().collect();
        parts.into_iter().filter_map(|part| self.parts.get(part)?.find(&words)).collect()
    }
}

impl SimilarPart {
    /// The shortest stretch from any word to the first by which the demand is shown.
    fn find(&self, words: &[SeenWord]) -> Option<Hit> {
        let mut shared = Shared::new(self);
        let mut before = None;
        let to = words.iter().position(|seen| shared.add(seen.stem, before.replace(seen.stem), None))?;
        let mut shared = Shared::new(self);
        let mut after = None;
        let from = words.get(..=to)?.iter().rposition(|seen| shared.add(seen.stem, None, after.replace(seen.stem)))?;
        let span = Span::new(words.get(from)?.word.start, words.get(to)?.word.end);
        Some(Hit { entry: self.entry as usize, class: Class::Similar, span, approximate: false })
    }
}

/// What of a demand's words was seen so far.
struct Shared<'a> {
    part: &'a SimilarPart,
    seen: FxHashSet<(LexicalId, LexicalId)>,
    weighty: usize,
    sum: u32,
}

impl<'a> Shared<'a> {
    fn new(part: &'a SimilarPart) -> Self {
        Self { part, seen: FxHashSet::default(), weighty: 0, sum: 0 }
    }

    /// Adds a word beside the one before or after it; whether the demand is shown now.
    fn add(&mut self, word: LexicalId, before: Option<LexicalId>, after: Option<LexicalId>) -> bool {
        let SimilarPart { weights, pairs, whole, weighty_from, .. } = self.part;
        if let Some(&weight) = weights.get(&word).filter(|_| self.seen.insert((word, word))) {
            self.weighty += usize::from(weight >= *weighty_from);
            self.sum += weight;
        }
        let pair = before.map(|before| (before, word)).or(after.map(|after| (word, after)));
        if let Some((pair, &weight)) = pair.and_then(|pair| Some((pair, pairs.get(&pair)?))) {
            self.sum += if self.seen.insert(pair) { weight } else { 0 };
        }
        self.weighty >= LEAST_WORDS && self.sum * 100 >= *whole * LEAST_SHARE
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::catalog::Catalog;
    use crate::index::{Class, Index, Matcher, Scratch};

    /// What a part with these similar words finds in `text`.
    fn found(similar: &str, text: &str) -> Vec<String> {
        let mut catalog = Catalog::embedded().unwrap();
        catalog.vocabulary.entries.get_mut("crm").unwrap().similar = similar.split(", ").map(str::to_owned).collect();
        let matcher = Matcher::compile(&Index::build(&catalog).unwrap(), &catalog.vocabulary).unwrap();
        let (_, hits) = matcher.scan(text, &mut Scratch::default());
        let hits = hits.iter().filter(|hit| hit.class == Class::Similar);
        hits.map(|hit| hit.span.slice(text).to_owned()).collect()
    }

    #[test]
    fn a_sentence_that_shares_rare_words_is_similar_in_any_inflection() {
        let found = found("cold chain logistics, pharmacies", "Ran the logistics of a cold chain to 40 pharmacies.");
        assert_eq!(found, ["logistics of a cold chain"]);
    }

    #[test]
    fn one_word_or_common_words_are_not_enough() {
        assert!(found("cold chain logistics", "Logistics.").is_empty());
        assert!(found("cold chain logistics", "Had a cold. Worked in logistics.").is_empty(), "not in one sentence");
        assert!(found("manages customers, sales, vineyards", "Managed customers and sales.").is_empty());
    }

    #[test]
    fn saying_it_twice_adds_nothing() {
        assert!(
            found("cold chain logistics, vineyards, harvest", "Cold, cold, cold drinks. Cold cold harvest.").is_empty()
        );
    }
}
