//! The tables of `corpus/postings`, one type each.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::catalog::DegreeLevel;
use crate::catalog::{Entry, Kind, Priority};

/// The kinds of section that postings have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::posting) enum PostingSection {
    /// What the position is about.
    Summary,
    /// What is to be done.
    Duties,
    /// What is asked for.
    Requirements,
    /// What is demanded.
    Minimum,
    /// What is welcome.
    Preferred,
    /// About the employer.
    Company,
    /// What is offered.
    Benefits,
    /// What the law has employers say.
    Legal,
    /// No longer the posting.
    End,
}

impl PostingSection {
    /// Whether its lines are criteria.
    pub fn asks(self) -> bool {
        matches!(self, Self::Duties | Self::Requirements | Self::Minimum | Self::Preferred)
    }

    /// What reports call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Duties => "duties",
            Self::Requirements => "requirements",
            Self::Minimum => "minimum requirements",
            Self::Preferred => "preferred requirements",
            Self::Company => "the employer",
            Self::Benefits => "what is offered",
            Self::Legal => "legal notes",
            Self::End => "end of the posting",
        }
    }
}

/// Words around titles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct TitlePhrases {
    pub genders: Vec<String>,
    pub beside: Vec<String>,
    pub labels: Vec<String>,
    pub openings: Vec<String>,
    pub before: BTreeSet<String>,
    pub ends: BTreeSet<String>,
    pub others: BTreeSet<String>,
    pub roles: BTreeSet<String>,
    pub levels: BTreeSet<String>,
    pub asides: BTreeSet<String>,
    pub nouns: BTreeSet<String>,
}

/// The usual priority and weights of a kind of criterion.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Weight {
    pub priority: Priority,
    pub weight: f64,
    pub nice: f64,
}

/// Entries of the vocabulary that everyone is asked for, and those that many show.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct General {
    pub weight: f64,
    pub nice: f64,
    pub entries: BTreeSet<String>,
    pub common: BTreeSet<String>,
}

/// A protected trait, or words that stand for one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Trait {
    pub label: String,
    pub patterns: Vec<String>,
    /// Words that look like it and are ordinary work.
    #[serde(default)]
    pub not: Vec<String>,
}

/// Patterns alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Patterns {
    pub patterns: Vec<String>,
    /// Words that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
}

/// Patterns that say how much something is wanted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Wanted {
    pub must: Vec<String>,
    pub nice: Vec<String>,
    pub waived: Vec<String>,
}

/// Patterns that tell what a sentence does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Cues {
    pub requirement: Vec<String>,
    pub duty: Vec<String>,
    pub call: Vec<String>,
    pub employer: Vec<String>,
}

/// Words around lengths of time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Years {
    pub years: BTreeSet<String>,
    pub months: BTreeSet<String>,
    pub ranges: BTreeSet<String>,
    pub most: Vec<String>,
    pub plain: BTreeSet<String>,
    pub ages: Vec<String>,
}

/// Words around degrees.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Degrees {
    pub bachelor: Vec<String>,
    pub master: Vec<String>,
    pub high_school: Vec<String>,
    pub signs: BTreeSet<String>,
    pub open: BTreeSet<String>,
    pub kin: Vec<Kin>,
}

impl Degrees {
    /// Words for degrees of no stated level, with the level that is meant at least.
    pub fn unspecified(&self) -> impl Iterator<Item = (DegreeLevel, &str)> {
        let bachelor = self.bachelor.iter().map(|words| (DegreeLevel::Bachelor, words.as_str()));
        let master = self.master.iter().map(|words| (DegreeLevel::Master, words.as_str()));
        let school = self.high_school.iter().map(|words| (DegreeLevel::HighSchool, words.as_str()));
        master.chain(school).chain(bachelor)
    }
}

/// Fields of study that stand in for one another, and those that are next to them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Kin {
    pub fields: Vec<String>,
    pub related: Vec<String>,
}

/// Words around languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Languages {
    pub full: Vec<String>,
    pub signs: BTreeSet<String>,
    /// Patterns in which the name, written `<language>`, tells of a people or a country.
    pub not: Vec<String>,
}

/// Words around tools.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Tools {
    pub examples: Vec<String>,
    pub leads: Vec<String>,
    pub signs: BTreeSet<String>,
    pub not: BTreeSet<String>,
}

/// Words by which something is known.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Signs {
    pub signs: BTreeSet<String>,
}

/// Words that say nothing of what is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Similar {
    pub fillers: BTreeSet<String>,
}

/// What postings ask for, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct DemandWords {
    pub kind: Kind,
    pub asks: Vec<String>,
    /// Whether the entry's names ask for it too: who asks for one product does not ask for its whole family.
    #[serde(default = "named")]
    pub named: bool,
    /// Demands that are asked for in its place where they are named too.
    #[serde(default)]
    pub includes: Vec<String>,
    /// Words that look like it and are not.
    #[serde(default)]
    pub not: Vec<String>,
    /// What resumes show it by, where the vocabulary has no entry of its id.
    pub shown_by: Option<Entry>,
}

fn named() -> bool {
    true
}
