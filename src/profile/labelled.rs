//! Positions whose facts stand behind labels: "Job Title: …", the rows of the old Europass, and tables with a head.

use std::ops::Range;

use super::anchors::admits;
use super::datescan::{Dates, Scanner};
use super::header;
use super::labels::{self, LabelledField};
use super::sections::Layout;
use super::{DateRange, End, Position};
use crate::catalog::Label;
use crate::reading::Reading;
use crate::titles::Setting;
use rolefit_document::{SectionKind, Span};

/// Duties may fill so many lines between two labels of one position.
const FAR: usize = 12;
/// A line of nothing but dates has at most so many words: "1 January 2015 to 31 March 2018; 1 June 2019 to date".
const LONGEST_DATES: usize = 24;
/// A labelled title of more words is a sentence.
const LONGEST_TITLE: usize = 12;

/// Claims the labelled positions; returns their lines and positions.
pub(super) fn claim(reading: &Reading<'_>, layout: &mut Layout, scanner: &Scanner<'_, '_>) -> Vec<(usize, Position)> {
    let mut heads = Vec::new();
    let mut group = Group::default();
    let mut line = 0;
    while let Some(found) = reading.lines.get(line) {
        let kind = layout.kinds.get(line).copied().unwrap_or(SectionKind::Other);
        if !admits(layout, found.span.start, kind) || !layout.is_free(reading, line) {
            group.close(reading, layout, scanner, &mut heads);
            line += 1;
            continue;
        }
        if let Some(columns) = labels::table_head(reading, line) {
            group.close(reading, layout, scanner, &mut heads);
            line = rows(reading, layout, scanner, line, &columns, &mut heads);
            continue;
        }
        let fields = labels::fields(reading, line);
        for field in fields {
            if group.holds(field.label) || group.is_far(line) {
                group.close(reading, layout, scanner, &mut heads);
            }
            group.add(field);
        }
        line += 1;
    }
    group.close(reading, layout, scanner, &mut heads);
    heads
}

/// The labelled fields of one position.
#[derive(Default)]
struct Group {
    fields: Vec<LabelledField>,
}

impl Group {
    /// True if a field of this kind begins the next position.
    fn holds(&self, label: Label) -> bool {
        let told = matches!(label, Label::Title | Label::Employer | Label::Dates | Label::Start | Label::End);
        told && self.value(label).is_some()
    }

    /// True if the line is too far below the group to belong to it.
    fn is_far(&self, line: usize) -> bool {
        self.fields.last().is_some_and(|last| last.line + FAR < line)
    }

    fn add(&mut self, field: LabelledField) {
        // "Location: …" and "Duties: …" alone announce no position.
        if !self.fields.is_empty() || !matches!(field.label, Label::Beside | Label::Duties) {
            self.fields.push(field);
        }
    }

    fn value(&self, label: Label) -> Option<Range<usize>> {
        self.fields.iter().find(|field| field.label == label).map(|field| field.value.clone())
    }

    /// Claims the position of the group, if it is one, and empties the group.
    fn close(
        &mut self,
        reading: &Reading<'_>,
        layout: &mut Layout,
        scanner: &Scanner<'_, '_>,
        heads: &mut Vec<(usize, Position)>,
    ) {
        let group = std::mem::take(self);
        let Some((first, last)) = group.fields.first().zip(group.fields.last()).map(|(a, b)| (a.line, b.line)) else {
            return;
        };
        let (mut from, mut to) = (first, last);
        let mut dates = group.dates(scanner);
        if dates.is_none() {
            let beside = |line: usize| dates_alone(reading, layout, scanner, line).map(|dates| (line, dates));
            let found = (first..=last + 1).chain(first.checked_sub(1)).find_map(beside);
            if let Some((line, found)) = found {
                (from, to) = (from.min(line), to.max(line));
                dates = Some(found);
            }
        }
        let labelled = group.value(Label::Title).filter(|title| title.len() <= LONGEST_TITLE);
        let above =
            || from.checked_sub(1).and_then(|line| title_alone(reading, layout, line).map(|title| (line, title)));
        let title = match labelled {
            Some(title) => Some(without_dates(title, dates.as_ref())),
            None => above().map(|(line, title)| {
                from = line;
                title
            }),
        };
        let employer = group.value(Label::Employer);
        let announced = layout.kinds.get(first) == Some(&SectionKind::Experience);
        let ranged = dates.as_ref().is_some_and(|dates| dates.is_range);
        let is_position = ranged || (announced && employer.is_some() && group.value(Label::Title).is_some());
        let Some(title) = title.filter(|title| is_position && !title.is_empty()) else { return };
        for field in &group.fields {
            let behind =
                reading.word(field.value.start).filter(|_| field.label == Label::Duties && !field.value.is_empty());
            let end = behind.map(|word| word.span.start);
            claim_line(reading, layout, field.line, end);
            for line in field.value_lines(reading).filter(|_| field.label != Label::Duties) {
                claim_line(reading, layout, line, None);
            }
        }
        for line in [from, to] {
            if !(first..=last).contains(&line) {
                claim_line(reading, layout, line, None);
            }
        }
        heads.push((from, position(reading, title, employer, dates)));
    }

    /// The dates behind labels: together, as two ends, or behind the title.
    fn dates(&self, scanner: &Scanner<'_, '_>) -> Option<Dates> {
        let read = |label: Label| {
            let value = self.value(label)?;
            scanner.first(value.start, value.end)
        };
        if let Some(whole) = read(Label::Dates) {
            return Some(whole);
        }
        let Some(start) = read(Label::Start) else { return read(Label::Title).filter(|dates| dates.is_range) };
        if start.is_range {
            return Some(start);
        }
        let end = self.value(Label::End).and_then(|end| scanner.end(end.start, end.end));
        joined(start, end)
    }
}

/// From one date to the end of another; without an end the first is open.
pub(super) fn joined(start: Dates, end: Option<(End, Span, usize)>) -> Option<Dates> {
    let from = start.range?.start;
    let (end, span, next) = end.unwrap_or((End::Open, start.span, start.words.1));
    let possible = match end {
        End::Open => true,
        End::At(end) => super::dates::is_possible(from, end),
    };
    let range = possible.then_some(DateRange { start: from, end });
    let span = if span.start < start.span.start { start.span } else { start.span.join(span) };
    Some(Dates { range, more: Vec::new(), span, words: (start.words.0, next), is_range: true })
}

fn position(
    reading: &Reading<'_>,
    title: Range<usize>,
    employer: Option<Range<usize>>,
    dates: Option<Dates>,
) -> Position {
    let mut position = Position {
        title: reading.fact(reading.closed_span(title)),
        employer: employer.filter(|employer| !employer.is_empty()).map(|employer| reading.fact(reading.span(employer))),
        ..Position::default()
    };
    if let Some(dates) = dates {
        position.set_dates(&dates);
    }
    position
}

/// The title up to dates that stand behind it.
fn without_dates(title: Range<usize>, dates: Option<&Dates>) -> Range<usize> {
    let cut = dates.map(|dates| dates.words.0).filter(|cut| title.contains(cut));
    title.start..cut.unwrap_or(title.end)
}

/// The range of dates that fills a line.
fn dates_alone(reading: &Reading<'_>, layout: &Layout, scanner: &Scanner<'_, '_>, line: usize) -> Option<Dates> {
    let words = reading.lines.get(line).filter(|_| layout.is_free(reading, line))?.words.clone();
    if words.len() > LONGEST_DATES {
        return None;
    }
    scanner.first(words.start, words.end).filter(|dates| dates.is_range && dates.words == (words.start, words.end))
}

/// The title that fills a line.
fn title_alone(reading: &Reading<'_>, layout: &Layout, line: usize) -> Option<Range<usize>> {
    let found = reading.lines.get(line).filter(|found| !found.bullet && layout.is_free(reading, line))?;
    let header = header::read_start(reading, found.words.clone(), Setting::Plain, false);
    header.title.filter(|_| header.end == found.words.end)
}

fn claim_line(reading: &Reading<'_>, layout: &mut Layout, line: usize, until: Option<usize>) {
    if let Some(found) = reading.lines.get(line) {
        layout.claim(line, until.unwrap_or(found.span.end));
    }
}

/// Claims the rows below the head of a table, up to the next head; returns the line behind them.
fn rows(
    reading: &Reading<'_>,
    layout: &mut Layout,
    scanner: &Scanner<'_, '_>,
    head: usize,
    columns: &[Label],
    heads: &mut Vec<(usize, Position)>,
) -> usize {
    let kind = layout.kinds.get(head).copied();
    let mut line = head + 1;
    let before = heads.len();
    let goes_on = |line| reading.lines.get(line).is_some() && labels::table_head(reading, line).is_none();
    while goes_on(line) && layout.kinds.get(line).copied() == kind {
        let cells = labels::cells(reading, line);
        let cell = |label: Label| {
            let at = columns.iter().position(|column| *column == label)?;
            cells.get(at).cloned().filter(|_| cells.len() == columns.len())
        };
        let read = |label: Label| cell(label).and_then(|cell| scanner.first(cell.start, cell.end));
        let dates = read(Label::Dates).or_else(|| {
            let end = cell(Label::End).and_then(|cell| scanner.end(cell.start, cell.end));
            joined(read(Label::Start)?, end)
        });
        if let (Some(title), Some(dates)) = (cell(Label::Title), dates) {
            claim_line(reading, layout, line, None);
            heads.push((line, position(reading, title, cell(Label::Employer), Some(dates))));
        }
        line += 1;
    }
    if heads.len() > before {
        claim_line(reading, layout, head, None);
    }
    // Without rows, the lines are read like others.
    if heads.len() > before { line } else { head + 1 }
}
