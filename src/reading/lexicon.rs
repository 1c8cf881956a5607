//! The vocabulary's words and phrases, numbered once so that a document is read with one look-up per word.

use rustc_hash::{FxHashMap, FxHashSet};

use super::date_words::{DateWord, DateWords};
use super::meaning::{Marks, Meaning, mark};
use super::words::TextWord;
use crate::catalog::{Grammar, Label};
use rolefit_document::SectionKind;

/// Words that decide whether time is no job, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct AwayWords {
    /// May be beside words of care, leave and travel: "elderly", "two".
    pub(crate) details: FxHashSet<u32>,
    /// Make work of them: "leave administration".
    pub(crate) work: FxHashSet<u32>,
    /// Make a paid title of "volunteer": "coordinator".
    pub(crate) staff: FxHashSet<u32>,
    /// May be beside words of study: "full", "university".
    pub(crate) study_details: FxHashSet<u32>,
}

/// The entry of a word in a [`Lexicon`]; the default is the entry of a word that the lexicon does not hold.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LexiconEntry {
    pub(crate) number: u32,
    pub(crate) marks: Marks,
}

/// A heading that is known by its last word has at most so many.
const LONGEST_OPEN_HEADING: usize = 3;

/// The number of a word that the vocabulary does not hold.
pub(crate) const UNKNOWN: u32 = 0;

#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) words: Box<[u32]>,
    pub(super) meaning: Meaning,
}

/// A compiled vocabulary; build it once per catalog and share it.
///
/// ```
/// use rolefit::catalog::Vocabulary;
/// use rolefit::profile::Lexicon;
/// let lexicon = Lexicon::new(&Vocabulary::default());
/// ```
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(super) numbers: FxHashMap<Box<str>, u32>,
    pub(super) marks: Vec<Marks>,
    /// Phrases by the number of their first word, longest first.
    pub(super) phrases: Vec<Vec<Phrase>>,
    pub(super) headings: FxHashMap<Box<str>, SectionKind>,
    /// Headings that are items in a list.
    pub(super) weak_headings: FxHashMap<Box<str>, SectionKind>,
    /// Weak headings by their last word: "* experience".
    pub(super) heading_ends: Vec<(Box<str>, SectionKind)>,
    pub(super) dates: DateWords,
    pub(super) labels: FxHashMap<Box<str>, Label>,
    pub(crate) degrees: Vec<crate::catalog::Degree>,
    pub(crate) field_ids: Vec<String>,
    pub(crate) away: AwayWords,
    pub(crate) grammar: Grammar,
}

impl Lexicon {
    /// What `wanted` makes of the longest phrase of dates that `words` begin with; with its number of words.
    pub(crate) fn date_word<T>(
        &self,
        words: &[TextWord],
        wanted: impl Fn(DateWord) -> Option<T>,
    ) -> Option<(usize, T)> {
        self.dates.find(words, wanted)
    }

    /// What `wanted` makes of a single word of dates that is part of a word of the text.
    pub(crate) fn date_word_of<T>(&self, word: &str, wanted: impl Fn(DateWord) -> Option<T>) -> Option<T> {
        let mut key = String::new();
        super::words::key(word, &mut key);
        self.dates.find_one(self.number(&key), wanted)
    }

    /// True if `word`, a part of a word of the text, is a unit of time.
    pub(crate) fn is_unit(&self, word: &str) -> bool {
        let number = self.number(&word.to_lowercase()) as usize;
        let phrases = self.phrases.get(number).map_or(&[][..], Vec::as_slice);
        phrases.iter().any(|phrase| phrase.meaning == Meaning::Unit && phrase.words.len() == 1)
    }

    /// The word's number, or [`UNKNOWN`].
    #[inline]
    pub(crate) fn number(&self, key: &str) -> u32 {
        self.numbers.get(key).copied().unwrap_or(UNKNOWN)
    }

    /// The entry of a word in lower case without dots and apostrophes. Any word may have the mark of a digit, also one
    /// that the lexicon does not hold.
    #[inline]
    pub(crate) fn entry(&self, key: &str) -> LexiconEntry {
        let number = self.number(key);
        let digit = if key.bytes().any(|byte| byte.is_ascii_digit()) { mark::DIGIT } else { 0 };
        LexiconEntry { number, marks: self.marks(number) | digit }
    }

    #[inline]
    pub(crate) fn marks(&self, number: u32) -> Marks {
        let marks = self.marks.get(number as usize);
        // The default lexicon is empty.
        debug_assert!(marks.is_some() || self.marks.is_empty(), "no word {number}");
        marks.copied().unwrap_or_default()
    }

    /// The longest phrase that `numbers` begins with and `wanted` accepts: its number of words and its meaning.
    pub(crate) fn phrase(&self, numbers: &[TextWord], wanted: impl Fn(Meaning) -> bool) -> Option<(usize, Meaning)> {
        let first = numbers.first()?;
        let phrases = self.phrases.get(first.number as usize)?;
        let fits = |phrase: &&Phrase| {
            wanted(phrase.meaning)
                && numbers
                    .get(..phrase.words.len())
                    .is_some_and(|words| words.iter().map(|word| word.number).eq(phrase.words.iter().copied()))
        };
        phrases.iter().find(fits).map(|phrase| (phrase.words.len(), phrase.meaning))
    }

    /// The same outside lists, where more headings count; `words` is how many the line has.
    pub(crate) fn weak_heading(&self, key: &str, words: usize) -> Option<SectionKind> {
        let ends = if words <= LONGEST_OPEN_HEADING { self.heading_ends.as_slice() } else { &[] };
        let open = || ends.iter().find(|(end, _)| key.ends_with(&**end)).map(|&(_, kind)| kind);
        self.weak_headings.get(key).copied().or_else(open)
    }

    /// The kind of fact that a label of this [heading key](push_heading_key) announces.
    pub(crate) fn label(&self, key: &str) -> Option<Label> {
        self.labels.get(key).copied()
    }

    /// The kind of section that a line of this [heading key](push_heading_key) opens.
    pub(crate) fn heading(&self, key: &str) -> Option<SectionKind> {
        self.headings.get(key).copied()
    }
}

/// Appends the letters and digits of `heading` in lower case; "&" reads "and".
pub(crate) fn push_heading_key(heading: &str, key: &mut String) {
    key.reserve(heading.len());
    for character in heading.chars() {
        match character {
            '&' => key.push_str("and"),
            _ if character.is_ascii_alphanumeric() => key.push(character.to_ascii_lowercase()),
            _ if !character.is_ascii() && character.is_alphanumeric() => key.extend(character.to_lowercase()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_however_it_is_set() {
        for heading in ["WORK HISTORY:", "W o r k  H i s t o r y", "Work history"] {
            let mut key = String::new();
            push_heading_key(heading, &mut key);
            assert_eq!(key, "workhistory");
        }
    }
}
