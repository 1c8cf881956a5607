//! Drops early the candidates who can no longer be among the first ranks of a role.

use std::collections::BinaryHeap;

use super::RankKey;
use rolefit_document::checked::item_mut;

/// With more ranks than this everybody is kept, because one key per rank and role is held in memory.
const MOST_RANKS: usize = 1000;

/// The best sort keys seen so far in each role.
#[derive(Debug)]
pub(super) struct Leaders {
    ranks: Option<usize>,
    /// One heap per role, with the worst key on top.
    best: Vec<BinaryHeap<RankKey>>,
}

impl Leaders {
    /// Returns empty leaders for the first `ranks` of each of `roles`.
    pub(super) fn new(ranks: Option<usize>, roles: usize) -> Leaders {
        Leaders { ranks: ranks.filter(|&ranks| ranks <= MOST_RANKS), best: vec![BinaryHeap::new(); roles] }
    }

    /// Records a key. Returns true if its rank may still be shown, that is, if fewer keys than ranks are better.
    pub(super) fn may_lead(&mut self, role: usize, standing: RankKey) -> bool {
        let (Some(ranks), Some(best)) = (self.ranks, item_mut(&mut self.best, role)) else { return true };
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
