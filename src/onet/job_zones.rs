//! The O*NET table of how much preparation an occupation takes.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// How much preparation an occupation takes.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct JobZone {
    /// The occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// From 1, little or none, to 5, extensive.
    #[serde(rename = "Job Zone")]
    pub zone: u8,
}

impl OnetRow for JobZone {
    const FILE: &'static str = "Job Zones.txt";
}
