//! The columns of tables for people, each defined once with its title and its cell. The long and the wide table pick
//! from them.

use comfy_table::{Cell, CellAlignment};

use super::history::HistoryColumns;
use super::style::shorten;
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Kind, Role};
use crate::explain::bands::{self, Band};
use crate::explain::{reasons, why, words};
use crate::score::{Best, RoleAssessment, Status};
use crate::units::Score;

/// The most letters of a decision. Some people write sentences.
const DECISION_LETTERS: usize = 20;

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub title: &'static str,
    /// True if cells are aligned to the right.
    is_number: bool,
    cell: fn(&TableRow<'_>) -> String,
}

/// A row: the values that its cells are written from.
pub(super) struct TableRow<'a> {
    pub catalog: &'a Catalog,
    pub candidate: &'a Candidate,
    pub scored: &'a Scored,
    /// The role of the row, if it is about one role.
    pub role: Option<(&'a Role, &'a RoleAssessment)>,
}

pub(super) const CANDIDATE: Column = text("candidate", |row| words::called(row.candidate));
pub(super) const BEST_ROLE: Column = text("best role", |row| match row.scored.assessment.best {
    Best::Role { role, .. } => row.catalog.roles.get(role).map_or_else(String::new, |role| role.title.clone()),
    Best::None => "no clear fit".to_owned(),
});
pub(super) const SCORE: Column = Column { is_number: true, ..text("score", |row| words::points(score(row))) };
pub(super) const BAND: Column = text("band", |row| {
    let band = row.role.and_then(|(role, assessment)| bands::band(role, assessment)).map_or("", Band::words);
    (if row.scored.is_for_people { words::READ_BY_HAND } else { band }).to_owned()
});
pub(super) const MUST_HAVES: Column = text("must-haves", |row| {
    row.role.map_or_else(String::new, |(role, assessment)| bands::must_haves(role, assessment))
});
pub(super) const WHY: Column = text("why", |row| {
    row.role.map_or_else(String::new, |(role, assessment)| why(row.catalog, role, row.scored, assessment))
});

/// "new", "moved, was 43.6": the change since the earlier run, and in the row of a role the score in that run, if it
/// was another.
const SINCE: Column = text("since", |row| {
    let Some(since) = &row.candidate.history.since else { return String::new() };
    let was = row.role.and_then(|(role, assessment)| {
        let was = format!("{:.1}", since.role(&role.id)?.score?);
        (was != words::points(assessment.score)).then_some(was)
    });
    match (since.change.words(), was) {
        ("", _) => String::new(),
        (change, None) => change.to_owned(),
        (change, Some(was)) => format!("{change}, was {was}"),
    }
});
const DECISION: Column = text("decision", |row| {
    let decision = row.candidate.history.decision(row.role.map(|(role, _)| role.id.as_str()));
    decision.map(|decision| shorten(&words::one_line(&decision.decision), DECISION_LETTERS)).unwrap_or_default()
});

const fn text(title: &'static str, cell: fn(&TableRow<'_>) -> String) -> Column {
    Column { title, is_number: false, cell }
}

/// The columns of the history that a run shows.
pub(super) fn history_columns(shown: HistoryColumns) -> impl Iterator<Item = Column> {
    [shown.since.then_some(SINCE), shown.decisions.then_some(DECISION)].into_iter().flatten()
}

impl Column {
    /// The words of a row.
    pub(super) fn words(&self, row: &TableRow<'_>) -> String {
        (self.cell)(row)
    }

    /// The cell with these `words`.
    pub(super) fn cell(&self, words: &str) -> Cell {
        if self.is_number { number(words) } else { Cell::new(words) }
    }
}

/// A cell that is aligned to the right.
pub(super) fn number(words: impl ToString) -> Cell {
    Cell::new(words).set_alignment(CellAlignment::Right)
}

fn score(row: &TableRow<'_>) -> Option<Score> {
    row.role.and_then(|(_, assessment)| assessment.score)
}

/// The strongest reason, and the quote of the strongest criterion, of a deed rather than a degree, and of no title.
/// Criteria met in part are passed over, because their reasons begin with the part that is not shown.
fn why(catalog: &Catalog, role: &Role, scored: &Scored, assessment: &RoleAssessment) -> String {
    let strongest = reasons::strongest(role, assessment);
    let met = strongest.iter().find(|judged| judged.assessment.status == Status::Met);
    let reason = met.map(|judged| words::one_line(&why::why(&catalog.vocabulary, scored, *judged)));
    let beyond_title = strongest.iter().filter(|judged| judged.criterion.kind != Kind::Title);
    // The first of equals is the strongest.
    let quoted = beyond_title.min_by_key(|judged| judged.criterion.kind == Kind::Education);
    let evidence = quoted.and_then(|judged| judged.evidence());
    let quote = evidence.map(|evidence| format!("“{}”", words::one_line(scored.quote(evidence.span))));
    reason.into_iter().chain(quote).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::history::{Change, Decision, History, OldRole, Since};
    use crate::candidate::sample;
    use crate::rank::assessment_of;
    use crate::score::Reason;

    #[test]
    fn a_mark_says_the_score_it_had_in_the_role_if_that_was_another() {
        let catalog = sample::catalog();
        let role = &catalog.roles[0];
        let marks = |shown, was: Option<f64>| {
            let roles = vec![OldRole { role: role.id.clone(), rank: 1, score: was }];
            let since = Since { change: Change::Moved, by: Vec::new(), id: None, roles };
            let decision = Decision { decision: "invite\n".into(), ..Decision::default() };
            let history = History { since: Some(since), decisions: vec![decision] };
            let candidate = Candidate { history, ..sample::candidate("a", 50, 1000) };
            let scored = candidate.as_scored().unwrap();
            let role = was.and_then(|_| Some((role, assessment_of(&candidate, 0)?)));
            let row = TableRow { catalog: &catalog, candidate: &candidate, scored, role };
            history_columns(shown).map(|column| column.words(&row)).collect::<Vec<_>>()
        };
        let all = HistoryColumns { since: true, decisions: true };
        assert_eq!(marks(all, Some(43.0)), ["moved, was 43.0", "invite"]);
        assert_eq!(marks(all, Some(50.0)), ["moved", "invite"]);
        assert_eq!(marks(all, None), ["moved", "invite"]);
        assert!(marks(HistoryColumns::default(), None).is_empty());
    }

    #[test]
    fn why_does_not_lead_with_what_is_lacking() {
        let (catalog, mut candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        if let crate::candidate::Outcome::Scored(scored) = &mut candidate.outcome {
            scored.assessment.roles[0].criteria[0].status = Status::Partial;
            scored.assessment.roles[0].criteria[0].reason = Reason::InPart { mentioned: false };
        }
        let assessment = assessment_of(&candidate, 0).unwrap();
        let why = why(&catalog, &catalog.roles[0], candidate.as_scored().unwrap(), assessment);
        assert!(why.contains('“') && !why.contains("not shown"), "{why}");
    }
}
