//! Names of parts in files of judged resumes ("facets"), from `corpus/eval/labels.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalog::{Catalog, Part};
use crate::error::{Result, fault};

const FILE: &str = "corpus/eval/labels.toml";
const TEXT: &str = include_str!("../../corpus/eval/labels.toml");
const SCHEMA: &str = "rolefit.labels/1";

/// Rules for the names of facets.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacetNames {
    schema: String,
    /// Abbreviations inside the facet names of titles.
    title_abbreviations: BTreeMap<String, String>,
}

impl FacetNames {
    /// Returns the embedded rules.
    ///
    /// # Errors
    /// Never in a release, because a test reads them.
    pub fn embedded() -> Result<Self> {
        let facets: Self = toml::from_str(TEXT)
            .map_err(|error| fault(FILE, 0, error.message(), "use the form that the file describes"))?;
        if facets.schema != SCHEMA {
            let message = format!("the schema `{}` is unknown", facets.schema);
            return Err(fault(FILE, 0, message, format!("write `{SCHEMA}`")));
        }
        Ok(facets)
    }

    /// Returns the facet of `part`: the part's name, or for a title of the vocabulary `title_` and its abbreviated id.
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
