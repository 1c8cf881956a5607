//! Recognises a tool's name despite one typing error, by deletion neighbourhoods.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::scan::LexicalId;

/// Shorter words have too many neighbours that are words of their own.
const SHORTEST: usize = 6;

/// Typing errors that are forgiven in one word.
const MOST_ERRORS: usize = 1;

/// Words of names, by every form of them with one letter left out.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Typos {
    neighbours: FxHashMap<String, Vec<(String, LexicalId)>>,
    /// Bytes of the longest word learned.
    longest: usize,
}

impl Typos {
    /// Learns a word of a name.
    pub(super) fn learn(&mut self, word: &str, id: LexicalId) {
        if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return;
        }
        self.longest = self.longest.max(word.len());
        for left_out in forms(word) {
            let mut form = String::new();
            write_form(word, left_out, &mut form);
            let words = self.neighbours.entry(form).or_default();
            if !words.iter().any(|(known, _)| known == word) {
                words.push((word.to_owned(), id));
            }
        }
    }

    /// The words of names, each with its id.
    #[cfg(feature = "search")]
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, LexicalId)> {
        // Every word is its own form too.
        self.neighbours.iter().filter_map(|(form, words)| {
            words.iter().find(|(word, _)| word == form).map(|(word, id)| (word.as_str(), *id))
        })
    }

    /// The ids of all words of names that `word` is one typing error away from, or is.
    #[cfg(feature = "search")]
    pub(super) fn near(&self, word: &str) -> Vec<LexicalId> {
        let lengths = SHORTEST..=self.longest + MOST_ERRORS;
        let mut ids = Vec::new();
        if !lengths.contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return ids;
        }
        let mut form = String::with_capacity(word.len());
        for left_out in forms(word) {
            write_form(word, left_out, &mut form);
            let known = self.neighbours.get(&form).into_iter().flatten();
            ids.extend(known.filter(|(known, _)| is_near(known, word)).map(|(_, id)| *id));
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The id of the name's word that `word` is one typing error away from; errors in the first letter are not
    /// forgiven.
    pub(super) fn correct(&self, word: &str) -> Option<LexicalId> {
        // The forms of a word take the square of its length; one that is longer than any name is none.
        let lengths = SHORTEST..=self.longest + MOST_ERRORS;
        if !lengths.contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return None;
        }
        let near = |(known, _): &&(String, LexicalId)| {
            known.as_bytes().first() == word.as_bytes().first() && is_near(known, word)
        };
        let mut form = String::with_capacity(word.len());
        forms(word).find_map(|left_out| {
            write_form(word, left_out, &mut form);
            self.neighbours.get(&form)?.iter().find(near).map(|(_, id)| *id)
        })
    }
}

/// True if the words differ by at most one letter left out, added, exchanged or swapped with its neighbour.
pub(crate) fn is_near(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.chars(), other.chars());
    loop {
        let (ahead, ahead_of_other) = (one.as_str(), other.as_str());
        match (one.next(), other.next()) {
            (None, None) => return true,
            (a, b) if a == b => {}
            (a, b) => {
                let (rest, rest_of_other) = (one.as_str(), other.as_str());
                let left_out = rest == ahead_of_other || ahead == rest_of_other;
                let swapped = one.next() == b && other.next() == a && one.as_str() == other.as_str();
                return left_out || rest == rest_of_other || swapped;
            }
        }
    }
}

/// The forms of an ASCII word: itself and with any one letter left out, told by that letter's place.
fn forms(word: &str) -> impl Iterator<Item = Option<usize>> {
    std::iter::once(None).chain((0..word.len()).map(Some))
}

fn write_form(word: &str, left_out: Option<usize>, form: &mut String) {
    form.clear();
    form.push_str(word);
    if let Some(at) = left_out {
        form.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typos() -> Typos {
        let mut typos = Typos::default();
        typos.learn("hubspot", 7);
        typos.learn("act", 8);
        typos
    }

    #[test]
    fn one_letter_wrong_missing_doubled_or_swapped_is_forgiven() {
        for word in ["hubspott", "hubpot", "hubspat", "hubsopt"] {
            assert_eq!(typos().correct(word), Some(7), "{word}");
        }
    }

    #[test]
    fn one_error_is_one_in_the_sense_of_optimal_string_alignment() {
        let letters = ["", "a", "b", "é"];
        let mut words = vec![String::new()];
        for _ in 0..4 {
            words = words.iter().flat_map(|word| letters.map(|letter| format!("{word}{letter}"))).collect();
            words.sort();
            words.dedup();
        }
        for one in &words {
            for other in &words {
                assert_eq!(is_near(one, other), strsim::osa_distance(one, other) <= MOST_ERRORS, "{one} {other}");
            }
        }
    }

    #[test]
    fn a_word_without_end_costs_nothing() {
        assert_eq!(typos().correct(&"a".repeat(1 << 20)), None);
    }

    #[test]
    fn two_errors_and_short_words_are_not() {
        for word in ["hubsots", "dubspot", "acts", "hub"] {
            assert_eq!(typos().correct(word), None, "{word}");
        }
    }
}
