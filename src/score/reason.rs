//! A criterion's verdict in a few words.

use std::fmt;

use super::case::Case;
use super::{CriterionAssessment, Status};
use crate::catalog::{Criterion, Kind, Part};
use crate::evidence::{Evidence, Strength};
use crate::profile::{Date, DateRange, End, Position};
use crate::span::Span;

/// Why the criterion has its status; the quotes stand beside it.
pub(super) fn reason(criterion: &Criterion, assessment: &CriterionAssessment, case: &Case<'_>) -> String {
    match assessment.status {
        Status::Unknown => "the text is too damaged to tell".into(),
        Status::Missing => "not shown in the resume".into(),
        Status::Partial => {
            let mut reason = String::from("in part");
            if is_similar(criterion, assessment, case) {
                reason.push_str(", similar words");
            }
            let missing = criterion.parts.iter().zip(&assessment.parts).filter(|(_, part)| part.credit == 0);
            for (at, (part, _)) in missing.enumerate() {
                reason.push_str(if at == 0 { ": " } else { ", " });
                reason.push_str(part.label(case.vocabulary));
            }
            reason.push_str(" not shown in the resume");
            reason
        }
        Status::Met if criterion.kind == Kind::Title => title(assessment, case),
        Status::Met if is_similar(criterion, assessment, case) => "similar words".into(),
        Status::Met if assessment.claimed_only => "claimed".into(),
        Status::Met => shown(assessment, case),
    }
}

/// Whether only words like those of the demand support it, which claim it at most.
fn is_similar(criterion: &Criterion, assessment: &CriterionAssessment, case: &Case<'_>) -> bool {
    let entry = |part: &Part| case.vocabulary.entries.get(part.entry.as_deref()?);
    let supported = criterion.parts.iter().zip(&assessment.parts).filter(|(_, part)| part.credit > 0);
    assessment.claimed_only
        && supported.into_iter().all(|(part, _)| entry(part).is_some_and(|entry| !entry.similar.is_empty()))
}

/// "held Key Account Manager, 2015-03 to 2019-07"
fn title(assessment: &CriterionAssessment, case: &Case<'_>) -> String {
    let evidence = assessment.parts.first().map_or(&[][..], |part| &part.evidence);
    let Some(first) = evidence.first() else { return String::new() };
    // Of equally good titles the one that was held says more than the headline.
    let held = |evidence: &&Evidence| evidence.credit == first.credit && position_at(case, evidence.span).is_some();
    let best = evidence.iter().find(held).unwrap_or(first);
    let title = words(best.span.slice(&case.document.text));
    let held = match position_at(case, best.span) {
        Some((_, Position { dates: Some(dates), .. })) => format!("held {title}, {}", Range(*dates)),
        Some(_) => format!("held {title}, undated"),
        None => format!("headline {title}"),
    };
    if best.strength == Strength::Demonstrated { held } else { format!("adjacent: {held}") }
}

/// "demonstrated as Key Account Manager, 2015-03 to 2019-07"
fn shown(assessment: &CriterionAssessment, case: &Case<'_>) -> String {
    let passages = assessment.parts.iter().filter_map(|part| part.evidence.first());
    let best = passages.max_by_key(|evidence| (evidence.credit, std::cmp::Reverse(evidence.span)));
    match best.and_then(|best| position_at(case, best.span)) {
        Some((at, position)) => {
            ["demonstrated as ", case.tenures.borrow_mut().entry(at).or_insert_with(|| tenure(position))].concat()
        }
        None => "demonstrated".into(),
    }
}

/// "Key Account Manager, 2015-03 to 2019-07"
fn tenure(position: &Position) -> String {
    match position.dates {
        Some(dates) => format!("{}, {}", position.title.text, Range(dates)),
        None => position.title.text.clone(),
    }
}

/// The position that `span` stands under, and its index.
fn position_at<'a>(case: &'a Case<'_>, span: Span) -> Option<(usize, &'a Position)> {
    let positions = &case.profile.positions;
    let at = positions.partition_point(|position| position.span.start <= span.start).checked_sub(1)?;
    positions.get(at).filter(|position| position.span.covers(span)).map(|position| (at, position))
}

/// A range of dates as "2015-03 to 2019-07" or "2015 to present".
struct Range(DateRange);

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_date(f, self.0.start)?;
        match self.0.end {
            End::At(end) => {
                f.write_str(" to ")?;
                write_date(f, end)
            }
            End::Open => f.write_str(" to present"),
        }
    }
}

fn write_date(f: &mut fmt::Formatter<'_>, Date { year, month }: Date) -> fmt::Result {
    write!(f, "{year:04}")?;
    month.map_or(Ok(()), |month| write!(f, "-{month:02}"))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
