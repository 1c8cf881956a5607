//! The tables of `corpus/postings`, one type per table.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::catalog::DegreeLevel;
use crate::catalog::{Entry, Kind, Priority};

/// The kinds of section that postings have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::posting) enum PostingSection {
    /// Describes the position.
    Summary,
    /// Lists the duties.
    Duties,
    /// Lists the requirements.
    Requirements,
    /// Lists the requirements that are indispensable ("minimum qualifications").
    Minimum,
    /// Lists the requirements that are welcome ("nice to have").
    Preferred,
    /// Describes the employer.
    Company,
    /// Lists the benefits that the employer offers.
    Benefits,
    /// Legal notes, such as a statement on equal opportunities.
    Legal,
    /// The end of the posting; the lines below belong to the page around it.
    End,
}

impl PostingSection {
    /// True if the lines of such a section become criteria.
    pub(crate) fn asks(self) -> bool {
        matches!(self, Self::Duties | Self::Requirements | Self::Minimum | Self::Preferred)
    }

    /// The name of the section in reports.
    pub(crate) fn name(self) -> &'static str {
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

/// Words and phrases around titles, all in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct TitlePhrases {
    /// Little words before the field of a title.
    pub about: BTreeSet<String>,
    /// Words that a title writes in lower case.
    pub small: BTreeSet<String>,
    pub genders: Vec<String>,
    pub beside: Vec<String>,
    pub labels: Vec<String>,
    pub openings: Vec<String>,
    pub before: BTreeSet<String>,
    pub ends: BTreeSet<String>,
    pub others: BTreeSet<String>,
    pub roles: BTreeSet<String>,
    pub leaders: BTreeSet<String>,
    pub levels: BTreeSet<String>,
    /// Nouns that tell no trade without the words before them.
    pub vague: BTreeSet<String>,
    pub asides: BTreeSet<String>,
    pub never: BTreeSet<String>,
    pub employers: BTreeSet<String>,
    pub nouns: BTreeSet<String>,
}

/// Words of lists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Lists {
    pub ors: Vec<String>,
    pub ands: Vec<String>,
    /// Joints of a language whose nouns have capitals.
    pub of_capitals: Vec<String>,
    /// Little words before an item.
    pub leads: Vec<String>,
}

/// Words of tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Tables {
    /// Marks in the column of a priority.
    pub ticks: BTreeSet<String>,
    /// Words for a priority, each with its mark at the end of an item.
    pub priorities: BTreeMap<String, String>,
}

/// The usual priority and weights of a kind of criterion.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Weight {
    pub priority: Priority,
    pub weight: f64,
    pub nice: f64,
}

/// Vocabulary entries that are too general to tell roles apart: `entries` are asked of everyone, `common` ones are
/// shown by many resumes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct General {
    pub weight: f64,
    pub nice: f64,
    pub entries: BTreeSet<String>,
    pub common: BTreeSet<String>,
}

/// A protected trait, or words that may stand for a protected trait.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Trait {
    pub label: String,
    pub patterns: Vec<String>,
    /// Patterns of ordinary work that look like the trait.
    #[serde(default)]
    pub not: Vec<String>,
}

/// A list of patterns with its exceptions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Patterns {
    pub patterns: Vec<String>,
    /// Exceptions: patterns that look alike and mean something else.
    #[serde(default)]
    pub not: Vec<String>,
}

/// Patterns that say how much a demand is wanted: required, welcome, or not asked for (`waived`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Wanted {
    pub must: Vec<String>,
    pub nice: Vec<String>,
    pub waived: Vec<String>,
    /// Endings of list items that are indispensable: "(essential)", "(E)".
    pub essential_marks: Vec<String>,
    /// Endings of list items that are welcome: "(desirable)", "(D)".
    pub desirable_marks: Vec<String>,
}

/// Patterns that show the purpose of a sentence: asking, naming a duty, calling on the reader, or describing the
/// employer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Cues {
    pub requirement: Vec<String>,
    pub duty: Vec<String>,
    pub call: Vec<String>,
    /// Demands for documents, and notes of mail programs.
    pub documents: Vec<String>,
    pub employer: Vec<String>,
    /// Phrases in which the employer speaks of somebody wanted rather than of itself.
    pub seeking: Vec<String>,
    /// Descriptions of benefits.
    pub benefits: Vec<String>,
    /// First words of duties.
    pub verbs: Vec<String>,
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
    pub within: BTreeSet<String>,
    pub leads: BTreeSet<String>,
    pub among: Vec<String>,
    pub on: BTreeSet<String>,
}

/// Words that bound the labels of criteria.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Labels {
    pub whole: Vec<String>,
    pub priorities: Vec<String>,
    pub joints: BTreeSet<String>,
    pub dangling: BTreeSet<String>,
}

/// Words that tell who a text speaks of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Persons {
    pub reader: BTreeSet<String>,
    pub employer: BTreeSet<String>,
}

/// Words around degrees.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Degrees {
    pub bachelor: Vec<String>,
    pub master: Vec<String>,
    pub high_school: Vec<String>,
    /// Phrases in which "degree" means something else.
    pub not: Vec<String>,
    pub signs: BTreeSet<String>,
    /// Short forms before "diploma" that name a school or a degree.
    pub schools: BTreeSet<String>,
    pub open: BTreeSet<String>,
    pub kin: Vec<Kin>,
}

impl Degrees {
    /// Returns the phrases for degrees of no stated level ("university degree"), each with the least level that it
    /// means.
    pub(crate) fn unspecified(&self) -> impl Iterator<Item = (DegreeLevel, &str)> {
        let bachelor = self.bachelor.iter().map(|words| (DegreeLevel::Bachelor, words.as_str()));
        let master = self.master.iter().map(|words| (DegreeLevel::Master, words.as_str()));
        let school = self.high_school.iter().map(|words| (DegreeLevel::HighSchool, words.as_str()));
        master.chain(school).chain(bachelor)
    }
}

/// A family of fields of study: any of `fields` stands in for the others, and `related` fields count half.
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
    /// Names of languages in other languages, by the English name.
    pub names: BTreeMap<String, Vec<String>>,
    /// Words before which a language's name means a country: "English law".
    pub of_countries: BTreeSet<String>,
    pub signs: BTreeSet<String>,
    /// Vocabulary entries that tell how a language is used: "spoken and written English" asks for no more.
    pub manners: BTreeSet<String>,
    /// Patterns in which the language's name, written `<language>`, means a people or a country.
    pub not: Vec<String>,
}

/// Words that say nothing about the demand ("excellent", "ability").
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Similar {
    pub fillers: BTreeSet<String>,
}

/// The words by which postings ask for one demand.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct DemandWords {
    pub kind: Kind,
    pub asks: Vec<String>,
    /// True if the names of the vocabulary entry ask for it too. False for a family of software: a posting that names
    /// one product does not ask for its whole family.
    #[serde(default = "named")]
    pub named: bool,
    /// More specific demands. Where a line names one of them too, only the specific one counts.
    #[serde(default)]
    pub includes: Vec<String>,
    /// Exceptions: patterns that look alike and mean something else.
    #[serde(default)]
    pub not: Vec<String>,
    /// The phrases that show the demand in a resume, if the vocabulary has no entry with the demand's id.
    pub shown_by: Option<Entry>,
}

fn named() -> bool {
    true
}
