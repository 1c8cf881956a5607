//! The ranking as CSV: one row a candidate and role, RFC 4180, safe to open in a spreadsheet.

use std::io::{self, Write};

use ::csv::Writer;

pub use super::sheet::write_rows;

use super::cells::Cells;
use super::sheet::{as_said, is_formula, safe, writer};
use super::{Exporter, RowWriter, Run, before, cells};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Role};
use crate::explain::reasons::{self, Judged};
use crate::explain::{ask, remarks, words};
use crate::output::history::{Gone, Told};
use crate::rank::{self, RowOrder, Tally};
use crate::score::{Best, RoleAssessment, Status};

/// The columns; their names and order are a promise. What is known from before a run comes after them, where it is asked for.
pub const HEADER: &str = "role,rank,candidate,display_name,current_title,years_in_family,degree,score,band,confidence,\
    gate,best_role,margin,met,partial,missing,matched_requirements,missing_requirements,ask,top_reasons,top_evidence,\
    same_person,status,problem";
/// Indices of columns that are not known, or not there, before all candidates are.
const RANK: usize = 1;
const SAME_PERSON: usize = 21;
/// Index of the last column before those that are of a role.
const DISPLAY_NAME: usize = 3;
/// How many reasons stand in a row.
const TOP_REASONS: usize = 3;
/// Between the items of a cell.
const SEPARATOR: &str = "; ";

/// Writes one row a candidate and role, by role, then rank; unreadable files after all others, then who is gone.
pub struct Csv;

impl Exporter for Csv {
    fn order(&self) -> RowOrder {
        RowOrder::ByRank
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let common = Common::of(run.catalog, candidate);
        let mut cells = Cells::default();
        let mut row = |in_role: Option<InRole<'_>>| {
            write_cells(&mut cells, &common, in_role.as_ref());
            let role = in_role.map_or("", |in_role| in_role.role.id.as_str());
            before::cells(run.told, candidate, true, Some(role)).iter().for_each(|cell| cells.push(cell));
            cells.pack()
        };
        let Some(scored) = candidate.as_scored() else { return vec![row(None)] };
        let rows = scored.assessment.roles.iter().map(|assessment| {
            let role = run.catalog.roles.get(assessment.role);
            row(role.map(|role| InRole { catalog: run.catalog, role, scored, assessment }))
        });
        rows.collect()
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let mut writer = writer(out);
        writer.write_record(HEADER.split(',').chain(before::header(run.told, true))).map_err(as_said)?;
        Ok(Box::new(Rows { told: run.told, writer }))
    }
}

/// Rows of which two cells are not known before all candidates are.
struct Rows<'a> {
    told: Told,
    writer: Writer<&'a mut dyn Write>,
}

impl RowWriter for Rows<'_> {
    fn row(&mut self, row: &rank::RankedRow<'_>) -> io::Result<()> {
        let rank = row.ranks.first().map(|place| place.rank.to_string()).unwrap_or_default();
        let same_person = row.same_person.map(|group| group.to_string()).unwrap_or_default();
        let cells = cells::unpack(row.cells).enumerate().map(|(at, cell)| match at {
            RANK => rank.as_str(),
            SAME_PERSON => same_person.as_str(),
            _ => cell,
        });
        self.writer.write_record(cells).map_err(as_said)
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        for gone in gone {
            let mut cells = Cells::default();
            write_cells(&mut cells, &Common { candidate: safe(gone.id), ..Common::default() }, None);
            before::gone_cells(self.told, &gone, true).iter().for_each(|cell| cells.push(cell));
            self.writer.write_record(cells::unpack(&cells.pack())).map_err(as_said)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        self.writer.flush()
    }
}

/// What all rows of a candidate say. Text cells are [`safe`], the others are numbers or fixed words.
#[derive(Default)]
struct Common {
    candidate: String,
    display_name: String,
    current_title: String,
    degree: String,
    best_role: String,
    margin: String,
    status: &'static str,
    problem: String,
}

impl Common {
    fn of(catalog: &Catalog, candidate: &Candidate) -> Common {
        let scored = candidate.as_scored();
        let (best_role, margin) = scored.map(|scored| best_cells(catalog, scored)).unwrap_or_default();
        let overview = scored.map(|scored| &scored.overview);
        Common {
            candidate: safe(&candidate.id),
            display_name: safe(&candidate.display_name),
            current_title: overview.map(|overview| safe(&overview.current_title)).unwrap_or_default(),
            degree: overview.map(|overview| safe(&overview.degree)).unwrap_or_default(),
            best_role,
            margin,
            status: candidate.status(),
            problem: remarks(candidate),
        }
    }
}

/// A candidate in the role of a row.
struct InRole<'a> {
    catalog: &'a Catalog,
    role: &'a Role,
    scored: &'a Scored,
    assessment: &'a RoleAssessment,
}

/// Writes the cells of a row in the order of [`HEADER`], those of rank and group empty; without a role, what all rows say.
fn write_cells(cells: &mut Cells, common: &Common, in_role: Option<&InRole<'_>>) {
    let Common { candidate, display_name, status, problem, .. } = common;
    let Some(InRole { catalog, role, scored, assessment }) = in_role else {
        let none_in_role = [""; SAME_PERSON - DISPLAY_NAME];
        let before = ["", "", candidate, display_name];
        before.into_iter().chain(none_in_role).chain([*status, problem]).for_each(|cell| cells.push(cell));
        return;
    };
    let requirements: Vec<Judged> =
        reasons::judged(role, assessment).filter(|judged| judged.criterion.is_requirement()).collect();
    let with_status = |status: Status| requirements.iter().filter(move |judged| judged.assessment.status == status);
    let matched = || with_status(Status::Met).chain(with_status(Status::Partial));
    let strongest = reasons::strongest(role, assessment);
    let evidence = strongest.iter().find_map(|judged| judged.evidence()).map(|evidence| scored.quote(evidence.span));
    let score = assessment.score.map(|score| words::points(Some(score))).unwrap_or_default();

    write_safe(cells, |cell| cell.push_str(&role.id));
    cells.push("");
    cells.push(candidate);
    cells.push(display_name);
    cells.push(&common.current_title);
    cells.push(&words::years(assessment.months_in_family));
    cells.push(&common.degree);
    cells.push(&score);
    cells.push(words::band(assessment.score));
    cells.push(&assessment.confidence.to_string());
    cells.push(words::gate(assessment.gate));
    cells.push(&common.best_role);
    cells.push(&common.margin);
    for status in [Status::Met, Status::Partial, Status::Missing] {
        cells.push(&with_status(status).count().to_string());
    }
    write_items(cells, matched(), |cell, judged| judged.write_marked(cell));
    write_items(cells, with_status(Status::Missing), |cell, judged| cell.push_str(&judged.criterion.label));
    write_items(cells, ask::questions(catalog, role, assessment), |cell, question| cell.push_str(&question));
    let reasons = reasons::requirements_first(&strongest).take(TOP_REASONS);
    write_items(cells, reasons, |cell, judged| reasons::write_reason(cell, catalog, scored, judged));
    write_safe(cells, |cell| cell.push_str(evidence.unwrap_or_default()));
    cells.push("");
    cells.push(status);
    cells.push(problem);
}

/// Adds a cell as [`safe`] has it.
fn write_safe(cells: &mut Cells, write: impl FnOnce(&mut String)) {
    cells.write(|text| {
        let start = text.len();
        write(text);
        if text.get(start..).is_some_and(is_formula) {
            text.insert(start, '\'');
        }
    });
}

/// Adds a cell of items, likewise safe.
fn write_items<T>(cells: &mut Cells, items: impl IntoIterator<Item = T>, write: impl Fn(&mut String, T)) {
    write_safe(cells, |text| {
        for (at, item) in items.into_iter().enumerate() {
            text.push_str(if at == 0 { "" } else { SEPARATOR });
            write(text, item);
        }
    });
}

/// The candidate's best role and its lead; empty where no role fits.
pub(super) fn best_cells(catalog: &Catalog, scored: &Scored) -> (String, String) {
    match &scored.assessment.best {
        Best::Role { role, margin, .. } => {
            let id = catalog.roles.get(*role).map(|role| safe(&role.id));
            (id.unwrap_or_default(), margin.map(|margin| words::points(Some(margin))).unwrap_or_default())
        }
        Best::None => Default::default(),
    }
}

/// What is to be known of a file, in one cell.
pub(super) fn remarks(candidate: &Candidate) -> String {
    let remarks = remarks::remarks(candidate);
    safe(&remarks.iter().map(ToString::to_string).collect::<Vec<_>>().join(SEPARATOR))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::output::write;
    use crate::rank::CutOffs;

    #[test]
    fn rows_stand_by_role_then_rank_and_unreadable_files_last() {
        let catalog = sample::catalog();
        let run =
            Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None, told: Told::default() };
        let candidates =
            [sample::unreadable("=a.pdf"), sample::candidate("b", 30, 1000), sample::candidate("c", 70, 936)];
        let mut out = Vec::new();
        write(&Csv, &run, &CutOffs::default(), &candidates, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }

    /// Nobody reads what is written here.
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
        let run =
            Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None, told: Told::default() };
        // More than the csv crate holds back.
        let candidates: Vec<Candidate> = (0..200).map(|n| sample::candidate(&format!("{n:03}"), 70, 1000)).collect();
        for exporter in [&Csv as &dyn Exporter, &crate::output::wide::WideCsv] {
            let error = write(exporter, &run, &CutOffs::default(), &candidates, &mut ClosedPipe).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
        let rows = vec!["a row"; 5000];
        assert_eq!(write_rows(&rows, &mut ClosedPipe).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn the_columns_that_are_known_last_are_those_of_the_header() {
        let columns: Vec<&str> = HEADER.split(',').collect();
        assert_eq!([RANK, DISPLAY_NAME, SAME_PERSON].map(|at| columns[at]), ["rank", "display_name", "same_person"]);
        let cells = |row: &[u8]| cells::unpack(row).count();
        let catalog = sample::catalog();
        let run =
            Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None, told: Told::default() };
        for candidate in [sample::candidate("a", 50, 1000), sample::unreadable("b")] {
            assert!(Csv.rows(&run, &candidate).iter().all(|row| cells(row) == columns.len()));
        }
    }

    #[test]
    fn a_cell_of_items_that_would_run_is_neutralised() {
        let mut cells = Cells::default();
        write_items(&mut cells, ["=1", "=2"], |cell, item| cell.push_str(item));
        assert_eq!(cells::unpack(&cells.pack()).collect::<Vec<_>>(), ["'=1; =2"]);
    }
}
