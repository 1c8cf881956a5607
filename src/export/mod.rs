//! Writes results: one output format a file, all of them over the same [`Results`].

pub mod comparison;
pub mod csv;
pub mod json;
pub mod jsonl;
pub mod problems;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod style;
#[cfg(feature = "cli")]
pub mod table;
pub mod v1;
pub mod wide;

use std::collections::BTreeSet;
use std::io::{self, Write};

use jiff::civil::Date;

use crate::candidate::Candidate;
use crate::catalog::Catalog;
use crate::rank::{self, Cut, Ranking};

/// One output format.
pub trait Exporter {
    /// Writes all of `results`.
    ///
    /// # Errors
    /// What `out` says; a closed pipe among them.
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()>;
}

/// What every result depends on beside the resume: recorded in every output.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The roles asked for.
    pub catalog: &'a Catalog,
    /// What "present" meant.
    pub as_of: Date,
    /// How many roles a candidate's record lists; `None` leaves it to [`v1`].
    pub top_roles: Option<usize>,
}

impl Run<'_> {
    /// How many roles a candidate's record lists.
    pub fn roles_listed(&self) -> usize {
        let total = self.catalog.roles.len();
        self.top_roles.unwrap_or(if total > v1::ALL_ROLES { v1::BEST_ROLES } else { total })
    }
}

/// Candidates, ranked for every role asked for.
#[derive(Clone, Debug)]
pub struct Results<'a> {
    /// What the results depend on.
    pub run: Run<'a>,
    /// In the order of their ids.
    pub candidates: &'a [Candidate],
    /// One a role of the catalog, in the order of the roles' ids.
    pub rankings: Vec<Ranking>,
    /// For each candidate the number of the group of files that are the same person's.
    pub same_person: Vec<Option<usize>>,
}

impl<'a> Results<'a> {
    /// Ranks `candidates`, which stand in the order of their ids, and hides what `cut` hides.
    pub fn new(run: Run<'a>, candidates: &'a [Candidate], cut: &Cut) -> Results<'a> {
        let rankings = (0..run.catalog.roles.len()).map(|role| rank::rank(candidates, role, cut)).collect();
        Results { run, candidates, rankings, same_person: rank::same_person(candidates) }
    }

    /// Candidates with a place in some ranking, and those who could not be read, in the order of their ids.
    pub fn shown(&self) -> impl Iterator<Item = &'a Candidate> {
        let places = self.rankings.iter().flat_map(|ranking| &ranking.places);
        let placed: BTreeSet<usize> = places.map(|place| place.candidate).collect();
        let shown =
            move |(index, candidate): &(usize, &Candidate)| placed.contains(index) || candidate.as_scored().is_none();
        self.candidates.iter().enumerate().filter(shown).map(|(_, candidate)| candidate)
    }

    /// How many rows, one a candidate and role, were cut off.
    pub fn hidden(&self) -> usize {
        self.rankings.iter().map(|ranking| ranking.hidden).sum()
    }
}
