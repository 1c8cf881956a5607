//! What became of every line of a posting, for whoever checks an import.

use crate::catalog::{Kind, Priority};

/// A criterion in short.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionOutline {
    /// `<role>/req-N` or `<role>/duty-N`.
    pub id: String,
    /// Which matcher judges it.
    pub kind: Kind,
    /// How much it is wanted.
    pub priority: Priority,
    /// Weight as the role file states it, without the defining factor.
    pub weight: f64,
    /// Whether it tells this role from its siblings.
    pub defining: bool,
    /// What its parts look for, in words.
    pub parts: Vec<String>,
}

impl CriterionOutline {
    /// The same with a role's id changed.
    pub(super) fn renamed(self, from: &str, to: &str) -> Self {
        Self { id: renamed(self.id, from, to), ..self }
    }
}

fn renamed(id: String, from: &str, to: &str) -> String {
    id.strip_prefix(from).map_or(id.clone(), |rest| format!("{to}{rest}"))
}

impl std::fmt::Display for CriterionOutline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { id, kind, priority, weight, defining, parts } = self;
        let defining = if *defining { ", defining" } else { "" };
        let (kind, priority) = (kind.name(), priority.name());
        write!(f, "{id}: {kind}, {priority}, weight {weight}{defining}; looks for {}", parts.join(", "))
    }
}

/// A line of a posting and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineReport {
    /// Its number, from 1, in the posting's text.
    pub number: usize,
    /// Its words, without the marks of lists and links.
    pub text: String,
    /// What became of it.
    pub outcome: LineOutcome,
}

impl LineReport {
    /// The same with a role's id changed.
    pub(super) fn renamed(self, from: &str, to: &str) -> Self {
        let rename = |id: String| renamed(id, from, to);
        let outcome = match self.outcome {
            LineOutcome::Criterion(ids) => LineOutcome::Criterion(ids.into_iter().map(rename).collect()),
            outcome => outcome,
        };
        Self { outcome, ..self }
    }
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineOutcome {
    /// It names the position.
    Title,
    /// It became the summary.
    Summary,
    /// It heads a section of this name.
    Heading(String),
    /// It became these criteria; one a sentence.
    Criterion(Vec<String>),
    /// It names a protected trait, this one.
    Refused(String),
    /// It is no criterion, for this reason.
    LeftOut(String),
}

impl std::fmt::Display for LineOutcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Title => f.write_str("title"),
            Self::Summary => f.write_str("summary"),
            Self::Heading(kind) => write!(f, "heads {kind}"),
            Self::Criterion(ids) => f.write_str(&ids.join(", ")),
            Self::Refused(reason) => write!(f, "refused: {reason}"),
            Self::LeftOut(reason) => write!(f, "left out: {reason}"),
        }
    }
}

/// What the writer of a posting should know of a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// The line's number, from 1.
    pub line: usize,
    /// What there is to know, for people.
    pub message: String,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}
