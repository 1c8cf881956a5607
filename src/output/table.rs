//! Rankings as tables for people: a compact one a role.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle};

use super::ranking_columns::problem;
use super::sheet::safe;
use super::style::{Look, Tone};
use super::{Exporter, RowWriter, Run, cells, history_marks};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Kind, Role};
use crate::explain::{reasons, why, words};
use crate::output::history::{Gone, HistoryColumns};
use crate::rank::{Order, RoleTally, Row, Tally};
use crate::score::{RoleAssessment, Status};

/// Ranks of a role that fit one look; `--top` asks for others.
const FIRST_RANKS: usize = 10;
/// Of its width, in percent, a table gives no more than this to names and to decisions; the rest is for what they rest on.
const NAME_PERCENT: u16 = 33;
const DECISION_PERCENT: u16 = 20;
/// Lines that a candidate's reason may take.
const ROW_LINES: usize = 2;

/// Writes a table a role.
pub struct Table {
    /// How it is set.
    pub look: Look,
    /// Whether all places are shown rather than the first few.
    pub whole: bool,
}

impl Exporter for Table {
    fn order(&self) -> Order {
        Order::ByRank
    }

    fn last_rank(&self) -> Option<usize> {
        (!self.whole).then_some(FIRST_RANKS)
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let Some(scored) = candidate.as_scored() else { return vec![unreadable(&self.look, candidate)] };
        let cells = |assessment: &RoleAssessment| {
            let role = run.catalog.roles.get(assessment.role);
            let why = role.map(|role| why(run.catalog, role, scored, assessment)).unwrap_or_default();
            let (score, band) = (words::points(assessment.score), words::band(assessment.score));
            let in_role = role.map(|role| (role.id.as_str(), score.as_str()));
            let marks: Vec<String> = history_marks::marks(run.history, &candidate.history, in_role).collect();
            let verdict = [&name(candidate), &score, band, words::must_haves(assessment.gate)];
            cells::pack(verdict.into_iter().chain(marks.iter().map(String::as_str)).chain([why.as_str()]))
        };
        scored.assessment.roles.iter().map(cells).collect()
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        Ok(Box::new(RoleTables {
            look: self.look,
            history: run.history,
            whole: self.whole,
            roles: &run.catalog.roles,
            role: 0,
            rows: Vec::new(),
            failed: false,
            out,
        }))
    }
}

/// Tables of which one is being filled.
struct RoleTables<'a> {
    look: Look,
    history: HistoryColumns,
    whole: bool,
    roles: &'a [Role],
    /// Index of the role whose rows come.
    role: usize,
    rows: Vec<comfy_table::Row>,
    /// Whether a file that could not be read was named.
    failed: bool,
    out: &'a mut dyn Write,
}

impl RowWriter for RoleTables<'_> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        let Some(place) = row.places.first() else {
            self.write_before(self.roles.len(), row.tally)?;
            let heading = if self.failed { String::new() } else { heading(&self.look) };
            self.failed = true;
            self.out.write_all(heading.as_bytes())?;
            return self.out.write_all(row.cells);
        };
        self.write_before(place.role, row.tally)?;
        let mut cells = cells::unpack(row.cells);
        let mut table_row = comfy_table::Row::new();
        table_row.max_height(ROW_LINES);
        table_row.add_cell(Cell::new(place.rank).set_alignment(CellAlignment::Right));
        table_row.add_cell(Cell::new(cells.next().unwrap_or_default()));
        table_row.add_cell(Cell::new(cells.next().unwrap_or_default()).set_alignment(CellAlignment::Right));
        cells.for_each(|cell| {
            table_row.add_cell(Cell::new(cell));
        });
        self.rows.push(table_row);
        Ok(())
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, tally: &Tally) -> io::Result<()> {
        self.write_before(self.roles.len(), tally)?;
        self.out.write_all(gone_words(&self.look, gone, self.whole).as_bytes())
    }

    fn end(&mut self, tally: &Tally) -> io::Result<()> {
        self.write_before(self.roles.len(), tally)
    }
}

impl RoleTables<'_> {
    /// Writes the tables of all roles before `role`, which are complete.
    fn write_before(&mut self, role: usize, tally: &Tally) -> io::Result<()> {
        while let Some(ready) = self.roles.get(self.role).filter(|_| self.role < role) {
            let before = if self.role > 0 { "\n" } else { "" };
            writeln!(self.out, "{before}{}", self.look.paint(Tone::Strong, &ready.title))?;
            let counts = tally.roles.get(self.role).copied().unwrap_or_default();
            self.write_ranking(counts)?;
            self.role += 1;
        }
        Ok(())
    }

    fn write_ranking(&mut self, counts: RoleTally) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let mut notes = Vec::new();
        if counts.placed > rows.len() {
            notes.push(format!("{} more; see them with --top or --format csv", counts.placed - rows.len()));
        }
        if counts.hidden() > 0 {
            let hidden = words::count(counts.hidden(), "candidate");
            notes.push(format!("{hidden} hidden by the cut-offs; nobody is rejected"));
        }
        if !rows.is_empty() {
            let verdict = ["", "candidate", "score", "band", "must-haves"];
            let header: Vec<&str> =
                verdict.into_iter().chain(history_marks::titles(self.history)).chain(["why"]).collect();
            let mut table = table(&self.look, &header);
            table.add_rows(rows);
            let constraint = |title: &&str| match *title {
                "candidate" => at_most(NAME_PERCENT),
                "decision" => at_most(DECISION_PERCENT),
                _ => ColumnConstraint::ContentWidth,
            };
            // The last column takes what is left.
            table.set_constraints(header.iter().take(header.len() - 1).map(constraint));
            writeln!(self.out, "{}", table.trim_fmt())?;
        }
        for note in notes {
            writeln!(self.out, "{}", self.look.paint(Tone::Quiet, &format!("  … {note}")))?;
        }
        Ok(())
    }
}

/// An empty table under `header`.
pub(super) fn table(look: &Look, header: &[&str]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(look.width.try_into().unwrap_or(u16::MAX));
    table.set_truncation_indicator("…");
    match look.colour {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    table.set_header(header.iter().map(|title| Cell::new(title).add_attribute(Attribute::Bold)));
    table
}

/// The strongest reason that is wholly met, for one met in part begins with what it lacks, and the quote of the strongest requirement that a title does not already say.
fn why(catalog: &Catalog, role: &Role, scored: &Scored, assessment: &RoleAssessment) -> String {
    let strongest = reasons::strongest(role, assessment);
    let met = strongest.iter().find(|judged| judged.assessment.status == Status::Met);
    let reason = met.map(|judged| words::one_line(&why::why(&catalog.vocabulary, scored, *judged)));
    let beyond_title = strongest.iter().find(|judged| judged.criterion.kind != Kind::Title);
    let evidence = beyond_title.and_then(|judged| judged.evidence());
    let quote = evidence.map(|evidence| format!("“{}”", words::one_line(scored.quote(evidence.span))));
    reason.into_iter().chain(quote).collect::<Vec<_>>().join("; ")
}

/// The name if one is certain, with the file's id.
pub(super) fn name(candidate: &Candidate) -> String {
    let (name, id) = (words::one_line(&candidate.display_name), words::one_line(&candidate.id));
    if name.is_empty() || id.contains(&name) { id } else { format!("{name} ({id})") }
}

/// What stands above the files that could not be read.
pub(super) fn heading(look: &Look) -> String {
    format!("\n{}\n", look.paint(Tone::Strong, "Could not be read"))
}

fn at_most(percent: u16) -> ColumnConstraint {
    ColumnConstraint::UpperBoundary(comfy_table::Width::Percentage(percent))
}

/// Who is gone since an earlier run, below all else; the first of them, unless the `whole` is wanted.
pub(super) fn gone_words(look: &Look, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, whole: bool) -> String {
    let mut lines = format!("\n{}\n", look.paint(Tone::Strong, "Gone since the earlier run"));
    let shown = if whole { gone.len() } else { FIRST_RANKS };
    for gone in (&mut *gone).take(shown) {
        lines.push_str(&look.block("  ", Tone::Plain, &words::one_line(gone.id), Tone::Plain));
    }
    if gone.len() > 0 {
        let more = format!("  … {} more; see them with --format csv", gone.len());
        lines.push_str(&format!("{}\n", look.paint(Tone::Quiet, &more)));
    }
    lines
}

/// A file that could not be read, as the lines below all tables.
pub(super) fn unreadable(look: &Look, candidate: &Candidate) -> Vec<u8> {
    let line = format!("{}: {}", words::one_line(&candidate.id), safe(&problem(candidate)));
    look.block("  ", Tone::Plain, &line, Tone::Plain).into_bytes()
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::output::write;
    use crate::rank::{Cut, assessment_of};
    use crate::score::Reason;

    pub fn written(exporter: &dyn Exporter, candidates: &[Candidate], cut: &Cut) -> String {
        let catalog = sample::catalog();
        let run = Run {
            catalog: &catalog,
            as_of: jiff::civil::date(2026, 11, 21),
            top_roles: None,
            history: HistoryColumns::default(),
        };
        let mut out = Vec::new();
        write(exporter, &run, cut, candidates, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    pub const LOOK: Look = Look { width: 90, colour: false };

    pub fn candidates() -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> =
            (0..12).map(|index| sample::candidate(&format!("{index:02}.pdf"), 70 - index, 1000)).collect();
        candidates.push(sample::unreadable("scan.pdf"));
        candidates
    }

    #[test]
    fn a_table_shows_the_first_ranks_and_says_what_is_left_out() {
        let cut = Cut { min_score: Some(60_000), ..Cut::default() };
        insta::assert_snapshot!(written(&Table { look: LOOK, whole: false }, &candidates(), &cut));
    }

    #[test]
    fn why_does_not_lead_with_what_is_lacking() {
        let (catalog, mut candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        if let crate::candidate::Outcome::Scored(scored) = &mut candidate.outcome {
            scored.assessment.roles[0].criteria[0].status = Status::Partial;
            scored.assessment.roles[0].criteria[0].reason = Reason::InPart { similar: false };
        }
        let assessment = assessment_of(&candidate, 0).unwrap();
        let why = why(&catalog, &catalog.roles[0], candidate.as_scored().unwrap(), assessment);
        assert!(why.contains('“') && !why.contains("not shown"), "{why}");
    }
}
