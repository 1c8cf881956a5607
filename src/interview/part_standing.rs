//! What a resume leaves open of a part, which decides how it is asked about.

use serde::Serialize;

use crate::catalog::Part;
use crate::evidence::Strength;
use crate::score::{PartAssessment, Status};

/// What the resume says of what is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The resume is silent.
    Missing,
    /// It shows less time than is asked for, or none that can be told.
    Short,
    /// It only claims it.
    Claimed,
    /// No resume is at hand, or this could not be read.
    Open,
}

impl Standing {
    /// Every standing, from what needs asking most.
    pub const ALL: [Self; 4] = [Self::Missing, Self::Short, Self::Claimed, Self::Open];

    /// The standing as files and outputs write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Short => "short",
            Self::Claimed => "claimed",
            Self::Open => "open",
        }
    }

    /// How `part` stands in a resume that was judged so; `None` where it is demonstrated and nothing need be asked.
    pub(super) fn of(part: &Part, verdict: &PartAssessment) -> Option<Self> {
        let demonstrated = verdict.evidence.iter().any(|evidence| evidence.strength == Strength::Demonstrated);
        match verdict.status {
            Status::Missing => Some(Self::Missing),
            Status::Unknown => Some(Self::Open),
            Status::Met | Status::Partial if demonstrated => None,
            // What was demonstrated for too short a time counts as a claim.
            Status::Met | Status::Partial if part.min_months.is_some() => Some(Self::Short),
            Status::Met | Status::Partial => Some(Self::Claimed),
        }
    }
}
