//! Finds the positions held: dated heads in all the orders that people write them in, and undated titles.

use std::ops::Range;

use super::anchors::{self, Anchor};
use super::header::{self, Header};
use super::lexicon::{Meaning, mark};
use super::reading::Reading;
use super::sections::Layout;
use super::titles::{self, Setting};
use super::undated::{self, is_sentence};
use super::{Position, SectionKind};
use crate::span::Span;

/// A line of a head that is set as list items is shorter.
const LONGEST_LISTED: usize = 8;
/// Employer and place may stand on so many lines between title and dates.
const EMPLOYER_LINES: usize = 2;

/// Where, around its dates, a position's title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Before,
    After,
    Previous,
    Next,
    BeforePrevious,
    AfterNext,
}

/// In the order in which they are believed when nothing else tells.
const SLOTS: [Slot; 6] = [Slot::Before, Slot::After, Slot::Previous, Slot::Next, Slot::BeforePrevious, Slot::AfterNext];

/// The head of a position; without one where only dates and an employer stand, which still end the position before.
#[derive(Debug)]
struct Head {
    line: usize,
    offset: usize,
    position: Option<Position>,
}

/// What the heads are found with.
struct Finder<'r, 'a> {
    reading: &'r Reading<'a>,
    /// Lines on which dates of positions stand.
    dated: Vec<bool>,
}

/// The positions; their heads are claimed in `layout`.
pub(super) fn read(reading: &Reading<'_>, layout: &mut Layout, notes: &mut Vec<String>) -> Vec<Position> {
    let anchors = anchors::read(reading, layout);
    let mut finder = Finder { reading, dated: vec![false; reading.lines.len()] };
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
    for (line, position) in undated::claim(reading, layout, &finder.dated) {
        let offset = reading.lines.get(line).map_or(0, |line| line.span.start);
        heads.push(Head { line, offset, position: Some(position) });
    }
    heads.sort_by_key(|head| head.offset);
    finish(reading, layout, heads)
}

impl Finder<'_, '_> {
    /// The slot in which most anchors have a title: people write all their positions alike.
    fn usual_slot(&self, layout: &Layout, anchors: &[Anchor]) -> Option<Slot> {
        let count = |slot| anchors.iter().filter(|anchor| self.title(layout, anchor, slot).is_some()).count();
        let (mut best, mut most) = (None, 0);
        for slot in SLOTS {
            let count = count(slot);
            if count > most {
                (best, most) = (Some(slot), count);
            }
        }
        // Where nothing stands between positions, each title is both above and below dates; the first dates tell.
        let first = |slot| anchors.first().is_some_and(|anchor| self.title(layout, anchor, slot).is_some());
        let below = best == Some(Slot::Previous) && !first(Slot::Previous) && first(Slot::Next);
        if below && count(Slot::Next) + 1 >= most { Some(Slot::Next) } else { best }
    }

    /// The line that a slot means, if it may be part of a head.
    fn line(&self, layout: &Layout, anchor: &Anchor, slot: Slot) -> Option<usize> {
        match slot {
            Slot::Before | Slot::After => Some(anchor.first_line),
            Slot::Previous => self.part(layout, anchor, anchor.first_line.checked_sub(1)?),
            Slot::Next => self.part(layout, anchor, anchor.last_line + 1),
            Slot::AfterNext => self.part(layout, anchor, self.line(layout, anchor, Slot::Next)? + 1),
            // Above the lines that name employer and place.
            Slot::BeforePrevious => {
                let mut line = self.line(layout, anchor, Slot::Previous)?;
                for _ in 0..EMPLOYER_LINES {
                    let header = self.header(line, anchor)?;
                    if header.title.is_some() || header.end < self.reading.lines.get(line)?.words.end {
                        return None;
                    }
                    line = self.part(layout, anchor, line.checked_sub(1)?)?;
                    if self.header(line, anchor)?.title.is_some() {
                        return Some(line);
                    }
                }
                None
            }
        }
    }

    /// The line, if it may be part of the anchor's head.
    fn part(&self, layout: &Layout, anchor: &Anchor, line: usize) -> Option<usize> {
        let found = self.reading.lines.get(line)?;
        let same = layout.kinds.get(line) == layout.kinds.get(anchor.first_line);
        let dated = self.dated.get(line).copied().unwrap_or(true);
        let listed = found.bullet && !(anchor.bullet && found.words.len() <= LONGEST_LISTED);
        (same && !dated && !listed && layout.is_free(self.reading, line)).then_some(line)
    }

    /// The head that a line begins with.
    fn header(&self, line: usize, anchor: &Anchor) -> Option<Header> {
        let found = self.reading.lines.get(line)?;
        let least = if found.bullet { Setting::Capitals } else { Setting::Plain };
        let known = anchor.before.is_signed || anchor.after.is_signed;
        Some(header::read_start(self.reading, found.words.clone(), least, known))
    }

    /// The title in a slot, where a noun shows it to be one.
    fn title(&self, layout: &Layout, anchor: &Anchor, slot: Slot) -> Option<Range<usize>> {
        match slot {
            Slot::Before => anchor.before.title.clone(),
            Slot::After => anchor.after.title.clone(),
            Slot::Previous | Slot::BeforePrevious => {
                let line = self.line(layout, anchor, slot)?;
                let header = self.header(line, anchor)?;
                (header.end == self.reading.lines.get(line)?.words.end && !is_sentence(self.reading, line))
                    .then_some(header.title?)
            }
            Slot::Next | Slot::AfterNext => {
                let line = self.line(layout, anchor, slot)?;
                let header = self.header(line, anchor)?;
                let whole = header.end == self.reading.lines.get(line)?.words.end && !is_sentence(self.reading, line);
                (whole || header.is_signed).then_some(header.title?)
            }
        }
    }

    /// What stands where titles usually stand, in a section where every dated line is a position.
    fn untypical_title(&self, layout: &Layout, anchor: &Anchor, usual: Option<Slot>) -> Option<Range<usize>> {
        if layout.kinds.get(anchor.first_line) != Some(&SectionKind::Experience) || !anchor.dates.is_range {
            return None;
        }
        let Anchor { before, after, leads, trails, .. } = anchor;
        let beside = |slot: Slot| match slot {
            Slot::Before if !before.is_signed && !leads && self.is_followed_by_employer(layout, anchor) => {
                before.slot.clone()
            }
            Slot::After if before.is_signed => after.slot.clone(),
            Slot::Previous if *leads && (*trails || after.is_signed) => self.plain_line(layout, anchor, slot),
            Slot::Next if *leads && *trails => self.plain_line(layout, anchor, slot),
            _ => None,
        };
        match usual {
            Some(slot) => beside(slot),
            None => SLOTS.into_iter().find_map(beside),
        }
    }

    /// Whether an employer stands behind the dates or begins the next line.
    fn is_followed_by_employer(&self, layout: &Layout, anchor: &Anchor) -> bool {
        let below = || {
            let next = self.line(layout, anchor, Slot::Next)?;
            self.header(next, anchor).map(|header| header.leads_with_employer)
        };
        anchor.after.employer.is_some() || below().unwrap_or_default()
    }

    /// A short line up to its employer, without a verb.
    fn plain_line(&self, layout: &Layout, anchor: &Anchor, slot: Slot) -> Option<Range<usize>> {
        let line = self.line(layout, anchor, slot)?;
        let words = self.reading.lines.get(line)?.words.clone();
        let employer = |&index: &usize| {
            let phrase = self.reading.phrase(index, words.end, |meaning| meaning == Meaning::Employer);
            phrase.is_some_and(|(length, _)| length > 1)
        };
        let end = words.clone().find(employer).unwrap_or(words.end);
        let verb = self.reading.word(words.start)?.is(mark::OPENER);
        let plain = !verb
            && !is_sentence(self.reading, line)
            && titles::setting(self.reading, words.start..end) >= Setting::Plain;
        (plain && words.start < end).then_some(words.start..end)
    }

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
        if anchor.dates.range.is_none() {
            notes.push(format!("\"{}\" is not a range of dates", reading.fact(anchor.dates.span).text));
        }
        let offset = reading.lines.get(first)?.span.start;
        let position = title.map(|title| Position {
            title: reading.fact(reading.closed_span(title)),
            employer: employer.map(|employer| reading.fact(reading.span(employer))),
            dates: anchor.dates.range,
            dates_span: Some(anchor.dates.span),
            span: Span::default(),
        });
        Some(Head { line: first, offset, position })
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
        if let Some((line, header)) =
            neighbour(Some(last + 1)).filter(|(_, header)| header.leads_with_employer && header.title.is_none())
        {
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
