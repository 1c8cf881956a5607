//! The words of postings, as `corpus/postings` states them.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::catalog::Kind;
use crate::error::{Error, Finding, Result};

mod tables;

use tables::{
    Cues, Degrees, Demand, General, Languages, Patterns, Signs, Similar, TitlePhrases, Tools, Wanted, Weight, Years,
};
pub(super) use tables::{SectionKind, Trait};

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
    pub lawful: Patterns,
    pub negation: Patterns,
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
    use crate::catalog::{Catalog, Entry};
    use crate::index::Pattern;

    #[test]
    fn every_pattern_can_be_read_and_every_entry_is_one_of_the_vocabulary() {
        let (postings, catalog) = (Postings::embedded().unwrap(), Catalog::embedded().unwrap());
        let traits =
            postings.traits.values().chain(postings.proxies.values()).flat_map(|it| it.patterns.iter().chain(&it.not));
        let demands = postings.demands.values().flat_map(|demand| &demand.asks);
        let Postings { statements, lawful, negation, priority, cues, general, .. } = &postings;
        let lists = [
            &statements.patterns,
            &lawful.patterns,
            &lawful.not,
            &negation.patterns,
            &negation.not,
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
            assert!(known != demand.shown_by.as_ref().is_some_and(Entry::can_recognise), "{id} is answered in one way");
            assert!(demand.includes.iter().all(|id| postings.demands.contains_key(id)), "{id}");
        }
        for field in postings.degrees.kin.iter().flat_map(|kin| kin.fields.iter().chain(&kin.related)) {
            assert!(catalog.vocabulary.fields.contains_key(field), "{field}");
        }
    }
}
