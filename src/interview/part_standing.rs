//! The state of a part in a resume, which decides how to ask about it.

use serde::Serialize;

use crate::catalog::Part;
use crate::evidence::Strength;
use crate::score::{PartAssessment, Status};

/// The state of a part in a resume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The resume says nothing about it.
    Missing,
    /// The resume shows too little time, or time that cannot be determined.
    Short,
    /// The resume only claims it.
    Claimed,
    /// There is no resume, or the passage could not be read.
    Open,
}

impl Standing {
    /// All standings, those that most need a question first.
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

    /// Returns the standing of `part` by its verdict; `None` if it is demonstrated, so that no question is needed.
    pub(super) fn of(part: &Part, verdict: &PartAssessment) -> Option<Self> {
        let demonstrated = verdict.evidence.iter().any(|evidence| evidence.strength == Strength::Demonstrated);
        match verdict.status {
            Status::Missing => Some(Self::Missing),
            Status::Unknown => Some(Self::Open),
            Status::Met | Status::Partial if demonstrated => None,
            // Words alone show nothing.
            Status::Partial => Some(Self::Missing),
            // Demonstrated work of too short a time counts as a claim.
            Status::Met if part.min_months.is_some() => Some(Self::Short),
            Status::Met => Some(Self::Claimed),
        }
    }
}
