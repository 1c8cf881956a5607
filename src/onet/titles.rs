//! Which titles an occupation is recognised by, in full or as next to it.

use super::tables::Occupation;
use super::title_words::{TitleIndex, TitleWords, holds, written};

/// Percent of all titles with its words that must be the occupation's for a title to count in full: with less, it is more
/// often somebody else's.
const SAME_FROM: u32 = 50;

/// The same for the occupation's own title and for those that its holders reported: they were asked, so that a quarter is
/// enough ("registered nurse" stands in the titles of many kinds of nurse).
const REPORTED_FROM: u32 = 25;

/// The least percent for a title to stand next to the occupation; below, it says nothing ("test engineer" is 3 % a software
/// developer's).
const ADJACENT_FROM: u32 = 10;

/// The same for the best of its words, for a title to count in full: "resource officer" stands in few titles, but officers and
/// resources are everywhere.
const WORD_FROM: u32 = 3;

/// Letters that a title of one word needs: shorter ones are short forms that mean something else elsewhere.
const SHORTEST_WORD: usize = 4;

/// The titles of an occupation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Titles {
    /// Those that count in full.
    pub same: Vec<String>,
    /// Those that count half.
    pub adjacent: Vec<String>,
    /// Those that its holders reported, for people to read.
    pub reported: Vec<String>,
}

/// The titles of the occupation `code`.
pub(super) fn titles(code: &str, occupation: &Occupation, index: &TitleIndex<'_>) -> Titles {
    let reported: Vec<String> = occupation.reported.iter().flat_map(|title| written(title)).collect();
    let named = own(&occupation.title).into_iter().chain(reported.iter().cloned());
    let all = named.map(|title| (title, REPORTED_FROM));
    let all = all.chain(occupation.alternates.iter().flat_map(|title| written(title)).map(|title| (title, SAME_FROM)));
    let residual = is_residual(occupation);
    let (mut same, mut adjacent): (Vec<(TitleWords, String)>, Vec<_>) = (Vec::new(), Vec::new());
    for (title, same_from) in all {
        let words = index.words(&title);
        if !tells(&words) {
            continue;
        }
        // One word by itself must be the occupation's, whoever says so.
        let same_from = if words.len() == 1 { SAME_FROM } else { same_from };
        let share = index.share(&words, code);
        let list = match share {
            share if share >= same_from && index.best_word(&words, code) >= WORD_FROM && !residual => &mut same,
            share if share >= ADJACENT_FROM => &mut adjacent,
            _ => continue,
        };
        if !list.iter().any(|(known, _)| *known == words) {
            list.push((words, title));
        }
    }
    adjacent.retain(|(words, _)| !same.iter().any(|(known, _)| known == words));
    // The own title recognises the occupation whatever else does.
    if same.is_empty() {
        same.push((index.words(&occupation.title), occupation.title.clone()));
    }
    let known = same.clone();
    let same = shortest(same, &[]);
    let adjacent = shortest(adjacent, &known);
    let mut listed = Vec::new();
    for title in reported {
        if !listed.contains(&title) && index.words(&title) != index.words(&occupation.title) {
            listed.push(title);
        }
    }
    Titles { same, adjacent, reported: listed }
}

/// Whether the occupation gathers what no other one takes: its titles are those of work that O*NET knows too little of.
pub(super) fn is_residual(occupation: &Occupation) -> bool {
    occupation.title.contains("All Other")
}

/// The titles that an occupation's own title names: "Accountants and Auditors" are two.
fn own(title: &str) -> Vec<String> {
    let head = title.split(',').next().unwrap_or(title);
    let mut own = vec![title.to_owned(), head.to_owned()];
    own.extend(head.split(" and ").map(str::to_owned));
    own
}

/// Whether a title says enough to be looked for: more than one word, or a word of some length.
fn tells(words: &[String]) -> bool {
    words.len() > 1 || words.iter().any(|word| word.chars().count() >= SHORTEST_WORD)
}

/// Titles without those in which a shorter one, or one of `others`, stands anyway.
fn shortest(titles: Vec<(TitleWords, String)>, others: &[(TitleWords, String)]) -> Vec<String> {
    let holds_another = |words: &TitleWords| {
        titles.iter().chain(others).any(|(other, _)| other.len() < words.len() && holds(words, other))
    };
    titles.iter().filter(|(words, _)| !holds_another(words)).map(|(_, title)| title.clone()).collect()
}
