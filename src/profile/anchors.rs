//! Finds the lines whose dates can belong to a position, and reads the words beside the dates.

use std::ops::Range;

use super::calendar::full_year;
use super::datescan::{Dates, Scanner};
use super::header::{self, Header};
use super::sections::Layout;
use super::terms;
use crate::catalog::DegreeLevel;
use crate::reading::{Line, Meaning, Reading, Shape};
use crate::titles::Setting;
use rolefit_document::SectionKind;

/// More words than this before the dates are a sentence.
const LONGEST_SIDE: usize = 18;
/// A line with a title and details, such as employer, place and kind of business, has at most so many words.
pub(super) const LONGEST_WITH_DETAILS: usize = 30;
/// The end of a position has at most so many words.
const LONGEST_END: usize = 5;
/// A title written small has at most so many words.
const SMALL_TITLE: usize = 6;
/// "to" and "November 2015" may fill lines of their own; such lines have at most so many words.
const DATE_LINE_WORDS: usize = 3;

/// A line whose dates may belong to a position.
#[derive(Debug)]
pub(super) struct Anchor {
    /// The line that the dates begin on.
    pub first_line: usize,
    /// The line that they end on.
    pub last_line: usize,
    pub dates: Dates,
    /// The words before the dates on the same line.
    pub before: Header,
    /// The words after the dates.
    pub after: Header,
    /// True if the line is a list item.
    pub bullet: bool,
    /// True if the line begins with the dates.
    pub leads: bool,
    /// True if the line ends with the dates.
    pub trails: bool,
    /// True if a dash and a year follow the only date: an end that was not read is no open end.
    pub unread_end: bool,
}

/// All anchors, in text order.
pub(super) fn read(reading: &Reading<'_>, layout: &Layout, scanner: &Scanner<'_, '_>) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut line = 0;
    while line < reading.lines.len() {
        let found = anchor(scanner, reading, layout, line);
        line = found.as_ref().map_or(line, |anchor| anchor.last_line) + 1;
        anchors.extend(found);
    }
    anchors
}

/// True if positions are possible on the line: not among degrees, nor among awards that follow degrees. Unpaid work is
/// no position.
pub(super) fn admits(layout: &Layout, offset: usize, kind: SectionKind) -> bool {
    use SectionKind as K;
    match kind {
        K::Education
        | K::Certificates
        | K::Languages
        | K::Affiliations
        | K::Personal
        | K::References
        | K::Volunteering => false,
        K::Accomplishments | K::Skills | K::Summary => {
            let current = layout.starts.partition_point(|start| start.offset <= offset);
            let before = current.checked_sub(2).and_then(|before| layout.starts.get(before));
            layout.lacks_experience || before.is_some_and(|before| before.kind == K::Experience)
        }
        _ => true,
    }
}

fn anchor(scanner: &Scanner<'_, '_>, reading: &Reading<'_>, layout: &Layout, index: usize) -> Option<Anchor> {
    let line = reading.lines.get(index)?;
    let kind = *layout.kinds.get(index)?;
    if !admits(layout, line.span.start, kind) || !layout.is_free(reading, index) {
        return None;
    }
    let (dates, last_line) = dates(scanner, reading, layout, index, line)?;
    let (before, after) = (line.words.start..dates.words.0, dates.words.1..reading.lines.get(last_line)?.words.end);
    let after = terms::trim(reading, after);
    let ranged = kind == SectionKind::Experience && dates.is_range && !line.bullet;
    let detailed = |side: &Range<usize>, other: &Range<usize>, known: bool| {
        let wanted = ranged && !side.is_empty() && other.is_empty() && side.len() <= LONGEST_WITH_DETAILS;
        wanted.then(|| header::read_with_details(reading, side.clone(), known)).flatten()
    };
    let longest = if ranged && after.is_empty() { LONGEST_WITH_DETAILS } else { LONGEST_SIDE };
    if before.len() > longest || holds_degree(reading, before.clone()) {
        return None;
    }
    let (leads, trails) = (before.is_empty(), after.is_empty());
    let unread_end = !dates.is_range && is_unread_end(reading, after.clone());
    let mut before_header = header::read(reading, before.clone(), Setting::Plain, false);
    let mut after_header = header::read(reading, after.clone(), Setting::Capitals, before_header.is_signed);
    if after_header.is_signed {
        before_header = header::read(reading, before.clone(), Setting::Plain, true);
    }
    if after_header.title.is_none() && after_header.end < after.end {
        after_header = detailed(&after, &before, false).unwrap_or(after_header);
    }
    if unread_end {
        after_header = Header { end: after.end, ..Header::default() };
    }
    if ranged && before.len() <= SMALL_TITLE {
        vouch(reading, &mut before_header, before.clone(), &after_header, last_line);
    }
    if before_header.end < before.end {
        before_header = detailed(&before, &after, before_header.is_signed).unwrap_or(before_header);
    }
    let bullet = line.bullet;
    let anchor = Anchor {
        first_line: index,
        last_line,
        dates,
        before: before_header,
        after: after_header,
        bullet,
        leads,
        trails,
        unread_end,
    };
    is_head(reading, layout, &anchor, line, kind, before, after).then_some(anchor)
}

/// True if a dash and a year begin the words behind a date.
fn is_unread_end(reading: &Reading<'_>, after: Range<usize>) -> bool {
    let slice = |at: usize| reading.word(at).map(|word| word.span.slice(reading.text));
    let mut end = after.start..after.end.min(after.start + LONGEST_END);
    // "(Tuesday) – 1 May 2020"
    let dashed = |&at: &usize| reading.gap(at).contains(['-', '–', '—']);
    !after.is_empty()
        && [after.start, after.start + 1].iter().any(dashed)
        && end.any(|at| slice(at).and_then(full_year).is_some())
}

/// The dates of the line, which may run on over the next two.
fn dates(
    scanner: &Scanner<'_, '_>,
    reading: &Reading<'_>,
    layout: &Layout,
    index: usize,
    line: &Line,
) -> Option<(Dates, usize)> {
    // Most lines have no number; the look for months would cost a tenth of all reading.
    let found = line.holds_digit().then(|| scanner.first(line.words.start, line.words.end))??;
    let open = line.span.slice(reading.text).ends_with(['-', '–', '—']);
    if found.is_range && (found.words.1 < line.words.end || !open) {
        return Some((found, index));
    }
    for last in [index + 2, index + 1] {
        let short = |line: usize| {
            layout.is_free(reading, line)
                && reading.lines.get(line).is_some_and(|line| line.words.len() <= DATE_LINE_WORDS)
        };
        if !(index + 1..=last).all(short) {
            continue;
        }
        let to = reading.lines.get(last)?.words.end;
        let longer = scanner.first(line.words.start, to)?;
        if longer.is_range && longer.words.1 == to && longer.words.0 == found.words.0 {
            return Some((longer, last));
        }
    }
    Some((found, index))
}

/// "sales clerk 05/1975 to 06/1976 Company Name": an employer after or below the dates vouches for a title in small
/// letters.
fn vouch(reading: &Reading<'_>, header: &mut Header, before: Range<usize>, after: &Header, last_line: usize) {
    let below = || {
        let next = reading.lines.get(last_line + 1).filter(|next| !next.bullet);
        next.is_some_and(|next| header::read_start(reading, next.words.clone(), Setting::Capitals, false).is_signed)
    };
    if header.end < before.end && (after.is_signed || below()) {
        header.end = before.end;
        header.slot.get_or_insert(before);
    }
}

/// True if the line reads as the head of a position and not as a duty that mentions dates.
fn is_head(
    reading: &Reading<'_>,
    layout: &Layout,
    anchor: &Anchor,
    line: &Line,
    kind: SectionKind,
    before: Range<usize>,
    after: Range<usize>,
) -> bool {
    let Anchor { dates, before: head, after: tail, .. } = anchor;
    let prose_before = !before.is_empty() && head.end < before.end;
    let listed =
        line.bullet && head.title.is_none() && !(anchor.leads && anchor.trails && kind == SectionKind::Experience);
    if prose_before || listed || (line.bullet && !dates.is_range) {
        return false;
    }
    let runs_on =
        reading.word(after.start).filter(|_| !after.is_empty()).is_some_and(|word| word.shape == Shape::Lower);
    if runs_on && tail.title.is_none() && !anchor.unread_end {
        return false;
    }
    let experience = kind == SectionKind::Experience || layout.lacks_experience;
    if dates.is_range {
        return true;
    }
    let named = head.title.is_some() || head.is_signed || tail.is_signed || tail.leads_with_employer;
    let whole = after.is_empty() || tail.end == after.end || tail.is_signed;
    experience && whole && (named || (before.is_empty() && (tail.title.is_some() || after.is_empty())))
}

/// True if a degree is named by more than one word: "Associate of Arts" is no title.
fn holds_degree(reading: &Reading<'_>, range: Range<usize>) -> bool {
    let degree = |meaning| match meaning {
        Meaning::Degree(degree) => {
            let degree = reading.lexicon.degrees.get(usize::from(degree));
            degree.is_some_and(|degree| degree.level > DegreeLevel::HighSchool)
        }
        _ => false,
    };
    reading.phrases(range, degree).any(|(words, _)| words.len() > 1)
}
