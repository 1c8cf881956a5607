//! Positions whose title fills a line without dates.

use super::Position;
use super::calendar::full_year;
use super::header::{self, LONGEST_HEAD};
use super::sections::Layout;
use crate::reading::{Line, Reading, mark};
use crate::titles::{self, Setting};
use rolefit_document::SectionKind;

/// A title that no dates vouch for has at most so many words.
const LONGEST_UNDATED: usize = 9;
/// A line of more words is no head but a duty.
const DUTY_WORDS: usize = 9;

/// Claims the undated titles that fill lines among the positions; returns their lines and positions.
pub(super) fn claim(reading: &Reading<'_>, layout: &mut Layout, dated: &[bool]) -> Vec<(usize, Position)> {
    let mut heads = Vec::new();
    for index in 0..reading.lines.len() {
        if let Some((position, end)) = title_at(reading, layout, dated, index) {
            layout.claim(index, end);
            heads.push((index, position));
        }
    }
    heads
}

/// The position whose undated title fills the line, and the offset at which its head ends.
fn title_at(reading: &Reading<'_>, layout: &Layout, dated: &[bool], index: usize) -> Option<(Position, usize)> {
    let line = reading.lines.get(index)?;
    let experience = layout.kinds.get(index) == Some(&SectionKind::Experience);
    let dated = dated.get(index).copied().unwrap_or(true);
    if !experience || dated || line.bullet || !layout.is_free(reading, index) {
        return None;
    }
    let start = line.words.start..line.words.end.min(line.words.start + LONGEST_HEAD);
    titles::last_noun(reading, start)?;
    let header = header::read_start(reading, line.words.clone(), Setting::Capitals, false);
    let title = header.title.clone().filter(|title| title.len() <= LONGEST_UNDATED)?;
    let duty = |line: Option<&Line>| line.is_none_or(|line| line.bullet || line.words.len() > DUTY_WORDS);
    // A date below that could not be read takes no title away.
    let holds_year = |line: &Line| {
        let mut words = reading.words(line.words.clone()).iter();
        words.any(|word| full_year(word.span.slice(reading.text)).is_some())
    };
    let ends = |line: Option<&Line>| duty(line) || line.is_some_and(holds_year);
    let begins =
        index.checked_sub(1).is_none_or(|above| duty(reading.lines.get(above)) || !layout.is_free(reading, above));
    let next = reading.lines.get(index + 1);
    let signed_below = || {
        next.filter(|next| !next.bullet)
            .is_some_and(|next| header::read_start(reading, next.words.clone(), Setting::Capitals, false).is_signed)
    };
    let whole = header.end == line.words.end && !is_sentence(reading, index);
    if !(header.is_signed || (whole && begins && (ends(next) || signed_below()))) {
        return None;
    }
    let rest = reading.word(header.end).filter(|_| header.end < line.words.end).map(|word| word.span.start);
    let position = Position {
        title: reading.fact(reading.closed_span(title)),
        employer: header.employer.map(|employer| reading.fact(reading.span(employer))),
        ..Position::default()
    };
    Some((position, rest.unwrap_or(line.span.end)))
}

/// True if the line ends in a full stop that belongs to no abbreviation, or in a semicolon or colon.
pub(super) fn is_sentence(reading: &Reading<'_>, line: usize) -> bool {
    let Some(line) = reading.lines.get(line) else { return false };
    let last = line.words.end.checked_sub(1).and_then(|last| reading.word(last));
    match line.span.slice(reading.text).chars().next_back() {
        Some('.') => !last.is_some_and(|word| word.is(mark::ABBREVIATION) || word.dotted),
        Some(end) => matches!(end, ';' | ':'),
        None => false,
    }
}
