//! The O*NET table of alternate titles of occupations.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// An alternate title of an occupation.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct AlternateTitle {
    /// O*NET-SOC code of the occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// The title, for one person.
    #[serde(rename = "Alternate Title")]
    pub title: String,
}

impl OnetRow for AlternateTitle {
    const FILE: &'static str = "Alternate Titles.txt";
}
