//! Tells early who can no longer be among the first ranks of a role, so that nothing need be kept for them.

use std::collections::BinaryHeap;

use super::RankKey;

/// With more ranks than this, everybody is kept: as many standings are held for each role.
const MOST_RANKS: usize = 1000;

/// The best standings seen so far in each role.
#[derive(Debug)]
pub(super) struct Leaders {
    ranks: Option<usize>,
    /// For each role, the worst of them on top.
    best: Vec<BinaryHeap<RankKey>>,
}

impl Leaders {
    /// Nobody yet, of the first `ranks` of each of `roles`.
    pub(super) fn new(ranks: Option<usize>, roles: usize) -> Leaders {
        Leaders { ranks: ranks.filter(|&ranks| ranks <= MOST_RANKS), best: vec![BinaryHeap::new(); roles] }
    }

    /// Takes account of a standing, and says whether it may still be among the first: fewer than so many are better.
    pub(super) fn may_lead(&mut self, role: usize, standing: RankKey) -> bool {
        let (Some(ranks), Some(best)) = (self.ranks, self.best.get_mut(role)) else { return true };
        if best.len() >= ranks {
            if best.peek().is_some_and(|worst| standing > *worst) {
                return false;
            }
            best.pop();
        }
        best.push(standing);
        true
    }
}
