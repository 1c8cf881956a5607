//! The history of a candidate as columns of a table for people.

use crate::candidate::history::History;
use crate::explain::words;
use crate::output::history::HistoryColumns;

/// The titles of the columns that are shown.
pub(super) fn titles<'a>(shown: HistoryColumns) -> impl Iterator<Item = &'a str> {
    let titles = [shown.since.then_some("since"), shown.decisions.then_some("decision")];
    titles.into_iter().flatten()
}

/// The cells below [`titles`]: "new", "moved, was 43.6". `in_role` is the id of the row's role and the score in the row.
pub(super) fn marks(
    shown: HistoryColumns,
    history: &History,
    in_role: Option<(&str, &str)>,
) -> impl Iterator<Item = String> {
    let since = shown.since.then(|| {
        let Some(since) = &history.since else { return String::new() };
        let was = in_role.and_then(|(role, score)| {
            let was = format!("{:.1}", since.role(role)?.score?);
            (was != score).then_some(was)
        });
        match (since.change.words(), was) {
            ("", _) => String::new(),
            (change, None) => change.to_owned(),
            (change, Some(was)) => format!("{change}, was {was}"),
        }
    });
    let decision = shown.decisions.then(|| {
        let decision = history.decision.as_ref().map(|decision| words::one_line(&decision.decision));
        decision.unwrap_or_default()
    });
    [since, decision].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::history::{Change, Decision, OldRole, Since};

    #[test]
    fn a_mark_says_the_score_it_had_in_the_role_if_that_was_another() {
        let roles = vec![OldRole { role: "sales".into(), rank: 1, score: Some(43.0) }];
        let since = Since { change: Change::Moved, by: Vec::new(), id: None, roles };
        let decision = Decision { decision: "invite\n".into(), ..Decision::default() };
        let history = History { since: Some(since), decision: Some(decision) };
        let marks = |shown, in_role| marks(shown, &history, in_role).collect::<Vec<_>>();
        let all = HistoryColumns { since: true, decisions: true };
        assert_eq!(marks(all, Some(("sales", "50.0"))), ["moved, was 43.0", "invite"]);
        assert_eq!(marks(all, Some(("sales", "43.0"))), ["moved", "invite"]);
        assert_eq!(marks(all, None), ["moved", "invite"]);
        assert!(marks(HistoryColumns::default(), None).is_empty());
    }
}
