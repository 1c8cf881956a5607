//! The ranking as CSV: one row per candidate and role, RFC 4180, safe to open in a spreadsheet.

use std::io::{self, Write};

use ::csv::Writer;

pub use super::sheet::write_rows;

use super::cells::{self, Cells};
use super::history::{Gone, HistoryColumns};
use super::ranking_columns::{
    CLOSE_GROUP, CandidateCells, Column, HistoryRow, LONG, LateCells, RoleRow, Row, history_columns,
};
use super::sheet::{io_error, writer};
use super::{Exporter, RowWriter, Run};
use crate::candidate::Candidate;
use crate::rank::{self, RowOrder, Tally};

/// Writes one row per candidate and role, by role, then rank. Unreadable files follow, then candidates who are gone
/// since an earlier run.
pub struct Csv;

impl Exporter for Csv {
    fn order(&self) -> RowOrder {
        RowOrder::ByRank
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let candidate_cells = CandidateCells::of(run.catalog, candidate);
        let columns = columns(run.history);
        let mut cells = Cells::default();
        let mut row = |role: Option<(&str, RoleRow<'_>)>| {
            let history = HistoryRow::of(candidate, role.as_ref().map(|(id, _)| *id));
            let row = Row { candidate: &candidate_cells, role: role.as_ref().map(|(_, role)| role), history };
            columns.iter().for_each(|column| column.write(&row, &mut cells));
            cells.pack()
        };
        let Some(scored) = candidate.as_scored() else { return vec![row(None)] };
        let rows = scored.assessment.roles.iter().map(|assessment| {
            let role = run.catalog.roles.get(assessment.role);
            row(role.map(|role| (role.id.as_str(), RoleRow::new(run.catalog, role, scored, assessment))))
        });
        rows.collect()
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let (columns, mut writer) = (columns(run.history), writer(out));
        writer.write_record(columns.iter().map(|column| column.name)).map_err(io_error)?;
        Ok(Box::new(Rows { columns, writer }))
    }
}

fn columns(history: HistoryColumns) -> Vec<Column> {
    LONG.into_iter().chain([CLOSE_GROUP]).chain(history_columns(history, true)).collect()
}

/// Writes a row for each candidate who is gone since an earlier run. `fill` writes the cells.
pub(super) fn write_gone(
    writer: &mut Writer<&mut dyn Write>,
    gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>,
    fill: impl Fn(&Row<'_>, &mut Cells),
) -> io::Result<()> {
    for gone in gone {
        let candidate = &CandidateCells::of_gone(gone.id);
        let mut cells = Cells::default();
        fill(&Row { candidate, role: None, history: HistoryRow::of_gone(&gone) }, &mut cells);
        writer.write_record(cells::unpack(&cells.pack())).map_err(io_error)?;
    }
    Ok(())
}

/// Completes rows with rank and group, which are known only when all candidates are.
struct Rows<'a> {
    columns: Vec<Column>,
    writer: Writer<&'a mut dyn Write>,
}

impl RowWriter for Rows<'_> {
    fn row(&mut self, row: &rank::RankedRow<'_>) -> io::Result<()> {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let place = row.ranks.first();
        let late = LateCells {
            rank: number(place.map(|place| place.rank)),
            close_group: number(place.map(|place| place.close_group)),
            same_person: number(row.same_person),
        };
        let cells = self.columns.iter().zip(cells::unpack(row.cells));
        let cells = cells.map(|(column, cell)| column.completed(cell, &late));
        self.writer.write_record(cells).map_err(io_error)
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        write_gone(&mut self.writer, gone, |row, cells| self.columns.iter().for_each(|it| it.write(row, cells)))
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::output::sample_run::{run, written};
    use crate::output::write;
    use crate::rank::CutOffs;

    #[test]
    fn rows_stand_by_role_then_rank_and_unreadable_files_last() {
        let candidates =
            [sample::unreadable("=a.pdf"), sample::candidate("b", 30, 1000), sample::candidate("c", 70, 936)];
        insta::assert_snapshot!(written(&Csv, &candidates, &CutOffs::default()));
    }

    /// A pipe that nobody reads.
    struct ClosedPipe;

    impl Write for ClosedPipe {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_told_as_one_in_the_midst_of_the_rows() {
        let catalog = sample::catalog();
        let run = run(&catalog);
        // More than the csv crate holds back.
        let candidates: Vec<Candidate> = (0..200).map(|n| sample::candidate(&format!("{n:03}"), 70, 1000)).collect();
        for exporter in [&Csv as &dyn Exporter, &crate::output::wide_csv::WideCsv] {
            let error = write(exporter, &run, &CutOffs::default(), &candidates, &mut ClosedPipe).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
        let rows = vec!["a row"; 5000];
        assert_eq!(write_rows(&rows, &mut ClosedPipe).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn every_row_has_a_cell_per_column() {
        let catalog = sample::catalog();
        let run = run(&catalog);
        for candidate in [sample::candidate("a", 50, 1000), sample::unreadable("b")] {
            assert!(
                Csv.rows(&run, &candidate).iter().all(|row| cells::unpack(row).count() == columns(run.history).len())
            );
        }
    }
}
