//! Two candidates side by side: the difference of their scores, criterion by criterion.

use super::{called, quoted};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Role};
use crate::explain::compare::Comparison;
use crate::explain::reasons::{self, Judged};
use crate::explain::why::why;
use crate::explain::words;
use crate::output::style::{Style, Tone};
use crate::rank;

/// The report. Empty if either candidate was not scored.
pub fn report(
    style: &Style,
    catalog: &Catalog,
    role_index: usize,
    (a, b): (&Candidate, &Candidate),
    why: &Comparison,
) -> String {
    let sides = side(a, role_index).zip(side(b, role_index));
    let role = catalog.roles.get(role_index);
    role.zip(sides).map(|(role, sides)| written(style, catalog, role, sides, why)).unwrap_or_default()
}

/// One of the two candidates.
struct Side<'a> {
    candidate: &'a Candidate,
    scored: &'a Scored,
    assessment: &'a crate::score::RoleAssessment,
}

fn side(candidate: &Candidate, role_index: usize) -> Option<Side<'_>> {
    let assessment = rank::assessment_of(candidate, role_index)?;
    Some(Side { candidate, scored: candidate.as_scored()?, assessment })
}

fn written<'a>(
    style: &Style,
    catalog: &Catalog,
    role: &'a Role,
    (a, b): (Side<'a>, Side<'a>),
    why: &Comparison,
) -> String {
    let shown = |side: &Side| i64::from(side.assessment.score.unwrap_or_default().tenths());
    let total = shown(&a) - shown(&b);
    let mut out = style.block("", Tone::Plain, &headline(role, &a, &b, why.difference, total), Tone::Strong);
    if why.contributions.is_empty() {
        return out;
    }
    out.push_str(&style.block(
        "",
        Tone::Plain,
        &format!("Points for (+) and against (-) {}", a.candidate.id),
        Tone::Quiet,
    ));
    for (contribution, tenths) in why.contributions.iter().zip(why.in_tenths(total)) {
        let Some(criterion) = role.criteria.get(contribution.criterion).filter(|_| tenths != 0) else { continue };
        let tone = if tenths > 0 { Tone::Good } else { Tone::Poor };
        let sign = if tenths > 0 { "+" } else { "" };
        let points = format!("\n{:>6}  ", format!("{sign}{}", words::decimal(tenths)));
        out.push_str(&style.paint(tone, &points));
        out.push_str(&style.paint(Tone::Strong, &criterion.label));
        out.push('\n');
        let judged = |side: &Side<'a>| reasons::judged(role, side.assessment).nth(contribution.criterion);
        let quote = |side: &Side<'a>| Some(words::one_line(side.scored.quote(judged(side)?.evidence()?.span)));
        let alike = quote(&a).is_some() && quote(&a) == quote(&b);
        for side in [&a, &b] {
            let words = judged(side).map(|judged| side_words(catalog, side, judged, alike)).unwrap_or_default();
            out.push_str(&style.block("        ", Tone::Plain, &words, Tone::Plain));
        }
    }
    out
}

fn headline(role: &Role, a: &Side, b: &Side, difference: i64, total: i64) -> String {
    let score = |side: &Side| words::points(side.assessment.score);
    let (above, below) = if difference < 0 { (b, a) } else { (a, b) };
    let (names, title) = ((called(above.candidate), called(below.candidate)), &role.title);
    // A lead that the rounded scores do not show is no lead.
    match total {
        0 => format!("{} and {} have the same score for {title}: {}", names.0, names.1, score(a)),
        _ => {
            let lead = words::decimal(total.abs());
            let scores = format!("{} to {}", score(above), score(below));
            format!("{} is {lead} points ahead of {} for {title}: {scores}", names.0, names.1)
        }
    }
}

/// The words for one side: the status, and its quote if it has one. If both quotes are `alike`, the reason replaces the
/// quote.
fn side_words(catalog: &Catalog, side: &Side, judged: Judged, alike: bool) -> String {
    let status = words::status(judged.assessment.status);
    match judged.evidence() {
        _ if judged.criterion.is_tenure() => {
            let why = why(&catalog.vocabulary, side.scored, judged);
            format!("{}: {why}", side.candidate.id)
        }
        Some(_) if alike => {
            let why = why(&catalog.vocabulary, side.scored, judged);
            format!("{}: {status}, {}", side.candidate.id, words::one_line(&why))
        }
        Some(evidence) => {
            format!("{}: {status}, {}", side.candidate.id, quoted(side.scored, judged, evidence))
        }
        None => format!("{}: {status}", side.candidate.id),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::{Outcome, sample};
    use crate::explain::compare::compare;
    use crate::score::Status;
    use crate::units::{Credit, Score};

    #[test]
    fn a_lead_that_no_score_shows_is_none() {
        let (catalog, a) = (sample::catalog(), sample::candidate("a.pdf", 74, 1000));
        let mut b = sample::candidate("b.pdf", 74, 1000);
        if let Outcome::Scored(scored) = &mut b.outcome {
            scored.assessment.roles[0].score = Some(Score::new(74_010));
        }
        let sides = [&a, &b].map(|candidate| side(candidate, 0).unwrap());
        let headline = headline(&catalog.roles[0], &sides[0], &sides[1], -10, 0);
        assert!(headline.contains("have the same score"), "{headline}");
    }

    #[test]
    fn the_points_add_up_to_the_difference_of_the_scores_shown() {
        let catalog = sample::catalog();
        let (a, mut b) = (sample::candidate("a.pdf", 74, 1000), sample::candidate("b.pdf", 11, 1000));
        if let Outcome::Scored(scored) = &mut b.outcome {
            scored.assessment.roles[0].score = Some(Score::new(10_526));
            for verdict in scored.assessment.roles[0].criteria.iter_mut().take(2) {
                verdict.status = Status::Missing;
                verdict.credit = Credit::NONE;
                verdict.parts.iter_mut().for_each(|part| part.evidence.clear());
            }
        }
        let role = &catalog.roles[0];
        let (in_a, in_b) = (rank::assessment_of(&a, 0).unwrap(), rank::assessment_of(&b, 0).unwrap());
        let why = compare(role, in_a, in_b).unwrap();
        insta::assert_snapshot!(report(&Style { width: 80, colour: false }, &catalog, 0, (&a, &b), &why));
    }

    #[test]
    fn where_both_quote_the_same_words_their_reasons_tell_them_apart() {
        let catalog = sample::catalog();
        let (a, mut b) = (sample::candidate("a.pdf", 74, 1000), sample::candidate("b.pdf", 60, 1000));
        if let Outcome::Scored(scored) = &mut b.outcome {
            let title = &mut scored.assessment.roles[0].criteria[0];
            title.credit = Credit::new(500);
            title.reason = sample::held(1999, 2001);
        }
        let role = &catalog.roles[0];
        let why = compare(role, rank::assessment_of(&a, 0).unwrap(), rank::assessment_of(&b, 0).unwrap()).unwrap();
        let report = report(&Style { width: 80, colour: false }, &catalog, 0, (&a, &b), &why);
        assert!(report.contains("a.pdf: met, held Key Account Manager, 2015 to 2019"), "{report}");
        assert!(report.contains("b.pdf: met, held Key Account Manager, 1999 to 2001"), "{report}");
    }
}
