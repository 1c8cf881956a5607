//! Settings that translate O*NET's terms into a recruiter's words, from `corpus/onet`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::catalog::DegreeLevel;
use crate::catalog::merged;
use crate::error::Result;

const SCHEMA: &str = "rolefit.onet/1";

/// All files of `corpus/onet`, merged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    #[serde(rename = "zone")]
    pub zones: Vec<Zone>,
    pub left_out: BTreeSet<String>,
    #[serde(rename = "family")]
    pub families: BTreeMap<String, Family>,
    pub products: Products,
    pub nouns: Nouns,
    pub tasks: Tasks,
}

/// The words by which the head of a task is found.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tasks {
    /// Phrases that begin the purpose, means or examples of a task.
    pub asides: Vec<String>,
}

/// Selects the last words of titles that become nouns of the vocabulary.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nouns {
    /// Endings of such nouns, in lower case.
    pub endings: Vec<String>,
    /// Exceptions, in lower case.
    pub not: BTreeSet<String>,
}

/// The education and time that a job zone asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zone {
    pub zone: u8,
    pub degree: Option<DegreeLevel>,
    pub months: Option<u32>,
}

/// A family of software.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Family {
    pub label: String,
    /// Id of the vocabulary entry that recognises the family.
    #[serde(rename = "use")]
    pub entry: Option<String>,
    /// True if nearly every occupation lists it.
    #[serde(default)]
    pub common: bool,
    /// The screening question. A family with a question becomes the vocabulary entry `entry`.
    pub ask: Option<String>,
    /// Products, in O*NET's spelling, that do not show the family, because they belong to it for a side feature.
    #[serde(default)]
    pub without: Vec<String>,
}

/// Settings for the names of products.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Products {
    /// Words behind a product's name that do not belong to it.
    pub kind_words: Vec<String>,
    /// Makers whose names people leave out, in lower case.
    pub makers: Vec<String>,
    /// One-word names that look like everyday words and yet are products, in lower case.
    pub alone: BTreeSet<String>,
    /// Names that also mean something else, in lower case. They count beside their maker only.
    pub everyday: BTreeSet<String>,
}

impl Settings {
    /// Returns the embedded settings.
    ///
    /// # Errors
    /// Never in a release, because a test reads them.
    ///
    /// # Errors
    /// Never in a release: a test reads them.
    pub(super) fn embedded() -> Result<Self> {
        merged("onet", SCHEMA)
    }

    /// Returns the family with O*NET's name `name`; `None` if it is left out.
    pub(super) fn family(&self, name: &str) -> Option<Family> {
        let unnamed = || Family { label: name.to_owned(), ..Family::default() };
        (!self.left_out.contains(name)).then(|| self.families.get(name).cloned().unwrap_or_else(unnamed))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn every_entry_that_a_family_uses_is_one_of_the_vocabulary() {
        let (settings, catalog) = (Settings::embedded().unwrap(), Catalog::embedded().unwrap());
        for entry in settings.families.values().filter_map(|family| family.entry.as_ref()) {
            assert!(catalog.vocabulary.entries.contains_key(entry), "{entry}");
        }
        assert_eq!(settings.zones.iter().map(|zone| zone.zone).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }
}
