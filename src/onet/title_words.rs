//! Measures how well a title identifies an occupation: the share of the occupation among all titles with the same
//! words.

use std::collections::{BTreeMap, BTreeSet};

use super::onet_tables::Tables;
use crate::catalog::Vocabulary;
use crate::titles::title_words;

/// The length of the first part of an occupation's code, which names its major group: 29 of `29-1229.03`.
const MAJOR_GROUP: usize = 2;

/// The words of a title in lower case and singular, with short forms spelled out.
pub(super) type TitleWords = Vec<String>;

/// Finds the occupations whose titles contain a run of words.
pub(super) struct TitleIndex<'a> {
    short_forms: &'a BTreeMap<String, String>,
    /// By words, then by occupation: the number of its titles that contain the words.
    holders: BTreeMap<TitleWords, BTreeMap<String, u32>>,
}

impl<'a> TitleIndex<'a> {
    /// Counts the titles in `tables` that contain each title and each word.
    pub(super) fn of(tables: &Tables, vocabulary: &'a Vocabulary) -> Self {
        let short_forms = &vocabulary.title_words.short_forms;
        let titles: BTreeMap<&String, BTreeSet<TitleWords>> = tables
            .occupations
            .iter()
            .map(|(code, it)| {
                let all = std::iter::once(&it.title).chain(&it.reported).chain(&it.alternates);
                (code, all.flat_map(|title| written(title)).map(|title| title_words(&title, short_forms)).collect())
            })
            .collect();
        let mut holders: BTreeMap<TitleWords, BTreeMap<String, u32>> =
            titles.values().flatten().map(|words| (words.clone(), BTreeMap::new())).collect();
        let words = titles.values().flatten().flatten();
        holders.extend(words.map(|word| (vec![word.clone()], BTreeMap::new())));
        for (code, titles) in titles {
            for title in titles {
                let mut seen = BTreeSet::new();
                for run in runs(&title) {
                    if let Some(holders) = holders.get_mut(run).filter(|_| seen.insert(run)) {
                        *holders.entry(code.clone()).or_default() += 1;
                    }
                }
            }
        }
        Self { short_forms, holders }
    }

    /// The words of a title.
    pub(super) fn words(&self, title: &str) -> TitleWords {
        title_words(title, self.short_forms)
    }

    /// True if a single word is mostly used by the major group of the occupation `code`. "Owner" is a title of
    /// urologists too, but most owners are something else. Titles of several words always pass.
    pub(super) fn is_of_group(&self, words: &[String], code: &str) -> bool {
        let Some(holders) = self.holders.get(words).filter(|_| words.len() == 1) else { return words.len() > 1 };
        let group = |code: &str| code.get(..MAJOR_GROUP).map(str::to_owned);
        let of_group = holders.iter().filter(|(other, _)| group(other) == group(code)).map(|(_, titles)| titles);
        of_group.sum::<u32>() * 2 >= holders.values().sum()
    }

    /// Returns the highest [`share`](Self::share) of a single word of `words`.
    pub(super) fn best_word(&self, words: &[String], code: &str) -> u32 {
        words.iter().map(|word| self.share(std::slice::from_ref(word), code)).max().unwrap_or(0)
    }

    /// Returns the percentage of titles containing `words` that belong to the occupation `code`.
    pub(super) fn share(&self, words: &[String], code: &str) -> u32 {
        let Some(holders) = self.holders.get(words) else { return 0 };
        let all: u32 = holders.values().sum();
        (holders.get(code).copied().unwrap_or(0) * 100).checked_div(all).unwrap_or(0)
    }
}

/// Returns every run of adjacent words in a title.
fn runs(title: &[String]) -> impl Iterator<Item = &[String]> {
    (0..title.len()).flat_map(move |from| (from + 1..=title.len()).filter_map(move |to| title.get(from..to)))
}

/// True if `title` contains `words` next to each other.
pub(super) fn holds(title: &[String], words: &[String]) -> bool {
    !words.is_empty() && title.windows(words.len()).any(|window| window == words)
}

/// A title as people write it: without what stands in brackets, and what stands there where it is a short form.
pub(super) fn written(title: &str) -> Vec<String> {
    let Some((head, rest)) = title.split_once('(') else { return vec![title.trim().to_owned()] };
    let (inner, tail) = rest.split_once(')').unwrap_or((rest, ""));
    let plain = [head.trim(), tail.trim()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
    let short = |text: &str| !text.contains(' ') && !text.chars().any(char::is_lowercase);
    let mut written = vec![plain];
    if short(inner) || written.iter().any(|plain| short(plain)) {
        written.push(inner.trim().to_owned());
    }
    written.retain(|title| !title.is_empty());
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_brackets_is_a_title_where_it_is_short_or_spells_one_out() {
        assert_eq!(written("CEO (Chief Executive Officer)"), ["CEO", "Chief Executive Officer"]);
        assert_eq!(written("Registered Nurse (RN)"), ["Registered Nurse", "RN"]);
        assert_eq!(written("Cook (Restaurant)"), ["Cook"]);
    }

    #[test]
    fn words_stand_in_titles_as_a_run() {
        let forms = BTreeMap::from([("sr".to_owned(), "senior".to_owned())]);
        let holds = |title: &str, words: &str| holds(&title_words(title, &forms), &title_words(words, &forms));
        assert!(holds("Senior Tax Accountants", "tax accountant"));
        assert!(holds("Sr Accountant", "senior accountant"));
        assert!(!holds("Tax and Cost Accountant", "tax accountant"));
    }
}
