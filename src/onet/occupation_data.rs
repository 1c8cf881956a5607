//! The O*NET table of occupations: what each is called and about.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// What an occupation is called and about.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct OccupationData {
    /// The occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// Its title, in the plural.
    #[serde(rename = "Title")]
    pub title: String,
    /// A few sentences.
    #[serde(rename = "Description")]
    pub description: String,
}

impl OnetRow for OccupationData {
    const FILE: &'static str = "Occupation Data.txt";
}
