//! The occupations of O*NET with their titles: which of them a posting describes, and which titles are related to its
//! own.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::catalog::embedded_text;
use crate::error::{Error, Finding, Result};
use crate::matcher::{Rarity, stems};

const FILE: &str = "occupations/titles.txt";
const SCHEMA: &str = "rolefit.occupations/1:";

/// The most occupations that a posting is grounded in.
const MOST: usize = 3;

/// Percent of the best occupation's likeness that another needs, so that it is about as likely.
const NEAR: u32 = 85;

/// The least likeness of titles, in thousandths. Below, the posting's title shares only a common word with any other.
const LEAST_LIKENESS: u32 = 300;

/// The most related titles. Those most like the posting's title come first; further ones are of other work.
const MOST_TITLES: usize = 40;

/// A word that ends the titles of at most so many occupations names a trade: chef, accountant. Manager does not.
const MOST_OF_A_TRADE: usize = 40;

/// Percent of the titles with such a last word that the occupations of the posting need: "trainer" also ends the titles
/// of people who train animals, and staff.
const LEAST_SHARE_OF_A_TRADE: usize = 20;

/// The fewest titles of an occupation that end in a word which names its trade. "Owner" is one title of urologists.
const LEAST_OF_A_TRADE: usize = 3;

/// The occupations, with the number of titles that contain each word.
pub(crate) struct Occupations {
    all: Vec<Occupation>,
    titles_with: FxHashMap<String, u32>,
    titles: u32,
}

/// An occupation.
struct Occupation {
    name: &'static str,
    titles: Vec<&'static str>,
    stems: Vec<&'static str>,
}

/// What a posting is grounded in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Grounding {
    /// Names of the occupations, the likeliest first.
    pub occupations: Vec<String>,
    /// Titles of these occupations, the likest first.
    pub titles: Vec<String>,
}

impl Occupations {
    /// Reads the table that is compiled into the binary.
    ///
    /// # Errors
    /// [`Error::Catalog`] with the line if a line is not whole. Never in a release: a test reads the table.
    pub(crate) fn embedded() -> Result<Self> {
        Self::read(embedded_text(FILE))
    }

    fn read(text: &'static str) -> Result<Self> {
        let fault = |line: usize, message: &str| {
            let remedy = "write it again with `cargo run --example occupation_titles`".into();
            Error::Catalog(vec![Finding { file: format!("corpus/{FILE}"), line, message: message.into(), remedy }])
        };
        let mut lines = text.lines();
        if !lines.next().is_some_and(|line| line.starts_with(SCHEMA)) {
            return Err(fault(1, "the schema is not known"));
        }
        let mut occupations = Self { all: Vec::new(), titles_with: FxHashMap::default(), titles: 0 };
        for (at, line) in lines.enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [name, titles, stems] = *cells.as_slice() else {
                return Err(fault(at + 2, "an occupation has a name, titles and stems, with tabs between them"));
            };
            let titles: Vec<&str> = titles.split('|').filter(|title| !title.is_empty()).collect();
            for title in titles.iter().chain([&name]) {
                occupations.titles += 1;
                words(title).into_iter().for_each(|word| *occupations.titles_with.entry(word).or_default() += 1);
            }
            occupations.all.push(Occupation { name, titles, stems: stems.split(' ').collect() });
        }
        Ok(occupations)
    }

    /// Grounds a posting, by its title and its demands, in the occupations that it most likely describes.
    pub(crate) fn ground(&self, title: &str, demands: &str, rarity: &Rarity) -> Grounding {
        let asked = words(title);
        let stems: BTreeSet<String> = stems(demands).into_iter().map(|(_, stem)| stem).collect();
        let mut likely: Vec<(u32, &Occupation)> = Vec::new();
        for occupation in &self.all {
            let likeness = occupation.titles.iter().chain([&occupation.name]).map(|other| self.likeness(&asked, other));
            let likeness = likeness.max().unwrap_or(0);
            if likeness >= LEAST_LIKENESS {
                likely.push((likeness + overlap(occupation, &stems, rarity), occupation));
            }
        }
        // The sort is stable, so equals stay in the order of the table.
        likely.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
        let best = likely.first().map_or(0, |(likeness, _)| *likeness);
        likely.retain(|(likeness, _)| likeness * 100 >= best * NEAR);
        likely.truncate(MOST);
        let likely: Vec<&Occupation> = likely.into_iter().map(|(_, occupation)| occupation).collect();
        let mut titles = self.related(title, &asked, likely.iter().copied());
        // "Executive Chef" is near to "Sous Chef" by its last word.
        let head = head(title).filter(|head| self.is_trade(head) && self.is_theirs(head, &likely));
        let head = head.filter(|head| !titles.iter().any(|known| known.eq_ignore_ascii_case(head)));
        titles.extend(head.map(str::to_owned));
        let occupations = likely.iter().map(|occupation| occupation.name.to_owned()).collect();
        Grounding { occupations, titles }
    }

    /// Returns the titles of `occupations` that are most like the title `asked`. A single word counts only where it
    /// names a trade.
    fn related<'a>(
        &self,
        title: &str,
        asked: &BTreeSet<String>,
        occupations: impl Iterator<Item = &'a Occupation>,
    ) -> Vec<String> {
        let mut related: Vec<(u32, &str)> = Vec::new();
        let titles = occupations.flat_map(|occupation| occupation.titles.iter().map(move |title| (occupation, title)));
        for (occupation, other) in titles {
            let is_known = related.iter().any(|(_, known)| known.eq_ignore_ascii_case(other));
            let is_usual =
                || occupation.titles.iter().filter(|title| ends_in(title, other)).count() >= LEAST_OF_A_TRADE;
            let is_telling = words(other).len() > 1 || (is_usual() && self.is_trade(other));
            if !is_known && is_telling && !other.eq_ignore_ascii_case(title) {
                related.push((self.likeness(asked, other), other));
            }
        }
        related.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
        related.into_iter().take(MOST_TITLES).map(|(_, title)| title.to_owned()).collect()
    }

    /// True if few occupations have titles that end in the word.
    fn is_trade(&self, word: &str) -> bool {
        let ends = |occupation: &&Occupation| occupation.titles.iter().any(|title| ends_in(title, word));
        let of = self.all.iter().filter(ends).take(MOST_OF_A_TRADE + 1).count();
        (1..=MOST_OF_A_TRADE).contains(&of)
    }

    /// True if enough of the titles that end in `word` belong to `occupations`.
    fn is_theirs(&self, word: &str, occupations: &[&Occupation]) -> bool {
        let ending = |titles: &[&str]| titles.iter().filter(|title| ends_in(title, word)).count();
        let theirs: usize = occupations.iter().map(|occupation| ending(&occupation.titles)).sum();
        let all: usize = self.all.iter().map(|occupation| ending(&occupation.titles)).sum();
        theirs * 100 >= all * LEAST_SHARE_OF_A_TRADE
    }

    /// Returns the rarity of the words that two titles share, of the rarity of all their words, in thousandths.
    fn likeness(&self, asked: &BTreeSet<String>, other: &str) -> u32 {
        let other = words(other);
        let weight = |words: &mut dyn Iterator<Item = &String>| -> u32 { words.map(|word| self.weight(word)).sum() };
        let shared = weight(&mut asked.intersection(&other));
        if shared == 0 {
            return 0;
        }
        shared * 1000 / weight(&mut asked.union(&other)).max(1)
    }

    /// The binary logarithm of all titles for each that contains the word, in whole numbers, from 1.
    fn weight(&self, word: &str) -> u32 {
        let with = self.titles_with.get(word).copied().unwrap_or(0) + 1;
        1 + (self.titles / with).max(1).ilog2()
    }
}

/// True if the last word of `title` is `word`.
fn ends_in(title: &str, word: &str) -> bool {
    title.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(word))
}

/// Returns the last word of a title of several words, without additions behind a comma, a bracket or "of".
fn head(title: &str) -> Option<&str> {
    let plain = title.split([',', '(', '/', '|']).next()?;
    let plain = [" - ", " of ", " for ", " in "]
        .into_iter()
        .fold(plain, |title, joint| title.split_once(joint).map_or(title, |(head, _)| head));
    let (_, last) = plain.trim().rsplit_once(' ')?;
    Some(last)
}

/// Returns the rarity of the occupation's words that the demands have, of that of all its words, in thousandths.
fn overlap(occupation: &Occupation, demands: &BTreeSet<String>, rarity: &Rarity) -> u32 {
    let weight = |stem: &&str| rarity.weight(stem);
    let whole: u32 = occupation.stems.iter().map(weight).sum();
    let shared: u32 = occupation.stems.iter().filter(|stem| demands.contains(**stem)).map(weight).sum();
    shared * 1000 / whole.max(1)
}

/// Returns the words of a title in small letters, without the "s" of a plural, each once.
fn words(title: &str) -> BTreeSet<String> {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let little = ["and", "of", "the", "for", "in", "a"];
    let words = words.filter(|word| !little.contains(word));
    words.map(|word| word.strip_suffix('s').filter(|rest| rest.len() > 3).unwrap_or(word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn ground(title: &str, demands: &str) -> Grounding {
        Occupations::embedded().unwrap().ground(title, demands, &Rarity::embedded().unwrap())
    }

    #[test]
    fn a_posting_is_grounded_in_the_occupation_of_its_title() {
        let grounding = ground("Pastry Chef", "Bake bread and desserts; order ingredients");
        assert!(grounding.occupations.iter().any(|name| name.contains("Cooks") || name.contains("Bakers")));
        assert!(grounding.titles.len() <= MOST_TITLES && !grounding.titles.is_empty());
    }

    #[test]
    fn the_last_word_of_a_title_is_a_related_title_where_it_names_a_trade() {
        assert_eq!(head("Lead Pastry Chef, Banquets"), Some("Chef"));
        assert_eq!(head("Chef"), None);
        assert!(ground("Hospital Pastry Cook", "Bake bread").titles.contains(&"Cook".to_owned()));
        let trainer = ground("Riding School Fitness Trainer", "Lead exercise classes").titles;
        assert!(!trainer.contains(&"Trainer".to_owned()), "{trainer:?}");
        assert!(!ground("Regional Sales Manager", "Lead sales staff").titles.contains(&"Manager".to_owned()));
    }

    #[test]
    fn a_title_that_is_like_no_other_is_grounded_in_nothing() {
        assert_eq!(ground("Zorbing Quaestor", "Roll downhill"), Grounding::default());
    }

    #[test]
    fn a_common_word_is_no_related_title() {
        let titles = ground("Operations Manager", "Direct operations and budgets").titles;
        assert!(titles.iter().all(|title| !["Owner", "Manager", "Director"].contains(&title.as_str())));
    }

    #[test]
    fn a_line_that_is_not_whole_is_named() {
        let message = |text| Occupations::read(text).err().unwrap().to_string();
        assert!(message("rolefit.occupations/1:\nCooks\tChef\tcook\nBakers\n").contains("titles.txt:3"));
        assert!(message("other/1\n").contains("titles.txt:1"));
    }
}
