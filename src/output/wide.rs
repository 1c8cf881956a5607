//! The ranking as a wide CSV: one row a candidate, with score and rank for each role.

use std::io::{self, Write};

use ::csv::Writer;

use super::csv::{best_cells, remarks};
use super::sheet::{as_said, safe, writer};
use super::{Exporter, RowWriter, Run, before, cells};
use crate::candidate::Candidate;
use crate::explain::words;
use crate::output::history::{Gone, Told};
use crate::rank::{RankedRow, RowOrder, Tally, assessment_of};

/// Columns before those of the roles.
const BEFORE: [&str; 4] = ["candidate", "display_name", "best_role", "margin"];
/// Columns after those of the roles.
const AFTER: [&str; 3] = ["same_person", "status", "problem"];

/// Writes one row a candidate, in the order of their ids; for each role `<role>_score` and `<role>_rank`.
///
/// A candidate who is cut off in a role has both cells empty there. Who is gone since an earlier run stands after all others.
pub struct WideCsv;

impl Exporter for WideCsv {
    fn order(&self) -> RowOrder {
        RowOrder::ById
    }

    /// The columns without ranks and group.
    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let scored = candidate.as_scored();
        let (best_role, margin) = scored.map(|scored| best_cells(run.catalog, scored)).unwrap_or_default();
        let score = |role| assessment_of(candidate, role).and_then(|assessment| assessment.score);
        let scores = (0..run.catalog.roles.len()).map(|role| score(role).map(|score| words::points(Some(score))));
        let before = [safe(&candidate.id), safe(&candidate.display_name), best_role, margin];
        let after = [candidate.status().to_owned(), remarks(candidate)];
        let from_before = before::cells(run.told, candidate, false, None);
        let cells = before.into_iter().chain(scores.map(Option::unwrap_or_default)).chain(after).chain(from_before);
        vec![cells::pack(cells)]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let mut writer = writer(out);
        let roles = run.catalog.roles.iter();
        let role_columns = roles.flat_map(|role| [format!("{}_score", role.id), format!("{}_rank", role.id)]);
        let header = BEFORE.map(str::to_owned).into_iter().chain(role_columns).chain(AFTER.map(str::to_owned));
        let header = header.chain(before::header(run.told, false).map(str::to_owned));
        writer.write_record(header.map(|column| safe(&column))).map_err(as_said)?;
        Ok(Box::new(Rows { writer, roles: run.catalog.roles.len(), told: run.told }))
    }
}

struct Rows<'a> {
    writer: Writer<&'a mut dyn Write>,
    roles: usize,
    told: Told,
}

impl RowWriter for Rows<'_> {
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()> {
        let mut cells = cells::unpack(row.cells);
        let mut cell = || cells.next().unwrap_or_default().to_owned();
        let mut whole: Vec<String> = BEFORE.iter().map(|_| cell()).collect();
        let mut places = row.ranks.iter().peekable();
        for role in 0..self.roles {
            let (score, place) = (cell(), places.next_if(|place| place.role == role));
            whole.extend(match place {
                Some(place) => [score, place.rank.to_string()],
                None => Default::default(),
            });
        }
        whole.push(row.same_person.map(|group| group.to_string()).unwrap_or_default());
        whole.extend(cells.map(str::to_owned));
        self.writer.write_record(whole).map_err(as_said)
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        for gone in gone {
            let mut row = vec![safe(gone.id)];
            row.resize(BEFORE.len() + 2 * self.roles + AFTER.len(), String::new());
            row.extend(before::gone_cells(self.told, &gone, false));
            self.writer.write_record(row).map_err(as_said)?;
        }
        Ok(())
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
    use crate::output::write;
    use crate::rank::CutOffs;
    use crate::units::Score;

    #[test]
    fn one_row_a_candidate_with_empty_cells_where_cut_off() {
        let catalog = sample::catalog();
        let run =
            Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None, told: Told::default() };
        let candidates = [sample::candidate("a", 70, 1000), sample::unreadable("b"), sample::candidate("c", 10, 1000)];
        let mut out = Vec::new();
        let cut = CutOffs { min_score: Some(Score::new(30_000)), ..CutOffs::default() };
        write(&WideCsv, &run, &cut, &candidates, &mut out).unwrap();
        let expected = "candidate,display_name,best_role,margin,key-account-manager_score,key-account-manager_rank,\
            sales_score,sales_rank,same_person,status,problem\r\n\
            a,Ana Lopez,key-account-manager,50.0,70.0,1,,,,scored,\r\n\
            b,b,,,,,,,,unreadable,the pages are pictures without text; run it through text recognition\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
