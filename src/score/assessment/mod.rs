//! The results of judging: what the rest of the program knows of a score.
//!
//! An [`Assessment`] holds a candidate's result per role, per criterion and per part, with evidence and
//! [reasons](Reason) as facts. It has no words for people; [`crate::explain`] finds them.

mod reason;

use serde::{Deserialize, Serialize};

use crate::evidence::{Evidence, Strength};
use crate::units::{Confidence, Credit, Score};
use rolefit_document::{Note, Span};

pub use reason::{Nearness, Reason, Tenure, TitleHeld};

/// The results of a candidate in the roles of a catalog.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// One per role, in catalog order. Only the best roles, if only those were asked for.
    pub roles: Vec<RoleAssessment>,
    /// The best role.
    pub best: Best,
    /// Remarks on passages that were not taken for what they say.
    pub notes: Vec<Note>,
}

/// The result of a candidate in one role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleAssessment {
    /// Index of the role in the catalog.
    pub role: usize,
    /// Rank of the role for the candidate, from 1. Equal roles share a rank.
    pub rank: usize,
    /// The score; `None` if no criterion could be answered.
    pub score: Option<Score>,
    /// The points of criteria that are only mentioned.
    pub from_mentions: Score,
    /// The points of parts that are demonstrated. Time is no deed.
    pub from_deeds: Score,
    /// How much of the role could be judged.
    pub confidence: Confidence,
    /// The verdict over the must criteria that a person has confirmed.
    pub gate: Gate,
    /// Months in the title family of the role.
    pub months_in_family: u32,
    /// One per criterion of the role, in the role's order.
    pub criteria: Vec<CriterionAssessment>,
}

/// How far a criterion is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionAssessment {
    /// Met, partial, missing or unknown.
    pub status: Status,
    /// The mean of the credits of its parts.
    pub credit: Credit,
    /// True if it is met by claims alone.
    pub claimed_only: bool,
    /// The verdict on a must; [`Gate::Pass`] for any other criterion.
    pub gate: Gate,
    /// The passage that denies it.
    pub denial: Option<Span>,
    /// The reason of the verdict.
    pub reason: Reason,
    /// One per part, in the criterion's order.
    pub parts: Vec<PartAssessment>,
}

impl CriterionAssessment {
    /// True if all support is mentions, which say nothing outright.
    pub fn is_only_mentioned(&self) -> bool {
        let mut strengths = self.parts.iter().flat_map(|part| &part.evidence).map(|evidence| evidence.strength);
        self.credit > Credit::NONE && strengths.all(|strength| strength == Strength::Mentioned)
    }

    /// True if the best title held is related to the title asked for, but not the same.
    pub(crate) fn is_adjacent(&self) -> bool {
        matches!(self.reason, Reason::Title(TitleHeld { nearness: Nearness::Related, .. }))
    }
}

/// How far a part is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartAssessment {
    /// Met with any support that says it, partial if it is mentioned clearly or only a lower or unfinished degree
    /// supports it. The evidence says how strong the support is.
    pub status: Status,
    /// How far the part is supported.
    pub credit: Credit,
    /// At most three passages of equal strength: of the latest work first, then those that tell most.
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

/// The verdict over the must criteria, from bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    /// A must is denied, or plainly misses a stated threshold.
    Fail,
    /// A must is not shown.
    Unknown,
    /// Every must is shown, or none is confirmed.
    Pass,
}

/// The role that fits a candidate best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Best {
    /// A role of the catalog.
    Role {
        /// Index of the role.
        role: usize,
        /// Lead over the next role; `None` with one role.
        margin: Option<Score>,
        /// Indices of the roles that are too close to call, best first. Empty if one role leads clearly.
        close: Vec<usize>,
    },
    /// No title or defining criterion of any role has support.
    None,
}
