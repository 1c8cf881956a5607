//! Reports the outcome of every line of a posting, so that a person can check the import.

use serde::Serialize;

use super::ImportedRole;
use crate::catalog::{Kind, Priority};

/// A criterion in short.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionOutline {
    /// `<role>/req-N` or `<role>/duty-N`.
    pub id: String,
    /// The kind of evidence that it asks for.
    pub kind: Kind,
    /// Must, should or nice.
    pub priority: Priority,
    /// The weight as in the role file, before the factor for defining criteria.
    pub weight: f64,
    /// True if the criterion tells this role from its siblings.
    pub defining: bool,
    /// One description per part, for example `Negotiation` or `Excel for 24 months`.
    pub parts: Vec<String>,
}

impl CriterionOutline {
    /// Returns the outline under another role id.
    pub(super) fn renamed(self, from: &str, to: &str) -> Self {
        Self { id: renamed(self.id, from, to), ..self }
    }
}

fn renamed(id: String, from: &str, to: &str) -> String {
    debug_assert!(id.starts_with(from), "{id} is not of the role {from}");
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

/// A line of a posting and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineReport {
    /// Line number in the posting's text, from 1.
    pub number: usize,
    /// The line's words, without marks of lists and links.
    pub text: String,
    /// The outcome.
    pub outcome: LineOutcome,
}

impl LineReport {
    /// Returns the report under another role id.
    pub(super) fn renamed(self, from: &str, to: &str) -> Self {
        let rename = |id: String| renamed(id, from, to);
        let outcome = match self.outcome {
            LineOutcome::Criterion(ids) => LineOutcome::Criterion(ids.into_iter().map(rename).collect()),
            outcome => outcome,
        };
        Self { outcome, ..self }
    }
}

/// The outcome of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineOutcome {
    /// The line names the position.
    Title,
    /// The line became part of the summary.
    Summary,
    /// The line is a heading; the name of its section.
    Heading(String),
    /// The line became criteria; their ids, one per sentence.
    Criterion(Vec<String>),
    /// The line names a protected trait; the reason in words.
    Refused(String),
    /// The line is no criterion; the reason in words.
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

/// Advice on one line for the author of the posting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    /// Line number, from 1.
    pub line: usize,
    /// The advice in words.
    pub message: String,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// A line of an imported posting as one row of a table or one JSON object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineRow<'a> {
    /// Name of the source.
    pub source: &'a str,
    /// Id of the role.
    pub role: &'a str,
    /// Line number, from 1.
    pub line: usize,
    /// The line's words.
    pub text: &'a str,
    /// The line's outcome in words.
    pub became: String,
    /// The warnings about the line, joined by semicolons.
    pub warning: String,
}

impl ImportedRole {
    /// Returns one row per line of the posting; `source` is the name of its source.
    pub fn line_rows<'a>(&'a self, source: &'a str) -> impl Iterator<Item = LineRow<'a>> {
        self.lines.iter().map(move |line| {
            let warnings = self.warnings.iter().filter(|warning| warning.line == line.number);
            let warning = warnings.map(|warning| warning.message.as_str()).collect::<Vec<_>>().join("; ");
            let became = line.outcome.to_string();
            LineRow { source, role: &self.id, line: line.number, text: &line.text, became, warning }
        })
    }
}
