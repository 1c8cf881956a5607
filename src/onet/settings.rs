//! How O*NET's words become a recruiter's, as `corpus/onet` states it.

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
}

/// Which last words of titles are nouns that nothing but a title ends in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nouns {
    /// How such nouns end, lower case.
    pub endings: Vec<String>,
    /// Such words that are not taken, lower case.
    pub not: BTreeSet<String>,
}

/// What a job zone asks for.
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
    /// The vocabulary's entry that recognises it.
    #[serde(rename = "use")]
    pub entry: Option<String>,
    /// Whether nearly every occupation lists it.
    #[serde(default)]
    pub common: bool,
    /// What to ask at screening: such families become entries of the vocabulary, under `entry`.
    pub ask: Option<String>,
    /// Products, as O*NET names them, that do not show the family: they are in it for what they can do besides.
    #[serde(default)]
    pub without: Vec<String>,
}

/// What products are called.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Products {
    /// Makers whose names people leave out, lower case.
    pub makers: Vec<String>,
    /// Names of one word that are told from everyday words by nothing but knowing them, lower case.
    pub alone: BTreeSet<String>,
    /// Names that mean something else besides, lower case: they count beside their maker only.
    pub everyday: BTreeSet<String>,
}

impl Settings {
    /// The settings in the binary.
    ///
    /// # Errors
    /// Never in a release: a test reads them.
    pub(super) fn embedded() -> Result<Self> {
        merged("onet", SCHEMA)
    }

    /// The family with this name of O*NET; `None` if it is left out.
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
