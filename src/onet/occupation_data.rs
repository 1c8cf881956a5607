//! The O*NET table of occupations with their titles and descriptions.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// Title and description of an occupation.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct OccupationData {
    /// O*NET-SOC code of the occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// The title, in the plural.
    #[serde(rename = "Title")]
    pub title: String,
    /// The description, a few sentences.
    #[serde(rename = "Description")]
    pub description: String,
}

impl OnetRow for OccupationData {
    const FILE: &'static str = "Occupation Data.txt";
}
