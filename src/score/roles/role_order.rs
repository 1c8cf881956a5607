//! Orders the roles of a candidate and finds the best one, its margin, and the roles close to it.

use std::cmp::Reverse;

use super::score_role::ScoredRole;
use crate::score::assessment::Best;
use crate::units::Score;

/// Roles less than this apart are too close to call. One claim more or less on a criterion of medium weight changes a
/// score by about one point.
pub(super) const CLOSE: Score = Score::new(1_000);

/// A candidate's roles in order.
pub(crate) struct Order {
    /// Indices into the scored roles with their ranks, best first. Equal roles share a rank and stay in catalog order.
    pub ranked: Vec<(usize, usize)>,
    /// The best role.
    pub best: Best,
}

/// Orders roles by score and confidence and finds the best. The input is in catalog order.
pub(crate) fn order(scored: &[ScoredRole<'_>]) -> Order {
    let mut sorted: Vec<(usize, &ScoredRole<'_>)> = scored.iter().enumerate().collect();
    let standing = |scored: &ScoredRole<'_>| (scored.score, scored.confidence);
    sorted.sort_by_key(|(_, scored)| Reverse(standing(scored)));
    let mut ranked: Vec<(usize, usize)> = Vec::with_capacity(sorted.len());
    let mut before = None;
    for (above, (at, scored)) in sorted.iter().enumerate() {
        let rank = match (before.replace(standing(scored)), ranked.last()) {
            (Some(before), Some(&(_, rank))) if before == standing(scored) => rank,
            _ => above + 1,
        };
        ranked.push((*at, rank));
    }
    let sorted: Vec<&ScoredRole<'_>> = sorted.into_iter().map(|(_, scored)| scored).collect();
    Order { ranked, best: best(&sorted) }
}

/// Returns the best of sorted roles: the first one, if its core is shown. A role that another one outscores is not
/// best.
fn best(sorted: &[&ScoredRole<'_>]) -> Best {
    let highest = sorted.first().map(|first| points(first));
    let Some(&first) = sorted.iter().find(|scored| scored.has_core && Some(points(scored)) == highest) else {
        return Best::None;
    };
    let others = sorted.iter().filter(|other| other.role != first.role);
    let margin = others.map(|other| points(other)).max().map(|next| points(first).lead_over(next));
    let near = sorted.iter().filter(|other| other.has_core && points(other).abs_diff(points(first)) < CLOSE);
    let near: Vec<usize> = near.map(|other| other.role).collect();
    let close = if near.len() > 1 { near } else { Vec::new() };
    Best::Role { role: first.role, margin, close }
}

/// The score; 0 without one.
pub(crate) fn points(scored: &ScoredRole<'_>) -> Score {
    scored.score.unwrap_or_default()
}
