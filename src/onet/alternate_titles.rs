//! The O*NET table of other titles by which an occupation goes.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// Another title of an occupation.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct AlternateTitle {
    /// The occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// As people are called.
    #[serde(rename = "Alternate Title")]
    pub title: String,
}

impl OnetRow for AlternateTitle {
    const FILE: &'static str = "Alternate Titles.txt";
}
