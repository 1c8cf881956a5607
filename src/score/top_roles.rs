//! Finds the roles that fit a resume best without weighing them all: none is passed over that could be among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::case::Case;
use super::demand_index::{Bound, DemandIndex};
use super::role_order::{CLOSE, is_rival, points};
use super::score_role::{ScoredRole, score_role};
use super::sentence_sharing::Sharing;
use crate::catalog::Role;
use crate::units::{Confidence, Score};

/// Roles weighed between two looks at whether that is enough: a look costs about as much as weighing one.
const BATCH: usize = 4;

/// A look costs more the more roles were weighed, so the further on, the fewer are taken: after each eighth more.
const BATCH_SHARE: usize = 8;

/// Where a role stands, or the highest that it could: score, confidence, and of equals the first in the catalog.
type SortKey = (Option<Score>, Confidence, Reverse<usize>);

/// Weighs roles from the highest bound down until what is left can change neither the best `most` of them, in order, nor
/// which role is best, by what margin, and what is close to it. In the order of the catalog.
///
/// This is the threshold algorithm of Fagin, Lotem and Naor over the lists of [`DemandIndex`]: a role's score never exceeds
/// its bound, so what is left is below whatever was weighed above the next bound.
pub(super) fn score_best<'a>(
    roles: &[Role],
    demands: &DemandIndex,
    case: &'a Case<'_>,
    most: usize,
) -> Vec<ScoredRole<'a>> {
    let bounds = demands.bounds(case);
    let mut core_left = bounds.iter().filter(|bound| bound.core).count();
    let highest = |(role, bound): (usize, &Bound)| -> SortKey {
        // What a damaged text does not answer is left out of the whole, so that little may come out as a full score.
        let score = if case.is_damaged() { Some(Score::FULL) } else { demands.score(role, *bound) };
        (score, case.reading, Reverse(role))
    };
    let mut left: BinaryHeap<SortKey> = bounds.iter().enumerate().map(highest).collect();
    let mut scored: Vec<ScoredRole<'a>> = Vec::new();
    let mut sharing = Sharing::default();
    while let Some(next) = left.peek() {
        if is_enough(&scored, next, core_left > 0 || case.is_damaged(), most) {
            break;
        }
        for _ in 0..BATCH.max(scored.len() / BATCH_SHARE) {
            let Some((.., Reverse(at))) = left.pop() else { break };
            core_left -= usize::from(bounds.get(at).is_some_and(|bound| bound.core));
            let role = roles.get(at).zip(demands.roles().get(at));
            scored.extend(role.map(|(role, asked)| score_role(at, role, asked, case, &mut sharing)));
        }
    }
    tracing::debug!(roles = roles.len(), scored = scored.len(), "roles scored");
    scored.sort_by_key(|scored| scored.role);
    scored
}

/// Whether no role that is left, the highest of which may stand at `next`, can change the outcome.
fn is_enough(scored: &[ScoredRole<'_>], next: &SortKey, core_left: bool, most: usize) -> bool {
    let sort_key = |scored: &ScoredRole<'_>| -> SortKey { (scored.score, scored.confidence, Reverse(scored.role)) };
    let mut sort_keys: Vec<SortKey> = scored.iter().map(sort_key).collect();
    let Some(last) = most.checked_sub(1).filter(|last| *last < sort_keys.len()) else { return false };
    let (_, last, _) = sort_keys.select_nth_unstable_by(last, |a, b| b.cmp(a));
    if *last < *next {
        return false;
    }
    let Some(first) = scored.iter().filter(|scored| scored.has_core).max_by_key(|scored| sort_key(scored)) else {
        return !core_left;
    };
    let next = next.0.unwrap_or_default();
    let rivals = scored.iter().filter(|other| other.role != first.role && is_rival(other, first));
    points(first).lead_over(next) >= CLOSE && rivals.map(points).max() >= Some(next)
}

#[cfg(test)]
#[path = "top_roles_tests.rs"]
mod tests;
