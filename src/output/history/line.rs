//! A record of an earlier run, as far as candidates are compared by it.

use jiff::civil::Date;
use serde::Deserialize;

use super::records::Recorded;
use crate::score::Gate;

/// A record, as far as it is kept.
#[derive(Deserialize)]
pub(super) struct Line {
    pub schema: String,
    pub as_of: Date,
    pub catalog: String,
    pub engine: String,
    pub candidate: LineCandidate,
    pub status: String,
    pub roles_total: usize,
    pub roles: Vec<LineRole>,
}

#[derive(Deserialize)]
pub(super) struct LineCandidate {
    pub id: String,
    pub content: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct LineRole {
    pub role: String,
    pub rank: u32,
    pub score: Option<f64>,
    pub confidence: f64,
    pub gate: Gate,
}

impl Recorded for Line {
    fn schema(&self) -> &str {
        &self.schema
    }
}

/// What every record of a run says alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub as_of: Date,
    pub catalog: String,
    pub engine: String,
    pub roles_total: usize,
}

impl Line {
    /// What it says of its run.
    pub(super) fn head(&self) -> Head {
        Head {
            as_of: self.as_of,
            catalog: self.catalog.clone(),
            engine: self.engine.clone(),
            roles_total: self.roles_total,
        }
    }
}
