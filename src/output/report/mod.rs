//! Reports for people: a candidate in one role, a candidate's best role, two candidates side by side, an interview
//! guide, and the text of a file.

pub mod compare;
pub mod explain;
pub mod fit;
pub mod interview;
pub mod letter;
pub mod lines;

use super::style::{Style, Tone};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Kind, Role};
use crate::evidence::{Evidence, Strength};
use crate::explain::bands::{self, Band};
use crate::explain::points::Points;
use crate::explain::reasons::{Judged, top_passages};
use crate::explain::why::why;
use crate::explain::words::called;
use crate::explain::{remarks, words};
use crate::score::{RoleAssessment, Status};

/// "71.3 of 100, strong match · must-haves 3 of 4 shown · reading quality high".
fn verdict(scored: &Scored, role: &Role, assessment: &RoleAssessment) -> String {
    let band = bands::band(role, assessment).map_or("", Band::words);
    let quality = words::reading_quality(assessment.confidence);
    match assessment.score {
        None => format!("could not be scored · reading quality {quality}"),
        Some(_) => format!(
            "{} of 100, {} · must-haves {} · reading quality {quality}",
            words::points(assessment.score),
            if scored.is_for_people { words::READ_BY_HAND } else { band },
            bands::must_haves(role, assessment),
        ),
    }
}

/// The remarks about the file, one per line.
fn remarked(style: &Style, candidate: &Candidate) -> String {
    let remarks = remarks::remarks(candidate).into_iter();
    remarks.map(|remark| style.block("! ", Tone::Fair, &remark.to_string(), Tone::Plain)).collect()
}

/// The current title, the time in the title family, and the degree, as far as they are known.
fn facts(scored: &Scored, role: &Role, assessment: &RoleAssessment) -> String {
    let years = match assessment.months_in_family {
        0 => String::new(),
        months => format!("{} years in similar roles", words::capped_years(months, role.full_months())),
    };
    let facts = [words::one_line(&scored.overview.current_title), years, words::one_line(&scored.overview.degree)];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The quote of `evidence` with its page. Claims and related titles are marked as such.
fn quoted(scored: &Scored, judged: Judged, evidence: &Evidence) -> String {
    let page = match (scored.document.page_of(evidence.span), scored.document.pages.as_ref().map(Vec::len)) {
        (Some(page), Some(2..)) => format!(", page {page}"),
        _ => String::new(),
    };
    let weakness = match (evidence.strength, judged.criterion.kind) {
        (Strength::Demonstrated, _) => "",
        // The title itself, but held for less time than asked. The reason says how long.
        (Strength::Claimed, Kind::Title) if judged.assessment.claimed_only && !judged.assessment.is_adjacent() => "",
        (Strength::Claimed, Kind::Title) => ", related title",
        // A lower or unfinished degree, or a related field.
        (Strength::Claimed, Kind::Education) => ", counts half",
        (Strength::Claimed, _) => ", claimed",
        (Strength::Mentioned, _) => ", mentioned",
    };
    format!("“{}”{page}{weakness}", words::one_line(scored.quote(evidence.span)))
}

/// The symbol of a verdict, and its colour. A claim is not ticked like a deed.
fn mark(judged: Judged) -> (&'static str, Tone) {
    match judged.assessment.status {
        Status::Met if !judged.is_claimed() => ("✓", Tone::Good),
        Status::Met | Status::Partial => ("◐", Tone::Fair),
        Status::Missing => ("✗", Tone::Poor),
        Status::Unknown => ("?", Tone::Quiet),
    }
}

/// The label of a criterion with its points: "Negotiation (2 of 3.9)".
fn labelled(judged: Judged, points: &[Points]) -> String {
    let points = points.get(judged.at).copied().unwrap_or_default();
    format!("{} ({})", judged.criterion.label, points.words())
}

/// A criterion with its points and reason, and one line per passage that supports it.
fn criterion(style: &Style, catalog: &Catalog, scored: &Scored, points: &[Points], judged: Judged) -> String {
    let (mark, tone) = mark(judged);
    let label = labelled(judged, points);
    let is_tenure = judged.criterion.is_tenure();
    let lacks = judged.parts_not_shown(catalog);
    let line = match lacks.as_slice() {
        [_, ..] if !is_tenure => {
            let (comma, lower) = if judged.has_lower_degree() { (", ", words::NO_SUCH_DEGREE) } else { ("", "") };
            format!("{label}: partly{comma}{lower}; not shown: {}", lacks.join(", "))
        }
        _ => format!("{label}: {}", why(&catalog.vocabulary, scored, judged)),
    };
    let mut out = style.block(&format!("  {mark} "), tone, &line, Tone::Plain);
    for evidence in top_passages(judged).into_iter().filter(|_| !is_tenure) {
        out.push_str(&style.block("      ", Tone::Plain, &quoted(scored, judged, evidence), Tone::Plain));
    }
    out
}

/// `items` under a heading. Empty without items.
fn under(style: &Style, title: &str, items: impl IntoIterator<Item = String>) -> String {
    let items: String = items.into_iter().collect();
    if items.is_empty() { items } else { heading(style, title) + &items }
}

/// The labels in one paragraph, if there are any.
fn paragraph(style: &Style, labels: Vec<String>) -> Option<String> {
    (!labels.is_empty()).then(|| style.block("  ", Tone::Plain, &labels.join("; "), Tone::Plain))
}

/// A heading with an empty line before it.
fn heading(style: &Style, words: &str) -> String {
    format!("\n{}\n", style.paint(Tone::Strong, words))
}
