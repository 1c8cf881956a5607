//! `rolefit.comparison/1`: two candidates side by side, as programs read it.

use jiff::civil::Date;
use serde::Serialize;

use super::{Run, v1::ENGINE};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Criterion, Role};
use crate::explain::compare::{Comparison, Contribution};
use crate::explain::reasons::{self, Judged};
use crate::score::{RoleAssessment, Status};

/// Name and version of the record.
pub const SCHEMA: &str = "rolefit.comparison/1";

/// Two candidates in one role. The differences of the criteria add up exactly to `difference`, in points with three
/// decimals.
#[derive(Clone, Debug, Serialize)]
pub struct ComparisonRecord<'a> {
    schema: &'static str,
    as_of: Date,
    catalog: &'a str,
    engine: &'static str,
    role: &'a str,
    a: SideRecord<'a>,
    b: SideRecord<'a>,
    difference: f64,
    criteria: Vec<DifferenceRecord<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct SideRecord<'a> {
    id: &'a str,
    score: Option<f64>,
}

/// A criterion where the two differ; also a row of the CSV.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceRecord<'a> {
    id: &'a str,
    label: &'a str,
    difference: f64,
    a_status: Option<Status>,
    a_credit: f64,
    a_quote: &'a str,
    b_status: Option<Status>,
    b_credit: f64,
    b_quote: &'a str,
    /// The ids of the two, for tables of several comparisons.
    a: &'a str,
    b: &'a str,
}

/// A candidate and the verdict on the role compared.
pub type Side<'a> = (&'a Candidate, &'a Scored, &'a RoleAssessment);

impl<'a> ComparisonRecord<'a> {
    /// The record of `comparison`, which is between `a` and `b` in `role`.
    pub fn new(
        run: &Run<'a>,
        role: &'a Role,
        a: Side<'a>,
        b: Side<'a>,
        comparison: &Comparison,
    ) -> ComparisonRecord<'a> {
        let side = |(candidate, _, assessment): Side<'a>| SideRecord {
            id: &candidate.id,
            score: assessment.score.map(|score| thousandths(score.thousandths().into())),
        };
        let rows = comparison.contributions.iter().filter_map(|contribution| {
            let criterion = role.criteria.get(contribution.criterion)?;
            Some(row(role, criterion, contribution, a, b))
        });
        ComparisonRecord {
            schema: SCHEMA,
            as_of: run.as_of,
            catalog: &run.catalog.hash,
            engine: ENGINE,
            role: &role.id,
            a: side(a),
            b: side(b),
            difference: thousandths(comparison.difference),
            criteria: rows.collect(),
        }
    }

    /// The criteria where the two differ, largest difference first.
    pub fn rows(&self) -> &[DifferenceRecord<'a>] {
        &self.criteria
    }
}

fn row<'a>(
    role: &'a Role,
    criterion: &'a Criterion,
    contribution: &Contribution,
    a: Side<'a>,
    b: Side<'a>,
) -> DifferenceRecord<'a> {
    let judged = |(_, _, assessment): Side<'a>| reasons::judged(role, assessment).nth(contribution.criterion);
    let status = |judged: Option<Judged>| judged.map(|judged| judged.assessment.status);
    let credit = |judged: Option<Judged>| judged.map_or(0.0, |judged| judged.assessment.credit.as_f64());
    let quote = |(_, scored, _): Side<'a>, judged: Option<Judged<'a>>| {
        judged.and_then(Judged::evidence).map_or("", |evidence| scored.quote(evidence.span))
    };
    let (in_a, in_b) = (judged(a), judged(b));
    DifferenceRecord {
        id: &criterion.id,
        label: &criterion.label,
        difference: thousandths(contribution.thousandths),
        a_status: status(in_a),
        a_credit: credit(in_a),
        a_quote: quote(a, in_a),
        b_status: status(in_b),
        b_credit: credit(in_b),
        b_quote: quote(b, in_b),
        a: &a.0.id,
        b: &b.0.id,
    }
}

fn thousandths(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}
