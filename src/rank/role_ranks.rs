//! Assigns ranks to sorted keys, and returns each candidate's ranks by number.

use std::io;

use super::external_sort::{NUMBERS, Sorted, Sorter};
use super::same_person::Groups;
use super::{RankKey, Tally};
use crate::units::Score;
use rolefit_document::checked::item_mut;

/// A candidate's rank in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleRank {
    /// Index of the role in the catalog.
    pub role: usize,
    /// From 1. Equals share a rank, and the next rank counts them (1, 2, 2, 4).
    pub rank: usize,
    /// From 1. The candidates of a group are too close to call.
    pub close_group: usize,
}

/// A group of candidates who are too close to call ends where the score falls more than this under the group's first:
/// five points, as far apart as two readings of one resume may be.
const CLOSE: Score = Score::new(5_000);

/// Assigns ranks to keys that come by role and rank key.
#[derive(Default)]
pub(super) struct RankCounter {
    /// Role and rank key of the previous key.
    previous: Vec<u8>,
    rank: usize,
    /// The number of earlier keys of the role.
    before: usize,
    close_group: usize,
    /// The first score of the group.
    group_from: Option<Score>,
}

impl RankCounter {
    /// Returns the rank and the group of the next key.
    pub(super) fn next(&mut self, key: &[u8]) -> RoleRank {
        const ROLE_BYTES: usize = size_of::<u32>();
        let standing = key.get(..ROLE_BYTES + RankKey::BYTES).unwrap_or(key);
        if self.previous.get(..ROLE_BYTES) != standing.get(..ROLE_BYTES) {
            (self.before, self.close_group, self.group_from) = (0, 0, None);
        }
        self.before += 1;
        let score = key.get(ROLE_BYTES..).and_then(RankKey::score_in);
        let is_near = self.group_from.zip(score).is_some_and(|(first, score)| first.lead_over(score) <= CLOSE);
        let is_unscored = self.close_group > 0 && self.group_from.is_none() && score.is_none();
        if !is_near && !is_unscored {
            self.close_group += 1;
            self.group_from = score;
        }
        if self.previous != standing {
            self.rank = self.before;
            self.previous = standing.to_vec();
        }
        RoleRank { role: first_number(key) as usize, rank: self.rank, close_group: self.close_group }
    }
}

/// The ranks of candidates, by candidate number.
pub(super) struct RanksById {
    sorted: Sorted,
    /// The rank read last, and its candidate. Reading is one step ahead.
    ahead: Option<(u32, RoleRank)>,
    found: Vec<RoleRank>,
}

impl RanksById {
    /// Assigns ranks to `standings` and sorts the ranks up to `last` by candidate. Older files of a person get no rank
    /// and are counted in `tally`.
    pub(super) fn new(
        standings: &mut Sorted,
        last: Option<usize>,
        groups: &Groups,
        tally: &mut Tally,
    ) -> io::Result<RanksById> {
        let (mut counter, mut by_number) = (RankCounter::default(), Sorter::new(NUMBERS));
        while let Some((key, passes)) = standings.next_pair()? {
            if groups.is_older(last_number(key)) {
                if let Some(role) = item_mut(&mut tally.roles, first_number(key) as usize) {
                    role.older += 1;
                }
                continue;
            }
            let RoleRank { rank, close_group, .. } = counter.next(key);
            if passes == [1] && last.is_none_or(|last| rank <= last) {
                let number = |number: usize| u32::try_from(number).map_err(io::Error::other);
                let place = [number(close_group)?, number(rank)?].map(u32::to_be_bytes).concat();
                by_number.push(&[last_number(key), first_number(key)].map(u32::to_be_bytes).concat(), &place)?;
            }
        }
        let mut ranks = RanksById { sorted: by_number.sorted()?, ahead: None, found: Vec::new() };
        ranks.advance()?;
        Ok(ranks)
    }

    fn advance(&mut self) -> io::Result<()> {
        let rank = |(key, rank): (&[u8], &[u8])| {
            let close_group = first_number(rank) as usize;
            let rank = RoleRank { role: last_number(key) as usize, rank: last_number(rank) as usize, close_group };
            (first_number(key), rank)
        };
        self.ahead = self.sorted.next_pair()?.map(rank);
        Ok(())
    }

    /// Returns the ranks of the candidate `number`. Numbers must ascend from call to call.
    pub(super) fn of(&mut self, number: u32) -> io::Result<&[RoleRank]> {
        self.found.clear();
        while let Some((whose, rank)) = self.ahead.filter(|(whose, _)| *whose <= number) {
            if whose == number {
                self.found.push(rank);
            }
            self.advance()?;
        }
        Ok(&self.found)
    }
}

/// Returns the number that a key begins with.
pub(super) fn first_number(bytes: &[u8]) -> u32 {
    debug_assert!(bytes.len() >= size_of::<u32>());
    bytes.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

/// Returns the number that a key ends with.
pub(super) fn last_number(bytes: &[u8]) -> u32 {
    debug_assert!(bytes.len() >= size_of::<u32>());
    bytes.last_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes))
}
