//! Judges a profile against roles: status, credit and evidence for every part of every criterion.

use crate::evidence::Evidence;
use serde::{Deserialize, Serialize};

/// Whole credit, in the thousandths that credit is counted in.
pub const FULL_CREDIT: u32 = 1000;

/// A candidate's standing in every role of a catalog.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// One a role of the catalog, in catalog order.
    pub roles: Vec<RoleAssessment>,
    /// Which role fits best.
    pub best: Best,
}

/// A candidate's standing in one role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleAssessment {
    /// Index of the role in the catalog.
    pub role: usize,
    /// Place of this role for the candidate, from 1; equals share a place.
    pub rank: usize,
    /// Thousandths of a point, 0 to 100,000; `None` where nothing could be answered.
    pub score: Option<u32>,
    /// Thousandths, 0 to 1,000.
    pub confidence: u32,
    /// Whether the must criteria are shown.
    pub gate: Gate,
    /// Months in the title family of the role.
    pub months_in_family: u32,
    /// One a criterion of the role, in the role's order.
    pub criteria: Vec<CriterionAssessment>,
}

/// How far one criterion is supported.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionAssessment {
    /// Met, partial, missing or unknown.
    pub status: Status,
    /// Thousandths, 0 to 1,000.
    pub credit: u32,
    /// Whether it is met by claims alone.
    pub claimed_only: bool,
    /// Why, in words that people read; names no person.
    pub reason: String,
    /// One a part, in the criterion's order.
    pub parts: Vec<PartAssessment>,
}

/// How far one part is supported.
#[derive(Clone, Debug, PartialEq)]
pub struct PartAssessment {
    /// Met with any support, as a criterion of this one part would be; the evidence says how strong it is.
    pub status: Status,
    /// Thousandths, 0 to 1,000.
    pub credit: u32,
    /// At most three passages, strongest first, then earliest.
    pub evidence: Vec<Evidence>,
}

/// The verdict on a part or criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Shown.
    Met,
    /// Shown in part.
    Partial,
    /// Not shown in the resume.
    Missing,
    /// The text was too damaged to tell.
    Unknown,
}

/// The verdict over the must criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    /// A must is contradicted, or a stated threshold plainly not reached.
    Fail,
    /// A must is not shown.
    Unknown,
    /// Every must is shown.
    Pass,
}

/// Which role fits a candidate best.
#[derive(Clone, Debug, PartialEq)]
pub enum Best {
    /// This one, by index in the catalog.
    Role {
        /// Index of the role.
        role: usize,
        /// Lead over the next role in thousandths of a point; `None` with one role.
        margin: Option<u32>,
        /// Indices of the roles that are too close to call, best first; empty where one leads clearly.
        close: Vec<usize>,
    },
    /// No role's title or defining criteria have support.
    None,
}
