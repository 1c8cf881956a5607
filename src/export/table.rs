//! Rankings as tables for people: a compact one a role, or a wide one with a row a candidate.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle};

use super::style::{Look, Tone};
use super::{Exporter, RowWriter, Run, cells};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Kind, Role};
use crate::explain::{reasons, words};
use crate::rank::{Order, RoleTally, Row, Tally, assessment_of};
use crate::score::{Best, RoleAssessment, Status};

/// Ranks of a role that fit one look; `--top` asks for others.
const FIRST_RANKS: usize = 10;
/// Lines that a candidate's reason may take.
const ROW_LINES: usize = 2;

/// Writes a table a role.
pub struct Table {
    /// How it is set.
    pub look: Look,
    /// Whether all places are shown rather than the first few.
    pub whole: bool,
}

/// Writes one table with a row a candidate, and a column of scores a role.
pub struct WideTable {
    /// How it is set.
    pub look: Look,
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
            let why = role.map(|role| why(role, scored, assessment)).unwrap_or_default();
            let (score, band) = (words::points(assessment.score), words::band(assessment.score));
            cells::pack([&name(candidate), &score, band, words::must_haves(assessment.gate), &why])
        };
        scored.assessment.roles.iter().map(cells).collect()
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        Ok(Box::new(RoleTables {
            look: self.look,
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
            let mut table = table(&self.look, &["", "candidate", "score", "band", "must-haves", "why"]);
            table.add_rows(rows);
            let as_is = ColumnConstraint::ContentWidth;
            let third = ColumnConstraint::UpperBoundary(comfy_table::Width::Percentage(33));
            table.set_constraints([as_is, third, as_is, as_is, as_is]);
            writeln!(self.out, "{}", table.trim_fmt())?;
        }
        for note in notes {
            writeln!(self.out, "{}", self.look.paint(Tone::Quiet, &format!("  … {note}")))?;
        }
        Ok(())
    }
}

impl Exporter for WideTable {
    fn order(&self) -> Order {
        Order::AsTheyCome
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let Some(scored) = candidate.as_scored() else { return vec![unreadable(&self.look, candidate)] };
        let roles = &run.catalog.roles;
        let best = match scored.assessment.best {
            Best::Role { role, .. } => roles.get(role).map_or("", |role| role.title.as_str()),
            Best::None => "no clear fit",
        };
        let score = |role| words::points(assessment_of(candidate, role).and_then(|assessment| assessment.score));
        let names = [name(candidate), best.to_owned()];
        vec![cells::pack(names.into_iter().chain((0..roles.len()).map(score)))]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        let titles = run.catalog.roles.iter().map(|role| role.title.as_str());
        let header: Vec<&str> = ["candidate", "best role"].into_iter().chain(titles).collect();
        let table = table(&self.look, &header);
        Ok(Box::new(OneTable { look: self.look, table, unreadable: String::new(), out }))
    }
}

/// A table that is written when it is full, because every row has a say in how wide its columns are.
struct OneTable<'a> {
    look: Look,
    table: comfy_table::Table,
    /// The files that could not be read, ready to be written below it.
    unreadable: String,
    out: &'a mut dyn Write,
}

impl RowWriter for OneTable<'_> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        if !row.is_scored {
            self.unreadable.push_str(&String::from_utf8_lossy(row.cells));
            return Ok(());
        }
        let cells = cells::unpack(row.cells).enumerate();
        self.table.add_row(cells.map(|(column, cell)| match column {
            0 | 1 => Cell::new(cell),
            _ => Cell::new(cell).set_alignment(CellAlignment::Right),
        }));
        Ok(())
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        writeln!(self.out, "{}", self.table.trim_fmt())?;
        if !self.unreadable.is_empty() {
            write!(self.out, "{}{}", heading(&self.look), self.unreadable)?;
        }
        Ok(())
    }
}

/// An empty table under `header`.
fn table(look: &Look, header: &[&str]) -> comfy_table::Table {
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
fn why(role: &Role, scored: &Scored, assessment: &RoleAssessment) -> String {
    let strongest = reasons::strongest(role, assessment);
    let met = strongest.iter().find(|judged| judged.assessment.status == Status::Met);
    let reason = met.map(|judged| words::one_line(&judged.assessment.reason));
    let beyond_title = strongest.iter().find(|judged| judged.criterion.kind != Kind::Title);
    let evidence = beyond_title.and_then(|judged| judged.evidence());
    let quote = evidence.map(|evidence| format!("“{}”", words::one_line(scored.quote(evidence.span))));
    reason.into_iter().chain(quote).collect::<Vec<_>>().join("; ")
}

/// The name if one is certain, with the file's id.
fn name(candidate: &Candidate) -> String {
    let (name, id) = (words::one_line(&candidate.display_name), words::one_line(&candidate.id));
    if name.is_empty() || id.contains(&name) { id } else { format!("{name} ({id})") }
}

/// What stands above the files that could not be read.
fn heading(look: &Look) -> String {
    format!("\n{}\n", look.paint(Tone::Strong, "Could not be read"))
}

/// A file that could not be read, as the lines below all tables.
fn unreadable(look: &Look, candidate: &Candidate) -> Vec<u8> {
    let line = format!("{}: {}", words::one_line(&candidate.id), super::csv::remarks(candidate));
    look.block("  ", Tone::Plain, &line, Tone::Plain).into_bytes()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::export::write;
    use crate::rank::Cut;

    fn written(exporter: &dyn Exporter, candidates: &[Candidate], cut: &Cut) -> String {
        let catalog = sample::catalog();
        let run = Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None };
        let mut out = Vec::new();
        write(exporter, &run, cut, candidates, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const LOOK: Look = Look { width: 90, colour: false };

    fn candidates() -> Vec<Candidate> {
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
            scored.assessment.roles[0].criteria[0].reason = "in part: client solutions not shown".into();
        }
        let assessment = assessment_of(&candidate, 0).unwrap();
        let why = why(&catalog.roles[0], candidate.as_scored().unwrap(), assessment);
        assert!(why.contains('“') && !why.contains("not shown"), "{why}");
    }

    #[test]
    fn a_wide_table_has_a_row_a_candidate() {
        insta::assert_snapshot!(written(&WideTable { look: LOOK }, &candidates()[..2], &Cut::default()));
    }
}
