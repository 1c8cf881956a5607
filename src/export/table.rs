//! Rankings as tables for people: a compact one a role, or a wide one with a row a candidate.

use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row};

use super::style::{Look, Tone};
use super::{Exporter, Results};
use crate::candidate::Candidate;
use crate::catalog::{Kind, Role};
use crate::explain::{reasons, words};
use crate::rank::{self, Place, Ranking};
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
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()> {
        let mut before = "";
        for ranking in &results.rankings {
            let Some(role) = results.run.catalog.roles.get(ranking.role) else { continue };
            writeln!(out, "{before}{}", self.look.paint(Tone::Strong, &role.title))?;
            self.write_ranking(results, role, ranking, out)?;
            before = "\n";
        }
        write_unreadable(&self.look, results, out)
    }
}

impl Table {
    fn write_ranking(&self, results: &Results, role: &Role, ranking: &Ranking, out: &mut dyn Write) -> io::Result<()> {
        let first = |place: &&Place| self.whole || place.rank <= FIRST_RANKS;
        let listed: Vec<&Place> = ranking.places.iter().take_while(first).collect();
        if !listed.is_empty() {
            let mut table = table(&self.look, &["", "candidate", "score", "band", "must-haves", "why"]);
            for place in &listed {
                if let Some(candidate) = results.candidates.get(place.candidate) {
                    table.add_row(row(role, place, candidate, ranking.role));
                }
            }
            let as_is = ColumnConstraint::ContentWidth;
            let third = ColumnConstraint::UpperBoundary(comfy_table::Width::Percentage(33));
            table.set_constraints([as_is, third, as_is, as_is, as_is]);
            writeln!(out, "{}", table.trim_fmt())?;
        }
        let mut notes = Vec::new();
        if ranking.places.len() > listed.len() {
            notes.push(format!("{} more; see them with --top or --format csv", ranking.places.len() - listed.len()));
        }
        if ranking.hidden > 0 {
            notes.push(format!(
                "{} hidden by the cut-offs; nobody is rejected",
                words::count(ranking.hidden, "candidate")
            ));
        }
        for note in notes {
            writeln!(out, "{}", self.look.paint(Tone::Quiet, &format!("  … {note}")))?;
        }
        Ok(())
    }
}

impl Exporter for WideTable {
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()> {
        let roles = &results.run.catalog.roles;
        let mut header = vec!["candidate", "best role"];
        header.extend(roles.iter().map(|role| role.title.as_str()));
        let mut table = table(&self.look, &header);
        for candidate in results.shown() {
            let Some(scored) = candidate.as_scored() else { continue };
            let best = match scored.assessment.best {
                Best::Role { role, .. } => roles.get(role).map_or("", |role| role.title.as_str()),
                Best::None => "no clear fit",
            };
            let mut row = vec![Cell::new(name(candidate)), Cell::new(best)];
            row.extend((0..roles.len()).map(|role| {
                let score = rank::assessment_of(candidate, role).and_then(|assessment| assessment.score);
                Cell::new(words::points(score)).set_alignment(CellAlignment::Right)
            }));
            table.add_row(row);
        }
        writeln!(out, "{}", table.trim_fmt())?;
        write_unreadable(&self.look, results, out)
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

fn row(role: &Role, place: &Place, candidate: &Candidate, role_index: usize) -> Row {
    let mut row = Row::new();
    row.max_height(ROW_LINES);
    row.add_cell(Cell::new(place.rank).set_alignment(CellAlignment::Right));
    row.add_cell(Cell::new(name(candidate)));
    if let Some(assessment) = rank::assessment_of(candidate, role_index) {
        row.add_cell(Cell::new(words::points(assessment.score)).set_alignment(CellAlignment::Right));
        row.add_cell(Cell::new(words::band(assessment.score)));
        row.add_cell(Cell::new(words::must_haves(assessment.gate)));
        row.add_cell(Cell::new(why(role, candidate, assessment)));
    }
    row
}

/// The strongest reason that is wholly met, for one met in part begins with what it lacks, and the quote of the strongest requirement that a title does not already say.
fn why(role: &Role, candidate: &Candidate, assessment: &RoleAssessment) -> String {
    let Some(scored) = candidate.as_scored() else { return String::new() };
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

/// The files that could not be read, after all tables.
fn write_unreadable(look: &Look, results: &Results, out: &mut dyn Write) -> io::Result<()> {
    let mut unreadable = results.candidates.iter().filter(|candidate| candidate.as_scored().is_none()).peekable();
    if unreadable.peek().is_some() {
        writeln!(out, "\n{}", look.paint(Tone::Strong, "Could not be read"))?;
    }
    for candidate in unreadable {
        let problem = super::csv::remarks(candidate);
        let line = format!("{}: {problem}", words::one_line(&candidate.id));
        write!(out, "{}", look.block("  ", Tone::Plain, &line, Tone::Plain))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::export::Run;
    use crate::rank::Cut;

    fn written(exporter: &dyn Exporter, candidates: &[Candidate], cut: &Cut) -> String {
        let catalog = sample::catalog();
        let run = Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None };
        let mut out = Vec::new();
        exporter.write(&Results::new(run, candidates, cut), &mut out).unwrap();
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
        let assessment = rank::assessment_of(&candidate, 0).unwrap();
        let why = why(&catalog.roles[0], &candidate, assessment);
        assert!(why.contains('“') && !why.contains("not shown"), "{why}");
    }

    #[test]
    fn a_wide_table_has_a_row_a_candidate() {
        insta::assert_snapshot!(written(&WideTable { look: LOOK }, &candidates()[..2], &Cut::default()));
    }
}
