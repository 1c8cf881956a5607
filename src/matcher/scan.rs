//! Finds every pattern of a catalog in one pass over a text.

use std::ops::Range;

use rustc_hash::FxHashMap;
use tantivy::tokenizer::TextAnalyzer;

use super::class::{Class, Hit};
use super::compiled::{Anchor, CompiledPattern, CompiledStep, Matcher};
use super::lexicon::{Lexicon, stem, stemmer};
use super::similar::{SeenWord, SimilarScratch};
use rolefit_document::Span;
use rolefit_document::folded;
use rolefit_document::{Gap, MOST_BETWEEN, MOST_IN_SENTENCE};
use rolefit_document::{Parting, Word, words};

/// Stands for a word that some pattern uses, or for a kind of number.
pub(super) type LexicalId = u32;

/// The id of what no pattern uses.
pub(super) const UNKNOWN: LexicalId = LexicalId::MAX;

/// Little words that may stand between two words that are next to each other ("of all the", "with our").
const MOST_LITTLE: usize = 3;

/// Surface forms remembered by a thread; a vocabulary of that many words is that of millions of resumes.
const MOST_REMEMBERED: usize = 400_000;

/// A thread's memory of words, and buffers that outlive a text.
pub struct Scratch {
    analyzer: TextAnalyzer,
    remembered: FxHashMap<String, Known>,
    /// The text with its ASCII letters in lower case, and a word that holds others.
    lower: String,
    buffer: String,
    tokens: Vec<Token>,
    seen: Seen,
    similar: SimilarScratch,
}

impl Default for Scratch {
    fn default() -> Self {
        let (remembered, lower, buffer, tokens, seen, similar) = Default::default();
        Self { analyzer: stemmer(), remembered, lower, buffer, tokens, seen, similar }
    }
}

/// In which sentence a word of each set was last seen: most patterns are ruled out by it before they are tried.
#[derive(Default)]
struct Seen {
    last_in: Vec<u32>,
    /// Counts sentences; from the first again after the last there is, which may cost a try and no more.
    sentence: u32,
    /// The sentence's words that patterns use: places and ids.
    words: Vec<(usize, LexicalId)>,
}

/// What is known of a surface form.
#[derive(Clone, Copy)]
struct Known {
    stem: LexicalId,
    exact: LexicalId,
    little: bool,
    approximate: bool,
}

/// A word of the text.
#[derive(Clone, Copy)]
struct Token {
    word: Word,
    ids: [LexicalId; 3],
    number: LexicalId,
    little: bool,
    approximate: bool,
}

impl Token {
    fn all_ids(&self) -> impl Iterator<Item = LexicalId> {
        self.ids.into_iter().chain([self.number]).filter(|&id| id != UNKNOWN)
    }
}

impl Matcher {
    /// The words of `text`, and every match of every pattern, in the order of the words and of the catalog's patterns.
    pub fn scan(&self, text: &str, scratch: &mut Scratch) -> (Vec<Word>, Vec<Hit>) {
        self.tokenize(text, scratch);
        let Scratch { tokens, seen, similar, .. } = scratch;
        seen.last_in.resize(self.sets.len(), 0);
        let mut hits = Vec::new();
        let mut from = 0;
        while from < tokens.len() {
            let ends = |token: &Token| token.word.parting == Parting::Sentence;
            let rest = tokens.get(from + 1..).unwrap_or_default();
            let to = rest.iter().position(ends).map_or(tokens.len(), |at| from + 1 + at);
            self.scan_sentence(tokens, from..to, seen, &mut hits);
            if !self.similar.is_empty() {
                let words = tokens.get(from..to).unwrap_or_default().iter().filter(|token| !token.approximate);
                let words = words.map(|&Token { word, ids: [stem, ..], little, .. }| SeenWord { word, stem, little });
                self.similar.scan(words, similar, &mut hits);
            }
            from = to;
        }
        (tokens.iter().map(|token| token.word).collect(), hits)
    }

    /// Tries every pattern whose anchor stands in the sentence, if a word for each of its steps does too.
    fn scan_sentence(&self, tokens: &[Token], sentence: Range<usize>, seen: &mut Seen, hits: &mut Vec<Hit>) {
        seen.sentence = seen.sentence.wrapping_add(1);
        seen.words.clear();
        for (token, at) in tokens.get(sentence.clone()).unwrap_or_default().iter().zip(sentence) {
            for id in token.all_ids() {
                seen.words.push((at, id));
                for &set in self.sets_of.of(id) {
                    if let Some(last_in) = seen.last_in.get_mut(set as usize) {
                        *last_in = seen.sentence;
                    }
                }
            }
        }
        let here = |set: u32| seen.last_in.get(set as usize) == Some(&seen.sentence);
        for &(at, id) in &seen.words {
            for &Anchor { pattern, step, .. } in self.anchors.of(id).iter().filter(|anchor| here(anchor.also)) {
                let Some(pattern) = self.patterns.get(pattern as usize) else { continue };
                if pattern.steps.iter().all(|step| here(step.set)) {
                    hits.extend(self.try_at(pattern, usize::from(step), at, tokens));
                }
            }
        }
    }

    fn tokenize(&self, text: &str, scratch: &mut Scratch) {
        let Scratch { analyzer, remembered, lower, buffer, tokens, .. } = scratch;
        tokens.clear();
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        for word in words(text) {
            let folded = folded(lower, word.start..word.end, buffer);
            let known = remembered.get(folded).copied().unwrap_or_else(|| {
                let known = self.recognise(folded, analyzer);
                if remembered.len() < MOST_REMEMBERED {
                    remembered.insert(folded.to_owned(), known);
                }
                known
            });
            let [any, kind] = word.number.map_or([None; 2], Lexicon::numbers);
            tokens.push(Token {
                word,
                ids: [known.stem, known.exact, kind.unwrap_or(UNKNOWN)],
                number: any.unwrap_or(UNKNOWN),
                little: known.little,
                approximate: known.approximate,
            });
        }
    }

    /// Looks up a folded word.
    fn recognise(&self, word: &str, analyzer: &mut TextAnalyzer) -> Known {
        let exact = self.lexicon.exact(word).unwrap_or(UNKNOWN);
        let little = self.lexicon.is_little(word);
        match self.lexicon.stem(&stem(analyzer, word)) {
            Some(stem) => Known { stem, exact, little, approximate: false },
            None => {
                let correction = self.lexicon.typos.correct(word).filter(|_| exact == UNKNOWN);
                Known { stem: correction.unwrap_or(UNKNOWN), exact, little, approximate: correction.is_some() }
            }
        }
    }

    /// Matches `pattern` with its step `anchor` on the word `at`.
    fn try_at(&self, pattern: &CompiledPattern, anchor: usize, at: usize, tokens: &[Token]) -> Option<Hit> {
        let first = self.extend(pattern, anchor, at, tokens, Direction::Back)?;
        let last = self.extend(pattern, anchor, at, tokens, Direction::On)?;
        let approximate = tokens.get(first..=last)?.iter().any(|token| token.approximate);
        // A typing error is forgiven in names only: a word next to a verb or a noun is another word.
        if approximate && pattern.class != Class::Name {
            return None;
        }
        let span = Span::new(tokens.get(first)?.word.start, tokens.get(last)?.word.end);
        Some(Hit { entry: pattern.entry as usize, class: pattern.class, span, approximate })
    }

    /// The word on which the outermost step that way stands if `step` stands on the word `at`, the nearest that fits.
    fn extend(
        &self,
        pattern: &CompiledPattern,
        step: usize,
        at: usize,
        tokens: &[Token],
        direction: Direction,
    ) -> Option<usize> {
        let next = match direction {
            Direction::Back => step.checked_sub(1),
            Direction::On => Some(step + 1).filter(|next| *next < pattern.steps.len()),
        };
        let Some(next) = next else { return Some(at) };
        let gap = pattern.steps.get(step.max(next))?.gap;
        let accepted = pattern.steps.get(next).copied()?;
        Reach::new(tokens, at, gap, direction)
            .filter(|&at| tokens.get(at).is_some_and(|token| self.takes(accepted, token)))
            .find_map(|at| self.extend(pattern, next, at, tokens, direction))
    }

    fn takes(&self, step: CompiledStep, token: &Token) -> bool {
        self.accepts(step, token.ids) || (token.number != UNKNOWN && self.accepts(step, [token.number; 3]))
    }
}

/// Which way a step is looked for.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Back,
    On,
}

/// The words that a step may stand on, nearest first.
struct Reach<'a> {
    tokens: &'a [Token],
    at: usize,
    gap: Gap,
    direction: Direction,
    left: usize,
}

impl<'a> Reach<'a> {
    /// The words within `gap` of the word `from`.
    fn new(tokens: &'a [Token], from: usize, gap: Gap, direction: Direction) -> Self {
        let left = match gap {
            Gap::Next => MOST_LITTLE + 1,
            Gap::Near => MOST_BETWEEN + 1,
            Gap::Sentence => MOST_IN_SENTENCE + 1,
        };
        Self { tokens, at: from, gap, direction, left }
    }
}

impl Iterator for Reach<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        // The parting stands before the later of two neighbours.
        let (next, later) = match self.direction {
            Direction::Back => (self.at.checked_sub(1)?, self.at),
            Direction::On => (self.at + 1, self.at + 1),
        };
        let breaking = if self.gap == Gap::Next { Parting::Phrase } else { Parting::Sentence };
        if self.tokens.get(later)?.word.parting >= breaking {
            return None;
        }
        self.at = next;
        // Only little words may be passed over where words must be next to each other.
        if self.gap == Gap::Next && !self.tokens.get(next)?.little {
            self.left = 0;
        }
        Some(next)
    }
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
