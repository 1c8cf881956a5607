//! The words of postings, as `corpus/postings` states them.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::catalog::{Entry, Kind, Priority};
use crate::error::{Error, Finding, Result};
use crate::profile::DegreeLevel;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpus/postings");
const SCHEMA: &str = "rolefit.postings/1";

/// All files of `corpus/postings`, merged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Postings {
    pub headings: BTreeMap<SectionKind, Vec<String>>,
    pub fillers: BTreeSet<String>,
    pub titles: TitlePhrases,
    pub weights: BTreeMap<Kind, Weight>,
    pub general: General,
    #[serde(rename = "trait")]
    pub traits: BTreeMap<String, Trait>,
    #[serde(rename = "proxy")]
    pub proxies: BTreeMap<String, Trait>,
    pub statements: Patterns,
    pub priority: Wanted,
    pub cues: Cues,
    pub numbers: BTreeMap<String, u32>,
    pub years: Years,
    pub degrees: Degrees,
    pub languages: Languages,
    pub tools: Tools,
    pub certificates: Signs,
    pub similar: Similar,
    #[serde(rename = "demand")]
    pub demands: BTreeMap<String, Demand>,
}

/// The kinds of section that postings have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SectionKind {
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

impl SectionKind {
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
pub(super) struct TitlePhrases {
    pub genders: Vec<String>,
    pub beside: Vec<String>,
    pub labels: Vec<String>,
    pub openings: Vec<String>,
    pub before: BTreeSet<String>,
    pub ends: BTreeSet<String>,
    pub others: BTreeSet<String>,
    pub roles: BTreeSet<String>,
}

/// The usual priority and weights of a kind of criterion.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weight {
    pub priority: Priority,
    pub weight: f64,
    pub nice: f64,
}

/// Entries of the vocabulary that everyone is asked for, and those that many show.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct General {
    pub weight: f64,
    pub nice: f64,
    pub entries: BTreeSet<String>,
    pub common: BTreeSet<String>,
}

/// A protected trait, or words that stand for one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trait {
    pub label: String,
    pub patterns: Vec<String>,
}

/// Patterns alone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Patterns {
    pub patterns: Vec<String>,
}

/// Patterns that say how much something is wanted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    pub must: Vec<String>,
    pub nice: Vec<String>,
    pub waived: Vec<String>,
}

/// Patterns that tell what a sentence does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cues {
    pub requirement: Vec<String>,
    pub duty: Vec<String>,
    pub call: Vec<String>,
    pub employer: Vec<String>,
}

/// Words around lengths of time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Years {
    pub years: BTreeSet<String>,
    pub months: BTreeSet<String>,
    pub ranges: BTreeSet<String>,
    pub most: Vec<String>,
}

/// Words around degrees.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Degrees {
    pub bachelor: Vec<String>,
    pub master: Vec<String>,
    pub high_school: Vec<String>,
    pub signs: BTreeSet<String>,
    pub open: BTreeSet<String>,
    pub kin: Vec<Kin>,
}

impl Degrees {
    /// Words for degrees of no stated level, with the level that is meant at least.
    pub fn unstated(&self) -> impl Iterator<Item = (DegreeLevel, &str)> {
        let bachelor = self.bachelor.iter().map(|words| (DegreeLevel::Bachelor, words.as_str()));
        let master = self.master.iter().map(|words| (DegreeLevel::Master, words.as_str()));
        let school = self.high_school.iter().map(|words| (DegreeLevel::HighSchool, words.as_str()));
        master.chain(school).chain(bachelor)
    }
}

/// Fields of study that stand in for one another, and those that are next to them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kin {
    pub fields: Vec<String>,
    pub related: Vec<String>,
}

/// Words around languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Languages {
    pub full: Vec<String>,
    pub signs: BTreeSet<String>,
}

/// Words around tools.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tools {
    pub examples: Vec<String>,
    pub leads: Vec<String>,
    pub signs: BTreeSet<String>,
    pub not: BTreeSet<String>,
}

/// Words by which something is known.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signs {
    pub signs: BTreeSet<String>,
}

/// Words that say nothing of what is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Similar {
    pub fillers: BTreeSet<String>,
}

/// What postings ask for, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Demand {
    pub kind: Kind,
    pub asks: Vec<String>,
    /// Demands that are asked for in its place where they are named too.
    #[serde(default)]
    pub includes: Vec<String>,
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub deeds: Vec<String>,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub claims: Vec<String>,
    #[serde(default)]
    pub hints: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

impl Demand {
    /// What the demand recognises in resumes, where the vocabulary has no entry for it.
    pub fn entry(&self) -> Entry {
        let Self { label, deeds, names, claims, hints, not, .. } = self.clone();
        Entry { label, deeds, names, claims, hints, not, ..Entry::default() }
    }
}

impl Postings {
    /// The words in the binary.
    ///
    /// # Errors
    /// Never in a release: a test reads them.
    pub fn embedded() -> Result<Self> {
        let mut files: Vec<_> = FILES.files().collect();
        files.sort_by_key(|file| file.path());
        let mut all = toml::Table::new();
        for file in files {
            let name = format!("corpus/postings/{}", file.path().display());
            let text = file.contents_utf8().unwrap_or_default();
            let mut table: toml::Table = toml::from_str(text).map_err(|error| fault(&name, error.message()))?;
            if table.remove("schema").as_ref().and_then(toml::Value::as_str) != Some(SCHEMA) {
                return Err(fault(&name, &format!("its schema is not `{SCHEMA}`")));
            }
            for (key, value) in table {
                if all.insert(key.clone(), value).is_some() {
                    return Err(fault(&name, &format!("another file has a table `{key}` too")));
                }
            }
        }
        toml::Value::Table(all).try_into().map_err(|error: toml::de::Error| fault("corpus/postings", error.message()))
    }
}

fn fault(file: &str, message: &str) -> Error {
    let mend = "keep to the form that corpus/README.md describes".into();
    Error::Catalog(vec![Finding { file: file.into(), line: 0, message: message.into(), mend }])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use crate::index::Pattern;

    #[test]
    fn every_pattern_can_be_read_and_every_entry_is_one_of_the_vocabulary() {
        let (postings, catalog) = (Postings::embedded().unwrap(), Catalog::embedded().unwrap());
        let traits = postings.traits.values().chain(postings.proxies.values()).flat_map(|it| &it.patterns);
        let demands = postings.demands.values().flat_map(|demand| &demand.asks);
        let Postings { statements, priority, cues, general, .. } = &postings;
        let lists = [
            &statements.patterns,
            &priority.must,
            &priority.nice,
            &priority.waived,
            &cues.requirement,
            &cues.duty,
            &cues.call,
            &cues.employer,
        ];
        for pattern in traits.chain(demands).chain(lists.into_iter().flatten()) {
            assert!(Pattern::parse(pattern, &catalog.vocabulary.words).is_ok(), "{pattern}");
        }
        for entry in general.entries.iter().chain(&general.common) {
            assert!(catalog.vocabulary.entries.contains_key(entry), "{entry}");
        }
        for (id, demand) in &postings.demands {
            let known = catalog.vocabulary.entries.contains_key(id);
            assert!(known != demand.entry().can_recognise(), "{id} is answered in one way");
            assert!(demand.includes.iter().all(|id| postings.demands.contains_key(id)), "{id}");
        }
        for field in postings.degrees.kin.iter().flat_map(|kin| kin.fields.iter().chain(&kin.related)) {
            assert!(catalog.vocabulary.fields.contains_key(field), "{field}");
        }
    }
}
