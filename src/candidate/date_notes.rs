//! Notes on dates that count no time, or less than they say, and on resumes whose dates are old.

use jiff::civil::Date;

use crate::profile::{End, Position, Profile};
use rolefit_document::{Document, Note, NoteCode, single_spaced};

/// With a newest date so many months ago, a resume that says "present" is old: three years, in which half of all people
/// change their job.
const OLD_MONTHS: i32 = 36;

/// Returns the notes on the dates of a profile of `document`.
pub fn date_notes(profile: &Profile, document: &Document, as_of: Date) -> Vec<Note> {
    let mut messages: Vec<String> = profile.notes.clone();
    for position in &profile.positions {
        let Some(span) = position.dates_span else { continue };
        let written = single_spaced(span.slice(&document.text));
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
    let notes = messages.into_iter().map(|message| Note { code: NoteCode::Dates, message });
    notes.chain(old_dates(profile, as_of)).collect()
}

/// The note on a resume that holds a position to the present while its newest date is years old.
fn old_dates(profile: &Profile, as_of: Date) -> Option<Note> {
    let is_open = |position: &Position| position.dates.is_some_and(|dates| dates.end == End::Open);
    let newest = profile.newest_date.filter(|_| profile.positions.iter().any(is_open))?;
    let month = i32::from(newest.year) * 12 + i32::from(newest.month.unwrap_or(12));
    let age = i32::from(as_of.year()) * 12 + i32::from(as_of.month()) - month;
    let stated = newest.month.map_or(newest.year.to_string(), |month| format!("{}-{month:02}", newest.year));
    let message = format!(
        "its newest date is {stated}, so that \"present\" may lie years back; confirm the current job, or score as of \
        then (--as-of)"
    );
    (age >= OLD_MONTHS).then_some(Note { code: NoteCode::OldDates, message })
}

/// True if an end without a month may lie before the day.
fn is_this_year(end: End, as_of: Date) -> bool {
    matches!(end, End::At(end) if end.month.is_none() && end.year == as_of.year())
}
