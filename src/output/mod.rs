//! Writes results: one output format a file, its rows made where a candidate is scored and written when their place is known.

mod cells;
pub mod comparison;
pub mod csv;
pub mod history;
#[cfg(feature = "search")]
pub mod hits;
pub mod json;
pub mod jsonl;
pub mod problems;
mod ranking_columns;
#[cfg(feature = "cli")]
pub mod report;
mod sheet;
#[cfg(feature = "cli")]
pub mod style;
#[cfg(feature = "cli")]
pub mod table;
#[cfg(feature = "cli")]
mod table_columns;
pub mod v1;
pub mod wide_csv;
#[cfg(feature = "cli")]
pub mod wide_table;

use std::io::{self, Write};

use jiff::civil::Date;

use crate::candidate::Candidate;
use crate::catalog::Catalog;
use crate::output::history::{Gone, HistoryColumns};
use crate::rank::{Cut, Entrant, Order, Ranker, Row, Tally};

/// One output format.
pub trait Exporter: Sync {
    /// How the rows stand.
    fn order(&self) -> Order;

    /// The last rank that is written, if not all are.
    fn last_rank(&self) -> Option<usize> {
        None
    }

    /// What is written of `candidate`, as far as it can be said before the others are known: with [`Order::ByRank`] one
    /// row an assessment, or one if it could not be read; else one row.
    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>>;

    /// Begins an output.
    ///
    /// # Errors
    /// What `out` says; a closed pipe among them.
    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>>;
}

/// An output that was begun.
pub trait RowWriter {
    /// Writes the next row.
    ///
    /// # Errors
    /// What the output says; a closed pipe among them.
    fn row(&mut self, row: &Row<'_>) -> io::Result<()>;

    /// Writes who is not there any more since an earlier run, after all rows.
    ///
    /// # Errors
    /// What the output says; a closed pipe among them.
    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, tally: &Tally) -> io::Result<()>;

    /// Writes what stands after all rows.
    ///
    /// # Errors
    /// What the output says; a closed pipe among them.
    fn end(&mut self, tally: &Tally) -> io::Result<()>;
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
    /// The parts of the candidates' history that are shown.
    pub history: HistoryColumns,
}

impl Run<'_> {
    /// How many roles a candidate's record lists.
    pub fn roles_listed(&self) -> usize {
        let total = self.catalog.roles.len();
        self.top_roles.unwrap_or(if total > v1::ALL_ROLES { v1::BEST_ROLES } else { total })
    }
}

/// The ranking of a run on its way into an output.
pub struct Export<'a> {
    ranker: Ranker,
    writer: Box<dyn RowWriter + 'a>,
}

impl<'a> Export<'a> {
    /// Begins the output of `exporter`; what `cut` hides is left out.
    ///
    /// # Errors
    /// What `out` says; a closed pipe among them.
    pub fn begin(exporter: &dyn Exporter, run: &Run<'a>, cut: &Cut, out: &'a mut dyn Write) -> io::Result<Export<'a>> {
        let ranker = Ranker::new(exporter.order(), run.catalog.roles.len(), cut, exporter.last_rank());
        Ok(Export { ranker, writer: exporter.begin(run, out)? })
    }

    /// Adds the candidate whose id is next.
    ///
    /// # Errors
    /// What the output says; a full temporary folder, where rows wait that do not fit into memory.
    pub fn add(&mut self, entrant: &Entrant) -> io::Result<()> {
        self.ranker.add(entrant, &mut |row| self.writer.row(&row))
    }

    /// Writes what is left, with those who are `gone` since an earlier run, and says what became of all candidates.
    ///
    /// # Errors
    /// As for [`Export::add`].
    pub fn finish<'g>(mut self, mut gone: impl ExactSizeIterator<Item = Gone<'g>>) -> io::Result<Tally> {
        let tally = self.ranker.finish(&mut |row| self.writer.row(&row))?;
        if gone.len() > 0 {
            self.writer.gone(&mut gone, &tally)?;
        }
        self.writer.end(&tally)?;
        Ok(tally)
    }
}

/// Writes `candidates`, which stand in the order of their ids.
///
/// # Errors
/// As for [`Export::add`].
pub fn write<'a>(
    exporter: &dyn Exporter,
    run: &Run<'a>,
    cut: &Cut,
    candidates: &[Candidate],
    out: &'a mut dyn Write,
) -> io::Result<Tally> {
    let mut export = Export::begin(exporter, run, cut, out)?;
    for candidate in candidates {
        export.add(&Entrant::new(candidate, cut, exporter.rows(run, candidate)))?;
    }
    export.finish(std::iter::empty())
}
