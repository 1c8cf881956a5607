//! How the files of judged resumes name the parts of criteria, as `corpus/eval/labels.toml` says.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::{Catalog, Part};
use crate::error::{Result, fault};

const FILE: &str = "corpus/eval/labels.toml";
const TEXT: &str = include_str!("../../corpus/eval/labels.toml");
const SCHEMA: &str = "rolefit.labels/1";

/// What a part of a criterion is called in judged resumes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacetNames {
    schema: String,
    /// Short forms inside the names of titles' facets.
    title_abbreviations: BTreeMap<String, String>,
}

impl FacetNames {
    /// The names that `corpus/eval/labels.toml` gives.
    ///
    /// # Errors
    /// Never in a release: a test reads it.
    pub fn embedded() -> Result<Self> {
        let facets: Self = toml::from_str(TEXT)
            .map_err(|error| fault(FILE, 0, error.message(), "keep to the form that the file describes"))?;
        if facets.schema != SCHEMA {
            let message = format!("the schema `{}` is not known", facets.schema);
            return Err(fault(FILE, 0, message, format!("write `{SCHEMA}`")));
        }
        Ok(facets)
    }

    /// The facet of `part`: its name, or for a part that a title answers, `title_` and the title's id.
    pub fn of(&self, part: &Part, catalog: &Catalog) -> String {
        let title = part.entry.as_deref().filter(|entry| catalog.vocabulary.titles.contains_key(*entry));
        let Some(title) = title else { return part.name.clone() };
        let whole = title.replace('-', "_");
        let shorten = |name: String, (long, short): (&String, &String)| name.replace(long, short);
        format!("title_{}", self.title_abbreviations.iter().fold(whole, shorten))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_title_is_judged_under_its_short_id_and_any_other_part_under_its_name() {
        let (catalog, facets) = (Catalog::embedded().unwrap(), FacetNames::embedded().unwrap());
        let of = |id: &str| -> Vec<String> {
            let criterion = catalog.roles.iter().flat_map(|role| &role.criteria).find(|it| it.id == id).unwrap();
            criterion.parts.iter().map(|part| facets.of(part, &catalog)).collect()
        };
        assert_eq!(of("account-manager/req-1"), ["title_am"]);
        assert_eq!(of("key-account-manager/req-1"), ["title_key_am"]);
        assert_eq!(of("account-manager/req-3"), ["crm", "excel"]);
        assert_eq!(of("key-account-manager/req-6"), ["degree", "degree_field"]);
    }
}
