//! A criterion's verdict in a few words.

use std::fmt;

use super::case::Case;
use super::criterion::PartSupport;
use super::support::Support;
use super::threshold::Reach;
use super::{CriterionAssessment, Status};
use crate::catalog::{Criterion, Kind, Part};
use crate::evidence::Strength;
use crate::profile::{Date, DateRange, End, Position};
use crate::span::Span;

/// What the reason begins with where the title is next to the one that is asked for.
pub(super) const ADJACENT: &str = "adjacent: ";

/// Why the criterion has its status, which `parts` support; the quotes stand beside it.
pub(super) fn reason(
    criterion: &Criterion,
    assessment: &CriterionAssessment,
    parts: &[PartSupport<'_>],
    case: &Case<'_>,
) -> String {
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
        Status::Met if criterion.kind == Kind::Title => {
            parts.first().map_or_else(String::new, |part| title(part, case))
        }
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

/// "held Key Account Manager, 2015-03 to 2019-07", and how much of the time asked for that is where it is too little.
fn title(part: &PartSupport<'_>, case: &Case<'_>) -> String {
    let Some(first) = part.supports.first() else { return String::new() };
    // Of equally good titles the one that was held says more than the headline.
    let as_good = |support: &&Support| (support.credit, support.is_short) == (first.credit, first.is_short);
    let best = part.supports.iter().filter(as_good).find(|support| support.position.is_some()).unwrap_or(first);
    let title = words(case.passage(best).slice(&case.document.text));
    let position = best.position.and_then(|at| case.profile.positions.get(at));
    let mut told = match position {
        Some(Position { dates: Some(dates), .. }) => format!("held {title}, {}", Range(*dates)),
        Some(_) => format!("held {title}, undated"),
        None => format!("headline {title}"),
    };
    if best.strength != Strength::Demonstrated && !best.is_short {
        told.insert_str(0, ADJACENT);
    }
    if let Reach::Short { shown, asked } = part.reach {
        told.push_str(&format!(": {shown} of {asked} {} shown", if asked == 1 { "month" } else { "months" }));
    }
    told
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use crate::catalog::Catalog;
    use crate::document::Document;
    use crate::engine::Engine;

    const ROLE: &str = r#"
        schema = "rolefit.role/1"
        title = "Timber Buyer"
        [[criterion]]
        id = "timber-buyer/req-1"
        kind = "title"
        priority = "must"
        weight = 5.0
        defining = true
        label = "Timber Buyer"
        text = "Has worked as a timber buyer for two years."
        parts = [{ name = "title", titles = ["timber buyer"], adjacent_titles = ["yard clerk"], min_months = 24 }]
    "#;

    /// Why the time as a buyer is met by a resume with this position.
    fn reason(position: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("timber-buyer.toml"), ROLE).unwrap();
        let engine = Engine::new(Catalog::load(folder.path()).unwrap()).unwrap();
        let document = Document::of_text(format!("Experience\n\n{position}\n\u{2022} Bought oak.\n"));
        let assessment = engine.assess(&document, date(2026, 11, 21)).1;
        assessment.roles[0].criteria[0].reason.clone()
    }

    #[test]
    fn a_title_held_too_short_is_the_title_and_says_how_long() {
        let reason = reason("Timber Buyer\nExample Ltd, 07/2019 - 08/2019");
        assert_eq!(reason, "held Timber Buyer, 2019-07 to 2019-08: 2 of 24 months shown");
    }

    #[test]
    fn only_another_title_is_adjacent() {
        assert_eq!(reason("Timber Buyer\nExample Ltd, 07/2015 - 08/2019"), "held Timber Buyer, 2015-07 to 2019-08");
        assert_eq!(
            reason("Yard Clerk\nExample Ltd, 07/2015 - 08/2019"),
            "adjacent: held Yard Clerk, 2015-07 to 2019-08"
        );
        let short = reason("Yard Clerk\nExample Ltd, 07/2019 - 08/2019");
        assert_eq!(short, "adjacent: held Yard Clerk, 2019-07 to 2019-08: 2 of 24 months shown");
    }
}
