//! The fields of a record of an earlier run that candidates are compared by.

use jiff::civil::Date;
use serde::Deserialize;

use super::records::Recorded;
use crate::score::Gate;

/// A record, with the fields that are compared.
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

/// The fields that are the same in all records of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub as_of: Date,
    pub catalog: String,
    pub engine: String,
    pub roles_total: usize,
}

impl Line {
    /// The fields about the run.
    pub(super) fn head(&self) -> Head {
        Head {
            as_of: self.as_of,
            catalog: self.catalog.clone(),
            engine: self.engine.clone(),
            roles_total: self.roles_total,
        }
    }
}
