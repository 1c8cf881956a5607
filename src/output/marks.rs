//! What is known from before a run, as the marks of a table for people. They are there only where it is told.

use crate::candidate::history::History;
use crate::explain::words;
use crate::output::history::Told;

/// The titles of the columns.
pub(super) fn titles<'a>(told: Told) -> impl Iterator<Item = &'a str> {
    let titles = [told.since.then_some("since"), told.decisions.then_some("decision")];
    titles.into_iter().flatten()
}

/// The cells below [`titles`]: "new", "moved, was 43.6". In a row of a role, its id and the score shown there are given.
pub(super) fn marks(told: Told, history: &History, in_role: Option<(&str, &str)>) -> impl Iterator<Item = String> {
    let since = told.since.then(|| {
        let Some(since) = &history.since else { return String::new() };
        let was = in_role.and_then(|(role, shown)| {
            let was = format!("{:.1}", since.role(role)?.score?);
            (was != shown).then_some(was)
        });
        match (since.change.words(), was) {
            ("", _) => String::new(),
            (change, None) => change.to_owned(),
            (change, Some(was)) => format!("{change}, was {was}"),
        }
    });
    let decision = told.decisions.then(|| {
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
        let marks = |told, in_role| marks(told, &history, in_role).collect::<Vec<_>>();
        let all = Told { since: true, decisions: true };
        assert_eq!(marks(all, Some(("sales", "50.0"))), ["moved, was 43.0", "invite"]);
        assert_eq!(marks(all, Some(("sales", "43.0"))), ["moved", "invite"]);
        assert_eq!(marks(all, None), ["moved", "invite"]);
        assert!(marks(Told::default(), None).is_empty());
    }
}
