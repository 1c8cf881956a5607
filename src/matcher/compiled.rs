//! The patterns of a catalog, ready to be looked for in one pass.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::class::Class;
use super::lexicon::PatternLexicon;
use super::lists::Lists;
use super::scan::LexicalId;
use super::wording::Wording;
use super::words::{WordsIndex, WordsPart};
use rolefit_document::Gap;

/// All patterns of a catalog, ready to be looked for in one pass; shared by threads.
#[derive(Serialize, Deserialize)]
pub struct Matcher {
    pub(super) entries: Vec<String>,
    pub(super) by_id: FxHashMap<String, u32>,
    pub(super) lexicon: PatternLexicon,
    pub(super) patterns: Vec<CompiledPattern>,
    /// By number of pattern: its steps.
    pub(super) steps: Lists<CompiledStep>,
    /// By word id: the patterns that are tried wherever the word occurs.
    pub(super) anchors: Lists<Anchor>,
    /// The words that steps accept.
    pub(super) sets: Vec<WordSet>,
    /// By word id: the sets with the word that a step other than an anchor accepts.
    pub(super) sets_of: Lists<u32>,
    /// The parts that are recognised by their words.
    pub(super) words: WordsIndex,
    /// The words that criteria are written in.
    pub(super) wording: Wording,
}

/// A set of word ids, a bit an id; only from its first to its last, since most sets are a word or a list learned in a
/// row.
#[derive(Serialize, Deserialize)]
pub(super) struct WordSet {
    /// How many whole words of bits were left out in front.
    first: usize,
    bits: Vec<u64>,
}

impl WordSet {
    /// The set of `ids`, which are sorted.
    pub(super) fn new(ids: &[LexicalId]) -> Self {
        let place = |id: &LexicalId| *id as usize / 64;
        let first = ids.first().map_or(0, place);
        let mut bits = vec![0_u64; ids.last().map_or(0, |last| place(last) - first + 1)];
        for id in ids {
            bits.get_mut(place(id) - first).into_iter().for_each(|bits| *bits |= 1 << (id % 64));
        }
        Self { first, bits }
    }

    /// The ids in the set.
    #[cfg(feature = "search")]
    pub(super) fn ids(&self) -> impl Iterator<Item = LexicalId> + '_ {
        let all = self.bits.len() * 64;
        (0..all)
            .filter(|at| self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1))
            .map(|at| (self.first * 64 + at) as LexicalId)
    }

    fn has(&self, id: LexicalId) -> bool {
        let at = (id as usize / 64).checked_sub(self.first);
        at.and_then(|at| self.bits.get(at)).is_some_and(|bits| bits >> (id % 64) & 1 == 1)
    }
}

/// A pattern, tried wherever a word of its rarest step occurs.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct Anchor {
    /// Index of the pattern.
    pub pattern: u32,
    /// Index of the pattern's rarest step, which accepts the word.
    pub step: u8,
    /// The set of the pattern's next rarest step, kept here so that most patterns are ruled out at once. A pattern of a
    /// single step has the number after the last set, which every sentence is taken to have.
    pub also: u32,
}

/// What a pattern over word ids shows.
#[derive(Serialize, Deserialize)]
pub(super) struct CompiledPattern {
    pub entry: u32,
    pub class: Class,
}

/// A step of a compiled pattern.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct CompiledStep {
    pub gap: Gap,
    /// Index of the set of word ids that it accepts.
    pub set: u32,
}

impl Matcher {
    /// Ids of the entries, in the order of the index.
    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// The index of the entry `id` in [`Matcher::entries`].
    pub fn entry(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|&at| at as usize)
    }

    /// True if some entry is recognised by its words.
    pub(crate) fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    /// The words that criteria are written in.
    pub(crate) fn wording(&self) -> &Wording {
        &self.wording
    }

    /// The words of an entry, if it is recognised by them.
    pub(crate) fn words_of(&self, entry: usize) -> Option<&WordsPart> {
        self.words.part(entry)
    }

    /// The entries that are recognised by the word among others, each with the weight that the word has there.
    pub(crate) fn entries_with(&self, word: LexicalId) -> &[(u32, u32)] {
        self.words.entries_of(word)
    }

    /// The patterns for which `is_asked` is true, each with the sets of words that its steps accept.
    #[cfg(feature = "search")]
    pub(super) fn patterns_with_sets(
        &self,
        is_asked: impl Fn(&CompiledPattern) -> bool,
    ) -> impl Iterator<Item = (&CompiledPattern, impl Iterator<Item = &WordSet>)> {
        let asked = (0_u32..).zip(&self.patterns).filter(move |(_, pattern)| is_asked(pattern));
        asked.map(|(at, pattern)| {
            let steps = self.steps.of(at).iter();
            (pattern, steps.filter_map(|step| self.sets.get(step.set as usize)))
        })
    }

    /// True if the step accepts any of a word's ids.
    pub(super) fn accepts(&self, step: CompiledStep, ids: [LexicalId; 3]) -> bool {
        let set = self.sets.get(step.set as usize);
        debug_assert!(set.is_some(), "no set {}", step.set);
        let Some(set) = set else { return false };
        ids.iter().any(|id| set.has(*id))
    }
}
