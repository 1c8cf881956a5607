//! Reading quality: the confidence that a resume was read well. All deductions are in thousandths.

use crate::profile::Profile;
use crate::units::Confidence;
use rolefit_document::{Document, NoteCode};

/// Deducted if no heading was recognised, because the section of a sentence then says little about its value.
const NO_HEADINGS: u32 = 200;

/// Deducted if no position has dates, because time cannot be counted.
const NO_DATES: u32 = 200;

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

/// The least confidence of a text that was read at all.
const LEAST: u32 = 100;

/// Returns the reading quality of a resume.
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
