//! Which role fits a candidate best, by what margin, and whether any does.

use super::{Best, RoleAssessment, Status};
use crate::catalog::{Kind, Role};

/// Roles nearer to each other than this many thousandths of a point are too close to call: one claim more or less on a
/// criterion of middling weight moves a score by about as much.
const CLOSE: u32 = 1_000;

/// Sets the ranks of a candidate's roles (equals share one) and finds the best.
pub(super) fn best(roles: &[Role], assessments: &mut [RoleAssessment]) -> Best {
    let standing = |assessment: &RoleAssessment| (assessment.score, assessment.confidence);
    let standings: Vec<_> = assessments.iter().map(standing).collect();
    for assessment in assessments.iter_mut() {
        let own = standing(assessment);
        assessment.rank = standings.iter().filter(|&&other| other > own).count() + 1;
    }
    let mut order: Vec<usize> = (0..assessments.len()).collect();
    order.sort_by_key(|&at| assessments.get(at).map_or(usize::MAX, |assessment| assessment.rank));
    let at_core = |at: &usize| {
        let role = assessments.get(*at).and_then(|assessment| Some((roles.get(assessment.role)?, assessment)));
        role.is_some_and(|(role, assessment)| has_core(role, assessment))
    };
    let Some(&first) = order.iter().find(|at| at_core(at)) else { return Best::None };
    let score = |at: usize| assessments.get(at).and_then(|assessment| assessment.score).unwrap_or(0);
    // A role that scores higher without its core is no rival: the lead is over rivals and over what lies below.
    let rivals = || order.iter().filter(|at| at_core(at) || score(**at) <= score(first));
    let next = rivals().filter(|&&at| at != first).map(|&at| score(at)).max();
    let margin = next.map(|next| score(first).saturating_sub(next));
    let near =
        rivals().copied().filter(|&at| at_core(&at) && score(at).abs_diff(score(first)) < CLOSE).collect::<Vec<_>>();
    let close = if near.len() > 1 { near } else { Vec::new() };
    Best::Role { role: first, margin, close }
}

/// Whether the role's title, or one next to it, was held, or what defines the role was done: "business development" in a list
/// of skills makes nobody an account manager.
fn has_core(role: &Role, assessment: &RoleAssessment) -> bool {
    let mut met = role.criteria.iter().zip(&assessment.criteria).filter(|(_, it)| it.status == Status::Met);
    met.any(|(criterion, it)| criterion.kind == Kind::Title || (criterion.defining && !it.claimed_only))
}
