//! `rolefit.candidate/1`: the record of one candidate for programs. Only a new version may drop or change a field.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use super::Run;
use crate::candidate::history::{Decision, Since};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Kind, Part, Priority, Role};
use crate::evidence::{Evidence, Strength};
use crate::explain::bands::{self, Band};
use crate::explain::points::{PointUnit, Points, points};
use crate::explain::reasons::{self, Judged};
use crate::explain::why::why;
use crate::explain::{ask, words};
use crate::score::{Best, Gate, PartAssessment, RoleAssessment, Status};
use crate::units::Score;
use rolefit_document::{Format, Hidden, Note, Problem, Span};

/// Name and version of the record.
pub const SCHEMA: &str = "rolefit.candidate/1";
/// Name and version of the engine.
pub const ENGINE: &str = concat!("rolefit ", env!("CARGO_PKG_VERSION"));
/// If a catalog has more roles, a record lists only the best.
pub const ALL_ROLES: usize = 50;
/// The number of roles in such a record.
pub const BEST_ROLES: usize = 10;

/// The record of one candidate. Fields are written in this order.
#[derive(Clone, Debug, Serialize)]
pub struct CandidateRecord<'a> {
    schema: &'static str,
    as_of: Date,
    catalog: &'a str,
    engine: &'static str,
    candidate: FileRecord<'a>,
    status: &'static str,
    problem: Option<&'a Problem>,
    /// The language, if it is one that is not read.
    language: Option<&'a str>,
    notes: &'a [Note],
    hidden: &'a [Hidden],
    roles_total: usize,
    roles: Vec<RoleRecord<'a>>,
    best: BestRecord<'a>,
    /// Present if the run was compared with an earlier run.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a Since>,
    /// Present if the run was given decisions; null if there is none on this candidate. With one role its decision,
    /// else the decision for all roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Option<&'a Decision>>,
    /// Present if there are decisions for single roles.
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: Option<&'a [Decision]>,
}

#[derive(Clone, Debug, Serialize)]
struct FileRecord<'a> {
    id: &'a str,
    format: Option<Format>,
    content: Option<&'a str>,
    pages: Option<usize>,
    display_name: &'a str,
    current_title: &'a str,
    degree: &'a str,
    /// What `display_name` is taken from: the resume, or its file's name; null if blind.
    named_by: Option<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
struct RoleRecord<'a> {
    role: &'a str,
    rank: usize,
    score: Option<f64>,
    band: Option<&'static str>,
    confidence: f64,
    gate: Gate,
    years_in_family: String,
    ask: Vec<String>,
    top_reasons: Vec<String>,
    criteria: Vec<CriterionRecord<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct CriterionRecord<'a> {
    id: &'a str,
    label: &'a str,
    kind: Kind,
    priority: Priority,
    weight: f64,
    status: Status,
    credit: f64,
    points: f64,
    of: f64,
    reason: Cow<'static, str>,
    /// Present if the resume denies the criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    denial: Option<QuoteRecord<'a>>,
    parts: Vec<PartRecord<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct QuoteRecord<'a> {
    quote: &'a str,
    start: usize,
    end: usize,
    page: Option<usize>,
}

#[derive(Clone, Debug, Serialize)]
struct PartRecord<'a> {
    name: &'a str,
    status: Status,
    credit: f64,
    evidence: Vec<EvidenceRecord<'a>>,
}

#[derive(Clone, Debug, Serialize)]
struct EvidenceRecord<'a> {
    #[serde(flatten)]
    quote: QuoteRecord<'a>,
    strength: Strength,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum BestRecord<'a> {
    Role {
        role: &'a str,
        margin: Option<f64>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        close: Vec<&'a str>,
    },
    None {
        role: Option<&'a str>,
        reason: &'static str,
    },
}

impl<'a> CandidateRecord<'a> {
    /// The record of `candidate`.
    pub fn new(run: &Run<'a>, candidate: &'a Candidate) -> CandidateRecord<'a> {
        let scored = candidate.as_scored();
        CandidateRecord {
            schema: SCHEMA,
            as_of: run.as_of,
            catalog: &run.catalog.hash,
            engine: ENGINE,
            candidate: FileRecord {
                id: &candidate.id,
                format: scored.map(|scored| scored.document.format),
                content: candidate.content.as_deref(),
                pages: scored.and_then(|scored| scored.document.pages.as_ref()).map(Vec::len),
                display_name: &candidate.display_name,
                current_title: scored.map(|scored| scored.overview.current_title.as_str()).unwrap_or_default(),
                degree: scored.map(|scored| scored.overview.degree.as_str()).unwrap_or_default(),
                named_by: candidate.named_by(),
            },
            status: candidate.status().as_str(),
            problem: candidate.problem(),
            language: scored.and_then(|scored| scored.document.language.as_deref()),
            notes: scored.map(|scored| scored.document.notes.as_slice()).unwrap_or_default(),
            hidden: scored.map(|scored| scored.document.hidden.as_slice()).unwrap_or_default(),
            roles_total: run.catalog.roles.len(),
            roles: scored.map(|scored| role_records(run, scored)).unwrap_or_default(),
            best: best_record(run, scored.map(|scored| &scored.assessment.best)),
            since: candidate.history.since.as_ref(),
            decision: run.history.decisions.then(|| candidate.history.decision(run.only_role())),
            decisions: Some(candidate.history.decisions.as_slice())
                .filter(|it| it.iter().any(|it| !it.role.is_empty())),
        }
    }
}

/// The roles of a record, best first.
fn role_records<'a>(run: &Run<'a>, scored: &'a Scored) -> Vec<RoleRecord<'a>> {
    let mut assessments: Vec<&RoleAssessment> = scored.assessment.roles.iter().collect();
    assessments.sort_by_key(|assessment| (assessment.rank, assessment.role));
    let with_role = assessments.into_iter().filter_map(|a| Some((run.catalog.roles.get(a.role)?, a)));
    with_role.take(run.roles_listed()).map(|(role, assessment)| role_record(run, role, assessment, scored)).collect()
}

fn role_record<'a>(
    run: &Run<'a>,
    role: &'a Role,
    assessment: &'a RoleAssessment,
    scored: &'a Scored,
) -> RoleRecord<'a> {
    let criteria = reasons::judged(role, assessment).zip(points(role, assessment, PointUnit::Thousandth));
    RoleRecord {
        role: &role.id,
        rank: assessment.rank,
        score: assessment.score.map(Score::as_f64),
        band: bands::band(role, assessment).filter(|_| !scored.is_for_people).map(Band::name),
        confidence: f64::from(assessment.confidence.hundredths()) / 100.0,
        gate: assessment.gate,
        years_in_family: words::years(assessment.months_in_family),
        ask: ask::questions(run.catalog, role, assessment),
        top_reasons: reasons::top_reasons(run.catalog, scored, &reasons::strongest(role, assessment)).collect(),
        criteria: criteria.map(|(judged, points)| criterion_record(run, judged, points, scored)).collect(),
    }
}

fn criterion_record<'a>(run: &Run<'a>, judged: Judged<'a>, points: Points, scored: &'a Scored) -> CriterionRecord<'a> {
    let Judged { criterion, assessment: verdict, .. } = judged;
    CriterionRecord {
        id: &criterion.id,
        label: &criterion.label,
        kind: criterion.kind,
        priority: criterion.priority,
        weight: criterion.weight.as_f64(),
        status: verdict.status,
        credit: verdict.credit.as_f64(),
        points: points.points as f64 / 1000.0,
        of: points.of as f64 / 1000.0,
        denial: verdict.denial.map(|span| quote_record(span, scored)),
        reason: why(&run.catalog.vocabulary, scored, judged),
        parts: judged.parts().map(|(part, verdict)| part_record(part, verdict, scored)).collect(),
    }
}

fn part_record<'a>(part: &'a Part, verdict: &'a PartAssessment, scored: &'a Scored) -> PartRecord<'a> {
    let evidence_record = |evidence: &Evidence| EvidenceRecord {
        quote: quote_record(evidence.span, scored),
        strength: evidence.strength,
    };
    PartRecord {
        name: &part.name,
        status: verdict.status,
        credit: verdict.credit.as_f64(),
        evidence: verdict.evidence.iter().map(evidence_record).collect(),
    }
}

fn quote_record(span: Span, scored: &Scored) -> QuoteRecord<'_> {
    let page = scored.document.page_of(span);
    QuoteRecord { quote: scored.quote(span), start: span.start, end: span.end, page }
}

fn best_record<'a>(run: &Run<'a>, best: Option<&Best>) -> BestRecord<'a> {
    let id = |index: usize| run.catalog.roles.get(index).map(|role| role.id.as_str());
    match best {
        Some(Best::Role { role, margin, close }) => BestRecord::Role {
            role: id(*role).unwrap_or_default(),
            margin: margin.map(Score::as_f64),
            close: close.iter().filter_map(|&index| id(index)).collect(),
        },
        Some(Best::None) | None => BestRecord::None { role: None, reason: "no-core-evidence" },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::output::sample_run::run;

    fn value(candidate: &Candidate, top_roles: Option<usize>) -> serde_json::Value {
        let catalog = sample::catalog();
        let run = Run { top_roles, ..run(&catalog) };
        serde_json::to_value(CandidateRecord::new(&run, candidate)).unwrap()
    }

    #[test]
    fn a_record_is_written_as_promised() {
        let candidate = sample::candidate("sales/ana.pdf", 70, 936);
        let catalog = sample::catalog();
        let run = Run { top_roles: Some(1), ..run(&catalog) };
        insta::assert_snapshot!(serde_json::to_string_pretty(&CandidateRecord::new(&run, &candidate)).unwrap());
    }

    #[test]
    fn an_unreadable_resume_has_a_problem_and_no_roles() {
        let record = value(&sample::unreadable("scan.pdf"), None);
        assert_eq!(record["status"], "unreadable");
        assert_eq!(record["problem"]["code"], "scanned");
        assert_eq!(record["roles"].as_array().unwrap().len(), 0);
        assert_eq!(record["roles_total"], 2);
    }

    #[test]
    fn top_roles_lists_the_best_and_says_how_many_there_were() {
        let record = value(&sample::candidate("a", 70, 1000), Some(1));
        assert_eq!((record["roles"].as_array().unwrap().len(), &record["roles_total"]), (1, &2.into()));
    }
}
