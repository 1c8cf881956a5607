//! What is known from before a run, as the last columns of tables and CSV. They are there only where it is told.

use super::csv::safe;
use crate::candidate::Candidate;
use crate::explain::words;
use crate::past::{COLUMNS, Gone, Past, Since, Told};

/// What changed since an earlier run: what became of the candidate, what may have done it, the id it had if another, and in
/// rows of a role the score it had there.
const SINCE: [&str; 4] = ["since", "since_by", "since_candidate", "since_score"];

/// The columns of a CSV, with a row for each role or not.
pub(super) fn header(told: Told, by_role: bool) -> impl Iterator<Item = &'static str> {
    let since = SINCE.into_iter().take(if by_role { SINCE.len() } else { SINCE.len() - 1 });
    since.filter(move |_| told.since).chain(COLUMNS.into_iter().filter(move |_| told.decisions))
}

/// The cells of `candidate` below [`header`]; `role` is the row's role, if it is a row of one.
pub(super) fn cells(told: Told, candidate: &Candidate, by_role: bool, role: Option<&str>) -> Vec<String> {
    let Past { since, decision } = &candidate.past;
    let mut cells = Vec::new();
    if told.since {
        cells.extend(since_cells(since.as_ref(), by_role, role));
    }
    if told.decisions {
        let decision = decision.clone().unwrap_or_default();
        cells.push(candidate.content.clone().unwrap_or_default());
        cells.extend([decision.decision, decision.note.unwrap_or_default(), decision.who].map(|cell| safe(&cell)));
        cells.push(decision.date.map(|date| date.to_string()).unwrap_or_default());
    }
    cells
}

/// The cells of a candidate who is gone; there is one row, whatever the roles.
pub(super) fn gone_cells(told: Told, gone: &Gone<'_>, by_role: bool) -> Vec<String> {
    let mut cells = since_cells(Some(&gone.since), by_role, None);
    if told.decisions {
        cells.push(gone.content.clone().unwrap_or_default());
        cells.resize(cells.len() + COLUMNS.len() - 1, String::new());
    }
    cells
}

fn since_cells(since: Option<&Since>, by_role: bool, role: Option<&str>) -> Vec<String> {
    let by = since.map(|since| since.by.iter().map(|cause| cause.name()).collect::<Vec<_>>().join("; "));
    let mut cells = vec![
        since.map_or("", |since| since.change.name()).to_owned(),
        by.unwrap_or_default(),
        since.and_then(|since| since.id.as_deref()).map(safe).unwrap_or_default(),
    ];
    if by_role {
        let old = since.zip(role).and_then(|(since, role)| since.role(role)?.score);
        cells.push(old.map(|points| format!("{points:.1}")).unwrap_or_default());
    }
    cells
}

/// The titles of a table's columns.
pub(super) fn titles<'a>(told: Told) -> impl Iterator<Item = &'a str> {
    let titles = [told.since.then_some("since"), told.decisions.then_some("decision")];
    titles.into_iter().flatten()
}

/// The cells of a table below [`titles`]: "new", "moved, was 43.6".
pub(super) fn marks(told: Told, past: &Past, role: Option<&str>) -> impl Iterator<Item = String> {
    let since = told.since.then(|| {
        let Some(since) = &past.since else { return String::new() };
        let old = role.and_then(|role| since.role(role)?.score);
        match (since.change.words(), old) {
            ("", _) => String::new(),
            (change, None) => change.to_owned(),
            (change, Some(points)) => format!("{change}, was {points:.1}"),
        }
    });
    let decision = told.decisions.then(|| {
        let decision = past.decision.as_ref().map(|decision| words::one_line(&decision.decision));
        decision.unwrap_or_default()
    });
    [since, decision].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::sample;
    use crate::past::{Cause, Change, Decision, OldRole};

    const ALL: Told = Told { since: true, decisions: true };

    fn candidate() -> Candidate {
        let roles = vec![OldRole { role: "sales".into(), rank: 1, score: Some(43.0) }];
        let by = vec![Cause::Catalog, Cause::AsOf];
        let since = Since { change: Change::Moved, by, id: Some("=old.pdf".into()), roles };
        let decision = Decision { decision: "=1+1".into(), who: "@kim".into(), ..Decision::default() };
        Candidate { past: Past { since: Some(since), decision: Some(decision) }, ..sample::candidate("a", 50, 1000) }
    }

    #[test]
    fn cells_stand_below_their_columns_and_none_runs_as_a_formula() {
        for (by_role, expected) in [
            (true, vec!["moved", "catalog; as-of", "'=old.pdf", "43.0", "blake3:a", "'=1+1", "", "'@kim", ""]),
            (false, vec!["moved", "catalog; as-of", "'=old.pdf", "blake3:a", "'=1+1", "", "'@kim", ""]),
        ] {
            assert_eq!(cells(ALL, &candidate(), by_role, Some("sales")), expected);
            assert_eq!(header(ALL, by_role).count(), expected.len());
            let since = Since { change: Change::Gone, by: Vec::new(), id: None, roles: Vec::new() };
            let gone = gone_cells(ALL, &Gone { id: "b", content: None, since }, by_role);
            assert_eq!((gone.len(), gone[0].as_str()), (expected.len(), "gone"));
        }
    }

    #[test]
    fn nothing_is_added_unless_it_is_told() {
        assert_eq!(header(Told::default(), true).count(), 0);
        assert!(cells(Told::default(), &candidate(), true, Some("sales")).is_empty());
        assert_eq!(marks(Told::default(), &candidate().past, Some("sales")).count(), 0);
    }

    #[test]
    fn a_mark_says_the_score_it_had_in_the_role() {
        let marks = |role| marks(ALL, &candidate().past, role).collect::<Vec<_>>();
        assert_eq!(marks(Some("sales")), ["moved, was 43.0", "=1+1"]);
        assert_eq!(marks(None), ["moved", "=1+1"]);
    }
}
