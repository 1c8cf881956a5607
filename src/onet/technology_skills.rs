//! The O*NET table of software that occupations use.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// Software that an occupation uses.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TechnologySkill {
    /// O*NET-SOC code of the occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// The product, mostly with its maker.
    #[serde(rename = "Example")]
    pub name: String,
    /// The family of software.
    #[serde(rename = "Commodity Title")]
    pub family: String,
    /// `Y` if many postings of all occupations ask for it.
    #[serde(rename = "Hot Technology")]
    pub hot: String,
    /// `Y` if many postings of this occupation ask for it.
    #[serde(rename = "In Demand")]
    pub in_demand: String,
}

impl OnetRow for TechnologySkill {
    const FILE: &'static str = "Technology Skills.txt";
}
