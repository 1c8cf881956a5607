//! The words of dates in all languages of the vocabulary, looked up by the numbers of the lexicon.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::words::TextWord;
use crate::catalog::DateNames;

/// The part that a word or a phrase plays in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateWord {
    /// A month, from 1 to 12.
    Month(u8),
    /// A season, from 0 for spring.
    Season(u8),
    /// The name of a quarter.
    Quarter,
    /// The name of a half of a year.
    Half,
    /// The name of a year that need not begin in January.
    FiscalYear,
    /// A number in words, from 1 to 4.
    Number(u8),
    /// The unit of a stated length, by its place in days, weeks, months, years.
    Length(u8),
    /// The number of a stated length in words, from 1 to 12.
    Count(u8),
    /// "Early", "mid": before a date whose month it leaves open.
    Vague,
    /// "Of", "de": between the day, the month and the year.
    Link,
    /// "Since": before a date that nothing ended.
    Since,
    /// "From": before the first of two dates.
    From,
    /// "To": between two dates.
    To,
    /// "Present": an end that has not come.
    Open,
    /// "Onwards": behind a date that nothing ended.
    Onwards,
    /// "And": between two ranges.
    Again,
}

/// The numbers of a phrase's words, and its meaning.
type Phrase = (Box<[u32]>, DateWord);

/// The words of dates.
#[derive(Debug, Default)]
pub(super) struct DateWords {
    /// Phrases by the number of their first word, longest first.
    phrases: FxHashMap<u32, Vec<Phrase>>,
}

impl DateWords {
    /// Numbers all names by `number_all`; returns the numbers of first words.
    pub(super) fn learn(&mut self, names: &DateNames, mut number_all: impl FnMut(&str) -> Vec<u32>) -> Vec<u32> {
        let mut firsts = Vec::new();
        for (name, meaning) in meanings(names) {
            for form in [name.to_owned(), without_accents(name)] {
                let numbers = number_all(&form);
                let Some(&first) = numbers.first() else { continue };
                firsts.push(first);
                let phrases = self.phrases.entry(first).or_default();
                let phrase = (numbers.into(), meaning);
                if !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
        }
        for phrases in self.phrases.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        firsts
    }

    /// What `wanted` makes of the longest phrase that `words` begin with and that it accepts; with its number of words.
    pub(super) fn find<T>(&self, words: &[TextWord], wanted: impl Fn(DateWord) -> Option<T>) -> Option<(usize, T)> {
        let phrases = self.phrases.get(&words.first()?.number)?;
        phrases.iter().find_map(|(phrase, meaning)| {
            let found = words.get(..phrase.len())?;
            let is_here = found.iter().map(|word| word.number).eq(phrase.iter().copied());
            is_here.then(|| wanted(*meaning)).flatten().map(|meant| (phrase.len(), meant))
        })
    }

    /// What `wanted` makes of the single word `number`.
    pub(super) fn find_one<T>(&self, number: u32, wanted: impl Fn(DateWord) -> Option<T>) -> Option<T> {
        let phrases = self.phrases.get(&number)?;
        phrases.iter().filter(|(words, _)| words.len() == 1).find_map(|(_, meaning)| wanted(*meaning))
    }
}

/// Every name with its meaning.
fn meanings(names: &DateNames) -> impl Iterator<Item = (&str, DateWord)> {
    let DateNames { quarters, halves, fiscal_years, vague, links, since, from, to, open, onwards, again, .. } = names;
    fn numbered(
        lists: &[Vec<String>],
        first: u8,
        meaning: fn(u8) -> DateWord,
    ) -> impl Iterator<Item = (&str, DateWord)> {
        let each = (first..).zip(lists);
        each.flat_map(move |(number, list)| list.iter().map(move |name| (name.as_str(), meaning(number))))
    }
    let lists: [(&[String], DateWord); 11] = [
        (quarters, DateWord::Quarter),
        (halves, DateWord::Half),
        (fiscal_years, DateWord::FiscalYear),
        (vague, DateWord::Vague),
        (links, DateWord::Link),
        (since, DateWord::Since),
        (from, DateWord::From),
        (to, DateWord::To),
        (open, DateWord::Open),
        (onwards, DateWord::Onwards),
        (again, DateWord::Again),
    ];
    let plain = lists.into_iter().flat_map(|(list, meaning)| list.iter().map(move |name| (name.as_str(), meaning)));
    numbered(&names.months, 1, DateWord::Month)
        .chain(numbered(&names.seasons, 0, DateWord::Season))
        .chain(numbered(&names.numbers, 1, DateWord::Number))
        .chain(numbered(&names.lengths, 0, DateWord::Length))
        .chain(numbered(&names.counts, 1, DateWord::Count))
        .chain(plain)
}

/// The name without accents, which capitals and many files leave out. Greek has one sigma in capitals.
fn without_accents(name: &str) -> String {
    let letters = name.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    letters.map(|letter| if letter == 'ς' { 'σ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::lexicon;
    use super::*;

    fn month(word: &str) -> Option<u8> {
        let words = super::super::read_words(word, lexicon());
        let meant = |word| match word {
            DateWord::Month(month) => Some(month),
            _ => None,
        };
        lexicon().date_word(&words, meant).map(|(_, month)| month)
    }

    #[test]
    fn months_are_known_in_nine_languages_with_and_without_accents() {
        for (word, number) in [
            ("SEPT", 9),
            ("März", 3),
            ("MARZ", 3),
            ("août", 8),
            ("grudnia", 12),
            ("Μάρτιος", 3),
            ("ΜΑΡΤΙΟΣ", 3),
            ("maio", 5),
            ("mei", 5),
            ("Dic", 12),
        ] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        assert_eq!(month("Marches"), None);
    }
}
