//! Finds every pattern of a catalog in one pass over a text.

use tantivy::tokenizer::TextAnalyzer;

use super::class::{Class, Hit, Scan};
use super::compiled::{Anchor, CompiledStep, Matcher};
use super::lexicon::{PatternLexicon, stem, stemmer};
use super::reach::{Direction, Reach};
use super::words::WordPlace;
use rolefit_document::Span;
use rolefit_document::{Parting, Word, WordMemory};

/// Stands for a word that some pattern uses, or for a kind of number.
pub(crate) type LexicalId = u32;

/// The id of all words that no pattern uses.
pub(crate) const UNKNOWN: LexicalId = LexicalId::MAX;

/// Stands for a little word in the stems of a text.
pub(crate) const LITTLE: LexicalId = LexicalId::MAX - 1;

/// A thread's memory of words, and buffers that outlive a text; all for one matcher. With each word it remembers an
/// entry `E` of a second dictionary, so that whoever needs both looks a word up once.
pub struct Scratch<E = ()> {
    analyzer: TextAnalyzer,
    memory: WordMemory<(PatternEntry, E)>,
    tokens: Vec<Token>,
    used: Vec<UsedId>,
    seen: Seen,
}

/// The index of a word of the text, and one of its ids that some pattern uses.
type UsedId = (usize, LexicalId);

impl<E> Default for Scratch<E> {
    fn default() -> Self {
        let (memory, tokens, used, seen) = Default::default();
        Self { analyzer: stemmer(), memory, tokens, used, seen }
    }
}

/// In which sentence a word of each set was last seen: most patterns are ruled out by it before they are tried.
#[derive(Default)]
struct Seen {
    last_in: Vec<u32>,
    /// Counts sentences; from the first again after the last there is, which may cost a try and no more.
    sentence: u32,
}

/// The ids of a word's form in the patterns of a matcher.
#[derive(Clone, Copy)]
struct PatternEntry {
    stem: LexicalId,
    exact: LexicalId,
    little: bool,
    approximate: bool,
}

/// A word of the text.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub(super) word: Word,
    ids: [LexicalId; 3],
    number: LexicalId,
    pub(super) little: bool,
    approximate: bool,
}

impl Token {
    fn new(word: Word, entry: PatternEntry) -> Self {
        let [any, kind] = word.number.map_or([None; 2], PatternLexicon::numbers);
        Self {
            word,
            ids: [entry.stem, entry.exact, kind.unwrap_or(UNKNOWN)],
            number: any.unwrap_or(UNKNOWN),
            little: entry.little,
            approximate: entry.approximate,
        }
    }

    /// Adds the ids that some pattern uses to `used`; `at` is the index of the word.
    // Once per word of every text: the call would cost a third of the work.
    #[inline(always)]
    fn push_used(&self, at: usize, used: &mut Vec<UsedId>) {
        let [stem, exact, kind] = self.ids;
        let mut push = |id| {
            if id != UNKNOWN {
                used.push((at, id));
            }
        };
        push(stem);
        push(exact);
        if self.word.number.is_some() {
            push(kind);
            push(self.number);
        }
    }
}

impl Matcher {
    /// The words of `text`, and every match of every pattern, by start.
    pub fn scan(&self, text: &str, scratch: &mut Scratch) -> (Vec<Word>, Vec<Hit>) {
        self.read_words(text, scratch, |_| (), |_, ()| ());
        let Scan { words, hits, .. } = self.scan_words(scratch);
        (words, hits)
    }

    /// Cuts `text` into words and looks each up, in the matcher and by `look_up`; `take` gets the words with the
    /// entries that `look_up` found. [`Matcher::scan_words`] goes on from there.
    pub(crate) fn read_words<E: Copy>(
        &self,
        text: &str,
        scratch: &mut Scratch<E>,
        look_up: impl Fn(&str) -> E,
        mut take: impl FnMut(Word, E),
    ) {
        let Scratch { analyzer, memory, tokens, used, .. } = scratch;
        tokens.clear();
        used.clear();
        let look_up = |form: &str| (self.look_up(form, analyzer), look_up(form));
        memory.read(text, look_up, |word, (entry, other)| {
            let token = Token::new(word, entry);
            token.push_used(tokens.len(), used);
            tokens.push(token);
            take(word, other);
        });
    }

    /// Finds every match of every pattern among the words read last.
    pub(crate) fn scan_words<E>(&self, scratch: &mut Scratch<E>) -> Scan {
        let Scratch { tokens, used, seen, .. } = scratch;
        let mut used = used.as_slice();
        // One more for patterns of a single step.
        seen.last_in.resize(self.sets.len() + 1, 0);
        let (mut hits, mut found) = (Vec::new(), Vec::new());
        let mut from = 0;
        while from < tokens.len() {
            let ends = |token: &Token| token.word.parting == Parting::Sentence;
            let rest = tokens.get(from + 1..).unwrap_or_default();
            let to = rest.iter().position(ends).map_or(tokens.len(), |at| from + 1 + at);
            let (in_sentence, later) = used.split_at(used.iter().take_while(|(at, _)| *at < to).count());
            used = later;
            self.scan_sentence(tokens, in_sentence, seen, &mut found);
            hits.extend(found.drain(..).map(|(_, hit)| hit));
            from = to;
        }
        let stem = |token: &Token| if token.little { LITTLE } else { token.ids[0] };
        Scan {
            words: tokens.iter().map(|token| token.word).collect(),
            stems: tokens.iter().map(stem).collect(),
            hits,
            places: self.word_places(tokens),
        }
    }

    /// The places of the words of demands. Words with a typing error are left out.
    fn word_places(&self, tokens: &[Token]) -> Vec<WordPlace> {
        let mut places = Vec::new();
        if self.has_words() {
            for (at, token) in tokens.iter().enumerate().filter(|(_, token)| !token.approximate) {
                let [stem, exact, _] = token.ids;
                let is_asked = |id: &LexicalId| *id != UNKNOWN && !self.entries_with(*id).is_empty();
                let ids = [stem, exact].into_iter().filter(is_asked);
                places.extend(ids.map(|id| WordPlace { id, token: at }));
            }
        }
        places
    }

    /// Tries every pattern whose anchor occurs in a sentence, if the sentence has a word for each of its steps; `used`
    /// are the ids in the sentence. Adds the matches to `found`, which is empty, by start; matches with the same start
    /// by number of pattern.
    fn scan_sentence(&self, tokens: &[Token], used: &[UsedId], seen: &mut Seen, found: &mut Vec<(u32, Hit)>) {
        seen.sentence = seen.sentence.wrapping_add(1);
        let (last_in, sentence) = (seen.last_in.as_mut_slice(), seen.sentence);
        last_in.last_mut().into_iter().for_each(|always| *always = sentence);
        for &(_, id) in used {
            for &set in self.sets_of.of(id) {
                if let Some(last_in) = last_in.get_mut(set as usize) {
                    *last_in = sentence;
                }
            }
        }
        let last_in = &*last_in;
        let here = |set: u32| last_in.get(set as usize) == Some(&sentence);
        for &(at, id) in used {
            for &Anchor { pattern, step, .. } in self.anchors.of(id).iter().filter(|anchor| here(anchor.also)) {
                let steps = self.steps.of(pattern);
                let mut others = steps.iter().enumerate().filter(|(at, _)| *at != usize::from(step));
                if others.all(|(_, step)| here(step.set)) {
                    let hit = self.try_at(pattern, steps, usize::from(step), at, tokens);
                    found.extend(hit.map(|hit| (pattern, hit)));
                }
            }
        }
        // One number a match, because a tuple takes twice as long; a text has less than 4 GiB.
        found.sort_by_key(|(pattern, hit)| ((hit.span.start as u64) << 32) | u64::from(*pattern));
    }

    /// The ids of a folded word.
    fn look_up(&self, word: &str, analyzer: &mut TextAnalyzer) -> PatternEntry {
        let exact = self.lexicon.exact(word).unwrap_or(UNKNOWN);
        let little = self.lexicon.is_little(word);
        match self.lexicon.stem(&stem(analyzer, word)) {
            Some(stem) => PatternEntry { stem, exact, little, approximate: false },
            None => {
                let correction = self.lexicon.typos.correct(word).filter(|_| exact == UNKNOWN);
                PatternEntry { stem: correction.unwrap_or(UNKNOWN), exact, little, approximate: correction.is_some() }
            }
        }
    }

    /// Matches the pattern of this number, which has these steps, with its step `anchor` on the word `at`.
    fn try_at(&self, pattern: u32, steps: &[CompiledStep], anchor: usize, at: usize, tokens: &[Token]) -> Option<Hit> {
        let first = self.extend(steps, anchor, at, tokens, Direction::Back)?;
        let last = self.extend(steps, anchor, at, tokens, Direction::On)?;
        let pattern = self.patterns.get(pattern as usize)?;
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
        steps: &[CompiledStep],
        step: usize,
        at: usize,
        tokens: &[Token],
        direction: Direction,
    ) -> Option<usize> {
        let next = match direction {
            Direction::Back => step.checked_sub(1),
            Direction::On => Some(step + 1).filter(|next| *next < steps.len()),
        };
        let Some(next) = next else { return Some(at) };
        let gap = steps.get(step.max(next))?.gap;
        let accepted = steps.get(next).copied()?;
        Reach::new(tokens, at, gap, direction)
            .filter(|&at| tokens.get(at).is_some_and(|token| self.takes(accepted, token)))
            .find_map(|at| self.extend(steps, next, at, tokens, direction))
    }

    fn takes(&self, step: CompiledStep, token: &Token) -> bool {
        self.accepts(step, token.ids) || (token.number != UNKNOWN && self.accepts(step, [token.number; 3]))
    }
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
