//! Reading quality: the confidence that a resume was read well. All deductions are in thousandths.

use crate::profile::{End, Position, Profile};
use crate::units::Confidence;
use rolefit_document::{Document, NoteCode, SectionKind};

/// Deducted if no heading was recognised, because the section of a sentence then says little about its value.
const NO_HEADINGS: u32 = 200;

/// Deducted if no position has dates, because time cannot be counted; in proportion if some have none.
const NO_DATES: u32 = 200;

/// Deducted if every position has a single date, because its other end is a guess; in proportion if some have two.
const SINGLE_DATES: u32 = 150;

/// Deducted if a position is listed twice, because then columns or pages were read twice or in a wrong order.
const LISTED_TWICE: u32 = 150;

/// Deducted if duties stand before the first position, because they belong to nobody knows which.
const LOOSE_DUTIES: u32 = 100;

/// Deducted if no position was found, because no deed can be placed in one.
const NO_POSITIONS: u32 = 300;

/// Deducted if only a part of the file could be read.
const PARTLY_READ: u32 = 250;

/// Deducted if the text comes from text recognition, which misreads a word in fifty or more.
const TEXT_LAYER: u32 = 150;

/// Deducted per statement that makes no sense, such as an impossible date range.
const NOTE: u32 = 50;

/// A text shorter than this many bytes, about eighty words, is hardly a resume.
const SHORT: usize = 500;

/// Deducted from short texts.
const TOO_SHORT: u32 = 200;

/// Positions compared with each other. Nobody has held more.
const MOST_COMPARED: usize = 100;

/// A shorter line before the first position may be the name of an employer or a place.
const LOOSE_BYTES: usize = 40;

/// The least confidence of a text that was read at all.
const LEAST: u32 = 100;

/// Returns the reading quality of a resume.
pub(crate) fn reading_quality(document: &Document, profile: &Profile) -> Confidence {
    let headings = profile.sections.iter().any(|section| section.heading.is_some());
    let positions = &profile.positions;
    let part = |loss: u32, of: fn(&Position) -> bool| {
        let some = positions.iter().filter(|position| of(position)).count();
        loss * u32::try_from(some).unwrap_or(0) / u32::try_from(positions.len()).unwrap_or(u32::MAX).max(1)
    };
    let undated = part(NO_DATES, |position| position.dates.is_none());
    let single = part(SINGLE_DATES, is_single_date);
    let losses = [
        (!headings, NO_HEADINGS),
        (profile.positions.is_empty(), NO_POSITIONS),
        (true, undated + single),
        (profile.repeated > 0 || is_listed_twice(profile), LISTED_TWICE),
        (has_loose_duties(profile), LOOSE_DUTIES),
        (document.problem.is_some(), PARTLY_READ),
        (document.notes.iter().any(|note| note.code == NoteCode::TextLayer), TEXT_LAYER),
        (document.text.len() < SHORT, TOO_SHORT),
    ];
    let lost: u32 = losses.iter().filter(|(is, _)| *is).map(|(_, loss)| loss).sum();
    let notes = u32::try_from(profile.notes.len()).unwrap_or(u32::MAX).saturating_mul(NOTE);
    Confidence::new(Confidence::FULL.thousandths().saturating_sub(lost.saturating_add(notes)).max(LEAST))
}

/// True if the position begins and ends in the same month or year, as one with a single date does.
fn is_single_date(position: &Position) -> bool {
    position.dates.is_some_and(|dates| dates.end == End::At(dates.start))
}

/// True if two positions have the same title and the same dates.
fn is_listed_twice(profile: &Profile) -> bool {
    let dated = || profile.positions.iter().take(MOST_COMPARED).filter(|position| position.dates.is_some());
    dated().enumerate().any(|(at, position)| {
        let is_same = |other: &Position| {
            other.dates == position.dates && other.title.text.eq_ignore_ascii_case(&position.title.text)
        };
        dated().skip(at + 1).any(is_same)
    })
}

/// True if a duty stands in the work history before the first position.
fn has_loose_duties(profile: &Profile) -> bool {
    let Some(first) = profile.positions.first() else { return false };
    let before = profile.segments.iter().take_while(|segment| segment.span.start < first.span.start);
    let mut loose = before.filter(|segment| segment.section == SectionKind::Experience && segment.position.is_none());
    loose.any(|segment| segment.span.len() > LOOSE_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::testing::EMBEDDED;

    /// Returns the reading quality of a work history, in thousandths.
    fn quality(history: &str) -> u32 {
        let filler = "\u{2022} Kept the shop and its books in order for the whole of the season.\n".repeat(8);
        let document = Document::of_text(format!("Experience\n\n{history}{filler}"));
        reading_quality(&document, &EMBEDDED.profile(&document)).thousandths()
    }

    #[test]
    fn undated_and_single_dates_cost_in_proportion() {
        let (dated, undated) = ("Baker\nExample Ltd, 01/2015 - 12/2019\n\n", "Cook\nOther Ltd\n\n");
        assert_eq!(quality(dated), 1000);
        assert_eq!(quality(undated), 800);
        assert_eq!(quality(&format!("{dated}{undated}")), 900);
    }

    #[test]
    fn a_history_that_is_printed_twice_costs() {
        let job = "Baker\nExample Ltd, 01/2015 - 12/2019\n\u{2022} Baked.\n\n";
        assert_eq!(quality(&job.repeat(2)), 850);
    }

    #[test]
    fn duties_before_the_first_position_cost() {
        let loose = "\u{2022} Organised the deliveries of flour to all of the shops.\n\n";
        assert_eq!(quality(&format!("{loose}Baker\nExample Ltd, 01/2015 - 12/2019\n\n")), 900);
    }
}
