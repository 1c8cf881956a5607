//! Judges a candidate against one role: all criteria, the score, the gate and the confidence.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::case::Case;
use super::criterion::{self, PartSupport};
use super::kinds::{TitleStanding, judge_of};
use super::share::{Claimant, share};
use super::support::Support;
use super::{CriterionAssessment, FULL_CREDIT, Gate, RoleAssessment, Status};
use crate::catalog::{Criterion, Priority, Role};
use crate::document::ProblemCode;

/// Thousandths of a point in a full score.
const FULL_SCORE: u64 = 100_000;

/// Judges `role`, the catalog's role number `index`. The rank among the candidate's roles is left to be set.
pub(super) fn judge(
    index: usize,
    role: &Role,
    case: &Case<'_>,
    standing: &TitleStanding,
    reading: u32,
) -> RoleAssessment {
    let supports: Vec<Vec<Cow<'_, [Support]>>> =
        role.criteria.iter().map(|criterion| support(criterion, case, standing)).collect();
    let in_full = served(role, &supports);
    let damaged = case.document.problem.as_ref().is_some_and(|problem| problem.code == ProblemCode::Damaged);
    let criteria = role.criteria.iter().zip(supports).map(|(criterion, supports)| {
        let parts = criterion.parts.iter().zip(supports).map(|(part, supports)| {
            let in_full = in_full.get(part.name.as_str()).copied().unwrap_or(true);
            PartSupport { supports, in_full }
        });
        criterion::assess(criterion, &parts.collect::<Vec<_>>(), case, damaged)
    });
    let criteria: Vec<CriterionAssessment> = criteria.collect();
    let answered = |assessment: &CriterionAssessment| assessment.status != Status::Unknown;
    let weighed = || role.criteria.iter().zip(&criteria);
    let all: u64 = role.criteria.iter().map(|criterion| criterion.weight).sum();
    let answerable: u64 = weighed().filter(|(_, it)| answered(it)).map(|(criterion, _)| criterion.weight).sum();
    let earned: u64 = weighed().map(|(criterion, it)| criterion.weight * u64::from(it.credit)).sum();
    let share = |part: u64, whole: u64, of: u64| (part * of + whole / 2).checked_div(whole);
    let score =
        share(earned, answerable * u64::from(FULL_CREDIT), FULL_SCORE).and_then(|score| u32::try_from(score).ok());
    let answerable_share = share(answerable, all, u64::from(reading)).unwrap_or(0);
    RoleAssessment {
        role: index,
        rank: 0,
        score,
        confidence: u32::try_from(answerable_share).unwrap_or(0),
        gate: gate(role, &criteria, standing),
        months_in_family: standing.months.unwrap_or(0),
        criteria,
    }
}

fn support<'a>(criterion: &Criterion, case: &'a Case<'_>, standing: &'a TitleStanding) -> Vec<Cow<'a, [Support]>> {
    let judge = judge_of(criterion.kind);
    criterion.parts.iter().map(|part| judge.judge(part, case, standing)).collect()
}

/// By part name: whether a sentence credits the part in full. Parts that no sentence supports need none.
fn served<'a>(role: &'a Role, supports: &[Vec<Cow<'_, [Support]>>]) -> BTreeMap<&'a str, bool> {
    let mut claimants: BTreeMap<&str, Claimant> = BTreeMap::new();
    for (criterion, supports) in role.criteria.iter().zip(supports) {
        for (part, supports) in criterion.parts.iter().zip(supports) {
            let Some(best) = supports.first() else { continue };
            let sentences = supports.iter().take_while(|support| support.strength == best.strength);
            let sentences: Option<Vec<usize>> = sentences.map(|support| support.segment).collect();
            let Some(sentences) = sentences else { continue };
            let claimant = claimants.entry(&part.name).or_insert_with(|| Claimant { gain: 0, sentences: Vec::new() });
            let parts = u64::try_from(criterion.parts.len()).unwrap_or(1).max(1);
            claimant.gain += criterion.weight * u64::from(best.credit - best.least().min(best.credit)) / parts;
            for sentence in sentences {
                if !claimant.sentences.contains(&sentence) {
                    claimant.sentences.push(sentence);
                }
            }
        }
    }
    let served = share(&claimants.values().cloned().collect::<Vec<_>>());
    claimants.into_keys().zip(served).collect()
}

/// `fail` where a stated threshold is plainly not reached, `unknown` where a must is not shown.
fn gate(role: &Role, criteria: &[CriterionAssessment], standing: &TitleStanding) -> Gate {
    let musts = role.criteria.iter().zip(criteria).filter(|(criterion, _)| criterion.priority == Priority::Must);
    let verdict = |(criterion, assessment): (&Criterion, &CriterionAssessment)| {
        let asked = criterion.parts.iter().filter_map(|part| part.min_months).max();
        match (asked, standing.months) {
            (Some(asked), Some(months)) if months < asked => Gate::Fail,
            (Some(_), None) => Gate::Unknown,
            _ if matches!(assessment.status, Status::Missing | Status::Unknown) => Gate::Unknown,
            _ => Gate::Pass,
        }
    };
    musts.map(verdict).min().unwrap_or(Gate::Pass)
}
