//! The words that a role's own phrases, telling words and title are recognised by, and what a resume shows by them.
//!
//! An index knows where each word is in a resume. With the segments of the outline this tells which sentences may
//! match. Gaps between words and denials are left out, which counts in favour of the resume.

use rustc_hash::FxHashMap;

use crate::matcher::{Class, LexicalId, LexicalWord};
use crate::score::index_bounds::outline::{NOWHERE, Outline};
use crate::score::strength::mentions::{LONGEST_PASSAGE, Mentions, Passage};
use crate::score::strength::support::{Support, level, strength};

/// The words that a role asks for.
#[derive(Default)]
pub(crate) struct AskedWords {
    words: Vec<AskedWord>,
    numbers: FxHashMap<AskedWord, u32>,
    /// The telling words, by number.
    telling: FxHashMap<u32, LexicalId>,
    phrases: Vec<OwnPhrase>,
    /// The titles that running text may state, without their first word, by the number of the first word.
    titles: FxHashMap<u32, Vec<Steps>>,
}

/// For each word of a phrase, the numbers of the words that it accepts.
type Steps = Vec<Vec<u32>>;

/// A stem, or a form.
#[derive(Clone, PartialEq, Eq, Hash)]
struct AskedWord {
    is_form: bool,
    text: String,
}

/// A phrase by which an entry of a role's own is recognised.
struct OwnPhrase {
    entry: usize,
    class: Class,
    steps: Steps,
}

/// A word of a resume: the number of the asked word, then its place among all words of the text.
pub(crate) type WordAt = (u32, u32);

/// A word in a sentence or in the title of a position.
pub(crate) struct Placed {
    word: u32,
    at: u32,
    passage: Passage,
}

impl AskedWords {
    /// The words, by number.
    pub(crate) fn words(&self) -> impl Iterator<Item = LexicalWord<'_>> {
        self.words.iter().map(|word| match word.is_form {
            true => LexicalWord::Exact(&word.text),
            false => LexicalWord::Stem(&word.text),
        })
    }

    pub(super) fn add_telling(&mut self, id: LexicalId, word: LexicalWord<'_>) {
        let number = self.number(word);
        self.telling.insert(number, id);
    }

    pub(super) fn add_phrase(&mut self, entry: usize, class: Class, phrase: &[Vec<LexicalWord<'_>>]) {
        let steps = phrase.iter().map(|words| words.iter().map(|word| self.number(*word)).collect()).collect();
        self.phrases.push(OwnPhrase { entry, class, steps });
    }

    /// Adds a title in singular words. Its words but the last may be in the plural in a text.
    pub(super) fn add_title(&mut self, title: &[&str]) {
        let last = title.len().saturating_sub(1);
        let mut steps = title.iter().enumerate().map(|(at, word)| {
            let plural = (at < last).then(|| format!("{word}s"));
            let forms = [Some((*word).to_owned()), plural];
            forms.iter().flatten().map(|form| self.number(LexicalWord::Exact(form))).collect()
        });
        let first: Vec<u32> = steps.next().unwrap_or_default();
        let rest: Steps = steps.collect();
        first.into_iter().for_each(|word| self.titles.entry(word).or_default().push(rest.clone()));
    }

    fn number(&mut self, word: LexicalWord<'_>) -> u32 {
        let word = match word {
            LexicalWord::Stem(stem) => AskedWord { is_form: false, text: stem.to_owned() },
            LexicalWord::Exact(form) => AskedWord { is_form: true, text: form.to_owned() },
        };
        let next = self.words.len() as u32;
        *self.numbers.entry(word).or_insert_with_key(|word| {
            self.words.push(word.clone());
            next
        })
    }

    /// Returns the telling words as mentions.
    pub(crate) fn mentions(&self, placed: &[Placed]) -> Mentions {
        Mentions::in_passages(placed.iter().filter_map(|it| Some((*self.telling.get(&it.word)?, it.passage))))
    }

    /// Returns the sentences that may match phrases, with the entries of the phrases.
    pub(crate) fn supports(&self, outline: &Outline<'_>, placed: &[Placed]) -> Vec<(usize, Support)> {
        let mut has = vec![false; self.words.len()];
        placed.iter().for_each(|it| has.get_mut(it.word as usize).into_iter().for_each(|has| *has = true));
        let has = |word: &u32| has.get(*word as usize) == Some(&true);
        let mut supports = Vec::new();
        for phrase in self.phrases.iter().filter(|it| it.steps.iter().all(|step| step.iter().any(has))) {
            for (number, sentence) in sentences(outline, placed) {
                let Some(segment) = outline.segments.get(number).filter(|_| is_in(&phrase.steps, sentence)) else {
                    continue;
                };
                let strength = strength(phrase.class, segment.section, segment.position.is_some());
                let (position, credit) = (segment.position.map(|at| at as usize), level(strength).full);
                let support = Support { segment: Some(number), ..Support::of(NOWHERE, position, strength, credit) };
                supports.push((phrase.entry, support));
            }
        }
        supports
    }

    /// True if running text may begin with one of the titles.
    pub(super) fn state_title(&self, outline: &Outline<'_>, placed: &[Placed]) -> bool {
        let mut starts = outline.openings.iter().flat_map(|opening| opening.first..=opening.first + opening.ranks);
        starts.any(|start| {
            let titles = words_at(start, placed).filter_map(|word| self.titles.get(&word));
            titles.flatten().any(|rest| (start + 1..).zip(rest).all(|(at, step)| is_at(at, step, placed)))
        })
    }
}

/// Returns the words of a resume with their passages, in the order of the text. Words outside of sentences and titles
/// are left out.
pub(crate) fn placed(outline: &Outline<'_>, words: &[WordAt]) -> Vec<Placed> {
    let passage = |at: u32| {
        let behind = outline.segments.partition_point(|segment| segment.first <= at);
        let segment = behind.checked_sub(1).and_then(|last| Some((last, outline.segments.get(last)?)));
        if let Some((number, segment)) = segment.filter(|(_, it)| at < it.first + it.words) {
            return Some((number, (at - segment.first) as usize / LONGEST_PASSAGE));
        }
        let is_here = |first: u32, words: u32| first <= at && at < first + words;
        let position = outline.positions.iter().position(|position| is_here(position.first, position.words))?;
        Some((outline.segments.len() + position, 0))
    };
    let mut placed: Vec<Placed> =
        words.iter().filter_map(|&(word, at)| Some(Placed { word, at, passage: passage(at)? })).collect();
    placed.sort_unstable_by_key(|it| (it.at, it.word));
    placed
}

/// Returns the words of each sentence, with the number of the sentence.
fn sentences<'p>(outline: &Outline<'_>, placed: &'p [Placed]) -> impl Iterator<Item = (usize, &'p [Placed])> {
    let segments = outline.segments.len();
    let sentences = placed.chunk_by(|one, other| one.passage.0 == other.passage.0);
    sentences.filter_map(|sentence| Some((sentence.first()?.passage.0, sentence))).filter(move |(at, _)| *at < segments)
}

/// True if the sentence has a word for each step, in order.
fn is_in(steps: &Steps, sentence: &[Placed]) -> bool {
    let mut from = 0;
    steps.iter().all(|step| {
        let next = sentence.iter().find(|it| it.at >= from && step.contains(&it.word));
        next.inspect(|it| from = it.at + 1).is_some()
    })
}

/// Returns the asked words at a place: a stem and a form may be the same word.
fn words_at(at: u32, placed: &[Placed]) -> impl Iterator<Item = u32> {
    let from = placed.partition_point(|it| it.at < at);
    placed.get(from..).unwrap_or_default().iter().take_while(move |it| it.at == at).map(|it| it.word)
}

/// True if the word at this place is one of the words that a step accepts.
fn is_at(at: u32, step: &[u32], placed: &[Placed]) -> bool {
    words_at(at, placed).any(|word| step.contains(&word))
}
