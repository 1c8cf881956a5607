//! Finds the slot around the dates of a position in which a resume writes its titles: each slot is read, and the most
//! used wins.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::anchors::{Anchor, LONGEST_WITH_DETAILS};
use super::header::{self, Header};
use super::sections::Layout;
use super::undated::is_sentence;
use super::wrapped::is_joined;
use crate::reading::{Meaning, Reading, mark};
use crate::titles::{self, Setting};
use rolefit_document::SectionKind;

/// A line of a head that is set as list items is shorter.
const LONGEST_LISTED: usize = 8;
/// Employer and place may fill so many lines between title and dates.
const EMPLOYER_LINES: usize = 2;

/// The line around its dates on which a position's title is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Before,
    After,
    Previous,
    Next,
    BeforePrevious,
    AfterNext,
}

/// In the order in which they are believed when nothing else tells.
pub(super) const SLOTS: [Slot; 6] =
    [Slot::Before, Slot::After, Slot::Previous, Slot::Next, Slot::BeforePrevious, Slot::AfterNext];

/// The state with which heads are found.
pub(super) struct Finder<'r, 'a> {
    pub reading: &'r Reading<'a>,
    /// By line: true if it holds dates of a position.
    pub dated: Vec<bool>,
    /// The heads that were read, by line and by whether the employer was known and details were allowed: each slot
    /// asks for its neighbours' again.
    headers: RefCell<FxHashMap<(usize, bool, bool), Header>>,
}

impl<'r, 'a> Finder<'r, 'a> {
    pub(super) fn new(reading: &'r Reading<'a>) -> Self {
        Self { reading, dated: vec![false; reading.lines.len()], headers: RefCell::default() }
    }
}

impl Finder<'_, '_> {
    /// The slot in which most anchors have a title: people write all their positions alike.
    pub(super) fn usual_slot(&self, layout: &Layout, anchors: &[Anchor]) -> Option<Slot> {
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
    pub(super) fn line(&self, layout: &Layout, anchor: &Anchor, slot: Slot) -> Option<usize> {
        match slot {
            Slot::Before | Slot::After => Some(anchor.first_line),
            Slot::Previous => self.part(layout, anchor, anchor.first_line.checked_sub(1)?),
            Slot::Next => {
                let next = anchor.last_line + 1;
                self.part(layout, anchor, next).or_else(|| self.listed_title(layout, anchor, next))
            }
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

    /// The first item of the list below a line of dates alone, which may be the title: "2015 – 2018", "• Clerk, Acme".
    fn listed_title(&self, layout: &Layout, anchor: &Anchor, line: usize) -> Option<usize> {
        let found = self.reading.lines.get(line)?;
        let alone = anchor.leads && anchor.trails && anchor.dates.is_range && !anchor.bullet;
        let same = layout.kinds.get(line) == layout.kinds.get(anchor.first_line);
        let dated = self.dated.get(line).copied().unwrap_or(true);
        let free = layout.is_free(self.reading, line) && !is_sentence(self.reading, line);
        let whole = || {
            let header = self.header(line, anchor)?;
            (header.title.is_some() && header.end == found.words.end).then_some(line)
        };
        (alone && same && !dated && found.bullet && free).then(whole)?
    }

    /// The line, if it may be part of the anchor's head.
    pub(super) fn part(&self, layout: &Layout, anchor: &Anchor, line: usize) -> Option<usize> {
        let found = self.reading.lines.get(line)?;
        let same = layout.kinds.get(line) == layout.kinds.get(anchor.first_line);
        let dated = self.dated.get(line).copied().unwrap_or(true);
        let listed = found.bullet && !(anchor.bullet && found.words.len() <= LONGEST_LISTED);
        (same && !dated && !listed && layout.is_free(self.reading, line)).then_some(line)
    }

    /// The head that a line begins with.
    pub(super) fn header(&self, line: usize, anchor: &Anchor) -> Option<Header> {
        let found = self.reading.lines.get(line)?;
        let known = anchor.before.is_signed || anchor.after.is_signed;
        // Dates alone below a line vouch for the title that it begins with.
        let above = line + 1 == anchor.first_line && anchor.leads && anchor.trails && anchor.dates.is_range;
        let detailed = (above || is_joined(self.reading, found)) && !found.bullet && !is_sentence(self.reading, line);
        let mut headers = self.headers.borrow_mut();
        let header = headers.entry((line, known, detailed)).or_insert_with(|| {
            let least = if found.bullet { Setting::Capitals } else { Setting::Plain };
            let header = header::read_start(self.reading, found.words.clone(), least, known);
            let more = detailed && header.end < found.words.end && found.words.len() <= LONGEST_WITH_DETAILS;
            let details = || header::read_with_details(self.reading, found.words.clone(), known);
            more.then(details).flatten().unwrap_or(header)
        });
        Some(header.clone())
    }

    /// The title in a slot, where a noun shows it to be one.
    pub(super) fn title(&self, layout: &Layout, anchor: &Anchor, slot: Slot) -> Option<Range<usize>> {
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

    /// The phrase in the usual slot of titles, in a section where every dated line is a position.
    pub(super) fn untypical_title(
        &self,
        layout: &Layout,
        anchor: &Anchor,
        usual: Option<Slot>,
    ) -> Option<Range<usize>> {
        if layout.kinds.get(anchor.first_line) != Some(&SectionKind::Experience) || !anchor.dates.is_range {
            return None;
        }
        let Anchor { before, after, leads, trails, .. } = anchor;
        if before.leads_with_accounts && *trails {
            return before.slot.clone();
        }
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

    /// True if an employer follows the dates or begins the next line.
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
        let words = self.reading.lines.get(line).filter(|found| anchor.bullet || !found.bullet)?.words.clone();
        let mut employers = self.reading.phrases(words.clone(), |meaning| meaning == Meaning::Employer);
        let end = employers.find(|(employer, _)| employer.len() > 1).map_or(words.end, |(employer, _)| employer.start);
        let verb = self.reading.word(words.start)?.is(mark::OPENER);
        let plain = !verb
            && !is_sentence(self.reading, line)
            && titles::setting(self.reading, words.start..end) >= Setting::Plain;
        (plain && words.start < end).then_some(words.start..end)
    }
}
