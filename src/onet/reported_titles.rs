//! The O*NET table of titles that holders of an occupation reported.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// A title that a holder of the occupation reported.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ReportedTitle {
    /// O*NET-SOC code of the occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// The title, as the holder wrote it.
    #[serde(rename = "Reported Job Title")]
    pub title: String,
}

impl OnetRow for ReportedTitle {
    const FILE: &'static str = "Sample of Reported Titles.txt";
}
