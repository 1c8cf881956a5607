//! The words that parts, titles, headings and degrees are recognised by, as `corpus/vocabulary` states them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::DegreeLevel;
use rolefit_document::SectionKind;

/// All vocabulary files of a catalog, merged.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Named word lists, usable in patterns as `<name>`.
    pub words: BTreeMap<String, Vec<String>>,
    /// What parts are recognised by, by id.
    pub entries: BTreeMap<String, Entry>,
    /// Titles that roles ask for, by id.
    pub titles: BTreeMap<String, Title>,
    /// Words that titles are made of.
    pub title_words: TitleWords,
    /// Section headings.
    pub headings: Headings,
    /// Degrees as they are written.
    pub degrees: Vec<Degree>,
    /// Fields of study, by id.
    pub fields: BTreeMap<String, Field>,
    /// Names of languages that people speak.
    pub languages: Vec<String>,
    /// Words that cancel.
    pub context: Context,
    /// Whether time matters.
    pub time: Time,
}

/// A skill, tool or activity, and the patterns that show it (the pattern language is in `corpus/README.md`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What a recruiter calls it.
    pub label: String,
    /// What to ask at screening when the resume does not show it.
    #[serde(default)]
    pub ask: String,
    /// Things done or used: demonstrated in a duty or an achievement, else claimed.
    #[serde(default)]
    pub deeds: Vec<String>,
    /// Names of the tool, certificate or language itself: demonstrated wherever they are listed.
    #[serde(default)]
    pub names: Vec<String>,
    /// Words that only assert it: claimed wherever they stand.
    #[serde(default)]
    pub claims: Vec<String>,
    /// Indirect signs: claimed wherever they stand.
    #[serde(default)]
    pub hints: Vec<String>,
    /// Words and phrases of a demand that nothing else recognises; a sentence that shares enough of them claims it. Only parts
    /// of roles have such words.
    #[serde(skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<String>,
    /// Patterns that look like it and are not; they cancel every hit that they overlap.
    #[serde(default)]
    pub not: Vec<String>,
    /// Titles whose holders do it by nature ("sales representative" sells): claimed by a position with such a title.
    #[serde(default)]
    pub held: Vec<String>,
    /// What sourcers type to find it, best first; without any, its label and plainest phrases serve.
    #[serde(default)]
    pub search: Vec<String>,
}

impl Entry {
    /// Whether any text at all could show it.
    pub fn can_recognise(&self) -> bool {
        [&self.deeds, &self.names, &self.claims, &self.hints, &self.similar, &self.held]
            .iter()
            .any(|list| !list.is_empty())
    }

    /// Every pattern of the entry; held titles and similar words are no patterns.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        [&self.deeds, &self.names, &self.claims, &self.hints, &self.not].into_iter().flatten().map(String::as_str)
    }
}

/// Whether time matters to a credit, within its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// Whether what ended long before the latest position counts for less.
    pub how_long_ago: bool,
}

impl Default for Time {
    fn default() -> Self {
        Self { how_long_ago: true }
    }
}

/// Words around a passage that take away what it seems to say.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// Patterns that deny what follows them closely: `no`, `lack of`, `without`.
    #[serde(default)]
    pub negations: Vec<String>,
    /// Patterns that wish for what follows them in the sentence: `seeking to learn`.
    #[serde(default)]
    pub wishes: Vec<String>,
    /// Patterns which say that somebody else did what the sentence tells: `not by me`.
    #[serde(default)]
    pub others: Vec<String>,
    /// The language of job advertisements: `we are looking for`.
    #[serde(default)]
    pub postings: Vec<String>,
    /// Patterns of affiliation, religion, family and health: evidence is not taken from there where there is other.
    #[serde(default)]
    pub private: Vec<String>,
    /// Words that may stand between words of a pattern that are next to each other: `the`, `of`.
    #[serde(default)]
    pub little_words: Vec<String>,
}

/// A title that a role asks for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// What a recruiter calls it.
    pub label: String,
    /// What to ask at screening when the resume does not show it.
    pub ask: String,
    /// Titles that are the same position: they count in full.
    pub same: Vec<String>,
    /// Titles next to it: they count half.
    #[serde(default)]
    pub adjacent: Vec<String>,
    /// Titles that count in full where the condition holds.
    #[serde(default)]
    pub same_if: Vec<Condition>,
    /// Titles that count half where the condition holds.
    #[serde(default)]
    pub adjacent_if: Vec<Condition>,
    /// Titles that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// Titles whose time counts as time in the family, beside `same` and `adjacent`.
    #[serde(default)]
    pub family: Vec<String>,
}

/// Titles that count only where the position's own duties show something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The titles.
    pub titles: Vec<String>,
    /// Any of these entries must be demonstrated under the position.
    pub shows: Vec<String>,
    /// Words that must not stand in the title.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The least time in the title, in months, that serves in place of `shows`.
    #[serde(default)]
    pub or_months: Option<u32>,
}

/// Words by which a line is seen to be a title.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleWords {
    /// Nouns that a title ends in or turns on: manager, engineer, nurse.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Words of rank: senior, junior, lead, vice.
    #[serde(default)]
    pub ranks: Vec<String>,
    /// Words that make a title that of a helper or a learner: assistant, intern, trainee.
    #[serde(default)]
    pub lesser: Vec<String>,
    /// Short forms and what they stand for: `sr` is `senior`.
    #[serde(default)]
    pub short_forms: BTreeMap<String, String>,
}

/// The headings of each kind of section, lower case.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Headings(pub BTreeMap<SectionKind, Vec<String>>);

/// A degree as people write it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Degree {
    /// The level it stands for.
    pub level: DegreeLevel,
    /// Forms, lower case, with or without dots: `bachelor of science`, `b.s.`, `bs`.
    pub forms: Vec<String>,
    /// Field ids that the form itself names: a `bba` is in business.
    #[serde(default)]
    pub fields: Vec<String>,
}

/// A field of study.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Names, lower case.
    pub names: Vec<String>,
}
