//! Recognises demands that have no patterns by the words they share with a sentence, the rarer the weightier.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use tantivy::tokenizer::TextAnalyzer;

use super::class::{Class, Hit};
use super::lexicon::{PatternLexicon, stem};
use super::rarity::Rarity;
use super::scan::{LexicalId, UNKNOWN};
use crate::catalog::Vocabulary;
use rolefit_document::PatternWord;
use rolefit_document::Span;
use rolefit_document::fold;
use rolefit_document::{Parting, Word, words};

/// Percent of a demand's rarity that a sentence must share: with less, "led a team" would be "led a team of divers".
const LEAST_SHARE: u32 = 50;

/// Weighty words that must agree: one word by itself has too many meanings.
const LEAST_WORDS: usize = 2;

/// A word is weighty from this part of an unseen word's weight on: a word that half of all entries use tells nothing.
const WEIGHTY_PART: u32 = 2;

/// The parts of a catalog that are recognised by similar words.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct SimilarWords {
    parts: Vec<SimilarPart>,
    /// By weighty word: the parts that have it. Common words tell nothing, and are in too many parts to be looked at.
    parts_of: FxHashMap<LexicalId, Vec<u32>>,
}

/// A demand's words.
#[derive(Serialize, Deserialize)]
struct SimilarPart {
    entry: u32,
    /// In the order of the words, each once.
    weights: Vec<(LexicalId, u32)>,
    /// Pairs of neighbouring words, with the weight that a pair adds; sorted.
    pairs: Vec<((LexicalId, LexicalId), u32)>,
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

/// Counters that are reused from sentence to sentence, so that the cost of a sentence does not grow with the catalog.
#[derive(Default)]
pub(super) struct SimilarScratch {
    sentence: Vec<SeenWord>,
    /// By word: whether the sentence has it.
    here: Vec<bool>,
    /// By part: how many of its weighty words the sentence has.
    shared: Vec<u32>,
    /// The parts that share any.
    touched: Vec<u32>,
}

/// Compiles the parts that are recognised by similar words.
#[derive(Default)]
pub(super) struct SimilarCompiler {
    rarity: Rarity,
    compiled: SimilarWords,
}

impl SimilarCompiler {
    /// Counts how rare words are, if any entry of `vocabulary` is recognised by similar words.
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        let any = vocabulary.entries.values().any(|entry| !entry.similar.is_empty());
        Self { rarity: if any { Rarity::of(vocabulary) } else { Rarity::default() }, ..Self::default() }
    }

    /// Learns the words and pairs of `phrases`; little words are passed over, doubled ones count once.
    pub(super) fn add(
        &mut self,
        entry: u32,
        phrases: &[&str],
        lexicon: &mut PatternLexicon,
        analyzer: &mut TextAnalyzer,
    ) {
        if phrases.is_empty() {
            return;
        }
        let (mut weights, mut pairs) = (BTreeMap::new(), BTreeMap::new());
        let mut folded = String::new();
        for phrase in phrases {
            let mut before = None;
            for word in words(phrase) {
                fold(phrase.get(word.start..word.end).unwrap_or_default(), &mut folded);
                if lexicon.is_little(&folded) {
                    continue;
                }
                let stem = stem(analyzer, &folded);
                let weight = self.rarity.weight(&stem);
                let id = lexicon.id_of(PatternWord::Stem(&folded), &stem);
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
        let SimilarWords { parts, parts_of } = &mut self.compiled;
        for (&id, _) in weights.iter().filter(|(_, weight)| **weight >= weighty_from) {
            parts_of.entry(id).or_default().push(parts.len() as u32);
        }
        let (weights, pairs) = (weights.into_iter().collect(), pairs.into_iter().collect());
        parts.push(SimilarPart { entry, weights, pairs, whole, weighty_from });
    }

    /// The compiled parts.
    pub(super) fn finish(self) -> SimilarWords {
        self.compiled
    }
}

impl SimilarWords {
    /// True if no part is recognised by similar words.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Adds the parts that the sentence is similar to, each with the shortest stretch that shows it, in the order of the
    /// catalog. Words with a typing error are to be left out.
    pub(super) fn scan(
        &self,
        sentence: impl Iterator<Item = SeenWord>,
        scratch: &mut SimilarScratch,
        hits: &mut Vec<Hit>,
    ) {
        let SimilarScratch { sentence: words, here, shared, touched } = scratch;
        words.clear();
        words.extend(sentence);
        shared.resize(self.parts.len(), 0);
        for stem in words.iter().map(|seen| seen.stem).filter(|stem| *stem != UNKNOWN) {
            let at = stem as usize;
            here.resize(here.len().max(at + 1), false);
            if here.get_mut(at).is_none_or(|here| std::mem::replace(here, true)) {
                continue;
            }
            for &part in self.parts_of.get(&stem).into_iter().flatten() {
                let Some(shared) = shared.get_mut(part as usize) else { continue };
                *shared += 1;
                if *shared == 1 {
                    touched.push(part);
                }
            }
        }
        let count = |part: u32| shared.get(part as usize).copied().unwrap_or(0) as usize;
        let found = touched.iter().copied().filter(|part| count(*part) >= LEAST_WORDS);
        let is_here = |word: LexicalId| here.get(word as usize).copied().unwrap_or(false);
        let likely = |part: &u32| self.parts.get(*part as usize).is_some_and(|part| part.reaches(part.most(is_here)));
        let mut found: Vec<u32> = found.filter(likely).collect();
        found.sort_unstable();
        for &part in touched.iter() {
            shared.get_mut(part as usize).into_iter().for_each(|shared| *shared = 0);
        }
        touched.clear();
        for seen in words.iter() {
            here.get_mut(seen.stem as usize).into_iter().for_each(|here| *here = false);
        }
        // Little words do not part a pair.
        words.retain(|seen| !seen.little);
        hits.extend(found.into_iter().filter_map(|part| self.parts.get(part as usize)?.find(words)));
    }
}

impl SimilarPart {
    /// The most weight that a sentence with the words of `is_here` can share with the demand, in any order.
    fn most(&self, is_here: impl Fn(LexicalId) -> bool) -> u32 {
        let words = self.weights.iter().filter(|(word, _)| is_here(*word)).map(|(_, weight)| weight);
        let pairs = self.pairs.iter().filter(|((one, other), _)| is_here(*one) && is_here(*other));
        words.chain(pairs.map(|(_, weight)| weight)).sum()
    }

    /// True if the weight `shared` is enough.
    fn reaches(&self, sum: u32) -> bool {
        sum * 100 >= self.whole * LEAST_SHARE
    }

    fn weight(&self, word: LexicalId) -> Option<u32> {
        let at = self.weights.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.weights.get(at).map(|(_, weight)| *weight)
    }

    fn pair(&self, pair: (LexicalId, LexicalId)) -> Option<u32> {
        let at = self.pairs.binary_search_by_key(&pair, |(pair, _)| *pair).ok()?;
        self.pairs.get(at).map(|(_, weight)| *weight)
    }

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

/// The words of a demand that were seen so far.
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

    /// Adds a word and the pair with its neighbour; returns true once the sentence shows the demand.
    fn add(&mut self, word: LexicalId, before: Option<LexicalId>, after: Option<LexicalId>) -> bool {
        let part = self.part;
        if let Some(weight) = part.weight(word).filter(|_| self.seen.insert((word, word))) {
            self.weighty += usize::from(weight >= part.weighty_from);
            self.sum += weight;
        }
        let pair = before.map(|before| (before, word)).or(after.map(|after| (word, after)));
        if let Some((pair, weight)) = pair.and_then(|pair| Some((pair, part.pair(pair)?))) {
            self.sum += if self.seen.insert(pair) { weight } else { 0 };
        }
        self.weighty >= LEAST_WORDS && part.reaches(self.sum)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::catalog::Catalog;
    use crate::matcher::{Class, Matcher, Scratch};

    /// The matches in `text` of a part with these similar words.
    fn found(similar: &str, text: &str) -> Vec<String> {
        let mut catalog = Catalog::embedded().unwrap();
        catalog.vocabulary.entries.get_mut("crm").unwrap().similar = similar.split(", ").map(str::to_owned).collect();
        let matcher = Matcher::compile(&catalog).unwrap();
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
