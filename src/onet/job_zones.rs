//! The O*NET table of the preparation that occupations need.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// The preparation that an occupation needs.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct JobZone {
    /// O*NET-SOC code of the occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// From 1 (little or none) to 5 (extensive).
    #[serde(rename = "Job Zone")]
    pub zone: u8,
}

impl OnetRow for JobZone {
    const FILE: &'static str = "Job Zones.txt";
}
