//! The ranking as CSV: one row a candidate and role, RFC 4180, safe to open in a spreadsheet.

use std::io::{self, Write};

use ::csv::{ErrorKind, Terminator, Writer, WriterBuilder};
use serde::Serialize;

use super::{Exporter, Results};
use crate::candidate::{Candidate, Scored};
use crate::explain::reasons::{self, Judged};
use crate::explain::{ask, remarks, words};
use crate::rank::{self, Place};
use crate::score::{Best, Status};

/// The columns; their names and order are a promise.
pub const HEADER: &str = "role,rank,candidate,display_name,current_title,years_in_family,degree,score,band,confidence,\
    gate,best_role,margin,met,partial,missing,matched_requirements,missing_requirements,ask,top_reasons,top_evidence,\
    same_person,status,problem";
/// How many reasons stand in a row.
const TOP_REASONS: usize = 3;
/// Between the items of a cell.
const SEPARATOR: &str = "; ";

/// Writes one row a candidate and role, by role, then rank; unreadable files after all others.
pub struct Csv;

impl Exporter for Csv {
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = writer(out);
        writer.write_record(HEADER.split(',')).map_err(as_said)?;
        for ranking in &results.rankings {
            for place in &ranking.places {
                if let Some(row) = row(results, ranking.role, *place) {
                    writer.serialize(row).map_err(as_said)?;
                }
            }
        }
        for (candidate, same_person) in results.candidates.iter().zip(&results.same_person) {
            if candidate.as_scored().is_none() {
                writer.serialize(unranked(candidate, *same_person)).map_err(as_said)?;
            }
        }
        writer.flush()
    }
}

/// One row; fields stand in the order of [`HEADER`]. Text cells are [`safe`], the others are numbers or fixed words.
#[derive(Default, Serialize)]
struct Row<'a> {
    role: String,
    rank: Option<usize>,
    candidate: String,
    display_name: String,
    current_title: String,
    years_in_family: String,
    degree: String,
    score: String,
    band: &'a str,
    confidence: String,
    gate: &'a str,
    best_role: String,
    margin: String,
    met: Option<usize>,
    partial: Option<usize>,
    missing: Option<usize>,
    matched_requirements: String,
    missing_requirements: String,
    ask: String,
    top_reasons: String,
    top_evidence: String,
    same_person: Option<usize>,
    status: &'a str,
    problem: String,
}

/// What a row says of a candidate, whatever the role.
fn unranked(candidate: &Candidate, same_person: Option<usize>) -> Row<'_> {
    Row {
        candidate: safe(&candidate.id),
        display_name: safe(&candidate.display_name),
        same_person,
        status: candidate.status(),
        problem: remarks(candidate),
        ..Row::default()
    }
}

fn row<'a>(results: &Results<'a>, role_index: usize, place: Place) -> Option<Row<'a>> {
    let catalog = results.run.catalog;
    let role = catalog.roles.get(role_index)?;
    let candidate = results.candidates.get(place.candidate)?;
    let scored = candidate.as_scored()?;
    let assessment = rank::assessment_of(candidate, role_index)?;
    let (best_role, margin) = best_cells(results, scored);
    let requirements: Vec<Judged> =
        reasons::judged(role, assessment).filter(|judged| judged.criterion.is_requirement()).collect();
    let with_status = |status: Status| requirements.iter().filter(move |judged| judged.assessment.status == status);
    let matched = with_status(Status::Met).chain(with_status(Status::Partial)).map(|judged| judged.marked());
    let missing = with_status(Status::Missing).map(|judged| judged.criterion.label.clone());
    let evidence = reasons::top_evidence(role, assessment).map(|evidence| scored.quote(evidence.span));
    let same_person = results.same_person.get(place.candidate).copied().flatten();
    Some(Row {
        role: safe(&role.id),
        rank: Some(place.rank),
        current_title: safe(&scored.overview.current_title),
        years_in_family: words::years(assessment.months_in_family),
        degree: safe(&scored.overview.degree),
        score: assessment.score.map(|score| words::points(Some(score))).unwrap_or_default(),
        band: words::band(assessment.score),
        confidence: words::hundredths(assessment.confidence),
        gate: words::gate(assessment.gate),
        best_role,
        margin,
        met: Some(with_status(Status::Met).count()),
        partial: Some(with_status(Status::Partial).count()),
        missing: Some(with_status(Status::Missing).count()),
        matched_requirements: joined(matched),
        missing_requirements: joined(missing),
        ask: joined(ask::questions(catalog, role, assessment)),
        top_reasons: joined(reasons::top_reasons(role, assessment, TOP_REASONS)),
        top_evidence: safe(evidence.unwrap_or_default()),
        ..unranked(candidate, same_person)
    })
}

/// The candidate's best role and its lead; empty where no role fits.
pub(super) fn best_cells(results: &Results, scored: &Scored) -> (String, String) {
    match &scored.assessment.best {
        Best::Role { role, margin, .. } => {
            let id = results.run.catalog.roles.get(*role).map(|role| safe(&role.id));
            (id.unwrap_or_default(), margin.map(|margin| words::points(Some(margin))).unwrap_or_default())
        }
        Best::None => Default::default(),
    }
}

/// Writes `rows` under the names of their fields, text cells neutralised as in a ranking.
///
/// # Errors
/// What `out` says; a closed pipe among them.
pub fn write_rows<T: Serialize>(rows: &[T], out: &mut dyn Write) -> io::Result<()> {
    let mut plain = WriterBuilder::new().from_writer(Vec::new());
    rows.iter().try_for_each(|row| plain.serialize(row)).map_err(as_said)?;
    let plain = plain.into_inner().map_err(|error| error.into_error())?;
    let mut writer = writer(out);
    for record in ::csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_slice()).records() {
        let cell = |cell: &str| if cell.parse::<f64>().is_ok() { cell.to_owned() } else { safe(cell) };
        writer.write_record(record.map_err(as_said)?.iter().map(cell)).map_err(as_said)?;
    }
    writer.flush()
}

/// A writer as RFC 4180 has it, rows ending in CR LF; the header is written by hand.
pub(super) fn writer(out: &mut dyn Write) -> Writer<&mut dyn Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).has_headers(false).from_writer(out)
}

/// `error` as the output itself said it: wrapped by the csv crate, a closed pipe is not known for one.
pub(super) fn as_said(error: ::csv::Error) -> io::Error {
    let words = error.to_string();
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        _ => io::Error::other(words),
    }
}

/// `cell`, with an apostrophe before it if a spreadsheet would run it as a formula.
pub(super) fn safe(cell: &str) -> String {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    // A dash alone is the id of standard input, and no formula.
    match cell.starts_with(FORMULA) && cell != "-" {
        true => format!("'{cell}"),
        false => cell.to_owned(),
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
    use crate::export::Run;
    use crate::rank::Cut;

    #[test]
    fn rows_stand_by_role_then_rank_and_unreadable_files_last() {
        let catalog = sample::catalog();
        let run = Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None };
        let candidates =
            [sample::unreadable("=a.pdf"), sample::candidate("b", 30, 1000), sample::candidate("c", 70, 936)];
        let mut out = Vec::new();
        Csv.write(&Results::new(run, &candidates, &Cut::default()), &mut out).unwrap();
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
        let run = Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None };
        // More than the csv crate holds back.
        let candidates: Vec<Candidate> = (0..200).map(|n| sample::candidate(&format!("{n:03}"), 70, 1000)).collect();
        let results = Results::new(run, &candidates, &Cut::default());
        for exporter in [&Csv as &dyn Exporter, &crate::export::wide::WideCsv] {
            let error = exporter.write(&results, &mut ClosedPipe).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
        let rows = vec!["a row"; 5000];
        assert_eq!(write_rows(&rows, &mut ClosedPipe).unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn a_cell_that_would_run_is_neutralised() {
        assert_eq!(safe("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(safe("+49 30"), "'+49 30");
        assert_eq!((safe("-"), safe("a=b")), ("-".into(), "a=b".into()));
    }
}
