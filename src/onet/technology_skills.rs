//! The O*NET table of the software that an occupation uses.

use serde::Deserialize;

use super::onet_table::OnetRow;

/// Software that the occupation uses.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct TechnologySkill {
    /// The occupation.
    #[serde(rename = "O*NET-SOC Code")]
    pub code: String,
    /// The product, mostly with its maker.
    #[serde(rename = "Example")]
    pub name: String,
    /// What it is for.
    #[serde(rename = "Commodity Title")]
    pub family: String,
    /// Y where many postings of any occupation ask for it.
    #[serde(rename = "Hot Technology")]
    pub hot: String,
    /// Y where many postings of this occupation ask for it.
    #[serde(rename = "In Demand")]
    pub in_demand: String,
}

impl OnetRow for TechnologySkill {
    const FILE: &'static str = "Technology Skills.txt";
}
