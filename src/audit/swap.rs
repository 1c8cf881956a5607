//! Puts names, pronouns, ages, nationalities, gaps, schools and addresses into the texts of resumes. No score may move.

use serde::{Deserialize, Serialize};

use crate::catalog::merged;
use crate::error::Result;
use crate::profile::{Position, Profile};
use rolefit_document::{Document, SectionKind, Span};

const SCHEMA: &str = "rolefit.audit/1";

/// The values that are put in, from `corpus/audit`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swaps {
    names: Vec<String>,
    lines: Vec<String>,
    gaps: Vec<String>,
    schools: Vec<String>,
    /// Words that follow the name of a school.
    school_words: Vec<String>,
    pub(super) groups: GroupWords,
}

/// The words by which groups are read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupWords {
    /// Values that mean that a category is not known, in lower case.
    pub unknown: Vec<String>,
}

/// A resume in which something was put in or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What was put in, for example `Age: 58`.
    pub change: String,
    /// The text with it.
    pub document: Document,
}

/// A score that a change moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Move {
    /// The candidate's id.
    pub candidate: String,
    /// The role.
    pub role: String,
    /// What was put in.
    pub change: String,
    /// The score as the resume is.
    pub before: Option<f64>,
    /// The score with the change.
    pub after: Option<f64>,
}

impl Move {
    /// Returns how far the score moved, in points; 100 if it came or went.
    pub fn distance(&self) -> f64 {
        self.before.zip(self.after).map_or(100.0, |(before, after)| (after - before).abs())
    }
}

impl Swaps {
    /// Returns the values that are compiled into the binary.
    ///
    /// # Errors
    /// Never in a release: a test reads them.
    pub fn embedded() -> Result<Swaps> {
        merged("audit", SCHEMA)
    }

    /// Returns the variants of a resume whose facts are `profile`.
    pub fn variants(&self, document: &Document, profile: &Profile) -> Vec<Variant> {
        let text = document.text.as_str();
        let mut variants = Vec::new();
        let mut add = |change: String, text: Option<String>| {
            variants.extend(text.map(|text| Variant { change, document: plain(document, text) }));
        };
        for name in &self.names {
            add(format!("name: {name}"), renamed(text, profile, name));
        }
        for line in &self.lines {
            add(line.clone(), Some(below_name(text, line)));
        }
        for gap in &self.gaps {
            add(gap.clone(), after_first_position(text, profile, gap));
        }
        for school in &self.schools {
            add(format!("school: {school}"), self.at_school(text, profile, school));
        }
        variants
    }

    /// Puts another name in the place of that of each school. `None` if none is named.
    fn at_school(&self, text: &str, profile: &Profile, school: &str) -> Option<String> {
        let studies = profile.sections.iter().filter(|section| section.kind == SectionKind::Education);
        let lines = studies.flat_map(|section| section.span.slice(text).lines());
        let mut names: Vec<Span> = lines.flat_map(|line| self.school_names(text, line)).collect();
        // "Bachelor of Science University of Phoenix": the word in front is of the degree.
        let is_degree = |name: &Span| profile.education.iter().any(|study| study.degree.span.overlaps(*name));
        names.retain(|name| !is_degree(name));
        names.sort();
        names.dedup();
        let mut changed = text.to_owned();
        for name in names.iter().rev() {
            changed.replace_range(name.start..name.end, school);
        }
        (!names.is_empty()).then_some(changed)
    }

    /// Returns the words before "University" on a line, where they begin with a capital.
    ///
    /// "MBA University of Phoenix" has the name behind.
    fn school_names(&self, text: &str, line: &str) -> Vec<Span> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let named = words.iter().zip(words.iter().skip(1)).enumerate().filter(|(at, (name, kind))| {
            let kind = kind.trim_end_matches([',', '.', ';']);
            let behind = words.get(at + 2).is_some_and(|next| ["of", "at"].contains(next));
            self.school_words.iter().any(|word| word == kind)
                && !behind
                && name.starts_with(char::is_uppercase)
                && name.chars().all(char::is_alphabetic)
        });
        named.map(|(_, (name, _))| Span::new(start(name), start(name) + name.len())).collect()
    }
}

/// Returns the document with another text. Facts in fields of their own would not fit the text any more.
pub fn plain(document: &Document, text: String) -> Document {
    Document { text, structured: None, pages: None, ..document.clone() }
}

/// Puts another name in the place of the candidate's. `None` if no name is certain.
fn renamed(text: &str, profile: &Profile, name: &str) -> Option<String> {
    let own = profile.contact.name.as_ref()?;
    let old: Vec<&str> = own.text.split_whitespace().filter(|word| word.chars().count() > 2).collect();
    let (first, last) = name.split_once(' ')?;
    let mut renamed = text.replace(own.text.as_str(), name);
    for (word, new) in old.iter().zip([first].into_iter().chain(std::iter::repeat(last))) {
        renamed = replace_word(&renamed, word, new);
    }
    Some(renamed)
}

/// Replaces a word with a capital wherever it is a whole word and no part of the name of a firm, school or place.
fn replace_word(text: &str, word: &str, new: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(word) {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + word.len()..).unwrap_or_default());
        let is_whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if is_whole && !is_of_longer_name(before, after) { new } else { word });
        rest = after;
    }
    out + rest
}

/// True for "Fallow" of "Fallow Hill School" and "North Fallow", but not of "Ms Fallow".
fn is_of_longer_name(before: &str, after: &str) -> bool {
    let follows = after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase));
    let last = before.strip_suffix(' ').and_then(|before| before.rsplit(char::is_whitespace).next());
    let leads =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().filter(|it| it.is_alphabetic()).count() > 3;
    follows || last.is_some_and(leads)
}

/// Puts a line below the first line.
fn below_name(text: &str, line: &str) -> String {
    let end = text.find('\n').map_or(text.len(), |at| at + 1);
    let (first, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let end = if first.ends_with('\n') { "" } else { "\n" };
    format!("{first}{end}{line}\n{rest}")
}

/// Puts an entry where people write one: in front of the second position, else at the end of the section.
///
/// A position whose head is a list item is passed over. An entry in front of it would part a list.
fn after_first_position(text: &str, profile: &Profile, entry: &str) -> Option<String> {
    let (first, others) = profile.positions.split_first()?;
    let head = |position: &Position| {
        let facts = [Some(position.title.span), position.employer.as_ref().map(|it| it.span), position.dates_span];
        facts.into_iter().flatten().map(|span| span.start).min().unwrap_or(position.span.start)
    };
    let line = |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let opens = |at: &usize| text.get(*at..).is_some_and(|rest| rest.trim_start().starts_with(char::is_alphanumeric));
    let own = line(head(first));
    let next =
        others.iter().map(|position| line(head(position).min(position.span.start))).filter(|at| *at > own).find(opens);
    let section = || profile.sections.iter().find(|section| section.span.holds(first.title.span.start));
    let at = next.or_else(|| section().map(|section| section.span.end)).unwrap_or(text.len());
    let (before, after) = text.split_at_checked(at)?;
    let break_before = if before.ends_with('\n') { "" } else { "\n" };
    let break_after = if after.starts_with('\n') { "" } else { "\n" };
    Some(format!("{before}{break_before}{entry}{break_after}{after}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use crate::engine::Engine;
    use jiff::civil::date;

    const TEXT: &str = "Ida Sandor\nida@example.com\n\nExperience\nKey Account Manager, Gable Inc, 2015 - 2019\n\
        • Negotiated contracts with hospitals\n\nEducation\nBachelor of Business, Gable University, 2014\n";

    fn variants() -> Vec<Variant> {
        let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
        let document = Document::of_text(TEXT);
        let (profile, _) = engine.assess(&document, date(2026, 1, 1));
        Swaps::embedded().unwrap().variants(&document, &profile)
    }

    #[test]
    fn each_kind_is_put_in() {
        let variants = variants();
        let text =
            |change: &str| variants.iter().find(|it| it.change.starts_with(change)).map(|it| it.document.text.clone());
        assert!(text("name: Greg Baker").unwrap().starts_with("Greg Baker\n"));
        assert!(text("Age: 58").unwrap().starts_with("Ida Sandor\nAge: 58\n"));
        assert!(text("Parental leave").unwrap().contains("hospitals\n\nParental leave"));
        assert!(text("school: Harvard").unwrap().contains("Harvard University, 2014"));
    }

    #[test]
    fn a_part_of_a_longer_word_is_not_replaced() {
        assert_eq!(replace_word("Ida, Idaho, Ida", "Ida", "Eve"), "Eve, Idaho, Eve");
        assert_eq!(replace_word("Ida Hill School, Ms Ida", "Ida", "Eve"), "Ida Hill School, Ms Eve");
    }

    #[test]
    fn a_gap_is_put_in_front_of_the_second_position() {
        let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
        let text = "Ida Sandor\n\nExperience\nKey Account Manager, Gable Inc, 2015 - 2019\n• Sold pipes\n\
            Sales Clerk, Solway Ltd, 2012 - 2015\n• Sold paper\n";
        let document = Document::of_text(text);
        let (profile, _) = engine.assess(&document, date(2026, 1, 1));
        let changed = after_first_position(text, &profile, "Travel, 2011 - 2012").unwrap();
        assert!(changed.contains("pipes\nTravel, 2011 - 2012\nSales Clerk"), "{changed}");
    }

    #[test]
    fn a_degree_or_heading_is_no_school() {
        let swaps = Swaps::embedded().unwrap();
        let found = |line: &str| {
            swaps.school_names(line, line).iter().map(|span| span.slice(line).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("Solway Community College, 2012"), ["Community"]);
        assert!(found("MBA University of Phoenix").is_empty());
    }
}
