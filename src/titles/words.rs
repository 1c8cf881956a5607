//! Brings the words of titles into one form: short forms written out, plurals made singular, typing errors forgiven.

use std::collections::BTreeMap;

use memchr::memmem;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::matcher::typos::is_near;
use rolefit_document::{Span, words};

/// The number of a word that some title of the vocabulary uses.
pub(super) type WordId = u32;

/// The number of all words that no title uses.
const UNKNOWN: WordId = WordId::MAX;

/// Shorter words are not compared with typing errors forgiven.
const SHORTEST_MISSPELLED: usize = 6;

/// Typing errors forgiven in a word.
const MOST_ERRORS: usize = 1;

/// The least Jaro-Winkler similarity of a misspelled word: "manger" has 0.96 to "manager", "marker" 0.87.
const LEAST_LIKENESS: f64 = 0.93;

/// Separators at which a title is turned round: "Manager, Key Accounts" and "Manager of Key Accounts" are key account
/// managers.
const TURNS: [&str; 5] = [", ", " - ", " – ", " of ", " for "];

/// The separators of [`TURNS`] and [`JOINTS`] that are words; the others have a comma, a dash, a slash or an ampersand.
const JOINING_WORDS: [&str; 3] = [" of ", " for ", " and "];

/// Separators between two titles: "Sales/Account Manager" is a sales manager, an account manager and a sales account
/// manager.
const JOINTS: [&str; 3] = ["/", " & ", " and "];

/// The words of the vocabulary's titles.
#[derive(Serialize, Deserialize)]
pub(super) struct TitleLexicon {
    short_forms: FxHashMap<String, String>,
    ids: FxHashMap<String, WordId>,
    /// Long words by first letter, for typing errors.
    long: FxHashMap<u8, Vec<(String, WordId)>>,
}

impl TitleLexicon {
    pub(super) fn new(short_forms: BTreeMap<String, String>) -> Self {
        let short_forms = short_forms.into_iter().collect();
        Self { short_forms, ids: FxHashMap::default(), long: FxHashMap::default() }
    }

    /// Numbers the words of titles; empty titles are left out.
    pub(super) fn learn(&mut self, titles: &[String]) -> Vec<Vec<WordId>> {
        let words = titles.iter().map(|title| words_with(title, |word| self.long_form(word)));
        let words: Vec<Vec<String>> = words.filter(|words| !words.is_empty()).collect();
        words.into_iter().map(|words| words.into_iter().map(|word| self.learn_word(word)).collect()).collect()
    }

    fn long_form(&self, word: &str) -> Option<&str> {
        self.short_forms.get(word).map(String::as_str)
    }

    fn learn_word(&mut self, word: String) -> WordId {
        let next = self.ids.len() as WordId;
        let id = *self.ids.entry(word.clone()).or_insert(next);
        if id == next && word.len() >= SHORTEST_MISSPELLED {
            self.long.entry(word.as_bytes().first().copied().unwrap_or_default()).or_default().push((word, id));
        }
        id
    }

    /// The readings of a title that somebody has held.
    pub(super) fn read(&self, title: &str) -> Vec<Vec<(WordId, bool)>> {
        let read = |title: &str| {
            let mut reading = Vec::new();
            each_word(title, |word| self.long_form(word), |word| reading.push(self.find(word)));
            reading
        };
        let mut readings = vec![read(title)];
        // Most titles are in one piece.
        if !title.bytes().any(|byte| matches!(byte, b',' | b'/' | b'&' | b'-') || !byte.is_ascii())
            && !JOINING_WORDS.iter().any(|word| memmem::find(title.as_bytes(), word.as_bytes()).is_some())
        {
            return readings;
        }
        for turn in TURNS {
            if let Some((head, tail)) = halves(title, turn) {
                readings.push([read(tail), read(head)].concat());
            }
        }
        for joint in JOINTS {
            if let Some((head, tail)) = halves(title, joint) {
                let (head, tail) = (read(head), read(tail));
                let last = tail.last().copied();
                readings.push(head.iter().copied().chain(last).collect());
                readings.extend([head, tail]);
            }
        }
        readings
    }

    /// The numbers of a word of a title that somebody has held: several if it is a short form of several words, none if
    /// no title of the vocabulary uses it.
    #[cfg(feature = "search")]
    pub(super) fn numbers(&self, word: &str) -> Vec<WordId> {
        let mut numbers = Vec::new();
        each_form(word, |word| self.long_form(word), &mut String::new(), |word| numbers.push(self.find(word).0));
        numbers.retain(|number| *number != UNKNOWN);
        numbers
    }

    /// The number of a word as titles write it.
    pub(super) fn known(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }

    /// The words by their numbers.
    #[cfg(feature = "search")]
    pub(super) fn written(&self) -> FxHashMap<WordId, &str> {
        self.ids.iter().map(|(word, id)| (*id, word.as_str())).collect()
    }

    /// The number of a word, and whether a typing error was forgiven for it.
    fn find(&self, word: &str) -> (WordId, bool) {
        if let Some(&id) = self.ids.get(word) {
            return (id, false);
        }
        let near = |(known, _): &&(String, WordId)| {
            known.len().abs_diff(word.len()) <= MOST_ERRORS
                && is_near(known, word)
                && strsim::jaro_winkler(known, word) >= LEAST_LIKENESS
        };
        let long = word.as_bytes().first().filter(|_| word.len() >= SHORTEST_MISSPELLED);
        let corrected = long.and_then(|first| self.long.get(first)?.iter().find(near));
        corrected.map_or((UNKNOWN, false), |(_, id)| (*id, true))
    }
}

/// The text before and after the first `joint`. `str::split_once` prepares for longer texts than titles are.
fn halves<'a>(title: &'a str, joint: &str) -> Option<(&'a str, &'a str)> {
    let at = memmem::find(title.as_bytes(), joint.as_bytes())?;
    Some((title.get(..at)?, title.get(at + joint.len()..)?))
}

/// A title as a key that is the same for all its spellings, except for the order of words.
pub(crate) fn title_key(title: &str, short_forms: &BTreeMap<String, String>) -> String {
    title_words(title, short_forms).join(" ")
}

/// The words of a title in lower case and the singular, with short forms written out.
pub(crate) fn title_words(title: &str, short_forms: &BTreeMap<String, String>) -> Vec<String> {
    words_with(title, |word| short_forms.get(word).map(String::as_str))
}

fn words_with<'a>(title: &str, long_form: impl Fn(&str) -> Option<&'a str>) -> Vec<String> {
    let mut found = Vec::new();
    each_word(title, long_form, |word| found.push(word.to_owned()));
    found
}

/// Calls `take` with each word of [`title_words`]; `long_form` writes out short forms.
fn each_word<'a>(title: &str, long_form: impl Fn(&str) -> Option<&'a str>, mut take: impl FnMut(&str)) {
    let mut lower = String::new();
    for word in words(title) {
        each_form(Span::new(word.start, word.end).slice(title), &long_form, &mut lower, &mut take);
    }
}

/// Calls `take` with each word of [`title_words`] that a word of a title is written out as. `lower` is scratch space.
fn each_form<'a>(
    word: &str,
    long_form: impl Fn(&str) -> Option<&'a str>,
    lower: &mut String,
    mut take: impl FnMut(&str),
) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&word.to_lowercase());
    }
    match long_form(lower) {
        Some(long) => long.split(' ').map(singular).for_each(&mut take),
        None => take(singular(lower)),
    }
}

/// The word without a plural `s`.
pub(super) fn singular(word: &str) -> &str {
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    word.get(..word.len() - usize::from(plural)).unwrap_or(word)
}
