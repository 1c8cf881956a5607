//! Gives ranks to standings that come in order, and hands out each candidate's places by number.

use std::io;

use super::external_sort::{NUMBERS, Sorted, Sorter};
use super::same_person::Groups;
use super::{RankKey, Tally};

/// A candidate's place in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleRank {
    /// Index of the role in the catalog.
    pub role: usize,
    /// From 1; equals share a rank, and the next one counts them (1, 2, 2, 4).
    pub rank: usize,
}

/// Gives ranks to keys that come in the order of role and standing.
#[derive(Default)]
pub(super) struct RankCounter {
    /// Role and standing of the key before.
    previous: Vec<u8>,
    rank: usize,
    /// How many of the role came before.
    before: usize,
}

impl RankCounter {
    /// The rank of the next key.
    pub(super) fn next(&mut self, key: &[u8]) -> usize {
        const ROLE_BYTES: usize = size_of::<u32>();
        let standing = key.get(..ROLE_BYTES + RankKey::BYTES).unwrap_or(key);
        if self.previous.get(..ROLE_BYTES) != standing.get(..ROLE_BYTES) {
            self.before = 0;
        }
        self.before += 1;
        if self.previous != standing {
            self.rank = self.before;
            self.previous = standing.to_vec();
        }
        self.rank
    }
}

/// The places of candidates, in the order of their numbers.
pub(super) struct RanksById {
    sorted: Sorted,
    /// What was read last, and whose it is; the reader is one ahead of what is asked for.
    ahead: Option<(u32, RoleRank)>,
    found: Vec<RoleRank>,
}

impl RanksById {
    /// Gives ranks to `standings` and sorts the ranks that are shown, down to the rank `last`, by candidate. Older files of
    /// `groups` are counted in `tally` and get none.
    pub(super) fn new(
        standings: &mut Sorted,
        last: Option<usize>,
        groups: &Groups,
        tally: &mut Tally,
    ) -> io::Result<RanksById> {
        let (mut counter, mut by_number) = (RankCounter::default(), Sorter::new(NUMBERS));
        while let Some((key, passes)) = standings.next_pair()? {
            if groups.is_older(last_number(key)) {
                if let Some(role) = tally.roles.get_mut(first_number(key) as usize) {
                    role.older += 1;
                }
                continue;
            }
            let rank = counter.next(key);
            if passes == [1] && last.is_none_or(|last| rank <= last) {
                let rank = u32::try_from(rank).map_err(io::Error::other)?.to_be_bytes();
                by_number.push(&[last_number(key), first_number(key)].map(u32::to_be_bytes).concat(), &rank)?;
            }
        }
        let mut ranks = RanksById { sorted: by_number.sorted()?, ahead: None, found: Vec::new() };
        ranks.advance()?;
        Ok(ranks)
    }

    fn advance(&mut self) -> io::Result<()> {
        let rank = |(key, rank): (&[u8], &[u8])| {
            let rank = RoleRank { role: last_number(key) as usize, rank: last_number(rank) as usize };
            (first_number(key), rank)
        };
        self.ahead = self.sorted.next_pair()?.map(rank);
        Ok(())
    }

    /// The places of the candidate `number`, which is after the one asked for before.
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

/// The number that a key begins with.
pub(super) fn first_number(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

/// The number that a key ends with.
pub(super) fn last_number(bytes: &[u8]) -> u32 {
    bytes.last_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes))
}
