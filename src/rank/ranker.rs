//! Takes in candidates in the order of their ids and hands their rows out in the order of an output, however many they are.

use std::io;

use super::leaders::Leaders;
use super::person::{Groups, People};
use super::places::{Place, Places, Ranks, first_number, last_number};
use super::sorter::{NUMBERS, ROWS, Sorter};
use super::{Cut, Entrant, RoleStanding, RoleTally, Tally};

/// How an output's rows stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// One row a candidate and role, by role, then rank; those who could not be read after all others.
    ByRank,
    /// One row a candidate, in the order of ids, with its ranks.
    ById,
    /// The same without ranks and groups: each row can be written at once, unless ranks decide whether it is shown.
    AsTheyCome,
}

/// A row that is ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Where the candidate is shown: in the row's role, or in each role by the roles' order. Empty where ranks are not
    /// asked for.
    pub places: &'a [Place],
    /// The number of the group of files that are the same person's.
    pub same_person: Option<usize>,
    /// Whether the candidate could be read.
    pub is_scored: bool,
    /// What was given as the row.
    pub cells: &'a [u8],
    /// What became of candidates so far; where rows stand by rank, all there is to know of the roles before.
    pub tally: &'a Tally,
}

/// Where rows go.
pub(super) type Out<'a> = dyn FnMut(Row<'_>) -> io::Result<()> + 'a;

/// Stands in keys for the role of those who could not be read: after every other.
const NO_ROLE: u32 = u32::MAX;

/// Ranks candidates. The order is by exact score, then confidence; equals stand in the order of their content's hash,
/// then of their ids.
///
/// Of a candidate, memory keeps 8 bytes, and 40 where persons have one row; rows beyond [`ROWS`] bytes are sorted on disk.
pub struct Ranker {
    order: Order,
    top: Option<usize>,
    /// Whether it takes all candidates to say which of them have a place: with a cut by rank, or by person.
    needs_all: bool,
    /// The last rank whose rows are wanted, if not all are.
    last: Option<usize>,
    leaders: Leaders,
    people: People,
    /// By rank, the key is role, standing, content, and number of the candidate. By id it is that number alone, and
    /// before the row stands whether it could be read.
    rows: Sorter,
    /// Key: role, standing, number of the candidate. Value: whether the place may be shown.
    standings: Sorter,
    tally: Tally,
}

impl Ranker {
    /// Ranks for so many `roles`; `last` is the last rank whose rows are wanted.
    pub fn new(order: Order, roles: usize, cut: &Cut, last: Option<usize>) -> Ranker {
        let needs_all = cut.top.is_some() || cut.one_per_person;
        let order = if order == Order::AsTheyCome && needs_all { Order::ById } else { order };
        let last = cut.top.into_iter().chain(last).min();
        Ranker {
            order,
            top: cut.top,
            needs_all,
            last,
            // Who leads is not known before it is known whose files are older than others of theirs.
            leaders: Leaders::new(last.filter(|_| !cut.one_per_person), roles),
            people: People::new(cut.one_per_person),
            rows: Sorter::new(ROWS),
            standings: Sorter::new(NUMBERS),
            tally: Tally { roles: vec![RoleTally::default(); roles], ..Tally::default() },
        }
    }

    /// Adds the candidate whose id is next.
    ///
    /// # Errors
    /// Those of `out`, and those of [`Sorter::push`].
    pub fn add(&mut self, entrant: &Entrant, out: &mut Out<'_>) -> io::Result<()> {
        let number = u32::try_from(self.tally.candidates).map_err(io::Error::other)?;
        self.tally.candidates += 1;
        self.tally.unreadable += usize::from(entrant.standings.is_none());
        for standing in entrant.standings.iter().flatten() {
            if let Some(role) = self.tally.roles.get_mut(standing.role) {
                role.scored += 1;
                // What needs all candidates is counted when all are known.
                role.placed += usize::from(standing.passes && !self.needs_all);
            }
        }
        match self.order {
            Order::ByRank => self.add_by_rank(number, entrant),
            Order::ById => self.add_by_id(number, entrant),
            Order::AsTheyCome => {
                let is_scored = entrant.standings.is_some();
                if is_scored && !entrant.standings.iter().flatten().any(|standing| standing.passes) {
                    return Ok(());
                }
                self.tally.shown += 1;
                let tally = &self.tally;
                let mut rows = entrant.rows.iter();
                rows.try_for_each(|cells| out(Row { places: &[], same_person: None, is_scored, cells, tally }))
            }
        }
    }

    fn add_by_rank(&mut self, number: u32, entrant: &Entrant) -> io::Result<()> {
        self.people.add(&entrant.person_keys, entrant.recency)?;
        let number = number.to_be_bytes();
        let Some(standings) = &entrant.standings else {
            let key = [NO_ROLE.to_be_bytes(), number].concat();
            return entrant.rows.iter().try_for_each(|cells| self.rows.push(&key, cells));
        };
        let content = entrant.content.as_deref().unwrap_or_default();
        for (RoleStanding { role, standing, passes }, cells) in standings.iter().zip(&entrant.rows) {
            if self.leaders.may_lead(*role, *standing) {
                let key = [&role_bytes(*role)[..], standing.as_bytes(), content.as_bytes(), &number].concat();
                // Who is hidden counts for the ranks of others.
                self.rows.push(&key, if *passes { cells } else { &[] })?;
            }
        }
        Ok(())
    }

    fn add_by_id(&mut self, number: u32, entrant: &Entrant) -> io::Result<()> {
        self.people.add(&entrant.person_keys, entrant.recency)?;
        let number = number.to_be_bytes();
        let mut is_wanted = entrant.standings.is_none();
        for RoleStanding { role, standing, passes } in entrant.standings.iter().flatten() {
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

    /// Hands out the rows that are left, and says what became of all candidates.
    ///
    /// # Errors
    /// Those of `out`, and those of [`Sorter::sorted`].
    pub fn finish(mut self, out: &mut Out<'_>) -> io::Result<Tally> {
        let groups = std::mem::replace(&mut self.people, People::new(false)).groups()?;
        self.tally.older = groups.older();
        match self.order {
            Order::ByRank => self.finish_by_rank(&groups, out),
            Order::ById => self.finish_by_id(&groups, out),
            Order::AsTheyCome => Ok(self.tally),
        }
    }

    fn finish_by_rank(self, groups: &Groups, out: &mut Out<'_>) -> io::Result<Tally> {
        let Ranker { rows, mut tally, top, needs_all, last, .. } = self;
        let (mut rows, mut ranks) = (rows.sorted()?, Ranks::default());
        while let Some((key, cells)) = rows.next_pair()? {
            let (role, number) = (first_number(key), last_number(key));
            let same_person = groups.of(number);
            if groups.is_older(number) {
                if let Some(role) = tally.roles.get_mut(role as usize) {
                    role.older += 1;
                }
                continue;
            }
            if role == NO_ROLE {
                out(Row { places: &[], same_person, is_scored: false, cells, tally: &tally })?;
                continue;
            }
            let place = Place { role: role as usize, rank: ranks.next(key) };
            if cells.is_empty() || top.is_some_and(|top| place.rank > top) {
                continue;
            }
            if let Some(role) = tally.roles.get_mut(place.role).filter(|_| needs_all) {
                role.placed += 1;
            }
            if last.is_some_and(|last| place.rank > last) {
                continue;
            }
            out(Row { places: &[place], same_person, is_scored: true, cells, tally: &tally })?;
        }
        Ok(tally)
    }

    fn finish_by_id(self, groups: &Groups, out: &mut Out<'_>) -> io::Result<Tally> {
        let Ranker { rows, standings, mut tally, needs_all, last, .. } = self;
        let mut places = Places::new(&mut standings.sorted()?, last, groups, &mut tally)?;
        let mut rows = rows.sorted()?;
        while let Some((key, row)) = rows.next_pair()? {
            let number = last_number(key);
            if groups.is_older(number) {
                continue;
            }
            let (places, Some((flag, cells))) = (places.of(number)?, row.split_first()) else { continue };
            let is_scored = *flag == u8::from(true);
            for place in places.iter().filter(|_| needs_all) {
                if let Some(role) = tally.roles.get_mut(place.role) {
                    role.placed += 1;
                }
            }
            if !is_scored || !places.is_empty() {
                tally.shown += 1;
                out(Row { places, same_person: groups.of(number), is_scored, cells, tally: &tally })?;
            }
        }
        Ok(tally)
    }
}

fn role_bytes(role: usize) -> [u8; 4] {
    u32::try_from(role).unwrap_or(NO_ROLE - 1).to_be_bytes()
}
