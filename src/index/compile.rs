//! Compiles the patterns of the index into a matcher.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::TextAnalyzer;

use super::build::Index;
use super::class::Class;
use super::lexicon::{Lexicon, stem, stemmer};
use super::matcher::{Anchor, CompiledPattern, CompiledStep, Lists, Matcher, WordSet};
use super::pattern::{Pattern, PatternWord};
use super::scan::LexicalId;
use super::similar::SimilarCompiler;
use crate::catalog::Vocabulary;
use crate::error::Result;

impl Matcher {
    /// Compiles all patterns of `index` and the cancelling words of `vocabulary`, which also says how rare words are.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) if the index cannot be read.
    pub fn compile(index: &Index, vocabulary: &Vocabulary) -> Result<Self> {
        let context = &vocabulary.context;
        let mut compiler = Compiler { similar: SimilarCompiler::new(vocabulary), ..Compiler::default() };
        compiler.lexicon.read_little_words(&context.little_words);
        for document in index.part_documents()? {
            compiler.entry(document.entry, &document.patterns);
        }
        compiler.cancelling(Class::Negation, &context.negations);
        compiler.cancelling(Class::Wish, &context.wishes);
        compiler.cancelling(Class::Other, &context.others);
        compiler.cancelling(Class::Posting, &context.postings);
        compiler.cancelling(Class::Private, &context.private);
        Ok(compiler.finish(index))
    }
}

/// Gathers patterns before the anchors can be chosen.
struct Compiler {
    analyzer: TextAnalyzer,
    entries: FxHashMap<String, u32>,
    order: Vec<String>,
    lexicon: Lexicon,
    sets: Vec<Vec<LexicalId>>,
    set_ids: FxHashMap<Vec<LexicalId>, u32>,
    patterns: Vec<CompiledPattern>,
    stems: FxHashMap<LexicalId, String>,
    similar: SimilarCompiler,
}

impl Default for Compiler {
    fn default() -> Self {
        Self {
            analyzer: stemmer(),
            entries: FxHashMap::default(),
            order: Vec::new(),
            lexicon: Lexicon::default(),
            sets: Vec::new(),
            set_ids: FxHashMap::default(),
            patterns: Vec::new(),
            stems: FxHashMap::default(),
            similar: SimilarCompiler::default(),
        }
    }
}

impl Compiler {
    /// Adds an entry once, however many parts use it.
    fn entry(&mut self, id: String, patterns: &[(Class, String)]) {
        if self.entries.contains_key(&id) {
            return;
        }
        let entry = self.order.len() as u32;
        self.order.push(id.clone());
        self.entries.insert(id, entry);
        let (phrases, patterns): (Vec<_>, Vec<_>) = patterns.iter().partition(|(class, _)| *class == Class::Similar);
        let phrases: Vec<&str> = phrases.into_iter().map(|(_, text)| text.as_str()).collect();
        self.similar.add(entry, &phrases, &mut self.lexicon, &mut self.analyzer);
        for (class, text) in patterns {
            self.pattern(entry, *class, text);
        }
    }

    fn cancelling(&mut self, class: Class, patterns: &[String]) {
        for text in patterns {
            self.pattern(0, class, text);
        }
    }

    /// Patterns were checked when the catalog was loaded; what still does not parse recognises nothing.
    fn pattern(&mut self, entry: u32, class: Class, text: &str) {
        for pattern in Pattern::parse(text, &BTreeMap::new()).unwrap_or_default() {
            let steps = pattern.steps.iter().map(|step| CompiledStep { gap: step.gap, set: self.set(&step.words) });
            let steps = steps.collect();
            if class == Class::Name {
                self.learn_typos(&pattern);
            }
            self.patterns.push(CompiledPattern { entry, class, steps });
        }
    }

    fn learn_typos(&mut self, pattern: &Pattern) {
        for word in pattern.steps.iter().flat_map(|step| &step.words) {
            if let PatternWord::Stem(text) = word {
                let id = self.lexicon.id_of(word, &mut self.analyzer);
                self.lexicon.typos.learn(&text.to_lowercase(), id);
            }
        }
    }

    fn set(&mut self, words: &[PatternWord]) -> u32 {
        let mut ids = Vec::with_capacity(words.len());
        for word in words {
            let id = self.lexicon.id_of(word, &mut self.analyzer);
            if let PatternWord::Stem(word) | PatternWord::Exact(word) = word {
                self.stems.entry(id).or_insert_with(|| stem(&mut self.analyzer, &word.to_lowercase()));
            }
            ids.push(id);
        }
        ids.sort_unstable();
        ids.dedup();
        *self.set_ids.entry(ids.clone()).or_insert_with(|| {
            self.sets.push(ids);
            self.sets.len() as u32 - 1
        })
    }

    /// Anchors each pattern at its rarest step, by the catalog's own frequencies.
    #[allow(
        clippy::indexing_slicing,
        reason = "the lexicon numbers its words from 0 to `ids`, the length of the tables"
    )]
    fn finish(self, index: &Index) -> Matcher {
        let ids = self.lexicon.next as usize;
        let mut frequency = vec![0; ids];
        for (id, stem) in &self.stems {
            frequency[*id as usize] = index.frequency(stem);
        }
        let mut anchors = vec![Vec::new(); ids];
        for (at, pattern) in self.patterns.iter().enumerate() {
            let words = |step: &CompiledStep| self.sets.get(step.set as usize).map_or(&[][..], Vec::as_slice);
            let cost = |step: &CompiledStep| words(step).iter().map(|&id| frequency[id as usize]).sum::<u64>();
            let mut steps: Vec<(usize, &CompiledStep)> = pattern.steps.iter().enumerate().collect();
            steps.sort_by_key(|(at, step)| (cost(step), *at));
            let Some(&(step, anchor)) = steps.first() else { continue };
            let also = steps.get(1).map_or(anchor.set, |(_, step)| step.set);
            for &id in words(anchor) {
                anchors[id as usize].push(Anchor { pattern: at as u32, step: step as u8, also });
            }
        }
        let sets = self.sets.iter().map(|ids| WordSet::new(ids)).collect();
        let mut sets_of = vec![Vec::new(); ids];
        for (set, words) in self.sets.iter().enumerate() {
            for &id in words {
                sets_of[id as usize].push(set as u32);
            }
        }
        Matcher {
            entries: self.order,
            by_id: self.entries,
            lexicon: self.lexicon,
            patterns: self.patterns,
            anchors: Lists::new(anchors),
            sets,
            sets_of: Lists::new(sets_of),
            similar: self.similar.finish(),
        }
    }
}
