//! Finds the best roles of a resume without scoring all roles. Skips only roles that cannot be among them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::demand_index::{Bound, DemandIndex};
use super::role_order::{CLOSE, points};
use super::score_role::{ScoredRole, score_role};
use super::sentence_sharing::Sharing;
use crate::catalog::Role;
use crate::score::case::Case;
use crate::units::{Confidence, Score};
use rolefit_document::checked::item;

/// Roles scored between two checks for the end. A check costs about as much as scoring one role.
const BATCH: usize = 4;

/// A check costs more the more roles were scored, so later batches are an eighth of the roles scored so far.
const BATCH_SHARE: usize = 8;

/// The sort key of a role, or an upper bound on it: score, confidence, and the first in the catalog of equals.
type SortKey = (Option<Score>, Confidence, Reverse<usize>);

/// Scores roles from the highest bound down, until no remaining role can change the best `most` roles, the best role,
/// its margin, or the roles close to it. Returns the scored roles in catalog order.
///
/// This is the threshold algorithm of Fagin, Lotem and Naor over the lists of [`DemandIndex`]: no role scores above its
/// bound, so the remaining roles are below every role scored above the next bound.
pub(crate) fn score_best<'a>(
    roles: &[Role],
    demands: &DemandIndex,
    case: &'a Case<'_>,
    most: usize,
) -> Vec<ScoredRole<'a>> {
    let bounds = demands.bounds(case);
    let mut core_left = bounds.iter().filter(|bound| bound.core).count();
    let highest = |(role, bound): (usize, &Bound)| -> SortKey {
        // A damaged text leaves criteria unanswered, so that even little support can give a full score.
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
            core_left -= usize::from(item(&bounds, at).is_some_and(|bound| bound.core));
            let role = item(roles, at).zip(item(demands.roles(), at));
            scored.extend(role.map(|(role, asked)| score_role(at, role, asked, case, &mut sharing)));
        }
    }
    tracing::debug!(roles = roles.len(), scored = scored.len(), "roles scored");
    scored.sort_by_key(|scored| scored.role);
    scored
}

/// True if no remaining role can change the result. `next` is the highest bound among them.
fn is_enough(scored: &[ScoredRole<'_>], next: &SortKey, core_left: bool, most: usize) -> bool {
    let sort_key = |scored: &ScoredRole<'_>| -> SortKey { (scored.score, scored.confidence, Reverse(scored.role)) };
    let mut sort_keys: Vec<SortKey> = scored.iter().map(sort_key).collect();
    let Some(last) = most.checked_sub(1).filter(|last| *last < sort_keys.len()) else { return false };
    let (_, last, _) = sort_keys.select_nth_unstable_by(last, |a, b| b.cmp(a));
    if *last < *next {
        return false;
    }
    let (highest, next) = (scored.iter().map(points).max(), next.0.unwrap_or_default());
    let Some(first) = scored.iter().filter(|scored| scored.has_core).max_by_key(|scored| sort_key(scored)) else {
        return !core_left || highest > Some(next);
    };
    // If another role outscores the first with its core, no role is best.
    let rivals = scored.iter().filter(|other| other.role != first.role);
    highest > Some(points(first)) || (points(first).lead_over(next) >= CLOSE && rivals.map(points).max() >= Some(next))
}

#[cfg(test)]
#[path = "top_roles_tests.rs"]
mod tests;
