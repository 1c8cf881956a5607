//! The ranking as a wide table for people: one row per candidate, and one column of scores per role.

use std::io::{self, Write};
use std::ops::Range;

use comfy_table::Cell;

use super::style::Style;
use super::table::{by_hand, gone_words, heading, table, unreadable};
use super::table_columns::{BEST_ROLE, CANDIDATE, Column, TableRow, history_columns, number};
use super::{Exporter, RowWriter, Run, cells};
use crate::candidate::Candidate;
use crate::explain::words;
use crate::output::history::Gone;
use crate::rank::{RankedRow, RowOrder, Tally, assessment_of};

/// The columns before those of the roles.
const BEFORE: [Column; 2] = [CANDIDATE, BEST_ROLE];

/// Writes one table with one row per candidate, and one column of scores per role.
pub struct WideTable {
    /// Width and colours.
    pub style: Style,
}

impl Exporter for WideTable {
    fn order(&self) -> RowOrder {
        RowOrder::AsTheyCome
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let Some(scored) = candidate.as_scored() else { return vec![unreadable(&self.style, candidate)] };
        let row = TableRow { catalog: run.catalog, candidate, scored, role: None };
        let words = |column: Column| column.words(&row);
        let score = |role| words::points(assessment_of(candidate, role).and_then(|assessment| assessment.score));
        let scores = (0..run.catalog.roles.len()).map(score);
        let cells = BEFORE.into_iter().map(words).chain(scores).chain(history_columns(run.history).map(words));
        vec![cells::pack(cells)]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let titles = run.catalog.roles.iter().map(|role| role.title.as_str());
        let before = BEFORE.iter().map(|column| column.title);
        let header: Vec<&str> =
            before.chain(titles).chain(history_columns(run.history).map(|column| column.title)).collect();
        let table = table(&self.style, &header);
        let scores = BEFORE.len()..BEFORE.len() + run.catalog.roles.len();
        let (unreadable, gone) = Default::default();
        Ok(Box::new(OneTable { style: self.style, scores, table, unreadable, gone, out }))
    }
}

/// A table that is written when it is complete, because every row has part in the width of the columns.
struct OneTable<'a> {
    style: Style,
    /// The columns that hold scores.
    scores: Range<usize>,
    table: comfy_table::Table,
    /// The lines about files that could not be read, for below the table.
    unreadable: String,
    /// The list of candidates who are gone, likewise.
    gone: String,
    out: &'a mut dyn Write,
}

impl RowWriter for OneTable<'_> {
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()> {
        if !row.is_scored {
            self.unreadable.push_str(&String::from_utf8_lossy(row.cells));
            return Ok(());
        }
        let cells = cells::unpack(row.cells).enumerate();
        self.table.add_row(cells.map(|(column, cell)| match self.scores.contains(&column) {
            true => number(cell),
            false => Cell::new(cell),
        }));
        Ok(())
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        self.gone = gone_words(&self.style, gone, true);
        Ok(())
    }

    fn end(&mut self, tally: &Tally) -> io::Result<()> {
        self.out.write_all(by_hand(&self.style, tally).as_bytes())?;
        writeln!(self.out, "{}", self.table.trim_fmt())?;
        if !self.unreadable.is_empty() {
            write!(self.out, "{}{}", heading(&self.style), self.unreadable)?;
        }
        self.out.write_all(self.gone.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::sample_run::written;
    use crate::output::table::tests::{STYLE, candidates};
    use crate::rank::CutOffs;

    #[test]
    fn a_wide_table_has_a_row_a_candidate() {
        insta::assert_snapshot!(written(&WideTable { style: STYLE }, &candidates()[..2], &CutOffs::default()));
    }
}
