//! The report on one candidate in one role: missing must-haves, evidence, duties, and questions for the screening.

use super::{called, criterion, facts, labelled, mark, paragraph, quoted, remarked, under, verdict};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Priority, Role};
use crate::explain::points::{PointUnit, Points, points};
use crate::explain::reasons::{self, Judged};
use crate::explain::why::why;
use crate::explain::{ask, words};
use crate::output::style::{Style, Tone, shorten};
use crate::score::{Gate, RoleAssessment, Status};

/// The width of a duty's mark, indent and quotation marks.
const DUTY_MARGIN: usize = 12;

/// The letters before a quote on a line of its own.
const QUOTE_MARGIN: usize = 6;

/// The least room for a quote beside a duty, in letters.
const LEAST_BESIDE: usize = 40;

/// The report. Empty if the candidate was not scored.
pub fn report(
    style: &Style,
    catalog: &Catalog,
    role: &Role,
    candidate: &Candidate,
    assessment: &RoleAssessment,
) -> String {
    let Some(scored) = candidate.as_scored() else { return String::new() };
    let mut out = style.block("", Tone::Plain, &format!("{} for {}", called(candidate), role.title), Tone::Strong);
    out.push_str(&style.block("", Tone::Plain, &verdict(scored, role, assessment), Tone::Plain));
    let facts = facts(scored, role, assessment);
    if !facts.is_empty() {
        out.push_str(&style.block("", Tone::Plain, &facts, Tone::Quiet));
    }
    out.push_str(&remarked(style, candidate));
    let (requirements, duties): (Vec<_>, Vec<_>) = reasons::judged(role, assessment)
        .filter(|judged| !judged.criterion.is_tenure())
        .partition(|judged| judged.criterion.is_requirement());
    let points = points(role, assessment, PointUnit::Tenth);
    out.push_str(&contradicted_musts(style, catalog, scored, &requirements));
    out.push_str(&missing_musts(style, &requirements));
    out.push_str(&shown(style, catalog, scored, (role, assessment), &points));
    let tenure = reasons::tenure(role, assessment);
    let tenure = tenure.map(|judged| criterion(style, catalog, scored, &points, judged));
    out.push_str(&under(style, "Time", tenure));
    out.push_str(&not_shown(style, &requirements, &points));
    out.push_str(&duties_shown(style, scored, &duties, &points));
    let questions = ask::questions(catalog, role, assessment);
    let questions = questions.iter().map(|question| style.block("  • ", Tone::Plain, question, Tone::Plain));
    out + &under(style, "Ask at screening", questions)
}

/// The must-haves that the resume contradicts, with its words.
fn contradicted_musts(style: &Style, catalog: &Catalog, scored: &Scored, requirements: &[Judged]) -> String {
    let contradicted = requirements.iter().filter(|judged| judged.assessment.gate == Gate::Fail);
    let items = contradicted.map(|judged| {
        let words = match judged.assessment.denial {
            Some(denial) => format!("“{}”", words::one_line(scored.quote(denial))),
            None => why(&catalog.vocabulary, scored, *judged).into_owned(),
        };
        style.block("  ✗ ", Tone::Poor, &format!("{}: {words}", judged.criterion.label), Tone::Plain)
    });
    under(style, "Must-haves contradicted by the resume", items)
}

/// The must-haves that are not shown, as the count of those shown has them: a mention shows none, and neither does work
/// whose time is left open.
fn missing_musts(style: &Style, requirements: &[Judged]) -> String {
    let is_open = |judged: &&Judged| match judged.assessment.gate {
        Gate::Fail => false,
        Gate::Unknown => true,
        Gate::Pass => judged.is_missing() && is_must(judged),
    };
    let missing = requirements.iter().filter(is_open);
    let items = missing.map(|judged| {
        let open = match judged.assessment.status {
            _ if judged.criterion.is_unconfirmed_must() => " (not confirmed)",
            Status::Met | Status::Partial if judged.assessment.is_only_mentioned() => " (only mentioned)",
            Status::Met | Status::Partial => " (time left open)",
            Status::Missing | Status::Unknown => "",
        };
        style.block("  ✗ ", Tone::Poor, &format!("{}{open}", judged.criterion.label), Tone::Plain)
    });
    under(style, "Must-haves not shown in the resume", items)
}

/// The requirements that are shown, by their points.
fn shown(
    style: &Style,
    catalog: &Catalog,
    scored: &Scored,
    (role, assessment): (&Role, &RoleAssessment),
    points: &[Points],
) -> String {
    let strongest = reasons::strongest(role, assessment);
    let requirements = strongest.into_iter().filter(|judged| judged.criterion.is_requirement());
    let items = requirements.map(|judged| criterion(style, catalog, scored, points, judged));
    under(style, "Requirements shown", items)
}

/// The requirements that are not shown, except must-haves and questions for the screening, in one paragraph.
fn not_shown(style: &Style, requirements: &[Judged], points: &[Points]) -> String {
    let gaps = requirements
        .iter()
        .filter(|judged| judged.is_missing() && !is_must(judged) && !ask::is_asked(judged.criterion))
        .map(|judged| labelled(*judged, points));
    let unread = requirements.iter().filter(|judged| judged.assessment.status == Status::Unknown);
    let gaps = paragraph(style, gaps.collect());
    let unread = paragraph(style, unread.map(|judged| judged.criterion.label.clone()).collect());
    let gaps = under(style, "Not shown in the resume", gaps);
    gaps + &under(style, "Could not be read", unread)
}

/// The duties: one line per duty that is shown, and one paragraph for the rest.
fn duties_shown(style: &Style, scored: &Scored, duties: &[Judged], points: &[Points]) -> String {
    let (shown, rest): (Vec<Judged>, Vec<Judged>) = duties.iter().partition(|judged| judged.is_shown());
    let lines = shown.iter().map(|judged| {
        let (mark, tone) = mark(*judged);
        let label = labelled(*judged, points);
        let room = style.width.saturating_sub(DUTY_MARGIN + label.chars().count());
        let quote = judged.evidence().map(|evidence| quoted(scored, *judged, evidence));
        // A quote of a few words says nothing, so a line of its own takes what does not fit beside a long label.
        let quote = quote.map(|quote| match quote.chars().count() > room && room < LEAST_BESIDE {
            true => format!("\n      {}", shorten(&quote, style.width.saturating_sub(QUOTE_MARGIN))),
            false => format!("  {}", shorten(&quote, room)),
        });
        let quote = quote.unwrap_or_default();
        format!("  {} {label}{quote}\n", style.paint(tone, mark))
    });
    let rest: Vec<String> = rest.iter().map(|judged| labelled(*judged, points)).collect();
    let rest = (!rest.is_empty())
        .then(|| style.block("    ", Tone::Plain, &format!("not shown: {}", rest.join("; ")), Tone::Quiet));
    let mentioned = shown.iter().filter(|judged| judged.assessment.is_only_mentioned()).count();
    let mentions = if mentioned > 0 { format!(", {mentioned} mentioned") } else { String::new() };
    let title = format!("Duties: {} of {} shown{mentions}", shown.len() - mentioned, duties.len());
    under(style, &title, lines.chain(rest))
}

fn is_must(judged: &Judged) -> bool {
    judged.criterion.priority == Priority::Must
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    #[test]
    fn a_report_shows_the_evidence_and_what_to_ask() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("sales/ana.pdf", 70, 936));
        let assessment = &candidate.as_scored().unwrap().assessment.roles[0];
        let style = Style { width: 80, colour: false };
        insta::assert_snapshot!(report(&style, &catalog, &catalog.roles[0], &candidate, assessment));
    }

    #[test]
    fn a_missing_must_stands_on_top() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a.pdf", 10, 936));
        let mut assessment = candidate.as_scored().unwrap().assessment.roles[0].clone();
        assessment.criteria[0] = assessment.criteria[3].clone();
        let style = Style { width: 80, colour: false };
        let report = report(&style, &catalog, &catalog.roles[0], &candidate, &assessment);
        let must = report.find("Must-haves not shown in the resume\n  ✗ Held the title\n").unwrap();
        assert!(must < report.find("Requirements shown").unwrap());
        assert!(report.contains("• Which key accounts were yours?"));
    }
}
