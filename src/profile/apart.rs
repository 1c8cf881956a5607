//! Dates in a list of their own: the left cell of a table holds all dates, the right cell all titles.

use super::Position;
use super::anchors::Anchor;
use super::header;
use super::sections::Layout;
use super::undated::is_sentence;
use crate::reading::Reading;
use crate::titles::Setting;

/// A list has at least so many dates.
const LEAST_DATES: usize = 2;

/// Claims the positions whose dates and titles stand in two lists of equal length, and takes their dates out of
/// `anchors`; returns their lines and positions.
pub(super) fn claim(reading: &Reading<'_>, layout: &mut Layout, anchors: &mut Vec<Anchor>) -> Vec<(usize, Position)> {
    let mut heads = Vec::new();
    let mut first = 0;
    while first < anchors.len() {
        let length = run(anchors.get(first..).unwrap_or_default());
        let titles = if length < LEAST_DATES { Vec::new() } else { titles(reading, layout, anchors, first, length) };
        if titles.is_empty() || titles.len() != length {
            first += length.max(1);
            continue;
        }
        for (anchor, (line, position)) in anchors.drain(first..first + length).zip(titles) {
            let mut position = position;
            position.set_dates(&anchor.dates);
            for line in (anchor.first_line..=anchor.last_line).chain([line]) {
                let end = reading.lines.get(line).map_or(0, |line| line.span.end);
                layout.claim(line, end);
            }
            heads.push((line, position));
        }
    }
    heads
}

/// How many lines one below the other, from the first anchor on, are dates and nothing else.
fn run(anchors: &[Anchor]) -> usize {
    let alone = |anchor: &Anchor| anchor.leads && anchor.trails && anchor.dates.is_range && !anchor.bullet;
    let mut length = 0;
    let mut next = None;
    for anchor in anchors {
        if !alone(anchor) || next.is_some_and(|next| anchor.first_line != next) {
            break;
        }
        next = Some(anchor.last_line + 1);
        length += 1;
    }
    length
}

/// The undated titles between the list of dates and the next dates, or between the last dates and the list.
fn titles(
    reading: &Reading<'_>,
    layout: &Layout,
    anchors: &[Anchor],
    first: usize,
    length: usize,
) -> Vec<(usize, Position)> {
    let Some((top, bottom)) =
        anchors.get(first).zip(anchors.get(first + length - 1)).map(|(a, b)| (a.first_line, b.last_line))
    else {
        return Vec::new();
    };
    let kind = layout.kinds.get(top).copied();
    let same = |line: &usize| layout.kinds.get(*line).copied() == kind;
    let below = anchors.get(first + length).map_or(reading.lines.len(), |next| next.first_line);
    let above = first.checked_sub(1).and_then(|last| anchors.get(last)).map_or(0, |last| last.last_line + 1);
    let title = |line: usize| title_at(reading, layout, line).map(|position| (line, position));
    let found: Vec<_> = (bottom + 1..below).take_while(same).filter_map(title).collect();
    if found.len() == length {
        return found;
    }
    let mut lines: Vec<usize> = (above..top).rev().take_while(same).collect();
    lines.reverse();
    lines.into_iter().filter_map(title).collect()
}

fn title_at(reading: &Reading<'_>, layout: &Layout, line: usize) -> Option<Position> {
    let found = reading.lines.get(line).filter(|found| !found.bullet && layout.is_free(reading, line))?;
    let header = header::read_start(reading, found.words.clone(), Setting::Capitals, false);
    let whole = header.end == found.words.end && !is_sentence(reading, line);
    let title = header.title.filter(|_| whole)?;
    Some(Position {
        title: reading.fact(reading.closed_span(title)),
        employer: header.employer.map(|employer| reading.fact(reading.span(employer))),
        ..Position::default()
    })
}
