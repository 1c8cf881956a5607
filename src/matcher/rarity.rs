//! How rare words are among the entries of a vocabulary, in whole numbers.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::tokenizer::TextAnalyzer;

use super::lexicon::{stem, stemmer};
use crate::catalog::{Entry, Vocabulary};
use rolefit_document::fold;
use rolefit_document::words;

/// Counts the entries of a vocabulary that use a stem. The roles asked for do not change the counts, so no score depends on them.
#[derive(Default)]
pub(super) struct Rarity {
    entries: u64,
    entries_with: FxHashMap<String, u64>,
}

impl Rarity {
    /// Counts the words of all patterns, and the words of demands without patterns.
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        let mut rarity = Self { entries: vocabulary.entries.len() as u64, ..Self::default() };
        let (mut analyzer, mut folded) = (stemmer(), String::new());
        let lists: FxHashMap<&str, FxHashSet<String>> = vocabulary
            .words
            .iter()
            .map(|(name, list)| (name.as_str(), stems(list.iter().map(String::as_str), &mut analyzer, &mut folded)))
            .collect();
        for entry in vocabulary.entries.values() {
            let mut all = stems(texts(entry), &mut analyzer, &mut folded);
            for (name, list) in &lists {
                if entry.patterns().any(|pattern| pattern.contains(&format!("<{name}>"))) {
                    all.extend(list.iter().cloned());
                }
            }
            for stem in all {
                *rarity.entries_with.entry(stem).or_default() += 1;
            }
        }
        rarity
    }

    /// Twice the binary logarithm of the entries for each that has the stem, in whole numbers, from 1: the same on every machine.
    pub(super) fn weight(&self, stem: &str) -> u32 {
        let with = self.entries_with.get(stem).copied().unwrap_or(0) + 1;
        let all = self.entries + 1;
        1 + ((all * all) / (with * with)).checked_ilog2().unwrap_or(0)
    }
}

fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.patterns().chain(entry.similar.iter().map(String::as_str))
}

fn stems<'a>(
    texts: impl Iterator<Item = &'a str>,
    analyzer: &mut TextAnalyzer,
    folded: &mut String,
) -> FxHashSet<String> {
    let mut all = FxHashSet::default();
    for text in texts {
        for word in words(text) {
            fold(text.get(word.start..word.end).unwrap_or_default(), folded);
            all.insert(stem(analyzer, folded));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn the_fewer_entries_have_a_word_the_more_it_weighs() {
        let rarity = Rarity::of(&Catalog::embedded().unwrap().vocabulary);
        assert!(rarity.weight("zebra") > rarity.weight("pivot") && rarity.weight("pivot") > rarity.weight("custom"));
        assert_eq!(Rarity::default().weight("zebra"), 1);
    }
}
