//! The columns of a ranking as CSV, each defined once with its name and its cell. The long and the wide CSV pick from
//! them.

use super::cells::Cells;
use super::history::{Gone, HistoryColumns};
use super::sheet::neutralise;
use crate::candidate::history::{Decision, Since, for_role};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Role};
use crate::explain::bands::{self, Band};
use crate::explain::reasons::{self, Judged};
use crate::explain::{ask, remarks, words};
use crate::score::{Best, RoleAssessment, Status};

/// Stands between the items of a cell.
const SEPARATOR: &str = "; ";

/// A column: its name, which is a promise to scripts, and its cell.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub name: &'static str,
    cell: Cell,
}

/// The way to write a cell.
#[derive(Clone, Copy)]
enum Cell {
    /// The same in all rows of a candidate.
    Candidate(fn(&CandidateCells) -> &str),
    /// About the row's role; empty in a row without a role.
    Role(fn(&RoleRow<'_>, &mut String)),
    /// From the history of a candidate, or of somebody who is gone.
    History(fn(&HistoryRow<'_>) -> Option<String>),
    /// Known only when all candidates are; empty until then.
    Rank,
    CloseGroup,
    SamePerson,
}

pub(super) const CANDIDATE: Column = candidate("candidate", |cells| &cells.candidate);
pub(super) const DISPLAY_NAME: Column = candidate("display_name", |cells| &cells.display_name);
pub(super) const BEST_ROLE: Column = candidate("best_role", |cells| &cells.best_role);
pub(super) const MARGIN: Column = candidate("margin", |cells| &cells.margin);
pub(super) const SAME_PERSON: Column = Column { name: "same_person", cell: Cell::SamePerson };
pub(super) const STATUS: Column = candidate("status", |cells| cells.status);
pub(super) const PROBLEM: Column = candidate("problem", |cells| &cells.problem);

/// The columns of the long CSV; their names and order are a promise. Columns of the history follow, see
/// [`history_columns`].
pub(super) const LONG: [Column; 24] = [
    role("role", |row, cell| cell.push_str(&row.role.id)),
    Column { name: "rank", cell: Cell::Rank },
    CANDIDATE,
    DISPLAY_NAME,
    candidate("current_title", |cells| &cells.current_title),
    role("years_in_family", |row, cell| cell.push_str(&words::years(row.assessment.months_in_family))),
    candidate("degree", |cells| &cells.degree),
    role("score", |row, cell| {
        cell.push_str(&row.assessment.score.map(|score| words::points(Some(score))).unwrap_or_default());
    }),
    role("band", |row, cell| {
        let band = bands::band(row.role, row.assessment).filter(|_| !row.scored.is_for_people);
        cell.push_str(band.map_or("", Band::name));
    }),
    role("confidence", |row, cell| cell.push_str(&row.assessment.confidence.to_string())),
    role("gate", |row, cell| cell.push_str(words::gate(row.assessment.gate))),
    BEST_ROLE,
    MARGIN,
    role("met", |row, cell| cell.push_str(&row.with_status(Status::Met).count().to_string())),
    role("partial", |row, cell| cell.push_str(&row.with_status(Status::Partial).count().to_string())),
    role("missing", |row, cell| cell.push_str(&row.with_status(Status::Missing).count().to_string())),
    role("matched_requirements", |row, cell| {
        let matched = row.with_status(Status::Met).chain(row.with_status(Status::Partial));
        let matched = matched.filter(|judged| !judged.assessment.is_only_mentioned());
        write_items(cell, matched, |cell, judged| judged.write_marked(cell));
    }),
    role("missing_requirements", |row, cell| {
        write_items(cell, row.with_status(Status::Missing), |cell, judged| cell.push_str(&judged.criterion.label));
    }),
    role("ask", |row, cell| {
        let questions = ask::questions(row.catalog, row.role, row.assessment);
        write_items(cell, questions, |cell, question| cell.push_str(&question));
    }),
    role("top_reasons", |row, cell| {
        let reasons = reasons::top_reasons(row.catalog, row.scored, &row.strongest);
        write_items(cell, reasons, |cell, reason| cell.push_str(&reason));
    }),
    role("top_evidence", |row, cell| {
        let evidence = row.strongest.iter().find_map(|judged| judged.evidence());
        cell.push_str(evidence.map(|evidence| row.scored.quote(evidence.span)).unwrap_or_default());
    }),
    SAME_PERSON,
    STATUS,
    PROBLEM,
];

/// The number of the group of candidates who are too close to call. Columns of the history come after it.
pub(super) const CLOSE_GROUP: Column = Column { name: "close_group", cell: Cell::CloseGroup };

/// The score that a candidate had in the row's role, which only rows of a role can show.
const SINCE_SCORE: Column = history("since_score", |row| {
    let score = row.since.zip(row.role).and_then(|(since, role)| since.role(role)?.score);
    score.map(|points| format!("{points:.1}"))
});

/// The change since an earlier run, its possible causes, and the id in that run if it was another.
const SINCE: [Column; 3] = [
    history("since", |row| row.since.map(|since| since.change.name().to_owned())),
    history("since_by", |row| {
        row.since.map(|since| since.by.iter().map(|cause| cause.name()).collect::<Vec<_>>().join(SEPARATOR))
    }),
    history("since_candidate", |row| row.since.and_then(|since| since.id.clone())),
];

/// The decision for the row's role, under the names that a table of decisions has. The role has its own column.
const DECISION: [Column; 6] = [
    history("content", |row| row.content.map(str::to_owned)),
    history("decision", |row| row.decision.map(|decision| decision.decision.clone())),
    history("note", |row| row.decision.and_then(|decision| decision.note.clone())),
    history("who", |row| row.decision.map(|decision| decision.who.clone())),
    history("date", |row| row.decision.and_then(|decision| decision.date).map(|date| date.to_string())),
    history("reason", |row| row.decision.and_then(|decision| decision.reason.clone())),
];

const fn candidate(name: &'static str, cell: fn(&CandidateCells) -> &str) -> Column {
    Column { name, cell: Cell::Candidate(cell) }
}

const fn role(name: &'static str, cell: fn(&RoleRow<'_>, &mut String)) -> Column {
    Column { name, cell: Cell::Role(cell) }
}

const fn history(name: &'static str, cell: fn(&HistoryRow<'_>) -> Option<String>) -> Column {
    Column { name, cell: Cell::History(cell) }
}

/// The columns of the history that a run shows, for rows of one role or of all.
pub(super) fn history_columns(shown: HistoryColumns, by_role: bool) -> impl Iterator<Item = Column> {
    let since = SINCE.into_iter().chain(by_role.then_some(SINCE_SCORE)).filter(move |_| shown.since);
    since.chain(DECISION.into_iter().filter(move |_| shown.decisions))
}

/// A row: the values that its cells are written from.
pub(super) struct Row<'a> {
    pub candidate: &'a CandidateCells,
    pub role: Option<&'a RoleRow<'a>>,
    pub history: HistoryRow<'a>,
}

/// The cells that are known only when all candidates are.
#[derive(Default)]
pub(super) struct LateCells {
    pub rank: String,
    pub close_group: String,
    pub same_person: String,
}

/// The cells that are the same in all rows of a candidate.
#[derive(Default)]
pub(super) struct CandidateCells {
    candidate: String,
    display_name: String,
    current_title: String,
    degree: String,
    best_role: String,
    margin: String,
    status: &'static str,
    problem: String,
}

/// A candidate in the role of a row.
pub(super) struct RoleRow<'a> {
    catalog: &'a Catalog,
    role: &'a Role,
    scored: &'a Scored,
    assessment: &'a RoleAssessment,
    requirements: Vec<Judged<'a>>,
    strongest: Vec<Judged<'a>>,
}

/// The history of the candidate of a row.
#[derive(Default)]
pub(super) struct HistoryRow<'a> {
    content: Option<&'a str>,
    since: Option<&'a Since>,
    decision: Option<&'a Decision>,
    role: Option<&'a str>,
}

impl Column {
    /// Writes the cell of `row`. A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    pub(super) fn write(&self, row: &Row<'_>, cells: &mut Cells) {
        cells.write(|text| {
            let start = text.len();
            self.write_plain(row, text);
            neutralise(text, start);
        });
    }

    /// Appends the cell of `row` as it is, for files in which text is never a formula.
    pub(super) fn write_plain(&self, row: &Row<'_>, text: &mut String) {
        match self.cell {
            Cell::Candidate(cell) => text.push_str(cell(row.candidate)),
            Cell::Role(write) => row.role.iter().for_each(|role| write(role, text)),
            Cell::History(cell) => text.push_str(&cell(&row.history).unwrap_or_default()),
            Cell::Rank | Cell::CloseGroup | Cell::SamePerson => {}
        }
    }

    /// The final text of a `cell`, now that rank and groups are known.
    pub(super) fn completed<'c>(&self, cell: &'c str, late: &'c LateCells) -> &'c str {
        match self.cell {
            Cell::Rank => &late.rank,
            Cell::CloseGroup => &late.close_group,
            Cell::SamePerson => &late.same_person,
            Cell::Candidate(_) | Cell::Role(_) | Cell::History(_) => cell,
        }
    }
}

impl CandidateCells {
    pub(super) fn of(catalog: &Catalog, candidate: &Candidate) -> CandidateCells {
        let scored = candidate.as_scored();
        let overview = scored.map(|scored| &scored.overview);
        let (best_role, margin) = match scored.map(|scored| &scored.assessment.best) {
            Some(Best::Role { role, margin, .. }) => (catalog.roles.get(*role), *margin),
            Some(Best::None) | None => (None, None),
        };
        CandidateCells {
            candidate: candidate.id.clone(),
            display_name: candidate.display_name.clone(),
            current_title: overview.map(|overview| overview.current_title.clone()).unwrap_or_default(),
            degree: overview.map(|overview| overview.degree.clone()).unwrap_or_default(),
            best_role: best_role.map(|role| role.id.clone()).unwrap_or_default(),
            margin: margin.map(|margin| words::points(Some(margin))).unwrap_or_default(),
            status: candidate.status().as_str(),
            problem: problem(candidate),
        }
    }

    /// The cells of somebody who is gone: the id alone.
    pub(super) fn of_gone(id: &str) -> CandidateCells {
        CandidateCells { candidate: id.to_owned(), ..CandidateCells::default() }
    }
}

impl<'a> RoleRow<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        role: &'a Role,
        scored: &'a Scored,
        assessment: &'a RoleAssessment,
    ) -> Self {
        let requirements =
            reasons::judged(role, assessment).filter(|judged| judged.criterion.is_requirement()).collect();
        let strongest = reasons::strongest(role, assessment);
        RoleRow { catalog, role, scored, assessment, requirements, strongest }
    }

    fn with_status(&self, status: Status) -> impl Iterator<Item = &Judged<'a>> {
        self.requirements.iter().filter(move |judged| judged.assessment.status == status)
    }
}

impl<'a> HistoryRow<'a> {
    /// The history of `candidate`; `role` is the id of the row's role.
    pub(super) fn of(candidate: &'a Candidate, role: Option<&'a str>) -> HistoryRow<'a> {
        let (since, decision) = (candidate.history.since.as_ref(), candidate.history.decision(role));
        HistoryRow { content: candidate.content.as_deref(), since, decision, role }
    }

    /// The history of somebody who is gone.
    pub(super) fn of_gone(gone: &'a Gone<'_>) -> HistoryRow<'a> {
        let decision = for_role(&gone.decisions, None);
        HistoryRow { content: gone.content.as_deref(), since: Some(&gone.since), decision, role: None }
    }
}

/// The remarks about a candidate's file, in one cell.
pub(super) fn problem(candidate: &Candidate) -> String {
    remarks::remarks(candidate).iter().map(ToString::to_string).collect::<Vec<_>>().join(SEPARATOR)
}

/// Writes a cell of several items.
fn write_items<T>(cell: &mut String, items: impl IntoIterator<Item = T>, write: impl Fn(&mut String, T)) {
    for (at, item) in items.into_iter().enumerate() {
        cell.push_str(if at == 0 { "" } else { SEPARATOR });
        write(cell, item);
    }
}

#[cfg(test)]
#[path = "ranking_columns_tests.rs"]
mod tests;
