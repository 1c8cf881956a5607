//! Compiles the patterns of the index into one pass over a text.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use super::build::Index;
use super::pattern::{Gap, Pattern, PatternWord};
use super::scan::LexicalId;
use super::tokenizer::Number;
use super::typos::Typos;
use crate::catalog::{Context, Entry};
use crate::error::Result;
use crate::span::Span;

/// What a pattern's match is worth; the order is the order of the index's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A thing done.
    Deed,
    /// The thing itself, named.
    Name,
    /// Asserted.
    Claim,
    /// An indirect sign.
    Hint,
    /// Looks like it and is not.
    Not,
    /// Denies what follows closely.
    Negation,
    /// Wishes for what follows.
    Wish,
}

impl Class {
    /// The classes that an entry has patterns of.
    pub(super) const ALL: [Self; 5] = [Self::Deed, Self::Name, Self::Claim, Self::Hint, Self::Not];

    /// The key under which the corpus lists such patterns.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Deed => "deeds",
            Self::Name => "names",
            Self::Claim => "claims",
            Self::Hint => "hints",
            Self::Not => "not",
            Self::Negation => "negations",
            Self::Wish => "wishes",
        }
    }

    /// An entry's patterns of this class.
    pub(super) fn of(self, entry: &Entry) -> &[String] {
        match self {
            Self::Deed => &entry.deeds,
            Self::Name => &entry.names,
            Self::Claim => &entry.claims,
            Self::Hint => &entry.hints,
            Self::Not => &entry.not,
            Self::Negation | Self::Wish => &[],
        }
    }
}

/// A pattern found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the entry in [`Matcher::entries`]; of no meaning for what only cancels.
    pub entry: usize,
    /// What the match is worth.
    pub class: Class,
    /// From the pattern's first word to its last.
    pub span: Span,
    /// Whether a word was recognised in spite of a typing error.
    pub approximate: bool,
}

/// All patterns of a catalog, ready to be looked for in one pass; shared by threads.
pub struct Matcher {
    entries: Vec<String>,
    by_id: FxHashMap<String, u32>,
    pub(super) lexicon: Lexicon,
    pub(super) patterns: Vec<CompiledPattern>,
    /// By word id: the patterns, and the step of each, that are tried where the word stands.
    pub(super) anchors: Vec<Vec<(u32, u8)>>,
    sets: Vec<Vec<u64>>,
}

/// A pattern over word ids.
pub(super) struct CompiledPattern {
    pub entry: u32,
    pub class: Class,
    pub steps: Vec<CompiledStep>,
}

/// A step of a compiled pattern.
#[derive(Clone, Copy)]
pub(super) struct CompiledStep {
    pub gap: Gap,
    /// Index of the set of word ids that it accepts.
    set: u32,
}

impl Matcher {
    /// Compiles all patterns of `index` and the cancelling words of `context`.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) if the index cannot be read.
    pub fn compile(index: &Index, context: &Context) -> Result<Self> {
        let mut compiler = Compiler::default();
        for document in index.part_documents()? {
            compiler.entry(document.entry, &document.patterns);
        }
        compiler.cancelling(Class::Negation, &context.negations);
        compiler.cancelling(Class::Wish, &context.wishes);
        compiler.lexicon.read_little_words(&context.little_words);
        Ok(compiler.finish(index))
    }

    /// Ids of the entries, in the order of the index.
    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// The index of the entry `id` in [`Matcher::entries`].
    pub fn entry(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).map(|&at| at as usize)
    }

    /// Whether the step accepts any of a word's ids.
    pub(super) fn accepts(&self, step: CompiledStep, ids: [LexicalId; 3]) -> bool {
        let Some(set) = self.sets.get(step.set as usize) else { return false };
        ids.iter().any(|id| set.get(*id as usize / 64).is_some_and(|bits| bits >> (*id % 64) & 1 == 1))
    }
}

/// The words that patterns are made of, by id.
pub(super) struct Lexicon {
    stems: FxHashMap<String, LexicalId>,
    exact: FxHashMap<String, LexicalId>,
    little: FxHashMap<String, ()>,
    next: LexicalId,
    pub typos: Typos,
}

/// Ids of numbers; words follow.
const ANY_NUMBER: LexicalId = 0;
const PERCENT: LexicalId = 1;
const MONEY: LexicalId = 2;

impl Default for Lexicon {
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

impl Lexicon {
    /// The id of a stem that some pattern uses.
    pub fn stem(&self, stem: &str) -> Option<LexicalId> {
        self.stems.get(stem).copied()
    }

    /// The id of a form that some pattern asks for exactly.
    pub fn exact(&self, word: &str) -> Option<LexicalId> {
        self.exact.get(word).copied()
    }

    /// Whether patterns pass over the word.
    pub fn is_little(&self, word: &str) -> bool {
        self.little.contains_key(word)
    }

    /// The ids that a number answers to besides its own word.
    pub fn numbers(number: Number) -> [Option<LexicalId>; 2] {
        match number {
            Number::Plain => [Some(ANY_NUMBER), None],
            Number::Percent => [Some(ANY_NUMBER), Some(PERCENT)],
            Number::Money => [Some(ANY_NUMBER), Some(MONEY)],
        }
    }

    fn id_of(&mut self, word: &PatternWord, analyzer: &mut TextAnalyzer) -> LexicalId {
        let (map, key) = match word {
            PatternWord::Number => return ANY_NUMBER,
            PatternWord::Percent => return PERCENT,
            PatternWord::Money => return MONEY,
            PatternWord::Stem(word) => (&mut self.stems, stem(analyzer, word)),
            PatternWord::Exact(word) => (&mut self.exact, word.clone()),
        };
        *map.entry(key).or_insert_with(|| {
            let id = self.next;
            self.next += 1;
            id
        })
    }

    fn read_little_words(&mut self, words: &[String]) {
        self.little.extend(words.iter().map(|word| (word.to_lowercase(), ())));
    }
}

/// An analyzer that stems single words; it is kept, since making one costs more than using it.
pub(super) fn stemmer() -> TextAnalyzer {
    TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build()
}

/// The stem of a word in lower case.
pub(super) fn stem(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    stream.next().map_or_else(|| word.to_owned(), |token| token.text.clone())
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
                self.lexicon.typos.learn(text, id);
            }
        }
    }

    fn set(&mut self, words: &[PatternWord]) -> u32 {
        let mut ids = Vec::with_capacity(words.len());
        for word in words {
            let id = self.lexicon.id_of(word, &mut self.analyzer);
            if let PatternWord::Stem(word) = word {
                self.stems.entry(id).or_insert_with(|| stem(&mut self.analyzer, word));
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
            let rarest = pattern.steps.iter().enumerate().min_by_key(|(at, step)| (cost(step), *at));
            let Some((step, anchor)) = rarest else { continue };
            for &id in words(anchor) {
                anchors[id as usize].push((at as u32, step as u8));
            }
        }
        let bitset = |ids_of_set: &Vec<LexicalId>| {
            let mut bits = vec![0_u64; ids.div_ceil(64)];
            for id in ids_of_set {
                bits[*id as usize / 64] |= 1 << (id % 64);
            }
            bits
        };
        let sets = self.sets.iter().map(bitset).collect();
        Matcher {
            entries: self.order,
            by_id: self.entries,
            lexicon: self.lexicon,
            patterns: self.patterns,
            anchors,
            sets,
        }
    }
}
