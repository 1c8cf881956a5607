//! The ranking as a wide CSV: one row per candidate, with score and rank for each role.

use std::io::{self, Write};

use ::csv::Writer;

use super::cells::{self, Cells};
use super::csv::write_gone;
use super::history::{Gone, HistoryColumns};
use super::ranking_columns::{
    BEST_ROLE, CANDIDATE, CandidateCells, Column, DISPLAY_NAME, HistoryRow, LateCells, MARGIN, PROBLEM, Row,
    SAME_PERSON, STATUS, history_columns,
};
use super::sheet::{io_error, safe, writer};
use super::{Exporter, RowWriter, Run};
use crate::candidate::Candidate;
use crate::explain::words;
use crate::rank::{self, RowOrder, Tally, assessment_of};

/// The columns before those of the roles.
const BEFORE: [Column; 4] = [CANDIDATE, DISPLAY_NAME, BEST_ROLE, MARGIN];

/// Writes one row per candidate, in the order of ids, with `<role>_score` and `<role>_rank` for each role.
///
/// Both cells are empty in a role where the candidate is cut off. Candidates who are gone since an earlier run come
/// last.
pub struct WideCsv;

impl Exporter for WideCsv {
    fn order(&self) -> RowOrder {
        RowOrder::ById
    }

    /// The cells of a row without ranks.
    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let candidate_cells = CandidateCells::of(run.catalog, candidate);
        let row = Row { candidate: &candidate_cells, role: None, history: HistoryRow::of(candidate, None) };
        let mut cells = Cells::default();
        BEFORE.iter().for_each(|column| column.write(&row, &mut cells));
        for role in 0..run.catalog.roles.len() {
            let score = assessment_of(candidate, role).and_then(|assessment| assessment.score);
            cells.push(&score.map(|score| words::points(Some(score))).unwrap_or_default());
        }
        after(run.history).for_each(|column| column.write(&row, &mut cells));
        vec![cells.pack()]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let (after, mut writer) = (after(run.history).collect::<Vec<_>>(), writer(out));
        let name = |column: &Column| column.name.to_owned();
        let roles = run.catalog.roles.iter();
        let roles = roles.flat_map(|role| [format!("{}_score", role.id), format!("{}_rank", role.id)]);
        let header = BEFORE.iter().map(name).chain(roles).chain(after.iter().map(name));
        writer.write_record(header.map(|column| safe(&column))).map_err(io_error)?;
        Ok(Box::new(Rows { writer, roles: run.catalog.roles.len(), after }))
    }
}

/// The columns after those of the roles.
fn after(history: HistoryColumns) -> impl Iterator<Item = Column> {
    [SAME_PERSON, STATUS, PROBLEM].into_iter().chain(history_columns(history, false))
}

struct Rows<'a> {
    writer: Writer<&'a mut dyn Write>,
    roles: usize,
    after: Vec<Column>,
}

impl RowWriter for Rows<'_> {
    fn row(&mut self, row: &rank::RankedRow<'_>) -> io::Result<()> {
        let mut cells = cells::unpack(row.cells);
        let mut whole: Vec<String> = cells.by_ref().take(BEFORE.len()).map(str::to_owned).collect();
        let mut places = row.ranks.iter().peekable();
        for (role, score) in cells.by_ref().take(self.roles).enumerate() {
            whole.extend(match places.next_if(|place| place.role == role) {
                Some(place) => [score.to_owned(), place.rank.to_string()],
                None => Default::default(),
            });
        }
        let same_person = row.same_person.map(|group| group.to_string()).unwrap_or_default();
        let late = LateCells { same_person, ..LateCells::default() };
        let after = self.after.iter().zip(cells);
        whole.extend(after.map(|(column, cell)| column.completed(cell, &late).to_owned()));
        self.writer.write_record(whole).map_err(io_error)
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        write_gone(&mut self.writer, gone, |row, cells| {
            BEFORE.iter().for_each(|column| column.write(row, cells));
            (0..2 * self.roles).for_each(|_| cells.push(""));
            self.after.iter().for_each(|column| column.write(row, cells));
        })
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
    use crate::output::sample_run::written;
    use crate::rank::CutOffs;

    #[test]
    fn one_row_a_candidate_with_empty_cells_where_cut_off() {
        let candidates = [sample::candidate("a", 70, 1000), sample::unreadable("b"), sample::candidate("c", 10, 1000)];
        let cut = CutOffs { min_score: Some(crate::units::Score::new(30_000)), ..CutOffs::default() };
        let expected = "candidate,display_name,best_role,margin,key-account-manager_score,key-account-manager_rank,\
            sales_score,sales_rank,same_person,status,problem\r\n\
            a,Ana Lopez,key-account-manager,50.0,70.0,1,,,,scored,\r\n\
            b,b,,,,,,,,unreadable,the pages are pictures without text; run it through text recognition\r\n";
        assert_eq!(written(&WideCsv, &candidates, &cut), expected);
    }
}
