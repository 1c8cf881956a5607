//! The reason of a verdict, as facts. [`crate::explain::why`] puts it into words.

use serde::{Deserialize, Serialize};

use super::tenure::TimeShown;
use super::threshold::Reach;
use super::verdict::PartSupport;
use crate::catalog::{Criterion, Kind};
use crate::evidence::Strength;
use crate::profile::{DateRange, Position};
use crate::score::case::Case;
use crate::score::strength::support::Support;
use crate::score::{CriterionAssessment, Status};
use rolefit_document::Span;
use rolefit_document::checked::item;

/// The reason of the verdict on a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// The text is too damaged to tell.
    Damaged,
    /// Nothing supports the criterion.
    NotShown,
    /// Some of its parts are supported, others are not.
    InPart {
        /// True if the shown parts are only mentioned.
        mentioned: bool,
    },
    /// A held title supports it.
    Title(TitleHeld),
    /// So much time in the role's line of work was counted.
    Time {
        /// The months shown.
        shown: u32,
        /// The months that count in full.
        full: u32,
    },
    /// No dates say how long.
    Undated,
    /// Its words occur, but nothing says it.
    Mentioned,
    /// It is claimed.
    Claimed,
    /// It is demonstrated, in this position if it is stated under one.
    Demonstrated(Option<Tenure>),
}

/// A position, by its title and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// The byte range of the title.
    pub title: Span,
    /// The dates of the position, if stated.
    pub dates: Option<DateRange>,
}

/// A held title that supports a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleHeld {
    /// The title's place and dates.
    pub tenure: Tenure,
    /// True if it is the headline of the resume, not the title of a position.
    pub is_headline: bool,
    /// How near it is to the title asked for.
    pub nearness: Nearness,
    /// The months shown and the months asked for, if too few.
    pub short: Option<(u32, u32)>,
}

/// How near a held title is to the title asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nearness {
    /// The title itself.
    Same,
    /// A related title, or the title itself in a headline that no position bears out. It counts half.
    Related,
    /// A title of the same family. It only adds points.
    Family,
}

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
