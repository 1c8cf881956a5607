//! The ranking as a workbook: sheets to read, to filter, and to decide in.
//!
//! Text is written as text, so that no cell runs as a formula. The same run gives the same bytes.

mod columns;
mod criteria;
mod sheet;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::columns::{COLUMNS, CandidateRow, DECISIONS, HANDS};
use self::criteria::CriteriaSheets;
use self::sheet::{Styles, Table};
use super::cells::{self, Cells};
use super::history::Gone;
use super::v1::ENGINE;
use super::{Exporter, RowWriter, Run};
use crate::candidate::Candidate;
use crate::rank::{RankedRow, RowOrder, Tally};

/// Stands above a ranking.
const EXPLAINED: &str = "The score (0 to 100) is an order for reading: the share of what the role asks for that the resume \
    shows. “strong match”, “possible match” and “little shown” are ranges of it. People decide.";
const DECIDE: &str = "Choose invite, hold or decline, and give a reason about the job. `rolefit rank … --decisions THIS FILE` \
    shows the decisions in every output. They never change a score.";
const READ_BY_HAND: &str =
    "rolefit could not read these files, or only a part of them. Please open and judge them yourself.";
const DECISIONS_OFFERED: [&str; 3] = ["invite", "hold", "decline"];

/// Writes one workbook.
#[derive(Clone, Copy, Debug, Default)]
pub struct Xlsx {
    /// True if names and contacts are withheld from the candidates.
    pub blind: bool,
}

impl Exporter for Xlsx {
    fn order(&self) -> RowOrder {
        RowOrder::ByRank
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let Some(scored) = candidate.as_scored() else {
            return vec![CandidateRow::new(run, candidate, None).pack(run)];
        };
        let rows =
            scored.assessment.roles.iter().map(|it| CandidateRow::new(run, candidate, Some((scored, it))).pack(run));
        rows.collect()
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let table = |columns: &'static [columns::Column], note| Table::new(columns, note);
        Ok(Box::new(Sheets {
            blind: self.blind,
            run: *run,
            out,
            ranking: table(&COLUMNS, EXPLAINED),
            decisions: table(&DECISIONS, DECIDE),
            by_hand: table(&HANDS, READ_BY_HAND),
            criteria: CriteriaSheets::default(),
            gone: 0,
        }))
    }
}

/// A workbook that is being filled.
struct Sheets<'a> {
    blind: bool,
    run: Run<'a>,
    out: &'a mut dyn Write,
    ranking: Table,
    decisions: Table,
    by_hand: Table,
    criteria: CriteriaSheets,
    gone: usize,
}

impl RowWriter for Sheets<'_> {
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()> {
        let cells: Vec<&str> = cells::unpack(row.cells).collect();
        let rank = row.ranks.first().map(|place| place.rank.to_string()).unwrap_or_default();
        let same = row.same_person.map(|group| group.to_string()).unwrap_or_default();
        let (main, rest) = cells.split_at_checked(COLUMNS.len()).unwrap_or_default();
        let (decision, rest) = rest.split_at_checked(DECISIONS.len()).unwrap_or_default();
        let (hand, criteria) = rest.split_at_checked(HANDS.len()).unwrap_or_default();
        if !rank.is_empty() {
            self.ranking.push(main, &rank, &same);
            if let Some(place) = row.ranks.first() {
                let role = self.run.catalog.roles.get(place.role);
                role.into_iter().for_each(|role| self.criteria.push(place.role, role, place.rank, main, criteria));
            }
        }
        self.decisions.push(decision, &rank, &same);
        // A file read in part has a row per role, and one in the list of files.
        if hand.first().is_some_and(|file| !file.is_empty()) {
            self.by_hand.push(hand, &rank, &same);
        }
        Ok(())
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        self.gone = gone.len();
        Ok(())
    }

    fn end(&mut self, tally: &Tally) -> io::Result<()> {
        let workbook = self.workbook(tally).map_err(io::Error::other)?;
        self.out.write_all(&workbook)
    }
}

impl Sheets<'_> {
    fn workbook(&mut self, tally: &Tally) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let as_of = self.run.as_of;
        let part = |number: i8| u8::try_from(number).unwrap_or(1);
        let made = ExcelDateTime::from_ymd(
            u16::try_from(as_of.year()).unwrap_or(1900),
            part(as_of.month()),
            part(as_of.day()),
        )?;
        workbook.set_properties(&DocProperties::new().set_title("Ranking of resumes").set_creation_datetime(&made));
        let styles = Styles::new();
        let mut cut = Vec::new();
        for (name, table) in
            [("Ranking", &self.ranking), ("Decisions", &self.decisions), ("Read by hand", &self.by_hand)]
        {
            cut.extend(
                table.write(workbook.add_worksheet().set_name(name)?, &styles)?.map(|words| format!("{name}: {words}")),
            );
        }
        if let Ok(sheet) = workbook.worksheet_from_name("Decisions") {
            self.decisions.offer(sheet, "decision", &DECISIONS_OFFERED)?;
        }
        cut.extend(self.criteria.write(&mut workbook, &styles, &self.run)?);
        let facts = self.facts(tally, &cut);
        sheet::write_facts(workbook.add_worksheet().set_name("Run")?, &styles, &facts)?;
        workbook.save_to_buffer()
    }

    /// The facts of the run, and what did not fit.
    fn facts(&self, tally: &Tally, cut: &[String]) -> Vec<(String, String)> {
        let mut facts = vec![
            ("Made by".to_owned(), ENGINE.to_owned()),
            ("“Present” means".to_owned(), self.run.as_of.to_string()),
            ("Roles and vocabulary".to_owned(), self.run.catalog.hash.clone()),
            ("Files".to_owned(), tally.candidates.to_string()),
            ("Could not be read".to_owned(), tally.unreadable.to_string()),
            ("Hidden by cut-offs (rows; nobody is rejected)".to_owned(), tally.hidden().to_string()),
            ("Names withheld".to_owned(), if self.blind { "yes" } else { "no" }.to_owned()),
        ];
        if self.gone > 0 {
            facts.push(("Gone since the earlier run".to_owned(), self.gone.to_string()));
        }
        facts.extend(cut.iter().map(|words| ("Does not fit".to_owned(), words.clone())));
        facts
    }
}

/// Adds a cell to a row.
fn push(cells: &mut Cells, write: impl FnOnce(&mut String)) {
    cells.write(write);
}
