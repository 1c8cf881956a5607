//! Finds the reason of a verdict.

use super::tenure::TimeShown;
use super::threshold::Reach;
use super::verdict::PartSupport;
use crate::catalog::{Criterion, Kind};
use crate::evidence::Strength;
use crate::profile::Position;
use crate::score::assessment::{CriterionAssessment, Nearness, Reason, Status, Tenure, TitleHeld};
use crate::score::case::Case;
use crate::score::strength::support::Support;
use rolefit_document::Span;
use rolefit_document::checked::item;

/// Returns the reason of an assessment that rests on `parts`.
pub(crate) fn reason(
    criterion: &Criterion,
    assessment: &CriterionAssessment,
    parts: &[PartSupport<'_>],
    case: &Case<'_>,
) -> Reason {
    if let Some(time) = parts.first().and_then(|part| part.time) {
        return match time {
            TimeShown::Undated => Reason::Undated,
            TimeShown::Months { shown: 0, .. } => Reason::NotShown,
            TimeShown::Months { shown, full } => Reason::Time { shown, full },
        };
    }
    match assessment.status {
        Status::Unknown => Reason::Damaged,
        Status::Missing if criterion.kind == Kind::Title => {
            parts.first().and_then(|part| title(part, case)).map_or(Reason::NotShown, Reason::Title)
        }
        Status::Missing => Reason::NotShown,
        Status::Partial if parts.len() == 1 && assessment.is_only_mentioned() => Reason::Mentioned,
        Status::Partial => Reason::InPart { mentioned: assessment.is_only_mentioned() },
        Status::Met if criterion.kind == Kind::Title => {
            parts.first().and_then(|part| title(part, case)).map_or(Reason::Claimed, Reason::Title)
        }
        Status::Met if assessment.claimed_only => Reason::Claimed,
        Status::Met => Reason::Demonstrated(tenure(assessment, case)),
    }
}

/// Returns the best title, and the time shown if it is too little.
fn title(part: &PartSupport<'_>, case: &Case<'_>) -> Option<TitleHeld> {
    let first = part.supports.first()?;
    // Of titles as near, the most recent and longest is known best, unless its duties do not bear it out. A position
    // says more than the headline.
    let is_borne = |support: &Support| support.credit > support.least();
    let as_good = |support: &&Support| {
        (support.strength, support.is_short) == (first.strength, first.is_short) && is_borne(support) == is_borne(first)
    };
    let known = |support: &&Support| support.position.map(|at| case.timeline.end_and_length(case.profile, at));
    let best = part.supports.iter().rev().filter(as_good).max_by_key(known).unwrap_or(first);
    let position = best.position.and_then(|at| item(&case.profile.positions, at));
    Some(TitleHeld {
        tenure: Tenure { title: case.passage(best), dates: position.and_then(|position| position.dates) },
        is_headline: position.is_none(),
        nearness: match best.strength {
            Strength::Mentioned => Nearness::Family,
            Strength::Claimed if !best.is_short => Nearness::Related,
            _ => Nearness::Same,
        },
        short: match part.reach {
            Reach::Short { shown, asked } => Some((shown, asked)),
            _ => None,
        },
    })
}

/// Returns the position of the best passage.
fn tenure(assessment: &CriterionAssessment, case: &Case<'_>) -> Option<Tenure> {
    let passages = assessment.parts.iter().filter_map(|part| part.evidence.first());
    let best = passages.min_by_key(|evidence| evidence.rank())?;
    let position = position_at(case, best.span)?;
    Some(Tenure { title: position.title.span, dates: position.dates })
}

/// Returns the position that contains `span`.
fn position_at<'a>(case: &'a Case<'_>, span: Span) -> Option<&'a Position> {
    let positions = &case.profile.positions;
    let at = positions.partition_point(|position| position.span.start <= span.start).checked_sub(1)?;
    positions.get(at).filter(|position| position.span.covers(span))
}
