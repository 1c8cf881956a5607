//! The columns of the sheets for people, and the cells of a candidate.

use super::criteria;
use super::push;
use crate::candidate::{Candidate, Scored};
use crate::catalog::Role;
use crate::explain::bands::{self, Band};
use crate::explain::{remarks, words};
use crate::output::Run;
use crate::output::cells::Cells;
use crate::output::ranking_columns::{CandidateCells, HistoryRow, LONG, RoleRow, Row};
use crate::score::RoleAssessment;

/// Stands between the items of a cell.
const SEPARATOR: &str = "; ";

/// A column of a sheet.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub head: &'static str,
    pub width: f64,
    pub look: Look,
    pub source: Source,
}

/// How a column looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Text,
    /// Wrapped text.
    Long,
    Number,
    /// A number with one decimal and a bar.
    Score,
    Band,
    MustHaves,
    Date,
}

/// Where a cell comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The column of the ranking's CSV with this name.
    Csv(&'static str),
    Rank,
    SamePerson,
    Band,
    MustHaves,
    Quality,
    /// The time in the role's titles, not beyond what counts in full: people must not rank by it.
    Years,
    Contact,
    Links,
    Content,
    Decision(&'static str),
    /// The file of a candidate whom a person should read, once per file.
    ByHand(&'static str),
}

const fn column(head: &'static str, width: f64, look: Look, source: Source) -> Column {
    Column { head, width, look, source }
}

const fn csv(head: &'static str, width: f64, look: Look, name: &'static str) -> Column {
    column(head, width, look, Source::Csv(name))
}

/// The sheet *Ranking*.
pub(super) const COLUMNS: [Column; 24] = [
    csv("role", 20.0, Look::Text, "role"),
    column("rank", 6.0, Look::Number, Source::Rank),
    csv("name", 22.0, Look::Text, "display_name"),
    csv("current title", 26.0, Look::Text, "current_title"),
    csv("score", 10.0, Look::Score, "score"),
    column("band", 14.0, Look::Band, Source::Band),
    column("must-haves", 13.0, Look::MustHaves, Source::MustHaves),
    column("decision", 10.0, Look::Text, Source::Decision("decision")),
    csv("top reasons", 50.0, Look::Long, "top_reasons"),
    csv("top evidence", 40.0, Look::Long, "top_evidence"),
    csv("requirements shown", 50.0, Look::Long, "matched_requirements"),
    csv("requirements not shown", 36.0, Look::Long, "missing_requirements"),
    csv("ask at screening", 40.0, Look::Long, "ask"),
    column("years in similar roles", 10.0, Look::Text, Source::Years),
    csv("degree", 26.0, Look::Text, "degree"),
    column("reading quality", 10.0, Look::Text, Source::Quality),
    csv("best role", 20.0, Look::Text, "best_role"),
    csv("margin", 8.0, Look::Number, "margin"),
    column("contact", 30.0, Look::Text, Source::Contact),
    column("links", 30.0, Look::Text, Source::Links),
    column("same person", 9.0, Look::Number, Source::SamePerson),
    csv("file", 30.0, Look::Text, "candidate"),
    csv("read", 10.0, Look::Text, "status"),
    csv("remarks", 40.0, Look::Text, "problem"),
];

/// The sheet *Decisions*, which `--decisions` reads.
pub(super) const DECISIONS: [Column; 11] = [
    csv("role", 20.0, Look::Text, "role"),
    column("rank", 6.0, Look::Number, Source::Rank),
    csv("name", 22.0, Look::Text, "display_name"),
    csv("file", 30.0, Look::Text, "candidate"),
    csv("score", 10.0, Look::Score, "score"),
    column("decision", 12.0, Look::Text, Source::Decision("decision")),
    column("reason", 36.0, Look::Text, Source::Decision("reason")),
    column("note", 36.0, Look::Text, Source::Decision("note")),
    column("who", 14.0, Look::Text, Source::Decision("who")),
    column("date", 12.0, Look::Date, Source::Decision("date")),
    column("content", 16.0, Look::Text, Source::Content),
];

/// The sheet *Read by hand*.
pub(super) const HANDS: [Column; 5] = [
    column("file", 36.0, Look::Text, Source::ByHand("file")),
    column("read", 12.0, Look::Text, Source::ByHand("read")),
    column("reason", 60.0, Look::Long, Source::ByHand("reason")),
    column("what to do", 50.0, Look::Long, Source::ByHand("remedy")),
    column("content", 16.0, Look::Text, Source::ByHand("content")),
];

/// A candidate in one role, or a file that could not be read.
pub(super) struct CandidateRow<'a> {
    candidate: &'a Candidate,
    scored: Option<&'a Scored>,
    role: Option<RoleRow<'a>>,
    assessment: Option<&'a RoleAssessment>,
    cells: CandidateCells,
    role_id: Option<&'a str>,
    catalog_role: Option<&'a Role>,
}

impl<'a> CandidateRow<'a> {
    pub(super) fn new(
        run: &Run<'a>,
        candidate: &'a Candidate,
        assessed: Option<(&'a Scored, &'a RoleAssessment)>,
    ) -> Self {
        let role = assessed.and_then(|(_, assessment)| run.catalog.roles.get(assessment.role));
        let row = role.zip(assessed);
        CandidateRow {
            candidate,
            scored: assessed.map(|(scored, _)| scored),
            role: row.map(|(role, (scored, assessment))| RoleRow::new(run.catalog, role, scored, assessment)),
            assessment: assessed.map(|(_, assessment)| assessment),
            cells: CandidateCells::of(run.catalog, candidate),
            role_id: role.map(|role| role.id.as_str()),
            catalog_role: role,
        }
    }

    /// The cells of all sheets: those of the columns, then some per criterion.
    pub(super) fn pack(&self, run: &Run<'_>) -> Vec<u8> {
        let mut cells = Cells::default();
        let columns = COLUMNS.iter().chain(&DECISIONS).chain(&HANDS);
        columns.for_each(|column| push(&mut cells, |text| self.write(column.source, text)));
        if let Some((scored, assessment)) = self.scored.zip(self.assessment) {
            criteria::write_cells(run, self.candidate, scored, assessment, &mut cells);
        }
        cells.pack()
    }

    fn write(&self, source: Source, text: &mut String) {
        let candidate = self.candidate;
        let assessed = self.catalog_role.zip(self.assessment);
        match source {
            Source::Csv(name) => {
                let history = HistoryRow::of(candidate, self.role_id);
                let row = Row { candidate: &self.cells, role: self.role.as_ref(), history };
                LONG.iter().filter(|column| column.name == name).for_each(|column| column.write_plain(&row, text));
            }
            Source::Rank | Source::SamePerson => {}
            Source::Band => {
                text.push_str(assessed.and_then(|(role, it)| bands::band(role, it)).map_or("", Band::words))
            }
            Source::MustHaves => {
                text.push_str(&assessed.map(|(role, it)| bands::must_haves(role, it)).unwrap_or_default());
            }
            Source::Quality => {
                text.push_str(self.assessment.map(|it| words::reading_quality(it.confidence)).unwrap_or_default());
            }
            Source::Years => {
                let years = assessed.map(|(role, it)| words::capped_years(it.months_in_family, role.full_months()));
                text.push_str(&years.unwrap_or_default());
            }
            Source::Contact => text.push_str(&self.scored.map(|it| it.who.contact.join(SEPARATOR)).unwrap_or_default()),
            Source::Links => text.push_str(&self.scored.map(|it| it.who.links.join(SEPARATOR)).unwrap_or_default()),
            Source::Content => text.push_str(candidate.content.as_deref().unwrap_or_default()),
            Source::Decision(part) => text.push_str(&self.decision(part)),
            Source::ByHand(part) => text.push_str(&self.by_hand(part)),
        }
    }

    fn decision(&self, part: &str) -> String {
        let Some(decision) = self.candidate.history.decision(self.role_id) else { return String::new() };
        match part {
            "decision" => decision.decision.clone(),
            "reason" => decision.reason.clone().unwrap_or_default(),
            "note" => decision.note.clone().unwrap_or_default(),
            "who" => decision.who.clone(),
            _ => decision.date.map(|date| date.to_string()).unwrap_or_default(),
        }
    }

    /// A cell of the list of files; empty unless a person should read the file. A file read in part has rows in many
    /// roles, and stands in the list with the first.
    fn by_hand(&self, part: &str) -> String {
        let is_first = self.assessment.is_none_or(|assessment| assessment.role == 0);
        let Some(problem) = self.candidate.problem().filter(|_| is_first) else { return String::new() };
        let remark = remarks::problem(problem);
        match part {
            "file" => self.candidate.id.clone(),
            "read" => if self.candidate.is_unreadable() { "not read" } else { "read in part" }.to_owned(),
            "reason" => remark.message,
            "remedy" => remark.remedy.unwrap_or_default(),
            _ => self.candidate.content.clone().unwrap_or_default(),
        }
    }
}
