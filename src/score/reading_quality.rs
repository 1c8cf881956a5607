//! How well a resume could be read: what people see as reading quality.

use crate::profile::Profile;
use crate::units::Confidence;
use rolefit_document::{Document, NoteCode};

/// Taken where no heading was recognised: where a sentence stands then says little about what it is worth.
const NO_HEADINGS: u32 = 200;

/// Taken where no position has dates: time cannot be counted.
const NO_DATES: u32 = 200;

/// Taken where no position was found at all: nothing can be seen to have been done.
const NO_POSITIONS: u32 = 300;

/// Taken where only a part of the file could be read.
const PARTLY_READ: u32 = 250;

/// Taken where the text is what a program recognised in pictures of pages: it misreads a word in fifty, or more.
const TEXT_LAYER: u32 = 150;

/// Taken for each statement that makes no sense, such as an impossible range of dates.
const NOTE: u32 = 50;

/// A text shorter than this many bytes, some eighty words, is hardly a resume.
const SHORT: usize = 500;

/// Taken from short texts.
const TOO_SHORT: u32 = 200;

/// What is left at the least: the text was read.
const LEAST: u32 = 100;

/// The reading quality of a resume.
pub(super) fn reading_quality(document: &Document, profile: &Profile) -> Confidence {
    let headings = profile.sections.iter().any(|section| section.heading.is_some());
    let dated = profile.positions.iter().any(|position| position.dates.is_some());
    let losses = [
        (!headings, NO_HEADINGS),
        (profile.positions.is_empty(), NO_POSITIONS),
        (!profile.positions.is_empty() && !dated, NO_DATES),
        (document.problem.is_some(), PARTLY_READ),
        (document.notes.iter().any(|note| note.code == NoteCode::TextLayer), TEXT_LAYER),
        (document.text.len() < SHORT, TOO_SHORT),
    ];
    let lost: u32 = losses.iter().filter(|(is, _)| *is).map(|(_, loss)| loss).sum();
    let notes = u32::try_from(profile.notes.len()).unwrap_or(u32::MAX).saturating_mul(NOTE);
    Confidence::new(Confidence::FULL.thousandths().saturating_sub(lost.saturating_add(notes)).max(LEAST))
}
