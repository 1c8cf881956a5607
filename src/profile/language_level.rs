//! Reads the command of a language that a sentence states.

use crate::catalog::{LanguageLevel, Vocabulary};
use rolefit_document::{Span, words};

/// The most words between a language and the level behind it: "French: written and spoken fluently".
const MOST_BETWEEN: usize = 5;

/// The names of languages and the words for levels in a sentence.
struct Sentence<'a> {
    /// Each word in lower case, with its span.
    words: Vec<(String, Span)>,
    /// The words of each language's name, from and to, in order.
    names: Vec<(usize, usize)>,
    /// The place of each level, in order.
    levels: Vec<(usize, LanguageLevel)>,
    vocabulary: &'a Vocabulary,
}

/// Returns the level that `text` states for the language whose name is at `name`; `None` if it states none.
///
/// Levels come before names ("fluent French, basic German") or behind them ("French A2, English native"). Where both
/// readings are possible, the lower level counts.
pub(crate) fn language_level(text: &str, name: Span, vocabulary: &Vocabulary) -> Option<LanguageLevel> {
    let sentence = Sentence::read(text, vocabulary);
    let overlaps = |(from, _): &(usize, usize)| {
        sentence.words.get(*from).is_some_and(|(_, span)| span.overlaps(name) || (*span == name))
    };
    let at = sentence.names.iter().position(overlaps)?;
    let (first, last) = (0, sentence.names.len() - 1);
    match (sentence.before(first), sentence.behind(last)) {
        (Some(_), None) => sentence.before(at),
        (None, Some(_)) => sentence.behind(at),
        _ => [sentence.before(at), sentence.behind(at)].into_iter().flatten().min(),
    }
}

impl<'a> Sentence<'a> {
    fn read(text: &str, vocabulary: &'a Vocabulary) -> Self {
        // A semicolon parts languages; a comma or a colon may part a language from its level.
        let word = |word: rolefit_document::Word| {
            let span = Span::new(word.start, word.end);
            (span.slice(text).to_lowercase(), span)
        };
        let words: Vec<_> = words(text).map(word).collect();
        let mut sentence = Self { words, names: Vec::new(), levels: Vec::new(), vocabulary };
        let mut at = 0;
        while at < sentence.words.len() {
            let abroad = sentence.vocabulary.words.get("language_names").into_iter().flatten();
            let names = sentence.vocabulary.languages.iter().chain(abroad).map(|name| (name, ()));
            let language = sentence.longest(at, names);
            let levels = sentence.vocabulary.language_levels.iter();
            let levels = levels.flat_map(|(level, phrases)| phrases.iter().map(move |phrase| (phrase, *level)));
            let level = sentence.longest(at, levels);
            at += match (language, level) {
                (Some((length, ())), _) => {
                    sentence.names.push((at, at + length));
                    length
                }
                (None, Some((length, level))) => {
                    sentence.levels.push((at, level));
                    length
                }
                (None, None) => 1,
            };
        }
        sentence
    }

    /// Returns the longest of `phrases` at the word `at`, by its number of words.
    fn longest<'p, T>(&self, at: usize, phrases: impl Iterator<Item = (&'p String, T)>) -> Option<(usize, T)> {
        let here = self.words.get(at..).unwrap_or_default();
        let length = |phrase: &str| {
            let mut length = 0;
            for word in phrase.split(' ') {
                here.get(length).filter(|(known, _)| known == word)?;
                length += 1;
            }
            Some(length)
        };
        phrases.filter_map(|(phrase, value)| Some((length(phrase)?, value))).max_by_key(|(length, _)| *length)
    }

    /// Returns the level before a name, or else the level of the name before it: "fluent French and German".
    fn before(&self, name: usize) -> Option<LanguageLevel> {
        let (from, _) = *self.names.get(name)?;
        let start = name.checked_sub(1).and_then(|before| self.names.get(before)).map_or(0, |(_, to)| *to);
        let between = self.levels.iter().rev().find(|(at, _)| (start..from).contains(at));
        between.map(|(_, level)| *level).or_else(|| self.before(name.checked_sub(1)?))
    }

    /// Returns the level behind a name, or else that of the next name if "and" joins the two.
    fn behind(&self, name: usize) -> Option<LanguageLevel> {
        let (_, to) = *self.names.get(name)?;
        let next = self.names.get(name + 1);
        let end = next.map_or(self.words.len(), |(from, _)| *from).min(to + MOST_BETWEEN);
        let between = self.levels.iter().find(|(at, _)| (to..end).contains(at));
        let little = &self.vocabulary.context.little_words;
        let joined = || {
            next.is_some_and(|(from, _)| {
                let between = self.words.get(to..*from).unwrap_or_default();
                !between.is_empty() && between.iter().all(|(word, _)| little.contains(word))
            })
        };
        between.map(|(_, level)| *level).or_else(|| joined().then(|| self.behind(name + 1)).flatten())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    fn levels(text: &str, languages: &[&str]) -> Vec<Option<LanguageLevel>> {
        let vocabulary = Catalog::embedded().unwrap().vocabulary;
        let level = |name: &&str| {
            let at = text.find(name).unwrap();
            language_level(text, Span::new(at, at + name.len()), &vocabulary)
        };
        languages.iter().map(level).collect()
    }

    #[test]
    fn a_level_belongs_to_the_language_next_to_it() {
        use LanguageLevel::{A2, B1, C1, C2};
        let both = ["French", "German"];
        for (text, expected) in [
            ("French A2, German native", [Some(A2), Some(C2)]),
            ("Fluent French, basic German", [Some(C1), Some(A2)]),
            ("Fluent in French and German", [Some(C1), Some(C1)]),
            ("French and German: fluent", [Some(C1), Some(C1)]),
            ("French (C1) | German (B1)", [Some(C1), Some(B1)]),
            ("French, German B1", [None, Some(B1)]),
            ("French, German", [None, None]),
            ("Englisch B1, French A2, German: C1", [Some(A2), Some(C1)]),
        ] {
            assert_eq!(levels(text, &both), expected, "{text}");
        }
    }

    #[test]
    fn of_two_readings_the_lower_counts() {
        use LanguageLevel::{A2, C1};
        assert_eq!(levels("Excellent communication in French (A2)", &["French"]), [Some(A2)]);
        assert_eq!(levels("French: written and spoken fluently", &["French"]), [Some(C1)]);
    }

    #[test]
    fn a_level_is_read_beside_names_in_other_languages() {
        use LanguageLevel::{A2, C1};
        assert_eq!(levels("Englisch A2, Spanisch C1", &["Englisch", "Spanisch"]), [Some(A2), Some(C1)]);
        assert_eq!(levels("Anglais courant", &["Anglais"]), [Some(C1)]);
    }
}
