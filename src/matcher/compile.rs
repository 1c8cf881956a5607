//! Compiles the patterns of a catalog into a matcher.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::TextAnalyzer;

use super::class::Class;
use super::compiled::{Anchor, CompiledPattern, CompiledStep, Matcher, WordSet};
use super::frequency::{Frequency, StemNumber};
use super::lexicon::{PatternLexicon, stem, stemmer, stems};
use super::lists::Lists;
use super::scan::LexicalId;
use super::wording::Wording;
use super::words::WordsCompiler;
use crate::catalog::{Catalog, Criterion, Entry, Kind, Part, Priority, Role};
use crate::error::{Error, Finding, Result};
use rolefit_document::{Pattern, PatternWord};

impl Matcher {
    /// Compiles the patterns of all parts of `catalog`, and the cancelling words of its vocabulary.
    ///
    /// # Errors
    /// [`Error::Catalog`] if a pattern cannot be read. Every pattern of a loaded catalog can be read.
    pub fn compile(catalog: &Catalog) -> Result<Self> {
        let vocabulary = &catalog.vocabulary;
        let context = &vocabulary.context;
        // Whoever has a title may do the work of a sentence: "the trainer explained".
        let is_word = |noun: &&String| noun.bytes().all(|byte| byte.is_ascii_lowercase());
        let nouns = vocabulary.title_words.nouns.iter().filter(is_word);
        let holders: Vec<String> = nouns.map(|noun| format!("={noun}|={noun}s")).collect();
        let mut compiler = Compiler::new(&vocabulary.words, WordsCompiler::new(vocabulary)?);
        compiler.lexicon.read_little_words(&context.little_words);
        for Used { id, entry, parts } in used(catalog) {
            compiler.entry(id, entry, parts)?;
        }
        let titled = [(Class::Person, holders.as_slice())];
        for (class, patterns) in Class::in_context(context).into_iter().chain(titled) {
            // Patterns of the context belong to no entry.
            patterns.iter().try_for_each(|text| compiler.pattern(0, class, text))?;
        }
        let wording = Wording::learn(&catalog.wordings, &mut compiler.lexicon, &mut compiler.analyzer);
        Ok(compiler.finish(wording))
    }
}

/// A role that asks for `parts` only, because a matcher is compiled from roles.
pub(crate) fn asking_for(parts: Vec<Part>) -> Role {
    let criterion = Criterion {
        id: "parts/req-1".into(),
        kind: Kind::Tool,
        priority: Priority::Nice,
        weight: Default::default(),
        defining: false,
        confirmed: true,
        label: String::new(),
        text: String::new(),
        parts,
    };
    Role { id: "parts".into(), criteria: vec![criterion], ..Role::default() }
}

/// An entry, and how many parts rest on it.
struct Used<'a> {
    id: &'a str,
    entry: &'a Entry,
    parts: u64,
}

/// The entries that the parts of `catalog` are recognised by, in the order of their first parts.
fn used(catalog: &Catalog) -> Vec<Used<'_>> {
    let mut used: Vec<Used<'_>> = Vec::new();
    let mut places = FxHashMap::default();
    let parts = catalog.roles.iter().flat_map(|role| &role.criteria).flat_map(|criterion| &criterion.parts);
    for (id, entry) in parts.flat_map(|part| part.entries(&catalog.vocabulary)) {
        let place = *places.entry(id).or_insert(used.len());
        match used.get_mut(place) {
            Some(used) => used.parts += 1,
            None => used.push(Used { id, entry, parts: 1 }),
        }
    }
    used
}

/// Gathers patterns; anchors are chosen when all are known.
struct Compiler<'a> {
    analyzer: TextAnalyzer,
    word_lists: &'a BTreeMap<String, Vec<String>>,
    entries: FxHashMap<String, u32>,
    order: Vec<String>,
    lexicon: PatternLexicon,
    /// The ids of the words met so far, so that no word is stemmed twice.
    ids: FxHashMap<PatternWord<'a>, LexicalId>,
    stems: FxHashMap<LexicalId, StemNumber>,
    frequency: Frequency,
    sets: Vec<Vec<LexicalId>>,
    set_ids: FxHashMap<Vec<LexicalId>, u32>,
    patterns: Vec<CompiledPattern>,
    steps: Vec<Vec<CompiledStep>>,
    words: WordsCompiler,
}

impl<'a> Compiler<'a> {
    fn new(word_lists: &'a BTreeMap<String, Vec<String>>, words: WordsCompiler) -> Self {
        Self {
            analyzer: stemmer(),
            word_lists,
            entries: FxHashMap::default(),
            order: Vec::new(),
            lexicon: PatternLexicon::default(),
            ids: FxHashMap::default(),
            stems: FxHashMap::default(),
            frequency: Frequency::default(),
            sets: Vec::new(),
            set_ids: FxHashMap::default(),
            patterns: Vec::new(),
            steps: Vec::new(),
            words,
        }
    }

    /// Adds an entry that `parts` parts rest on.
    fn entry(&mut self, id: &str, entry: &'a Entry, parts: u64) -> Result<()> {
        let number = self.order.len() as u32;
        self.order.push(id.to_owned());
        self.entries.insert(id.to_owned(), number);
        let phrases: Vec<&str> = entry.words.iter().map(String::as_str).collect();
        self.words.add(&phrases, &mut self.lexicon, &mut self.analyzer);
        for class in Class::ALL {
            if class == Class::Words {
                for (_, stem) in phrases.iter().flat_map(|phrase| stems(phrase)) {
                    let stem = self.frequency.number(stem);
                    self.frequency.note(stem);
                }
            } else {
                let found = if class == Class::Deed && entry.needs_object { Class::Act } else { class };
                class.of(entry).iter().try_for_each(|text| self.pattern(number, found, text))?;
            }
            self.frequency.count(parts);
        }
        Ok(())
    }

    fn pattern(&mut self, entry: u32, class: Class, text: &'a str) -> Result<()> {
        for pattern in Pattern::parse(text, self.word_lists).map_err(|message| unreadable(text, &message))? {
            let steps = pattern.steps.iter().map(|step| CompiledStep { gap: step.gap, set: self.set(&step.words) });
            let steps = steps.collect();
            if class == Class::Name {
                self.learn_typos(&pattern);
            }
            self.patterns.push(CompiledPattern { entry, class });
            self.steps.push(steps);
        }
        Ok(())
    }

    fn learn_typos(&mut self, pattern: &Pattern<'a>) {
        for &word in pattern.steps.iter().flat_map(|step| &step.words) {
            if let PatternWord::Stem(text) = word {
                let id = self.id(word);
                self.lexicon.typos.learn(&text.to_lowercase(), id);
            }
        }
    }

    fn set(&mut self, words: &[PatternWord<'a>]) -> u32 {
        let mut ids: Vec<LexicalId> = words.iter().map(|&word| self.id(word)).collect();
        for id in &ids {
            self.stems.get(id).into_iter().for_each(|stem| self.frequency.note(*stem));
        }
        ids.sort_unstable();
        ids.dedup();
        *self.set_ids.entry(ids).or_insert_with_key(|ids| {
            self.sets.push(ids.clone());
            self.sets.len() as u32 - 1
        })
    }

    fn id(&mut self, word: PatternWord<'a>) -> LexicalId {
        if let Some(id) = self.ids.get(&word) {
            return *id;
        }
        let id = match word {
            PatternWord::Stem(text) | PatternWord::Exact(text) => {
                let stem = stem(&mut self.analyzer, &text.to_lowercase());
                let id = self.lexicon.id_of(word, &stem);
                self.stems.insert(id, self.frequency.number(stem));
                id
            }
            PatternWord::Number | PatternWord::Percent | PatternWord::Money => self.lexicon.id_of(word, ""),
        };
        self.ids.insert(word, id);
        id
    }

    /// Anchors each pattern at its rarest step, by the catalog's own frequencies.
    #[allow(
        clippy::indexing_slicing,
        reason = "words are numbered from 0 to `ids` and sets to their count, the lengths of the tables"
    )]
    fn finish(self, wording: Wording) -> Matcher {
        let ids = self.lexicon.next as usize;
        let mut frequency = vec![0; ids];
        for (id, stem) in &self.stems {
            frequency[*id as usize] = self.frequency.of(*stem);
        }
        let mut anchors = vec![Vec::new(); ids];
        // An anchor's own word shows that its step is accepted: only the sets of other steps have to be looked for.
        let mut is_looked_for = vec![false; self.sets.len()];
        for (at, steps) in self.steps.iter().enumerate() {
            let words = |step: &CompiledStep| self.sets.get(step.set as usize).map_or(&[][..], Vec::as_slice);
            let cost = |step: &CompiledStep| words(step).iter().map(|&id| frequency[id as usize]).sum::<u64>();
            let mut steps: Vec<(usize, &CompiledStep)> = steps.iter().enumerate().collect();
            steps.sort_by_key(|(at, step)| (cost(step), *at));
            let Some(&(step, anchor)) = steps.first() else { continue };
            let also = steps.get(1).map_or(self.sets.len() as u32, |(_, step)| step.set);
            steps.iter().skip(1).for_each(|(_, step)| is_looked_for[step.set as usize] = true);
            for &id in words(anchor) {
                anchors[id as usize].push(Anchor { pattern: at as u32, step: step as u8, also });
            }
        }
        let sets = self.sets.iter().map(|ids| WordSet::new(ids)).collect();
        let mut sets_of = vec![Vec::new(); ids];
        for (set, words) in self.sets.iter().enumerate().filter(|(set, _)| is_looked_for[*set]) {
            for &id in words {
                sets_of[id as usize].push(set as u32);
            }
        }
        Matcher {
            entries: self.order,
            by_id: self.entries,
            lexicon: self.lexicon,
            patterns: self.patterns,
            steps: Lists::new(self.steps),
            anchors: Lists::new(anchors),
            sets,
            sets_of: Lists::new(sets_of),
            words: self.words.finish(ids),
            wording,
        }
    }
}

/// The error for an unreadable pattern that no check of a file has reported.
fn unreadable(text: &str, message: &str) -> Error {
    let message = format!("the pattern `{text}`: {message}");
    let remedy = "see corpus/README.md, Patterns".into();
    Error::Catalog(vec![Finding { file: "the catalog".into(), line: 0, message, remedy }])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn entries_stand_in_the_order_of_their_first_parts_each_once() {
        let catalog = Catalog::embedded().unwrap();
        let parts = catalog.roles.iter().flat_map(|role| &role.criteria).flat_map(|criterion| &criterion.parts);
        let all: Vec<_> = parts.flat_map(|part| part.entries(&catalog.vocabulary)).map(|(id, _)| id).collect();
        let used = used(&catalog);
        assert_eq!(used.iter().map(|used| used.parts).sum::<u64>(), all.len() as u64);
        let places: Vec<_> = used.iter().map(|used| all.iter().position(|id| *id == used.id).unwrap()).collect();
        assert!(places.is_sorted_by(|a, b| a < b));
        assert_eq!(Matcher::compile(&catalog).unwrap().entries().len(), used.len());
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_named() {
        let mut catalog = Catalog::embedded().unwrap();
        catalog.vocabulary.context.negations.push("no <missing>".into());
        assert!(Matcher::compile(&catalog).is_err_and(|error| error.to_string().contains("no <missing>")));
    }
}
