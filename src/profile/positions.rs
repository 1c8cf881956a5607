//! Finds the positions held: dated heads in all the orders that people write them in, and undated titles.

use std::ops::Range;

use super::anchors::{self, Anchor};
use super::apart;
use super::calendar::full_year;
use super::datescan::Scanner;
use super::header::Header;
use super::labelled;
use super::prose;
use super::sections::Layout;
use super::slots::{Finder, SLOTS, Slot};
use super::undated::{self, is_sentence};
use super::{DateRange, End, Position, dates};
use crate::reading::{Reading, Shape, mark};
use rolefit_document::SectionKind;
use rolefit_document::Span;

/// The head of a position; without one where only dates and an employer stand, which still end the position before.
#[derive(Debug)]
struct Head {
    line: usize,
    offset: usize,
    position: Option<Position>,
    /// True if it states a single date, and no length such as "three weeks".
    is_single: bool,
}

/// The positions; their heads are claimed in `layout`.
pub(super) fn read(
    reading: &Reading<'_>,
    scanner: &Scanner<'_, '_>,
    layout: &mut Layout,
    notes: &mut Vec<String>,
) -> Vec<Position> {
    let labelled = labelled::claim(reading, layout, scanner);
    let mut anchors = anchors::read(reading, layout, scanner);
    let mut told = prose::read(reading, layout, scanner);
    let on = |anchor: &Anchor, line: usize| (anchor.first_line..=anchor.last_line).contains(&line);
    let heads = |anchor: &Anchor| anchor.before.title.is_some() || anchor.after.title.is_some();
    told.retain(|(line, ..)| !anchors.iter().any(|anchor| on(anchor, *line) && heads(anchor)));
    anchors.retain(|anchor| !told.iter().any(|(line, ..)| on(anchor, *line)));
    let apart = apart::claim(reading, layout, &mut anchors);
    let mut finder = Finder::new(reading);
    for anchor in &anchors {
        for dated in finder.dated.iter_mut().take(anchor.last_line + 1).skip(anchor.first_line) {
            *dated = true;
        }
    }
    let usual = finder.usual_slot(layout, &anchors);
    let mut heads: Vec<Head> = Vec::new();
    let mut employer_above = None;
    for anchor in &anchors {
        heads.extend(finder.head(layout, anchor, usual, &mut employer_above, notes));
    }
    let undated = undated::claim(reading, layout, &finder.dated);
    for (line, position) in &undated {
        let body = layout.bodies.get(*line).copied().unwrap_or_default();
        let words = reading.lines.get(*line).map(|line| line.words.clone()).into_iter().flatten();
        let head = words.filter(|&at| reading.word(at).is_some_and(|word| word.span.end <= body));
        notes.extend(unread_year(reading, head, position.title.span));
    }
    for (line, position) in labelled.into_iter().chain(apart).chain(undated) {
        let offset = reading.lines.get(line).map_or(0, |line| line.span.start);
        heads.push(Head { line, offset, position: Some(position), is_single: false });
    }
    heads.extend(told.into_iter().map(|(line, offset, it)| Head {
        line,
        offset,
        position: Some(it),
        is_single: false,
    }));
    heads.sort_by_key(|head| head.offset);
    open_first(&mut heads);
    finish(reading, layout, heads)
}

/// A note on a year among `words` of a head, with what stands beside it.
fn unread_year(reading: &Reading<'_>, mut words: impl Iterator<Item = usize>, beside: Span) -> Option<String> {
    let slice = |at: &usize| reading.word(*at).map(|word| word.span.slice(reading.text));
    let year = words.find(|at| slice(at).and_then(full_year).is_some())?;
    let beside = reading.fact(beside).text;
    Some(format!("the year {} beside \"{beside}\" was not read as a date", slice(&year).unwrap_or_default()))
}

/// Opens the end of the position that is listed first, if it states a single date and no other is later: people leave
/// out the end of the position that they hold. A year alone may be all of the time, unless an earlier position follows.
fn open_first(heads: &mut [Head]) {
    let Some(first) = heads.iter().position(|head| head.position.is_some()) else { return };
    let ranges = |head: &Head| head.position.iter().flat_map(Position::ranges).collect::<Vec<DateRange>>();
    let others: Vec<DateRange> =
        heads.iter().enumerate().filter(|(at, _)| *at != first).flat_map(|(_, it)| ranges(it)).collect();
    let Some(head) = heads.get_mut(first).filter(|head| head.is_single) else { return };
    let Some(dates) = head.position.as_mut().and_then(|position| position.dates.as_mut()) else { return };
    let is_last = others.iter().all(|other| match other.end {
        End::Open => false,
        End::At(end) => dates::is_possible(other.start, dates.start) && dates::is_possible(end, dates.start),
    });
    let known = dates.start.month.is_some() || !others.is_empty();
    if is_last && known && dates.end == End::At(dates.start) {
        dates.end = End::Open;
    }
}

impl Finder<'_, '_> {
    /// Claims the head around an anchor. `employer_above` is the employer that stands above several positions.
    fn head(
        &self,
        layout: &mut Layout,
        anchor: &Anchor,
        usual: Option<Slot>,
        employer_above: &mut Option<Range<usize>>,
        notes: &mut Vec<String>,
    ) -> Option<Head> {
        let reading = self.reading;
        let kind = *layout.kinds.get(anchor.first_line)?;
        let at = |slot| self.title(layout, anchor, slot).map(|title| (slot, title));
        let strict = usual.and_then(at).or_else(|| SLOTS.into_iter().find_map(at));
        let announced = kind == SectionKind::Experience || layout.lacks_experience;
        let strict = strict.filter(|_| announced || anchor.dates.is_range);
        let (slot, title) = match strict {
            Some((slot, title)) => (slot, Some(title)),
            None if kind != SectionKind::Experience || anchor.bullet => return None,
            None => (usual.unwrap_or(Slot::Before), self.untypical_title(layout, anchor, usual)),
        };
        let line = self.line(layout, anchor, slot).filter(|_| title.is_some()).unwrap_or(anchor.first_line);
        let (line, title) = match title.as_ref().and_then(|title| self.wrapped(layout, anchor, line, title)) {
            Some((above, whole)) => (above, Some(whole)),
            None => (line, title),
        };
        let (first, last) = (line.min(anchor.first_line), line.max(anchor.last_line));
        let (first_line, last, own) = self.employer(layout, anchor, title.as_ref(), first, last);
        let employer = own.clone().or(employer_above.clone());
        if first_line < first || (title.is_none() && !anchor.leads) {
            *employer_above = own.or(anchor.before.slot.clone());
        } else if own.is_some() {
            *employer_above = None;
        }
        let first = first_line;
        self.claim(layout, anchor, first, last);
        notes.extend(self.unread_year(anchor, first, last));
        if anchor.dates.range.is_none() {
            notes.push(format!("\"{}\" is not a range of dates", reading.fact(anchor.dates.span).text));
        }
        let offset = reading.lines.get(first)?.span.start;
        let position = title.map(|title| {
            let mut position = Position {
                title: reading.fact(reading.closed_span(title)),
                employer: employer.map(|employer| reading.fact(reading.span(employer))),
                ..Position::default()
            };
            position.set_dates(&anchor.dates);
            position
        });
        let is_single = !anchor.dates.is_range && !anchor.unread_end;
        Some(Head { line: first, offset, position, is_single })
    }

    /// The employer beside the dates, or on a line next to the head, which then becomes part of it.
    fn employer(
        &self,
        layout: &Layout,
        anchor: &Anchor,
        title: Option<&Range<usize>>,
        first: usize,
        last: usize,
    ) -> (usize, usize, Option<Range<usize>>) {
        let apart = |employer: &Range<usize>| title.is_none_or(|title| !title.contains(&employer.start));
        let beside = [&anchor.after, &anchor.before].map(|header| header.employer.clone().filter(apart));
        let within = (first..=last)
            .filter(|line| !(anchor.first_line..=anchor.last_line).contains(line))
            .find_map(|line| self.header(line, anchor)?.employer.filter(apart));
        let [after, before] = beside;
        let known = after.or(before).or(within);
        let neighbour = |line: Option<usize>| {
            let line = self.part(layout, anchor, line?)?;
            Some((line, self.header(line, anchor)?))
        };
        let names_employer = |(line, header): &(usize, Header)| {
            // "Acme Widgets\tSpringfield, IL"
            let whole = self.reading.lines.get(*line).is_some_and(|found| header.end == found.words.end);
            let placed = known.is_none() && whole && header.has_place && header.employer.is_some();
            header.title.is_none() && (header.leads_with_employer || placed)
        };
        if let Some((line, header)) = neighbour(Some(last + 1)).filter(names_employer) {
            return (first, line, known.or(header.employer));
        }
        if known.is_none()
            && let Some((line, header)) = neighbour(first.checked_sub(1))
            && self.reading.lines.get(line).is_some_and(|found| header.end == found.words.end)
            && (header.is_signed || (header.title.is_none() && !is_sentence(self.reading, line) && title.is_some()))
            && header.employer.is_some()
        {
            return (line, last, header.employer);
        }
        (first, last, known)
    }

    /// The title with its first half on the line above: "Senior Key Account" over "Manager, Acme, 2015 – 2018".
    fn wrapped(
        &self,
        layout: &Layout,
        anchor: &Anchor,
        line: usize,
        title: &Range<usize>,
    ) -> Option<(usize, Range<usize>)> {
        let begins = self.reading.lines.get(line).is_some_and(|found| found.words.start == title.start);
        let above = self.part(layout, anchor, line.checked_sub(1)?).filter(|_| begins)?;
        let found = self.reading.lines.get(above)?;
        let words = self.reading.words(found.words.clone());
        let capital = words.first().is_some_and(|word| word.shape != Shape::Lower);
        let half = capital
            && words.iter().all(|word| word.is(mark::SUBJECT | mark::RANK | mark::LINK) && !word.is(mark::NOUN));
        let subject = words.last().is_some_and(|word| word.is(mark::SUBJECT | mark::RANK));
        let ends = found.span.slice(self.reading.text).ends_with(|last: char| last.is_alphanumeric());
        (half && subject && ends).then_some((above, found.words.start..title.end))
    }

    /// A note on a year in the head of a position that no dates hold.
    fn unread_year(&self, anchor: &Anchor, first: usize, last: usize) -> Option<String> {
        let read = anchor.dates.words.0..anchor.dates.words.1;
        let end = anchor.after.end.max(read.end);
        let words = (first..=last).filter_map(|line| self.reading.lines.get(line)).flat_map(|line| line.words.clone());
        unread_year(self.reading, words.filter(|at| !read.contains(at) && *at < end), anchor.dates.span)
    }

    /// Takes the head's lines out of the duties, up to where a sentence begins on them.
    fn claim(&self, layout: &mut Layout, anchor: &Anchor, first: usize, last: usize) {
        for line in first..=last {
            let Some(found) = self.reading.lines.get(line) else { continue };
            let end = match line {
                _ if line == anchor.last_line => anchor.after.end.max(anchor.dates.words.1),
                _ if line > anchor.last_line => self.header(line, anchor).map_or(found.words.end, |header| header.end),
                _ => found.words.end,
            };
            let rest = self.reading.word(end).filter(|_| end < found.words.end).map(|word| word.span.start);
            layout.claim(line, rest.unwrap_or(found.span.end));
        }
    }
}

/// Gives every position its stretch, up to the next head or the end of its section, and opens sections where none were.
fn finish(reading: &Reading<'_>, layout: &mut Layout, heads: Vec<Head>) -> Vec<Position> {
    use SectionKind as K;
    for head in &heads {
        let kind = layout.kinds.get(head.line).copied();
        if head.position.is_some() && !matches!(kind, Some(K::Experience | K::Projects | K::Volunteering)) {
            layout.reopen(reading, head.line, K::Experience);
        }
    }
    let mut positions = Vec::new();
    let mut ends = heads.iter().skip(1).map(|head| head.offset).chain([reading.text.len()]);
    for (head, next_head) in heads.iter().zip(&mut ends) {
        let Some(mut position) = head.position.clone() else { continue };
        let starts = layout.starts.iter().filter(|start| start.heading.is_some() || start.kind != K::Experience);
        let section_end = starts.map(|start| start.offset).find(|&offset| offset > head.offset);
        let end = section_end.unwrap_or(usize::MAX).min(next_head);
        position.span = Span::new(head.offset, end).trim(reading.text);
        positions.push(position);
    }
    positions
}
