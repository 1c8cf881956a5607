//! A workbook has its sheets, runs nothing, is the same every time, and comes back as decisions.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx as Workbook, open_workbook_from_rs};

use super::Xlsx;
use crate::candidate::history::Decision;
use crate::candidate::{Candidate, Outcome, sample};
use crate::output::history::Decisions;
use crate::output::sample_run::run;
use crate::output::write;
use crate::rank::CutOffs;
use rolefit_document::Problem;

fn workbook(candidates: &[Candidate]) -> Vec<u8> {
    let catalog = sample::catalog();
    let mut out = Vec::new();
    write(&Xlsx::default(), &run(&catalog), &CutOffs::default(), candidates, &mut out).unwrap();
    out
}

fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut workbook: Workbook<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range(name).unwrap()
}

fn cells(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    sheet(bytes, name).rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn candidates() -> Vec<Candidate> {
    let mut partial = sample::candidate("c.pdf", 50, 936);
    if let (Outcome::Scored(scored), Outcome::Unreadable(problem)) =
        (&mut partial.outcome, sample::unreadable("x").outcome)
    {
        scored.document.problem = Some(Problem { page: Some(2), ..problem });
    }
    let mut decided = sample::candidate("=b.pdf", 70, 1000);
    let date = Some(jiff::civil::date(2026, 11, 5));
    let reason = Some("=cmd()".to_owned());
    decided.content = Some(format!("blake3:{}", blake3::hash(b"b").to_hex()));
    decided.history.decisions =
        vec![Decision { role: "sales".into(), decision: "hold".into(), reason, date, ..Decision::default() }];
    vec![decided, partial, sample::unreadable("scan.pdf")]
}

#[test]
fn every_sheet_is_there_and_its_head_is_below_what_explains_it() {
    let bytes = workbook(&candidates());
    let names = open_workbook_from_rs::<Workbook<_>, _>(Cursor::new(bytes.as_slice())).unwrap().sheet_names();
    assert_eq!(names, ["Ranking", "Decisions", "Read by hand", "Criteria", "Matrix", "Run"]);
    let ranking = cells(&bytes, "Ranking");
    assert!(ranking[0][0].contains("People decide"));
    assert_eq!(ranking[1][..7], ["role", "rank", "name", "current title", "score", "band", "must-haves"]);
    assert_eq!(ranking[2][..3], ["key-account-manager", "1", "Ana Lopez"]);
    assert_eq!(ranking[2][4..7], ["70", "strong match", "1 of 1 shown"]);
    // Two candidates in two roles.
    assert_eq!(ranking.len(), 2 + 4);
    assert_eq!(cells(&bytes, "Criteria").len(), 2 + 4 * 5);
    insta::assert_snapshot!(
        cells(&bytes, "Criteria")[1..5].iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn files_to_read_by_hand_are_listed_once() {
    let by_hand = cells(&workbook(&candidates()), "Read by hand");
    let files: Vec<_> = by_hand[2..].iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    assert_eq!(files, [("c.pdf", "read in part"), ("scan.pdf", "not read")]);
}

#[test]
fn text_never_runs_and_stays_as_it_is() {
    let bytes = workbook(&candidates());
    let mut workbook: Workbook<_> = open_workbook_from_rs(Cursor::new(bytes.as_slice())).unwrap();
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).unwrap().cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let ranking = cells(&bytes, "Ranking");
    assert!(ranking[2].contains(&"=b.pdf".to_owned()), "{ranking:?}");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let first = workbook(&candidates());
    // The clock of a ZIP archive counts by two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == workbook(&candidates()));
}

#[test]
fn the_sheet_of_decisions_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ranking.xlsx");
    std::fs::write(&path, workbook(&candidates())).unwrap();
    let decisions = Decisions::read(&path, false);
    // The samples' contents are no hashes, apart from the one decided on.
    assert!(decisions.unwrap_err().to_string().contains("is not a content hash"));
    std::fs::write(&path, workbook(&candidates()[..1])).unwrap();
    let decisions = Decisions::read(&path, false).unwrap();
    let content = blake3::hash(b"b").to_hex().to_string();
    assert_eq!(decisions.of(&content).unwrap().1, candidates()[0].history.decisions);
    assert_eq!(decisions.len(), 1);
}
