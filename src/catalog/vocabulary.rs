//! The vocabulary: the words and phrases that parts, titles, headings and degrees are recognised by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::context::Context;
use super::grammar::Grammar;
use super::title_words::TitleWords;
use crate::catalog::{DegreeLevel, LanguageLevel};
use rolefit_document::SectionKind;

/// All vocabulary files of a catalog, merged.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Named word lists. A pattern uses one as `<name>`.
    pub words: BTreeMap<String, Vec<String>>,
    /// Skills, tools and activities, by id.
    pub entries: BTreeMap<String, Entry>,
    /// Titles that roles ask for, by id.
    pub titles: BTreeMap<String, Title>,
    /// Words that titles consist of.
    pub title_words: TitleWords,
    /// Section headings.
    pub headings: Headings,
    /// Degrees as people write them.
    pub degrees: Vec<Degree>,
    /// Fields of study, by id.
    pub fields: BTreeMap<String, Field>,
    /// Names of spoken languages.
    pub languages: Vec<String>,
    /// Words for levels of command of a language.
    pub language_levels: BTreeMap<LanguageLevel, Vec<String>>,
    /// Words that cancel matches.
    pub context: Context,
    /// Words of dates.
    pub dates: DateNames,
    /// Words that tell who did what.
    pub grammar: Grammar,
    /// Labels before facts.
    pub labels: Labels,
    /// Settings of time.
    pub time: Time,
}

/// The labels before each kind of fact, in lower case.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Labels(pub BTreeMap<Label, Vec<String>>);

/// The kind of fact that a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// The title of a position.
    Title,
    /// Its employer.
    Employer,
    /// From when to when.
    Dates,
    /// Its beginning.
    Start,
    /// Its end.
    End,
    /// What was done.
    Duties,
    /// Something beside these that is not read.
    Beside,
    /// The person's name.
    Name,
    /// The name that a person is called by.
    FirstName,
    /// The name of a family.
    LastName,
    /// Age, gender, nationality, family, religion or address, of which nothing enters a score.
    Personal,
}

/// The words of dates, in all languages together. `corpus/vocabulary/dates.toml` explains each list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateNames {
    /// Names of the twelve months, January first.
    pub months: Vec<Vec<String>>,
    /// Names of the seasons: spring, summer, autumn, winter.
    pub seasons: Vec<Vec<String>>,
    /// The numbers one to four in words.
    pub numbers: Vec<Vec<String>>,
    /// Names of a quarter: `q`.
    pub quarters: Vec<String>,
    /// Names of half a year: `h`.
    pub halves: Vec<String>,
    /// Names of a year that need not begin in January: `fy`.
    pub fiscal_years: Vec<String>,
    /// Units of a stated length: days, weeks, months, years.
    pub lengths: Vec<Vec<String>>,
    /// The numbers of a stated length in words: one to twelve.
    pub counts: Vec<Vec<String>>,
    /// Words before a date whose month they leave open: `early`.
    pub vague: Vec<String>,
    /// Words between day, month and year: `of`.
    pub links: Vec<String>,
    /// Words before a date that nothing ended: `since`.
    pub since: Vec<String>,
    /// Words before the first of two dates: `from`.
    pub from: Vec<String>,
    /// Words between two dates: `to`.
    pub to: Vec<String>,
    /// Words for an end that has not come: `present`.
    pub open: Vec<String>,
    /// Words behind a date that nothing ended: `onwards`.
    pub onwards: Vec<String>,
    /// Words between two ranges of one position: `and`.
    pub again: Vec<String>,
}

/// A skill, tool or activity, and the patterns that show it. `corpus/README.md` describes the pattern language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The label, in a recruiter's words.
    pub label: String,
    /// The question for screening if the resume does not show it.
    #[serde(default)]
    pub ask: String,
    /// Patterns of things done or used. Demonstrated in a duty or an achievement, else claimed.
    #[serde(default)]
    pub deeds: Vec<String>,
    /// Names of the tool, certificate or language itself. Demonstrated in any list.
    #[serde(default)]
    pub names: Vec<String>,
    /// True if a deed is only claimed where its sentence names no customer, market or other business object
    /// ([`Context::objects`]): everybody solves problems and analyses something.
    #[serde(default)]
    pub needs_object: bool,
    /// Patterns that only assert it. Always claimed.
    #[serde(default)]
    pub claims: Vec<String>,
    /// Patterns of indirect signs. Always claimed.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Telling words of a demand that no other list recognises. The more of their rarity a resume shows, the more they
    /// count. Only parts of roles have such words.
    #[serde(skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Patterns that look like it but mean something else. They cancel every match that they overlap.
    #[serde(default)]
    pub not: Vec<String>,
    /// Titles whose holders do it by nature: a sales representative sells. A position with such a title claims it.
    #[serde(default)]
    pub held: Vec<String>,
    /// Search terms of sourcers, best first. If empty, the label and the plainest phrases are used.
    #[serde(default)]
    pub search: Vec<String>,
}

impl Entry {
    /// True if some text could show it.
    pub(crate) fn can_recognise(&self) -> bool {
        [&self.deeds, &self.names, &self.claims, &self.hints, &self.words, &self.held]
            .iter()
            .any(|list| !list.is_empty())
    }

    /// Returns every pattern of the entry. Held titles and words are not patterns.
    pub(crate) fn patterns(&self) -> impl Iterator<Item = &str> {
        [&self.deeds, &self.names, &self.claims, &self.hints, &self.not].into_iter().flatten().map(String::as_str)
    }
}

/// Settings of the effect of time on credits, within their level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// True if work counts less that ended long before the latest position.
    pub how_long_ago: bool,
}

impl Default for Time {
    fn default() -> Self {
        Self { how_long_ago: true }
    }
}

/// A title that a role asks for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The label, in a recruiter's words.
    pub label: String,
    /// The question for screening if the resume does not show it.
    pub ask: String,
    /// Titles of the same position. They count in full.
    pub same: Vec<String>,
    /// Related titles. They count half.
    #[serde(default)]
    pub adjacent: Vec<String>,
    /// Titles that count in full if their condition holds.
    #[serde(default)]
    pub same_if: Vec<Condition>,
    /// Titles that count half if their condition holds.
    #[serde(default)]
    pub adjacent_if: Vec<Condition>,
    /// Titles that look like it but mean something else.
    #[serde(default)]
    pub not: Vec<String>,
    /// Titles whose time counts as time in the family, beside `same` and `adjacent`.
    #[serde(default)]
    pub family: Vec<String>,
    /// Ids of entries that are the work of the title. A position whose duties show none of them bears its title out
    /// less.
    #[serde(default)]
    pub work: Vec<String>,
    /// Id of the entry whose deeds tell that the "accounts" of a title are books and not customers.
    #[serde(default)]
    pub books: Option<String>,
}

/// Titles that count only if the position's own duties show something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The titles.
    pub titles: Vec<String>,
    /// Ids of entries. One of them must be demonstrated under the position.
    pub shows: Vec<String>,
    /// Words that the title must not contain.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Months in the title that make up for `shows`.
    #[serde(default)]
    pub or_months: Option<u32>,
}

/// The headings of each kind of section, in lower case.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Headings(pub BTreeMap<SectionKind, Vec<String>>);

/// A degree as people write it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Degree {
    /// The level.
    pub level: DegreeLevel,
    /// Spellings in lower case, with or without dots: `bachelor of science`, `b.s.`, `bs`.
    pub forms: Vec<String>,
    /// Ids of the fields that the spelling implies: a `bba` is in business.
    #[serde(default)]
    pub fields: Vec<String>,
}

/// A field of study.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Names in lower case.
    pub names: Vec<String>,
}
