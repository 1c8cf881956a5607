//! Rankings as tables for people: one table per role.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, ContentArrangement, LineStyle};

use super::history::{Gone, HistoryColumns};
use super::ranking_columns::problem;
use super::sheet::safe;
use super::style::{Style, Tone};
use super::table_columns::{BAND, CANDIDATE, Column, MUST_HAVES, SCORE, TableRow, WHY, history_columns};
use super::table_lines::{self, Line};
use super::{Exporter, RowWriter, Run, cells};
use crate::candidate::Candidate;
use crate::catalog::Role;
use crate::explain::bands::Band;
use crate::explain::words;
use crate::rank::{RankedRow, RoleTally, RowOrder, Tally};
use crate::score::RoleAssessment;

/// The number of ranks per role that a table shows. `--top` asks for others.
const FIRST_RANKS: usize = 10;
/// Stands over a ranking whose points come mostly from shared words.
const MOSTLY_MENTIONS: &str = "mostly word overlap; read before deciding";
/// Explains bands that do not follow the points, in a role without calibrated bands.
const WHY_STRONG: &str = "a match is strong if title and must-haves are shown by deeds; points alone do not make it so";
/// The place of the band among the columns.
const BAND_AT: usize = 2;
/// Writes one table per role.
pub struct Table {
    /// Width and colours.
    pub style: Style,
    /// True if all ranks are shown, not only the first few.
    pub whole: bool,
}

impl Exporter for Table {
    fn order(&self) -> RowOrder {
        RowOrder::ByRank
    }

    fn last_rank(&self) -> Option<usize> {
        (!self.whole).then_some(FIRST_RANKS)
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let Some(scored) = candidate.as_scored() else { return vec![unreadable(&self.style, candidate)] };
        let columns = columns(run.history);
        let cells = |assessment: &RoleAssessment| {
            let role = run.catalog.roles.get(assessment.role).map(|role| (role, assessment));
            let row = TableRow { catalog: run.catalog, candidate, scored, role };
            cells::pack(columns.iter().map(|column| column.words(&row)))
        };
        scored.assessment.roles.iter().map(cells).collect()
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        Ok(Box::new(RoleTables {
            style: self.style,
            columns: columns(run.history),
            whole: self.whole,
            roles: &run.catalog.roles,
            listed: false,
            role: 0,
            table: OpenTable::default(),
            failed: false,
            out,
        }))
    }
}

/// The columns after the rank. The last, the reasons, has a line of its own under the others: at 80 columns it would be
/// cut to three words.
fn columns(history: HistoryColumns) -> Vec<Column> {
    [CANDIDATE, SCORE, BAND, MUST_HAVES].into_iter().chain(history_columns(history)).chain([WHY]).collect()
}

/// Writes table after table; one is being filled.
struct RoleTables<'a> {
    style: Style,
    columns: Vec<Column>,
    whole: bool,
    roles: &'a [Role],
    /// True if the resumes that a person must read were listed.
    listed: bool,
    /// The index of the role whose table is being filled.
    role: usize,
    table: OpenTable,
    /// True if a file that could not be read was named.
    failed: bool,
    out: &'a mut dyn Write,
}

/// The table that is being filled.
#[derive(Default)]
struct OpenTable {
    rows: Vec<Line>,
    /// The number of candidates among the rows.
    placed: usize,
    /// The group of the last row, whose candidates are too close to call.
    close_group: Option<usize>,
    /// True if a group has two candidates.
    has_group: bool,
    /// True if several files are of the same person.
    has_persons: bool,
}

impl RowWriter for RoleTables<'_> {
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()> {
        let Some(place) = row.ranks.first() else {
            self.write_before(self.roles.len(), row.tally)?;
            let heading = if self.failed { String::new() } else { heading(&self.style) };
            self.failed = true;
            self.out.write_all(heading.as_bytes())?;
            return self.out.write_all(row.cells);
        };
        self.write_before(place.role, row.tally)?;
        let table = &mut self.table;
        if let Some(before) = table.close_group.replace(place.close_group) {
            if before == place.close_group {
                table.has_group = true;
            } else {
                // An empty row between groups.
                table.rows.push(Line::default());
            }
        }
        table.placed += 1;
        let words = cells::unpack(row.cells).map(str::to_owned).collect();
        let mark = row.same_person.map_or_else(String::new, |person| format!(" #{person}"));
        table.has_persons |= !mark.is_empty();
        table.rows.push(Line { rank: place.rank.to_string(), words, mark });
        Ok(())
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, tally: &Tally) -> io::Result<()> {
        self.write_before(self.roles.len(), tally)?;
        self.out.write_all(gone_words(&self.style, gone, self.whole).as_bytes())
    }

    fn end(&mut self, tally: &Tally) -> io::Result<()> {
        self.write_before(self.roles.len(), tally)
    }
}

impl RoleTables<'_> {
    /// Writes the tables of all roles before `role`, which are complete.
    fn write_before(&mut self, role: usize, tally: &Tally) -> io::Result<()> {
        if !std::mem::replace(&mut self.listed, true) {
            self.out.write_all(by_hand(&self.style, tally).as_bytes())?;
        }
        while let Some(ready) = self.roles.get(self.role).filter(|_| self.role < role) {
            let before = if self.role > 0 { "\n" } else { "" };
            writeln!(self.out, "{before}{}", self.style.paint(Tone::Strong, &ready.title))?;
            let counts = tally.roles.get(self.role).copied().unwrap_or_default();
            if counts.is_mostly_mentions() {
                writeln!(self.out, "{}", self.style.paint(Tone::Fair, MOSTLY_MENTIONS))?;
            }
            self.write_ranking(counts)?;
            self.role += 1;
        }
        Ok(())
    }

    fn write_ranking(&mut self, counts: RoleTally) -> io::Result<()> {
        let OpenTable { rows, placed, has_group, has_persons, .. } = std::mem::take(&mut self.table);
        let mut notes = Vec::new();
        if has_group {
            notes.push("too close to call: rows without an empty line between them".to_owned());
        }
        if strong_under_possible(&rows) {
            notes.push(WHY_STRONG.to_owned());
        }
        if has_persons {
            notes.push("#1: files of the same person have the same number".to_owned());
        }
        if counts.placed > placed {
            notes.push(format!("{} more; see them with --top or --format csv", counts.placed - placed));
        }
        if counts.hidden() > 0 {
            let hidden = words::count(counts.hidden(), "candidate");
            let silent = words::silent(counts.silent);
            notes.push(format!("{hidden} hidden by the cut-offs{silent}; nobody is rejected"));
        }
        if !rows.is_empty() {
            self.out.write_all(table_lines::lines(&self.style, &self.columns, &rows).as_bytes())?;
        }
        for note in notes {
            writeln!(self.out, "{}", self.style.paint(Tone::Quiet, &format!("  … {note}")))?;
        }
        Ok(())
    }
}

/// True if a strong match follows a match that is only possible, which has more points.
fn strong_under_possible(rows: &[Line]) -> bool {
    let bands = rows.iter().filter_map(|row| row.words.get(BAND_AT));
    let mut from_possible = bands.skip_while(|band| *band != Band::Possible.words());
    from_possible.any(|band| band == Band::Strong.words())
}

/// An empty table under `header`.
pub(super) fn table(style: &Style, header: &[&str]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(style.width.try_into().unwrap_or(u16::MAX));
    table.set_truncation_indicator("…");
    match style.colour {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    table.set_header(header.iter().map(|title| Cell::new(title).add_attribute(Attribute::Bold)));
    table
}

/// The resumes that a person must read, which come first: no score speaks for them. Empty without any.
pub(super) fn by_hand(style: &Style, tally: &Tally) -> String {
    if tally.by_hand.is_empty() {
        return String::new();
    }
    let lines = tally.by_hand.iter().map(|line| style.block("  ", Tone::Plain, line, Tone::Plain));
    format!("{}\n{}\n", style.paint(Tone::Strong, "Read by hand"), lines.collect::<String>())
}

/// The heading above the files that could not be read.
pub(super) fn heading(style: &Style) -> String {
    format!("\n{}\n", style.paint(Tone::Strong, "Could not be read"))
}

/// The list of candidates who are gone since an earlier run: the first few, or the `whole` list.
pub(super) fn gone_words(style: &Style, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, whole: bool) -> String {
    let mut lines = format!("\n{}\n", style.paint(Tone::Strong, "Gone since the earlier run"));
    let shown = if whole { gone.len() } else { FIRST_RANKS };
    for gone in (&mut *gone).take(shown) {
        lines.push_str(&style.block("  ", Tone::Plain, &words::one_line(gone.id), Tone::Plain));
    }
    if gone.len() > 0 {
        let more = format!("  … {} more; see them with --format csv", gone.len());
        lines.push_str(&format!("{}\n", style.paint(Tone::Quiet, &more)));
    }
    lines
}

/// The lines about a file that could not be read, for below the tables.
pub(super) fn unreadable(style: &Style, candidate: &Candidate) -> Vec<u8> {
    let line = format!("{}: {}", words::one_line(&candidate.id), safe(&problem(candidate)));
    style.block("  ", Tone::Plain, &line, Tone::Plain).into_bytes()
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::output::sample_run::written;
    use crate::rank::CutOffs;

    pub(crate) const STYLE: Style = Style { width: 90, colour: false };

    pub(crate) fn candidates() -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> =
            (0..12).map(|index| sample::candidate(&format!("{index:02}.pdf"), 70 - index, 1000)).collect();
        candidates.push(sample::unreadable("scan.pdf"));
        candidates
    }

    #[test]
    fn a_table_shows_the_first_ranks_and_says_what_is_left_out() {
        let cut = CutOffs { min_score: Some(crate::units::Score::new(60_000)), ..CutOffs::default() };
        insta::assert_snapshot!(written(&Table { style: STYLE, whole: false }, &candidates(), &cut));
    }
}
