//! Sorts out titles that are none of those asked for, by their words alone. An index of a million resumes has hundreds
//! of thousands of different titles, and comparing each of them would take most of the time of a query.

use rolefit_document::words;
use rustc_hash::FxHashMap;

use super::matcher::{Target, TitleMatcher};
use super::words::{TitleLexicon, WordId};

/// The titles asked for, and the words that were looked up so far.
pub(crate) struct TitleSieve<'a> {
    lexicon: &'a TitleLexicon,
    /// The words of each title asked for, by the first of them.
    asked: FxHashMap<WordId, Vec<&'a [WordId]>>,
    /// The numbers of each word that was looked up. Titles have few different words.
    known: FxHashMap<Box<str>, Vec<WordId>>,
}

impl TitleMatcher {
    /// Returns a sieve for the title `id` and for the titles that imply one of `entries`.
    pub(crate) fn sieve<'a>(&'a self, id: Option<&str>, entries: &[&str]) -> TitleSieve<'a> {
        let is_asked = |target: usize| match self.targets.get(target) {
            Some(Target::Title(title)) => Some(title.as_str()) == id,
            Some(Target::Held(entry)) => entries.contains(&entry.as_str()),
            None => false,
        };
        let mut asked: FxHashMap<WordId, Vec<&[WordId]>> = FxHashMap::default();
        for phrase in self.phrases.iter().filter(|phrase| phrase.kinship.is_some() && is_asked(phrase.target)) {
            let first = phrase.words.first().copied();
            first.into_iter().for_each(|first| asked.entry(first).or_default().push(&phrase.words));
        }
        TitleSieve { lexicon: &self.words, asked, known: FxHashMap::default() }
    }
}

impl TitleSieve<'_> {
    /// True if [`TitleMatcher::read`] may find a title asked for in `title`, because `title` has all of its words. The
    /// order of words and everything that speaks against a title are left to the comparison.
    pub(crate) fn may_hold(&mut self, title: &str) -> bool {
        let TitleSieve { lexicon, asked, known } = self;
        let mut found: Vec<WordId> = Vec::new();
        for word in words(title) {
            let word = title.get(word.start..word.end).unwrap_or_default();
            if !known.contains_key(word) {
                known.insert(word.into(), lexicon.numbers(word));
            }
            found.extend(known.get(word).into_iter().flatten());
        }
        let mut titles = found.iter().filter_map(|first| asked.get(first)).flatten();
        titles.any(|words| words.iter().all(|word| found.contains(word)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use std::path::Path;

    /// The titles of O*NET, each alone and beside another in every way that titles are joined.
    fn titles() -> Vec<String> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/occupations/titles.txt");
        let text = std::fs::read_to_string(file).unwrap();
        let lists = text.lines().filter_map(|line| line.split('\t').nth(1));
        let plain: Vec<&str> = lists.flat_map(|list| list.split('|')).collect();
        assert!(plain.len() > 10_000, "the titles are gone");
        let joints =
            ["", ", ", " - ", " of ", " for ", "/", " & ", " and ", " to the ", " (", "'s ", ".", "\u{2013}", " Sr. "];
        let pairs = plain.iter().zip(plain.iter().skip(7_919).chain(&plain));
        let joined = pairs.zip(joints.iter().cycle()).map(|((one, other), joint)| match *joint {
            "" => (*one).to_owned(),
            joint => format!("{one}{joint}{other}"),
        });
        let misspelled = plain.iter().step_by(7).map(|title| title.replacen("ag", "a", 1).replacen("ou", "o", 1));
        joined.chain(misspelled).collect()
    }

    #[test]
    fn no_title_that_the_comparison_finds_is_sorted_out() {
        let vocabulary = Catalog::embedded().unwrap().vocabulary;
        let matcher = TitleMatcher::new(&vocabulary);
        let entries: Vec<&str> = vocabulary.entries.keys().map(String::as_str).collect();
        let mut of_entries = matcher.sieve(None, &entries);
        let sieves = vocabulary.titles.keys().map(|id| (id, matcher.sieve(Some(id), &[]), 0, 0));
        let mut sieves: Vec<_> = sieves.collect();
        for title in titles() {
            let readings = matcher.read(&title);
            assert!(of_entries.may_hold(&title) || matcher.implied(&readings).next().is_none(), "{title}");
            for (id, sieve, found, kept) in &mut sieves {
                let is_found = matcher.matches(id, &readings).next().is_some();
                let is_kept = sieve.may_hold(&title);
                assert!(is_kept || !is_found, "{title} is {id}");
                *found += usize::from(is_found);
                *kept += usize::from(is_kept);
            }
        }
        for (id, _, found, kept) in sieves {
            assert!(found > 0 && kept < 3 * found, "{id}: {found} of {kept}");
        }
    }

    #[test]
    fn titles_without_all_words_of_one_asked_for_are_sorted_out() {
        let matcher = TitleMatcher::new(&Catalog::embedded().unwrap().vocabulary);
        let mut sieve = matcher.sieve(Some("key-account-manager"), &[]);
        for title in ["Manager, Key Accounts", "Key Acount Manger", "Sales/Key Account Manager", "KEY ACCOUNTS MGR"] {
            assert!(sieve.may_hold(title), "{title}");
        }
        for title in ["Nurse", "Account", "Key Holder", "", "Lathe Operator (Night Shift)"] {
            assert!(!sieve.may_hold(title), "{title}");
        }
    }
}
