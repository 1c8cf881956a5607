//! A sentence with the words that its grammar hangs on, as far as it tells who did something.

use rolefit_document::{Parting, Word};

use crate::catalog::{Grammar, WordList};
use crate::matcher::{Class, Hit};

/// A noun for people.
pub(super) const PERSON: u8 = 1;
/// A word that says whose a person is.
pub(super) const DETERMINER: u8 = 1 << 1;
/// A verb of work.
pub(super) const VERB: u8 = 1 << 2;

/// A sentence with the words that its grammar hangs on.
pub(super) struct Sentence<'a> {
    pub(crate) grammar: &'a Grammar,
    text: &'a str,
    pub(crate) words: &'a [Word],
    /// By word: the part that it may play, a bit each.
    parts: Vec<u8>,
    /// The name of the writer.
    writer: Option<&'a str>,
}

impl<'a> Sentence<'a> {
    /// Returns the sentence of these `words`; `hits` are the matches in it, and `writer` is the name of its writer.
    pub(crate) fn new<'h>(
        grammar: &'a Grammar,
        text: &'a str,
        words: &'a [Word],
        hits: impl Iterator<Item = &'h Hit>,
        writer: Option<&'a str>,
    ) -> Self {
        let mut parts = vec![0; words.len()];
        for hit in hits {
            let Ok(at) = words.binary_search_by_key(&hit.span.start, |word| word.start) else { continue };
            let part = match hit.class {
                Class::Person => PERSON,
                Class::Determiner => DETERMINER,
                Class::Verb => VERB,
                _ => continue,
            };
            parts.get_mut(at).into_iter().for_each(|parts| *parts |= part);
        }
        Self { grammar, text, words, parts, writer }
    }

    /// True if the word `at` may play the part.
    pub(crate) fn is(&self, part: u8, at: usize) -> bool {
        self.parts.get(at).is_some_and(|parts| parts & part != 0)
    }

    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.text.get(word.start..word.end)).unwrap_or_default()
    }

    /// True if the word `at` is in `list`.
    pub(crate) fn is_in(&self, at: usize, list: &WordList) -> bool {
        list.has(self.word(at))
    }

    pub(crate) fn says(&self, at: usize, any: &[&str]) -> bool {
        let word = self.word(at);
        any.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// True if the name that begins at `at` is the writer's, with or without the given name.
    pub(super) fn is_writer(&self, at: usize) -> bool {
        let rest = self.words.get(at).and_then(|word| self.text.get(word.start..)).unwrap_or_default();
        let starts = |name: &str| {
            let (first, behind) = rest.split_at_checked(name.len()).unwrap_or_default();
            !name.is_empty() && first.eq_ignore_ascii_case(name) && !behind.starts_with(char::is_alphanumeric)
        };
        let surname = |name: &str| name.split_once(' ').is_some_and(|(_, surname)| starts(surname.trim()));
        self.writer.is_some_and(|name| starts(name) || surname(name))
    }

    /// True if one of the words before `end` is in `any`.
    pub(super) fn says_before(&self, end: usize, any: &[&str]) -> bool {
        (0..end).any(|at| self.says(at, any))
    }

    /// True if one of the words before `end` is in `list`.
    pub(super) fn has_before(&self, end: usize, list: &WordList) -> bool {
        (0..end).any(|at| self.is_in(at, list))
    }

    pub(crate) fn parting(&self, at: usize) -> Parting {
        self.words.get(at).map_or(Parting::Sentence, |word| word.parting)
    }

    pub(super) fn ends_in_ed(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 3 && word.ends_with("ed")
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with('s') && !word.ends_with("ss") || self.is_in(at, &self.grammar.group_nouns)
    }
}
