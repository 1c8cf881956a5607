//! Selects the titles that recognise an occupation, in full or as adjacent titles.

use super::onet_tables::Occupation;
use super::title_words::{TitleIndex, TitleWords, holds, written};

/// A title counts in full if this percentage of the titles with its words belongs to the occupation. Below, it more
/// often means another one.
const SAME_FROM: u32 = 50;

/// The same for the occupation's own title and the titles that its holders reported. They are reliable, so a quarter is
/// enough: "registered nurse" occurs in the titles of many kinds of nurse.
const REPORTED_FROM: u32 = 25;

/// The least percentage for an adjacent title. Below, a title says nothing: "test engineer" is a software developer in
/// 3 % of cases.
const ADJACENT_FROM: u32 = 10;

/// The least percentage for the best single word of a title that counts in full. "Resource officer" is in few titles,
/// but officers and resources are everywhere.
const WORD_FROM: u32 = 3;

/// The fewest letters of a one-word title. Shorter ones are short forms with other meanings.
const SHORTEST_WORD: usize = 4;

/// The titles of an occupation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Titles {
    /// Titles that count in full.
    pub same: Vec<String>,
    /// Adjacent titles, which count half.
    pub adjacent: Vec<String>,
    /// Titles that its holders reported, for people to read.
    pub reported: Vec<String>,
}

/// Selects the titles of the occupation `code`.
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
        // A single word must belong to the occupation, even if holders reported it.
        let same_from = if words.len() == 1 { SAME_FROM } else { same_from };
        let share = index.share(&words, code);
        let list = match share {
            share if share >= same_from && index.best_word(&words, code) >= WORD_FROM && !residual => &mut same,
            share if share >= ADJACENT_FROM && index.is_of_group(&words, code) => &mut adjacent,
            _ => continue,
        };
        if !list.iter().any(|(known, _)| *known == words) {
            list.push((words, title));
        }
    }
    adjacent.retain(|(words, _)| !same.iter().any(|(known, _)| known == words));
    // Without any other title, the occupation's own title recognises it.
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

/// True for an "All Other" occupation, which collects work that O*NET does not describe. Its titles say little.
pub(super) fn is_residual(occupation: &Occupation) -> bool {
    occupation.title.contains("All Other")
}

/// Returns the titles named by an occupation's title: "Accountants and Auditors" are two.
fn own(title: &str) -> Vec<String> {
    let head = title.split(',').next().unwrap_or(title);
    let mut own = vec![title.to_owned(), head.to_owned()];
    own.extend(head.split(" and ").map(str::to_owned));
    own
}

/// True if a title is specific enough: more than one word, or one long word.
fn tells(words: &[String]) -> bool {
    words.len() > 1 || words.iter().any(|word| word.chars().count() >= SHORTEST_WORD)
}

/// Drops titles that contain a shorter title of the list, or one of `others`, since the shorter one finds them too.
fn shortest(titles: Vec<(TitleWords, String)>, others: &[(TitleWords, String)]) -> Vec<String> {
    let holds_another = |words: &TitleWords| {
        titles.iter().chain(others).any(|(other, _)| other.len() < words.len() && holds(words, other))
    };
    titles.iter().filter(|(words, _)| !holds_another(words)).map(|(_, title)| title.clone()).collect()
}
