//! Why a criterion has its verdict, as facts; [`crate::explain::why`] puts them into words.

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::support::Support;
use super::threshold::Reach;
use super::verdict::PartSupport;
use super::{CriterionAssessment, Status};
use crate::catalog::{Criterion, Kind};
use crate::evidence::Strength;
use crate::profile::{DateRange, Position};
use crate::units::Credit;
use rolefit_document::Span;

/// Why a criterion has its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// The text is too damaged to tell.
    Damaged,
    /// Nothing shows it.
    NotShown,
    /// Some of its parts are shown and some are not.
    InPart {
        /// Whether those that are shown are claimed by similar words alone.
        similar: bool,
    },
    /// A title shows it.
    Title(TitleHeld),
    /// Words like those of the demand claim it.
    Similar,
    /// It is claimed.
    Claimed,
    /// It was done, in this position if it stands under one.
    Demonstrated(Option<Tenure>),
}

/// A position by its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// Where the title is written.
    pub title: Span,
    /// From when to when it was held, where that is stated.
    pub dates: Option<DateRange>,
}

/// A title that shows a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleHeld {
    /// Where it is written, and when it was held.
    pub tenure: Tenure,
    /// Whether it is the headline of the resume, and the title of no position.
    pub is_headline: bool,
    /// Whether it is another title, next to the one that is asked for.
    pub is_adjacent: bool,
    /// The months shown, and those asked for, where they are too few.
    pub short: Option<(u32, u32)>,
}

/// Why the criterion has its status, which `parts` support; the quotes stand beside it.
pub(super) fn reason(
    criterion: &Criterion,
    assessment: &CriterionAssessment,
    parts: &[PartSupport<'_>],
    case: &Case<'_>,
) -> Reason {
    let similar = || is_similar(assessment, parts);
    match assessment.status {
        Status::Unknown => Reason::Damaged,
        Status::Missing => Reason::NotShown,
        Status::Partial => Reason::InPart { similar: similar() },
        Status::Met if criterion.kind == Kind::Title => {
            parts.first().and_then(|part| title(part, case)).map_or(Reason::Claimed, Reason::Title)
        }
        Status::Met if similar() => Reason::Similar,
        Status::Met if assessment.claimed_only => Reason::Claimed,
        Status::Met => Reason::Demonstrated(tenure(assessment, case)),
    }
}

/// Whether only words like those of the demand support it, which claim it at most.
fn is_similar(assessment: &CriterionAssessment, parts: &[PartSupport<'_>]) -> bool {
    let mut supported = parts.iter().zip(&assessment.parts).filter(|(_, part)| part.credit > Credit::NONE);
    assessment.claimed_only && supported.all(|(part, _)| part.similar)
}

/// The best title, and how much of the time asked for it shows where that is too little.
fn title(part: &PartSupport<'_>, case: &Case<'_>) -> Option<TitleHeld> {
    let first = part.supports.first()?;
    // Of equally good titles the one that was held says more than the headline.
    let as_good = |support: &&Support| (support.credit, support.is_short) == (first.credit, first.is_short);
    let best = part.supports.iter().filter(as_good).find(|support| support.position.is_some()).unwrap_or(first);
    let position = best.position.and_then(|at| case.profile.positions.get(at));
    Some(TitleHeld {
        tenure: Tenure { title: case.passage(best), dates: position.and_then(|position| position.dates) },
        is_headline: position.is_none(),
        is_adjacent: best.strength != Strength::Demonstrated && !best.is_short,
        short: match part.reach {
            Reach::Short { shown, asked } => Some((shown, asked)),
            _ => None,
        },
    })
}

/// The position that the best passage stands under.
fn tenure(assessment: &CriterionAssessment, case: &Case<'_>) -> Option<Tenure> {
    let passages = assessment.parts.iter().filter_map(|part| part.evidence.first());
    let best = passages.max_by_key(|evidence| (evidence.credit, std::cmp::Reverse(evidence.span)))?;
    let position = position_at(case, best.span)?;
    Some(Tenure { title: position.title.span, dates: position.dates })
}

/// The position that `span` stands under.
fn position_at<'a>(case: &'a Case<'_>, span: Span) -> Option<&'a Position> {
    let positions = &case.profile.positions;
    let at = positions.partition_point(|position| position.span.start <= span.start).checked_sub(1)?;
    positions.get(at).filter(|position| position.span.covers(span))
}
