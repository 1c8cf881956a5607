//! Notes on dates that count no time, or less than they say.

use jiff::civil::Date;

use crate::profile::{End, Profile};
use rolefit_document::{Document, Note, NoteCode};

/// Returns the notes on the dates of a profile of `document`.
pub fn date_notes(profile: &Profile, document: &Document, as_of: Date) -> Vec<Note> {
    let mut messages: Vec<String> = profile.notes.clone();
    for position in &profile.positions {
        let Some(span) = position.dates_span else { continue };
        let written = span.slice(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        for range in position.ranges() {
            let message = match (range.counted(as_of), range.end) {
                (None, _) if range.start.year > as_of.year() - 1 => {
                    format!("\"{written}\" begins after {as_of} and counts no time")
                }
                (None, _) => format!("\"{written}\" is longer than anybody works and counts no time"),
                (Some(counted), End::At(_)) if counted != range && !is_this_year(range.end, as_of) => {
                    format!("\"{written}\" ends after {as_of}; nothing after that day counts")
                }
                _ => continue,
            };
            messages.push(message);
        }
    }
    messages.into_iter().map(|message| Note { code: NoteCode::Dates, message }).collect()
}

/// True if an end without a month may lie before the day.
fn is_this_year(end: End, as_of: Date) -> bool {
    matches!(end, End::At(end) if end.month.is_none() && end.year == as_of.year())
}
