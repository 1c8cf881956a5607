//! One row per candidate and criterion: what the resume shows of it, with the quote that weighs most.

use serde::Serialize;

use super::Run;
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Kind, Priority};
use crate::explain::points::{PointUnit, points};
use crate::explain::reasons;
use crate::explain::why::why;
use crate::explain::words;
use crate::score::{RoleAssessment, Status};

/// A criterion of a candidate. The names of the fields are the columns of the CSV.
#[derive(Clone, Debug, Serialize)]
pub struct CriterionRow<'a> {
    role: &'a str,
    candidate: &'a str,
    id: &'a str,
    /// The criterion in few words.
    pub label: &'a str,
    /// The kind of the criterion.
    pub kind: Kind,
    /// How much it is wanted.
    pub priority: Priority,
    /// How much it counts.
    pub weight: f64,
    /// The status in words for people.
    pub status: &'static str,
    /// From 0 to 1; `None` if the text was too damaged to tell, as for the points.
    pub credit: Option<f64>,
    /// What it adds to the score.
    pub points: Option<f64>,
    /// What it could add.
    pub of: Option<f64>,
    /// The reason of the status.
    pub reason: String,
    /// The quote that weighs most; empty if there is none.
    pub quote: String,
    /// The page of the quote.
    pub page: Option<usize>,
}

/// The criteria of one candidate in one role, in the role's order.
pub fn criterion_rows<'a>(
    run: &Run<'a>,
    candidate: &'a Candidate,
    scored: &'a Scored,
    assessment: &'a RoleAssessment,
) -> Vec<CriterionRow<'a>> {
    let Some(role) = run.catalog.roles.get(assessment.role) else { return Vec::new() };
    let judged = reasons::judged(role, assessment).zip(points(role, assessment, PointUnit::Thousandth));
    let row = |(judged, points): (reasons::Judged<'a>, crate::explain::points::Points)| {
        let (criterion, evidence) = (judged.criterion, judged.evidence());
        let answered = judged.assessment.status != Status::Unknown;
        let thousandths = |number: i64| answered.then_some(number as f64 / 1000.0);
        CriterionRow {
            role: &role.id,
            candidate: &candidate.id,
            id: &criterion.id,
            label: &criterion.label,
            kind: criterion.kind,
            priority: criterion.priority,
            weight: criterion.weight.as_f64(),
            status: words::status(judged.assessment.status),
            credit: answered.then(|| judged.assessment.credit.as_f64()),
            points: thousandths(points.points),
            of: thousandths(points.of),
            reason: words::one_line(&why(&run.catalog.vocabulary, scored, judged)),
            quote: evidence.map(|it| words::one_line(scored.quote(it.span))).unwrap_or_default(),
            page: evidence.and_then(|it| scored.document.page_of(it.span)),
        }
    };
    judged.map(row).collect()
}
