//! The ranking as a wide table for people: a row a candidate, and a column of scores a role.

use std::io::{self, Write};
use std::ops::Range;

use comfy_table::{Cell, CellAlignment};

use super::style::Look;
use super::table::{gone_words, heading, name, table, unreadable};
use super::{Exporter, RowWriter, Run, cells, history_marks};
use crate::candidate::Candidate;
use crate::explain::words;
use crate::output::history::Gone;
use crate::rank::{Order, Row, Tally, assessment_of};
use crate::score::Best;

/// Writes one table with a row a candidate, and a column of scores a role.
pub struct WideTable {
    /// How it is set.
    pub look: Look,
}

impl Exporter for WideTable {
    fn order(&self) -> Order {
        Order::AsTheyCome
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let Some(scored) = candidate.as_scored() else { return vec![unreadable(&self.look, candidate)] };
        let roles = &run.catalog.roles;
        let best = match scored.assessment.best {
            Best::Role { role, .. } => roles.get(role).map_or("", |role| role.title.as_str()),
            Best::None => "no clear fit",
        };
        let score = |role| words::points(assessment_of(candidate, role).and_then(|assessment| assessment.score));
        let names = [name(candidate), best.to_owned()];
        let marks = history_marks::marks(run.history, &candidate.history, None);
        vec![cells::pack(names.into_iter().chain((0..roles.len()).map(score)).chain(marks))]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let titles = run.catalog.roles.iter().map(|role| role.title.as_str());
        let header: Vec<&str> =
            ["candidate", "best role"].into_iter().chain(titles).chain(history_marks::titles(run.history)).collect();
        let table = table(&self.look, &header);
        let scores = 2..2 + run.catalog.roles.len();
        let (unreadable, gone) = Default::default();
        Ok(Box::new(OneTable { look: self.look, scores, table, unreadable, gone, out }))
    }
}

/// A table that is written when it is full, because every row has a say in how wide its columns are.
struct OneTable<'a> {
    look: Look,
    /// The columns that hold scores.
    scores: Range<usize>,
    table: comfy_table::Table,
    /// The files that could not be read, ready to be written below it.
    unreadable: String,
    /// Who is gone, likewise.
    gone: String,
    out: &'a mut dyn Write,
}

impl RowWriter for OneTable<'_> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        if !row.is_scored {
            self.unreadable.push_str(&String::from_utf8_lossy(row.cells));
            return Ok(());
        }
        let cells = cells::unpack(row.cells).enumerate();
        self.table.add_row(cells.map(|(column, cell)| match self.scores.contains(&column) {
            true => Cell::new(cell).set_alignment(CellAlignment::Right),
            false => Cell::new(cell),
        }));
        Ok(())
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        self.gone = gone_words(&self.look, gone, true);
        Ok(())
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        writeln!(self.out, "{}", self.table.trim_fmt())?;
        if !self.unreadable.is_empty() {
            write!(self.out, "{}{}", heading(&self.look), self.unreadable)?;
        }
        self.out.write_all(self.gone.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::table::tests::{LOOK, candidates, written};
    use crate::rank::Cut;

    #[test]
    fn a_wide_table_has_a_row_a_candidate() {
        insta::assert_snapshot!(written(&WideTable { look: LOOK }, &candidates()[..2], &Cut::default()));
    }
}
