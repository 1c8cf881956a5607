//! Takes candidates in the order of their ids, and returns their rows in the order of an output, however many there
//! are.

use std::io;

use super::external_sort::{NUMBERS, ROWS, Sorter};
use super::leaders::Leaders;
use super::role_ranks::{RankCounter, RanksById, RoleRank, first_number, last_number};
use super::same_person::{Groups, People};
use super::{CutOffs, Entrant, RoleStanding, RoleTally, Tally};
use rolefit_document::checked::item_mut;

/// The order of an output's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOrder {
    /// One row per candidate and role, by role and then rank. Unreadable files come last.
    ByRank,
    /// One row per candidate with its ranks, by id.
    ById,
    /// As [`ById`](RowOrder::ById), without ranks and groups. Each row can be written at once, unless ranks decide
    /// which rows are shown.
    AsTheyCome,
}

/// A row that is ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct RankedRow<'a> {
    /// The candidate's rank in the row's role, or in each role in catalog order. Empty if ranks are not asked for.
    pub ranks: &'a [RoleRank],
    /// The number of the group of files of one person.
    pub same_person: Option<usize>,
    /// True if the candidate could be read.
    pub is_scored: bool,
    /// The formatted row.
    pub cells: &'a [u8],
    /// The counts so far. For rows by rank, the counts of earlier roles are final.
    pub tally: &'a Tally,
}

/// Receives the rows.
pub(super) type Out<'a> = dyn FnMut(RankedRow<'_>) -> io::Result<()> + 'a;

/// The role number of unreadable files in keys: after every role.
const UNREADABLE: u32 = u32::MAX;

/// Ranks candidates by exact score, then confidence. Equals come in the order of content hash, then id.
///
/// Memory holds 8 bytes per candidate, or 40 with one row per person. Rows beyond `ROWS` bytes are sorted on disk.
pub struct Ranker {
    order: RowOrder,
    top: Option<usize>,
    /// True if rows can be shown only after all candidates are known: with a cut-off by rank or by person.
    needs_all: bool,
    /// The last rank whose rows are wanted; `None` for all.
    last: Option<usize>,
    leaders: Leaders,
    people: People,
    /// By rank: the key is role, rank key, content and candidate number. By id: the key is the candidate number, and
    /// the value begins with a flag, true if the candidate could be read.
    rows: Sorter,
    /// The key is role, rank key and candidate number. The value is true if the rank may be shown.
    standings: Sorter,
    tally: Tally,
}

impl Ranker {
    /// Returns a ranker for so many `roles`. `last` is the last rank whose rows are wanted.
    pub fn new(order: RowOrder, roles: usize, cut_offs: &CutOffs, last: Option<usize>) -> Ranker {
        let needs_all = cut_offs.top.is_some() || cut_offs.one_per_person;
        let order = if order == RowOrder::AsTheyCome && needs_all { RowOrder::ById } else { order };
        let last = cut_offs.top.into_iter().chain(last).min();
        Ranker {
            order,
            top: cut_offs.top,
            needs_all,
            last,
            // The leaders are unknown until the older files of each person are.
            leaders: Leaders::new(last.filter(|_| !cut_offs.one_per_person), roles),
            people: People::new(cut_offs.one_per_person),
            rows: Sorter::new(ROWS),
            standings: Sorter::new(NUMBERS),
            tally: Tally { roles: vec![RoleTally::default(); roles], ..Tally::default() },
        }
    }

    /// Adds the candidate with the next id.
    ///
    /// # Errors
    ///
    /// Those of `out` and `Sorter::push`.
    pub fn add(&mut self, entrant: &Entrant, out: &mut Out<'_>) -> io::Result<()> {
        let number = u32::try_from(self.tally.candidates).map_err(io::Error::other)?;
        self.tally.candidates += 1;
        self.tally.unreadable += usize::from(entrant.standings.is_none());
        self.tally.by_hand.extend(entrant.by_hand.clone());
        for standing in entrant.standings.iter().flatten() {
            if let Some(role) = item_mut(&mut self.tally.roles, standing.role) {
                role.scored += 1;
                let [points, mentioned] = standing.points.map(|points| u64::from(points.thousandths()));
                role.points += points;
                role.mentioned += mentioned;
                // Otherwise rows are counted once all candidates are known.
                role.placed += usize::from(standing.passes && !self.needs_all);
                role.silent += usize::from(standing.is_silent);
            }
        }
        match self.order {
            RowOrder::ByRank => self.add_by_rank(number, entrant),
            RowOrder::ById => self.add_by_id(number, entrant),
            RowOrder::AsTheyCome => {
                let is_scored = entrant.standings.is_some();
                if is_scored && !entrant.standings.iter().flatten().any(|standing| standing.passes) {
                    return Ok(());
                }
                self.tally.shown += 1;
                let tally = &self.tally;
                let mut rows = entrant.rows.iter();
                rows.try_for_each(|cells| out(RankedRow { ranks: &[], same_person: None, is_scored, cells, tally }))
            }
        }
    }

    fn add_by_rank(&mut self, number: u32, entrant: &Entrant) -> io::Result<()> {
        self.people.add(&entrant.person, entrant.recency)?;
        let number = number.to_be_bytes();
        let Some(standings) = &entrant.standings else {
            let key = [UNREADABLE.to_be_bytes(), number].concat();
            return entrant.rows.iter().try_for_each(|cells| self.rows.push(&key, cells));
        };
        let content = entrant.content.as_deref().unwrap_or_default();
        for (RoleStanding { role, standing, passes, .. }, cells) in standings.iter().zip(&entrant.rows) {
            if self.leaders.may_lead(*role, *standing) {
                let key = [&role_bytes(*role)[..], standing.as_bytes(), content.as_bytes(), &number].concat();
                // Hidden candidates count for the ranks of others.
                self.rows.push(&key, if *passes { cells } else { &[] })?;
            }
        }
        Ok(())
    }

    fn add_by_id(&mut self, number: u32, entrant: &Entrant) -> io::Result<()> {
        self.people.add(&entrant.person, entrant.recency)?;
        let number = number.to_be_bytes();
        let mut is_wanted = entrant.standings.is_none();
        for RoleStanding { role, standing, passes, .. } in entrant.standings.iter().flatten() {
            if self.leaders.may_lead(*role, *standing) {
                let key = [&role_bytes(*role)[..], standing.as_bytes(), &number].concat();
                self.standings.push(&key, &[u8::from(*passes)])?;
                is_wanted |= *passes;
            }
        }
        let is_scored = u8::from(entrant.standings.is_some());
        let mut wanted = entrant.rows.iter().filter(|_| is_wanted);
        wanted.try_for_each(|cells| self.rows.push(&number, &[&[is_scored], cells.as_slice()].concat()))
    }

    /// Writes the remaining rows and returns the counts.
    ///
    /// # Errors
    ///
    /// Those of `out` and `Sorter::sorted`.
    pub fn finish(mut self, out: &mut Out<'_>) -> io::Result<Tally> {
        let groups = std::mem::replace(&mut self.people, People::new(false)).groups()?;
        self.tally.older = groups.older();
        match self.order {
            RowOrder::ByRank => self.finish_by_rank(&groups, out),
            RowOrder::ById => self.finish_by_id(&groups, out),
            RowOrder::AsTheyCome => Ok(self.tally),
        }
    }

    fn finish_by_rank(self, groups: &Groups, out: &mut Out<'_>) -> io::Result<Tally> {
        let Ranker { rows, mut tally, top, needs_all, last, .. } = self;
        let (mut rows, mut counter) = (rows.sorted()?, RankCounter::default());
        while let Some((key, cells)) = rows.next_pair()? {
            let (role, number) = (first_number(key), last_number(key));
            let same_person = groups.of(number);
            if groups.is_older(number) {
                if let Some(role) = tally.roles.get_mut(role as usize) {
                    role.older += 1;
                }
                continue;
            }
            if role == UNREADABLE {
                out(RankedRow { ranks: &[], same_person, is_scored: false, cells, tally: &tally })?;
                continue;
            }
            let role_rank = counter.next(key);
            if cells.is_empty() || top.is_some_and(|top| role_rank.rank > top) {
                continue;
            }
            if let Some(role) = item_mut(&mut tally.roles, role_rank.role).filter(|_| needs_all) {
                role.placed += 1;
            }
            if last.is_some_and(|last| role_rank.rank > last) {
                continue;
            }
            out(RankedRow { ranks: &[role_rank], same_person, is_scored: true, cells, tally: &tally })?;
        }
        Ok(tally)
    }

    fn finish_by_id(self, groups: &Groups, out: &mut Out<'_>) -> io::Result<Tally> {
        let Ranker { rows, standings, mut tally, needs_all, last, .. } = self;
        let mut ranks = RanksById::new(&mut standings.sorted()?, last, groups, &mut tally)?;
        let mut rows = rows.sorted()?;
        while let Some((key, row)) = rows.next_pair()? {
            let number = last_number(key);
            if groups.is_older(number) {
                continue;
            }
            let (ranks, Some((flag, cells))) = (ranks.of(number)?, row.split_first()) else { continue };
            let is_scored = *flag == u8::from(true);
            for role_rank in ranks.iter().filter(|_| needs_all) {
                if let Some(role) = item_mut(&mut tally.roles, role_rank.role) {
                    role.placed += 1;
                }
            }
            if !is_scored || !ranks.is_empty() {
                tally.shown += 1;
                out(RankedRow { ranks, same_person: groups.of(number), is_scored, cells, tally: &tally })?;
            }
        }
        Ok(tally)
    }
}

fn role_bytes(role: usize) -> [u8; 4] {
    debug_assert!(role < UNREADABLE as usize);
    u32::try_from(role).unwrap_or(UNREADABLE - 1).to_be_bytes()
}
