//! What is known from before a run, as the last columns of a CSV. They are there only where it is told.

use super::sheet::safe;
use crate::candidate::Candidate;
use crate::candidate::history::{Decision, History, Since};
use crate::output::history::{COLUMNS, Gone, Told};

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
    let History { since, decision } = &candidate.history;
    let mut cells = Vec::new();
    if told.since {
        cells.extend(since_cells(since.as_ref(), by_role, role));
    }
    if told.decisions {
        cells.extend(decision_cells(candidate.content.as_deref(), decision.as_ref()));
    }
    cells
}

/// The cells of a candidate who is gone; there is one row, whatever the roles.
pub(super) fn gone_cells(told: Told, gone: &Gone<'_>, by_role: bool) -> Vec<String> {
    let mut cells = since_cells(Some(&gone.since), by_role, None);
    if told.decisions {
        cells.extend(decision_cells(gone.content.as_deref(), gone.decision.as_ref()));
    }
    cells
}

fn decision_cells(content: Option<&str>, decision: Option<&Decision>) -> [String; COLUMNS.len()] {
    let Decision { decision, note, who, date } = decision.cloned().unwrap_or_default();
    let date = date.map(|date| date.to_string()).unwrap_or_default();
    [content.unwrap_or_default().to_owned(), safe(&decision), safe(&note.unwrap_or_default()), safe(&who), date]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::history::{Cause, Change, OldRole};
    use crate::candidate::sample;

    const ALL: Told = Told { since: true, decisions: true };

    fn candidate() -> Candidate {
        let roles = vec![OldRole { role: "sales".into(), rank: 1, score: Some(43.0) }];
        let by = vec![Cause::Catalog, Cause::AsOf];
        let since = Since { change: Change::Moved, by, id: Some("=old.pdf".into()), roles };
        let decision = Decision { decision: "=1+1".into(), who: "@kim".into(), ..Decision::default() };
        Candidate {
            history: History { since: Some(since), decision: Some(decision) },
            ..sample::candidate("a", 50, 1000)
        }
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
            let gone = Gone { id: "b", content: None, since, decision: candidate().history.decision };
            let gone = gone_cells(ALL, &gone, by_role);
            assert_eq!(
                (gone.len(), gone[0].as_str(), gone[gone.len() - 4].as_str()),
                (expected.len(), "gone", "'=1+1")
            );
        }
    }

    #[test]
    fn nothing_is_added_unless_it_is_told() {
        assert_eq!(header(Told::default(), true).count(), 0);
        assert!(cells(Told::default(), &candidate(), true, Some("sales")).is_empty());
    }
}
