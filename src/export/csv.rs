//! The ranking as CSV: one row a candidate and role, RFC 4180, safe to open in a spreadsheet.

use std::io::{self, Write};

use ::csv::Writer;

pub use super::sheet::write_rows;

use super::sheet::{as_said, safe, writer};
use super::{Exporter, RowWriter, Run, before, cells};
use crate::candidate::{Candidate, Scored};
use crate::catalog::Catalog;
use crate::explain::reasons::{self, Judged};
use crate::explain::{ask, remarks, words};
use crate::past::{Gone, Told};
use crate::rank::{self, Order, Tally};
use crate::score::{Best, RoleAssessment, Status};

/// The columns; their names and order are a promise. What is known from before a run comes after them, where it is asked for.
pub const HEADER: &str = "role,rank,candidate,display_name,current_title,years_in_family,degree,score,band,confidence,\
    gate,best_role,margin,met,partial,missing,matched_requirements,missing_requirements,ask,top_reasons,top_evidence,\
    same_person,status,problem";
/// How many reasons stand in a row.
const TOP_REASONS: usize = 3;
/// Between the items of a cell.
const SEPARATOR: &str = "; ";

/// Writes one row a candidate and role, by role, then rank; unreadable files after all others, then who is gone.
pub struct Csv;

impl Exporter for Csv {
    fn order(&self) -> Order {
        Order::ByRank
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let row = |row: Row| {
            let before = before::cells(run.told, candidate, true, Some(&row.role));
            cells::pack(row.cells().into_iter().chain(before.iter().map(String::as_str)))
        };
        match candidate.as_scored() {
            Some(scored) => {
                let assessments = scored.assessment.roles.iter();
                assessments.map(|assessment| row(ranked(run.catalog, candidate, scored, assessment))).collect()
            }
            None => vec![row(unranked(candidate))],
        }
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
    fn row(&mut self, row: &rank::Row<'_>) -> io::Result<()> {
        let rank = row.places.first().map(|place| place.rank.to_string()).unwrap_or_default();
        let same_person = row.same_person.map(|group| group.to_string()).unwrap_or_default();
        let columns = HEADER.split(',').chain(before::header(self.told, true));
        let known = cells::unpack(row.cells).zip(columns);
        let cells = known.map(|(cell, column)| match column {
            "rank" => rank.as_str(),
            "same_person" => same_person.as_str(),
            _ => cell,
        });
        self.writer.write_record(cells).map_err(as_said)
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        for gone in gone {
            let row = Row { candidate: safe(gone.id), ..Row::default() };
            let before = before::gone_cells(self.told, &gone, true);
            self.writer
                .write_record(row.cells().into_iter().chain(before.iter().map(String::as_str)))
                .map_err(as_said)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        self.writer.flush()
    }
}

/// One row; fields stand in the order of [`HEADER`]. Text cells are [`safe`], the others are numbers or fixed words.
#[derive(Default)]
struct Row {
    role: String,
    candidate: String,
    display_name: String,
    current_title: String,
    years_in_family: String,
    degree: String,
    score: String,
    band: &'static str,
    confidence: String,
    gate: &'static str,
    best_role: String,
    margin: String,
    met: String,
    partial: String,
    missing: String,
    matched_requirements: String,
    missing_requirements: String,
    ask: String,
    top_reasons: String,
    top_evidence: String,
    status: &'static str,
    problem: String,
}

impl Row {
    /// One a column, empty where rank and group will stand.
    fn cells(&self) -> [&str; 24] {
        [
            &self.role,
            "",
            &self.candidate,
            &self.display_name,
            &self.current_title,
            &self.years_in_family,
            &self.degree,
            &self.score,
            self.band,
            &self.confidence,
            self.gate,
            &self.best_role,
            &self.margin,
            &self.met,
            &self.partial,
            &self.missing,
            &self.matched_requirements,
            &self.missing_requirements,
            &self.ask,
            &self.top_reasons,
            &self.top_evidence,
            "",
            self.status,
            &self.problem,
        ]
    }
}

/// What a row says of a candidate, whatever the role.
fn unranked(candidate: &Candidate) -> Row {
    Row {
        candidate: safe(&candidate.id),
        display_name: safe(&candidate.display_name),
        status: candidate.status(),
        problem: remarks(candidate),
        ..Row::default()
    }
}

fn ranked(catalog: &Catalog, candidate: &Candidate, scored: &Scored, assessment: &RoleAssessment) -> Row {
    let Some(role) = catalog.roles.get(assessment.role) else { return unranked(candidate) };
    let (best_role, margin) = best_cells(catalog, scored);
    let requirements: Vec<Judged> =
        reasons::judged(role, assessment).filter(|judged| judged.criterion.is_requirement()).collect();
    let with_status = |status: Status| requirements.iter().filter(move |judged| judged.assessment.status == status);
    let matched = with_status(Status::Met).chain(with_status(Status::Partial)).map(|judged| judged.marked());
    let missing = with_status(Status::Missing).map(|judged| judged.criterion.label.clone());
    let evidence = reasons::top_evidence(role, assessment).map(|evidence| scored.quote(evidence.span));
    Row {
        role: safe(&role.id),
        current_title: safe(&scored.overview.current_title),
        years_in_family: words::years(assessment.months_in_family),
        degree: safe(&scored.overview.degree),
        score: assessment.score.map(|score| words::points(Some(score))).unwrap_or_default(),
        band: words::band(assessment.score),
        confidence: words::hundredths(assessment.confidence),
        gate: words::gate(assessment.gate),
        best_role,
        margin,
        met: with_status(Status::Met).count().to_string(),
        partial: with_status(Status::Partial).count().to_string(),
        missing: with_status(Status::Missing).count().to_string(),
        matched_requirements: joined(matched),
        missing_requirements: joined(missing),
        ask: joined(ask::questions(catalog, role, assessment)),
        top_reasons: joined(reasons::top_reasons(role, assessment, TOP_REASONS)),
        top_evidence: safe(evidence.unwrap_or_default()),
        ..unranked(candidate)
    }
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
    joined(remarks::remarks(candidate).iter().map(ToString::to_string))
}

fn joined(items: impl IntoIterator<Item = String>) -> String {
    safe(&items.into_iter().collect::<Vec<_>>().join(SEPARATOR))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::export::write;
    use crate::rank::Cut;

    #[test]
    fn rows_stand_by_role_then_rank_and_unreadable_files_last() {
        let catalog = sample::catalog();
        let run =
            Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None, told: Told::default() };
        let candidates =
            [sample::unreadable("=a.pdf"), sample::candidate("b", 30, 1000), sample::candidate("c", 70, 936)];
        let mut out = Vec::new();
        write(&Csv, &run, &Cut::default(), &candidates, &mut out).unwrap();
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
        for exporter in [&Csv as &dyn Exporter, &crate::export::wide::WideCsv] {
            let error = write(exporter, &run, &Cut::default(), &candidates, &mut ClosedPipe).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
        let rows = vec!["a row"; 5000];
        assert_eq!(write_rows(&rows, &mut ClosedPipe).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
