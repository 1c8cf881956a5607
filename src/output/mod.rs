//! Writes results, one format per file. Rows are made on the thread that scores a candidate, and written when their
//! place is known.

mod cells;
pub mod comparison;
pub mod criterion_rows;
pub mod csv;
pub(crate) mod gone_record;
pub mod history;
#[cfg(feature = "search")]
pub mod hits;
#[cfg(feature = "html")]
pub mod html;
pub mod json;
pub mod jsonl;
pub mod part;
pub mod problems;
mod ranking_columns;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(test)]
pub(crate) mod sample_run;
pub mod schema;
mod sheet;
#[cfg(feature = "cli")]
pub mod style;
#[cfg(feature = "cli")]
pub mod table;
#[cfg(feature = "cli")]
mod table_columns;
#[cfg(feature = "cli")]
mod table_lines;
pub mod v1;
pub mod wide_csv;
#[cfg(feature = "cli")]
pub mod wide_table;
#[cfg(feature = "xlsx")]
pub mod xlsx;

use std::io::{self, Write};

use jiff::civil::Date;

use crate::candidate::Candidate;
use crate::catalog::Catalog;
use crate::output::history::{Gone, HistoryColumns};
use crate::rank::{CutOffs, Entrant, RankedRow, Ranker, RowOrder, Tally};

/// One output format.
pub trait Exporter: Sync {
    /// The order of the rows.
    fn order(&self) -> RowOrder;

    /// The last rank that is written. `None` if all are.
    fn last_rank(&self) -> Option<usize> {
        None
    }

    /// The rows of `candidate`, without the cells that depend on other candidates. With [`RowOrder::ByRank`] there is
    /// one row per assessment, or one row if the file could not be read; else there is one row.
    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>>;

    /// Begins an output.
    ///
    /// # Errors
    /// The errors of `out`, among them a closed pipe.
    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>>;
}

/// An output that is being written.
pub trait RowWriter {
    /// Writes the next row.
    ///
    /// # Errors
    /// The errors of the output, among them a closed pipe.
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()>;

    /// Writes the candidates who are gone since an earlier run, after all rows.
    ///
    /// # Errors
    /// The errors of the output, among them a closed pipe.
    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, tally: &Tally) -> io::Result<()>;

    /// Writes the end of the output.
    ///
    /// # Errors
    /// The errors of the output, among them a closed pipe.
    fn end(&mut self, tally: &Tally) -> io::Result<()>;
}

/// The facts that every result depends on, besides the resume. Every output records them.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The roles asked for.
    pub catalog: &'a Catalog,
    /// The day that "present" meant.
    pub as_of: Date,
    /// The number of roles in a candidate's record; `None` means the default of [`v1`].
    pub top_roles: Option<usize>,
    /// The parts of the candidates' history that are shown.
    pub history: HistoryColumns,
}

impl Run<'_> {
    /// The number of roles in a candidate's record.
    pub fn roles_listed(&self) -> usize {
        let total = self.catalog.roles.len();
        self.top_roles.unwrap_or(if total > v1::ALL_ROLES { v1::BEST_ROLES } else { total })
    }

    /// The id of the role, if there is only one.
    fn only_role(&self) -> Option<&str> {
        match self.catalog.roles.as_slice() {
            [role] => Some(&role.id),
            _ => None,
        }
    }
}

/// The ranking of a run on its way into an output.
pub struct Export<'a> {
    ranker: Ranker,
    writer: Box<dyn RowWriter + 'a>,
}

impl<'a> Export<'a> {
    /// Begins the output of `exporter`, without the rows that `cut` hides.
    ///
    /// # Errors
    /// The errors of `out`, among them a closed pipe.
    pub fn begin(
        exporter: &dyn Exporter,
        run: &Run<'a>,
        cut: &CutOffs,
        out: &'a mut dyn Write,
    ) -> io::Result<Export<'a>> {
        let ranker = Ranker::new(exporter.order(), run.catalog.roles.len(), cut, exporter.last_rank());
        Ok(Export { ranker, writer: exporter.begin(run, out)? })
    }

    /// Adds the candidate whose id is next.
    ///
    /// # Errors
    /// The errors of the output, and a full temporary directory, where rows wait that do not fit into memory.
    pub fn add(&mut self, entrant: &Entrant) -> io::Result<()> {
        self.ranker.add(entrant, &mut |row| self.writer.row(&row))
    }

    /// Writes the remaining rows and the candidates who are `gone` since an earlier run. Returns the numbers of the
    /// run.
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

/// Writes `candidates`, which must be in the order of their ids.
///
/// # Errors
/// As for [`Export::add`].
pub fn write<'a>(
    exporter: &dyn Exporter,
    run: &Run<'a>,
    cut: &CutOffs,
    candidates: &[Candidate],
    out: &'a mut dyn Write,
) -> io::Result<Tally> {
    let mut export = Export::begin(exporter, run, cut, out)?;
    for candidate in candidates {
        export.add(&Entrant::new(candidate, cut, exporter.rows(run, candidate)))?;
    }
    export.finish(std::iter::empty())
}
