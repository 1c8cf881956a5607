//! The words that postings are read by, from the files of `corpus/postings`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::catalog::{Kind, Vocabulary, merged};
use crate::error::Result;

mod name_tables;
mod word_tables;

use name_tables::{Certificates, Tools, Trainings};
use word_tables::{
    Cues, Degrees, DemandWords, General, Labels, Languages, Lists, Patterns, Persons, Similar, TitlePhrases, Weight,
    Years,
};
pub(super) use word_tables::{PostingSection, Tables, Trait, Wanted};

const SCHEMA: &str = "rolefit.postings/1";

/// All files of `corpus/postings`, merged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostingWords {
    /// Lists that patterns may name, such as `<any_language>`, beside the lists of the vocabulary.
    words: BTreeMap<String, Vec<String>>,
    pub headings: BTreeMap<PostingSection, Vec<String>>,
    pub heading_words: BTreeMap<PostingSection, Vec<String>>,
    pub fillers: BTreeSet<String>,
    pub titles: TitlePhrases,
    pub lists: Lists,
    pub tables: Tables,
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
    pub persons: Persons,
    pub labels: Labels,
    pub degrees: Degrees,
    pub trainings: Trainings,
    pub languages: Languages,
    pub tools: Tools,
    pub certificates: Certificates,
    pub similar: Similar,
    #[serde(rename = "demand")]
    pub demands: BTreeMap<String, DemandWords>,
}

impl PostingWords {
    /// Returns the words that are compiled into the binary.
    ///
    /// # Errors
    /// Never in a release, because a test reads the same files.
    ///
    /// # Errors
    /// Never in a release: a test reads them.
    pub(super) fn embedded() -> Result<Self> {
        merged("postings", SCHEMA)
    }

    /// Returns the lists that patterns may name: the lists of `vocabulary`, its languages as `<any_language>`, and the
    /// lists of these files.
    pub(super) fn words(&self, vocabulary: &Vocabulary) -> BTreeMap<String, Vec<String>> {
        let mut words = vocabulary.words.clone();
        let languages = vocabulary.languages.iter().filter(|name| rolefit_document::words(name).next().is_some());
        words.insert("any_language".into(), languages.map(|name| format!("={name}")).collect());
        words.extend(self.words.clone());
        words
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::{Catalog, Entry};
    use rolefit_document::Pattern;

    #[test]
    fn every_pattern_can_be_read_and_every_entry_is_one_of_the_vocabulary() {
        let (posting_words, catalog) = (PostingWords::embedded().unwrap(), Catalog::embedded().unwrap());
        let traits = posting_words
            .traits
            .values()
            .chain(posting_words.proxies.values())
            .flat_map(|it| it.patterns.iter().chain(&it.not));
        let demands = posting_words.demands.values().flat_map(|demand| &demand.asks);
        let PostingWords { statements, lawful, negation, priority, cues, general, .. } = &posting_words;
        let lists = [
            &statements.patterns, &lawful.patterns, &lawful.not, &negation.patterns, &negation.not, &priority.must,
            &priority.nice, &priority.waived, &cues.requirement, &cues.duty, &cues.call, &cues.documents,
            &cues.employer, &cues.seeking, &cues.benefits,
        ];
        let words = posting_words.words(&catalog.vocabulary);
        for pattern in traits.chain(demands).chain(lists.into_iter().flatten()) {
            assert!(Pattern::parse(pattern, &words).is_ok(), "{pattern}");
        }
        for pattern in &posting_words.languages.not {
            let named = pattern.replace("<language>", "=german");
            assert!(named != *pattern && Pattern::parse(&named, &BTreeMap::new()).is_ok(), "{pattern}");
        }
        for entry in general.entries.iter().chain(&general.common) {
            assert!(catalog.vocabulary.entries.contains_key(entry), "{entry}");
        }
        for (id, demand) in &posting_words.demands {
            let known = catalog.vocabulary.entries.contains_key(id);
            assert!(known != demand.shown_by.as_ref().is_some_and(Entry::can_recognise), "{id} is answered in one way");
            assert!(demand.includes.iter().all(|id| posting_words.demands.contains_key(id)), "{id}");
        }
        for field in posting_words.degrees.kin.iter().flat_map(|kin| kin.fields.iter().chain(&kin.related)) {
            assert!(catalog.vocabulary.fields.contains_key(field), "{field}");
        }
    }
}
