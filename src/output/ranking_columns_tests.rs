//! Cells stand below their columns, and none runs as a formula.

use super::*;
use crate::candidate::history::{Cause, Change, History, OldRole};
use crate::candidate::sample;
use crate::output::cells;

const ALL: HistoryColumns = HistoryColumns { since: true, decisions: true };

fn with_history() -> Candidate {
    let roles = vec![OldRole { role: "sales".into(), rank: 1, score: Some(43.0) }];
    let by = vec![Cause::Catalog, Cause::AsOf];
    let since = Since { change: Change::Moved, by, id: Some("=old.pdf".into()), roles };
    let decision = Decision { decision: "=1+1".into(), who: "@kim".into(), ..Decision::default() };
    Candidate { history: History { since: Some(since), decisions: vec![decision] }, ..sample::candidate("a", 50, 1000) }
}

fn history_cells(history: impl Fn() -> HistoryRow<'static>, by_role: bool) -> Vec<String> {
    let mut cells = Cells::default();
    let row = Row { candidate: &CandidateCells::default(), role: None, history: history() };
    history_columns(ALL, by_role).for_each(|column| column.write(&row, &mut cells));
    cells::unpack(&cells.pack()).map(str::to_owned).collect()
}

#[test]
fn cells_stand_below_their_columns_and_none_runs_as_a_formula() {
    let candidate: &Candidate = Box::leak(Box::new(with_history()));
    for (by_role, expected) in [
        (true, vec!["moved", "catalog; as-of", "'=old.pdf", "43.0", "blake3:a", "'=1+1", "", "'@kim", "", ""]),
        (false, vec!["moved", "catalog; as-of", "'=old.pdf", "blake3:a", "'=1+1", "", "'@kim", "", ""]),
    ] {
        assert_eq!(history_cells(|| HistoryRow::of(candidate, Some("sales")), by_role), expected);
        let since = Since { change: Change::Gone, by: Vec::new(), id: None, roles: Vec::new() };
        let gone = Gone { id: "b", content: None, since, decisions: candidate.history.decisions.clone() };
        let gone: &Gone = Box::leak(Box::new(gone));
        let gone = history_cells(|| HistoryRow::of_gone(gone), by_role);
        assert_eq!((gone.len(), gone[0].as_str(), gone[gone.len() - 5].as_str()), (expected.len(), "gone", "'=1+1"));
    }
}

#[test]
fn nothing_is_added_unless_it_is_told() {
    assert_eq!(history_columns(HistoryColumns::default(), true).count(), 0);
}

#[test]
fn the_columns_are_those_that_were_promised() {
    let promised = "role,rank,candidate,display_name,current_title,years_in_family,degree,score,band,confidence,gate,best_role,\
        margin,met,partial,missing,matched_requirements,missing_requirements,ask,top_reasons,top_evidence,same_person,status,\
        problem";
    assert_eq!(LONG.map(|column| column.name).join(","), promised);
}

#[test]
fn a_cell_of_items_that_would_run_is_neutralised() {
    const ITEMS: Column = role("items", |_, cell| write_items(cell, ["=1", "=2"], |cell, item| cell.push_str(item)));
    let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 50, 1000));
    let mut cells = Cells::default();
    if let Some(scored) = candidate.as_scored() {
        let role = RoleRow::new(&catalog, &catalog.roles[0], scored, &scored.assessment.roles[0]);
        let (candidate, history) = (&CandidateCells::default(), HistoryRow::default());
        ITEMS.write(&Row { candidate, role: Some(&role), history }, &mut cells);
    }
    assert_eq!(cells::unpack(&cells.pack()).collect::<Vec<_>>(), ["'=1; =2"]);
}
