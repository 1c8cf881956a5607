//! Sets apart the entries of a work history that are no job: care at home, leave, travel, unemployment, volunteering
//! and study.
//!
//! Their lines are taken out before anything else is read, so that all other lines are read exactly as without them.

use std::ops::Range;

use super::datescan::{Dates, Scanner};
use super::header;
use super::known_dates::KnownDates;
use super::sections::{self, Layout};
use super::spell::{Spell, covered, is_detail, spell};
use super::{DateRange, End};
use crate::reading::{Line, Meaning, Reading, Shape, mark};
use crate::titles::Setting;
use rolefit_document::{SectionKind, Span, StructuredPosition};

/// Between the name of an entry and its dates there are at most so many lines.
const DATES_WITHIN: usize = 3;
/// A line of so many words below the name of an entry tells about it; a shorter one may begin the next entry.
const TELLING_WORDS: usize = 9;
/// A longer line is prose, in which a break is only mentioned.
const LONGEST_ENTRY: usize = 24;

/// An entry that is no job.
struct Entry {
    spell: Spell,
    /// Its name and dates, as line indices.
    head: Range<usize>,
    /// The lines that tell about it.
    body: Range<usize>,
}

/// What was found when the entries that are no job were set apart.
#[derive(Default)]
pub(super) struct SetApart {
    /// The lines that tell of unpaid work.
    pub unpaid: Vec<Line>,
    /// The sections, if they had to be found and no line was taken out.
    pub layout: Option<Layout>,
}

/// Takes the lines of such entries out of `reading`.
pub(super) fn set_apart(reading: &mut Reading<'_>, known: &KnownDates) -> SetApart {
    if !reading.lines.iter().any(|line| line.marks & mark::AWAY != 0) {
        return SetApart::default();
    }
    let finder = Finder::new(reading, known);
    let entries = finder.entries();
    if entries.is_empty() {
        return SetApart { layout: Some(finder.layout), ..SetApart::default() };
    }
    let mut unpaid = Vec::new();
    let mut entries = entries.into_iter().peekable();
    let mut index = 0;
    reading.lines.retain(|line| {
        let at = index;
        index += 1;
        while entries.next_if(|entry| entry.body.end.max(entry.head.end) <= at).is_some() {}
        let Some(entry) = entries.peek().filter(|entry| entry.head.contains(&at) || entry.body.contains(&at)) else {
            return true;
        };
        if entry.spell == Spell::Unpaid && entry.body.contains(&at) {
            unpaid.push(line.clone());
        }
        false
    });
    SetApart { unpaid, layout: None }
}

/// Takes the lines of entries that are no job out of a resume that states its positions in fields.
pub(super) fn set_apart_stated(reading: &mut Reading<'_>, positions: &[StructuredPosition]) {
    let is_away = |position: &&StructuredPosition| no_job(reading, position.title) == Some(Spell::Away);
    let away: Vec<Span> = positions.iter().filter(is_away).map(|position| position.span).collect();
    reading.lines.retain(|line| !away.iter().any(|span| span.covers(line.span)));
}

/// True if a stated title names no job: "Career break", "Volunteer".
pub(super) fn is_no_job(reading: &Reading<'_>, title: Span) -> bool {
    no_job(reading, title).is_some()
}

fn no_job(reading: &Reading<'_>, title: Span) -> Option<Spell> {
    spell(reading, &[reading.words_in(title)]).map(|(spell, _)| spell)
}

struct Finder<'r, 'a> {
    reading: &'r Reading<'a>,
    layout: Layout,
    scanner: Scanner<'r, 'a>,
    /// True if the resume writes dates on lines of their own above its titles.
    dates_lead: bool,
}

impl<'r, 'a> Finder<'r, 'a> {
    fn new(reading: &'r Reading<'a>, known: &'r KnownDates) -> Self {
        let layout = sections::read(reading);
        let mut finder = Self { reading, layout, scanner: Scanner::new(reading, known), dates_lead: false };
        let first = (0..reading.lines.len()).find(|&line| finder.is_open(line) && finder.only_dates(line).is_some());
        // The line above may be a heading that is an entry as well: "Military service".
        let is_entry = |line: usize| reading.lines.get(line).is_some_and(|line| line.marks & mark::AWAY != 0);
        let leads = |above: usize| !finder.is_open(above) && !is_entry(above);
        finder.dates_lead = first.is_some_and(|first| first.checked_sub(1).is_none_or(leads));
        finder
    }

    fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for line in 0..self.reading.lines.len() {
            let free_from = entries.last().map_or(0, |last| last.body.end.max(last.head.end));
            if line >= free_from {
                entries.extend(self.entry(line, free_from));
            }
        }
        entries
    }

    /// The entry that line `at` names. Lines before `free_from` belong to another.
    fn entry(&self, at: usize, free_from: usize) -> Option<Entry> {
        let line = self.reading.lines.get(at).filter(|line| line.marks & mark::AWAY != 0)?;
        let kind = *self.layout.kinds.get(at)?;
        // "Military service" is a heading, too.
        let is_open = self.layout.is_free(self.reading, at) || self.dates_below(at).is_some();
        let dates = self.dates(line.words.clone());
        if !is_open
            || line.words.len() > LONGEST_ENTRY
            || (is_listed(kind) && !self.is_dated_break(line, dates.as_ref()))
        {
            return None;
        }
        let (spell, _) = match &dates {
            Some(dates) => {
                let parts = [line.words.start..dates.words.0, dates.words.1..line.words.end];
                spell(self.reading, &parts)?
            }
            None => self.undated(line, kind)?,
        };
        let mut head = at..at + 1;
        let mut range = dates.as_ref().and_then(|dates| dates.range);
        if dates.is_none() && !line.bullet {
            if let Some((last, below)) = self.dates_below(at) {
                (head.end, range) = (last + 1, below);
            } else if let Some(above) = at.checked_sub(1).filter(|above| self.dates_lead && *above >= free_from)
                && let Some(dates) = self.only_dates(above)
            {
                (head.start, range) = (above, dates.range);
            }
        }
        while spell == Spell::Away && self.is_detail(head.end) {
            head.end += 1;
        }
        let body =
            if line.bullet || self.is_within_job(head.start, range) { head.end..head.end } else { self.body(head.end) };
        Some(Entry { spell, head, body })
    }

    /// True if a line is nothing but a break and its dates: "Parental leave, 2016 – 2018". It is an entry in any
    /// section, as its heading may not have been made out.
    fn is_dated_break(&self, line: &Line, dates: Option<&Dates>) -> bool {
        let Some(dates) = dates.filter(|dates| dates.is_range) else { return false };
        let parts = [line.words.start..dates.words.0, dates.words.1..line.words.end];
        spell(self.reading, &parts) == Some((Spell::Away, true))
    }

    /// The spell that a line without dates names, if it names nothing else.
    ///
    /// A list item or a sentence may tell of a job in the same words: "Travel up to half of the time." Only words that
    /// no job has make an entry of it, such as "career break".
    fn undated(&self, line: &Line, kind: SectionKind) -> Option<(Spell, bool)> {
        let (spell, is_whole) = spell(self.reading, std::slice::from_ref(&line.words))?;
        let tells = line.bullet || line.span.slice(self.reading.text).trim_end().ends_with('.');
        let never_a_job = |meaning| meaning == Meaning::Away;
        if tells && spell == Spell::Away && self.reading.phrases(line.words.clone(), never_a_job).next().is_none() {
            return None;
        }
        let is_history =
            kind == SectionKind::Experience || (self.layout.lacks_experience && kind != SectionKind::Summary);
        (is_history && is_whole && !(line.bullet && spell == Spell::Unpaid)).then_some((spell, is_whole))
    }

    /// The dates on a line, if they are a range or in front or behind.
    fn dates(&self, words: Range<usize>) -> Option<Dates> {
        let reading = self.reading;
        reading.words(words.clone()).iter().find(|word| word.shape == Shape::Digits)?;
        let dates = self.scanner.first(words.start, words.end)?;
        let outside = dates.words.0 == words.start || dates.words.1 == words.end;
        (dates.is_range || outside).then_some(dates)
    }

    /// The dates of a line that has nothing else, but perhaps how long that was.
    fn only_dates(&self, line: usize) -> Option<Dates> {
        let words = self.reading.lines.get(line)?.words.clone();
        let dates = self.dates(words.clone())?;
        let rest = dates.words.1..words.end;
        let is_length = rest.clone().all(|word| is_detail(self.reading, word));
        (dates.words.0 == words.start && is_length).then_some(dates)
    }

    /// The line below with the dates of the entry that line `at` names.
    fn dates_below(&self, at: usize) -> Option<(usize, Option<DateRange>)> {
        for line in at + 1..=at + DATES_WITHIN {
            if !self.is_open(line) || self.reading.lines.get(line)?.bullet {
                return None;
            }
            if let Some(dates) = self.only_dates(line) {
                // Where dates lead, they are those of the next entry, if one follows.
                let next = self.reading.lines.get(line + 1).filter(|next| !next.bullet && self.is_open(line + 1));
                return (!self.dates_lead || next.is_none()).then_some((line, dates.range));
            }
            if !self.is_detail(line) {
                return None;
            }
        }
        None
    }

    /// True if a short line below the name of an entry is part of it: "Self-employed", "London, UK".
    fn is_detail(&self, line: usize) -> bool {
        let Some(found) = self.reading.lines.get(line).filter(|found| !found.bullet && self.is_open(line)) else {
            return false;
        };
        let parts = [found.words.clone()];
        self.dates(found.words.clone()).is_none() && covered(self.reading, &parts).into_iter().all(|covered| covered)
    }

    /// The lines from `from` on that tell about an entry: list items, and lines too long to begin the next.
    fn body(&self, from: usize) -> Range<usize> {
        let tells = |line: &usize| {
            let Some(found) = self.reading.lines.get(*line).filter(|_| self.is_open(*line)) else { return false };
            if self.opens_job(*line, found) {
                return false;
            }
            let first = self.reading.word(found.words.start);
            let says = || first.is_some_and(|word| word.is(mark::OPENER) && !word.is(mark::NOUN));
            let undated = || self.dates(found.words.clone()).is_none();
            found.bullet || ((found.words.len() >= TELLING_WORDS || says()) && undated())
        };
        let count = (from..self.reading.lines.len()).take_while(tells).count();
        from..from + count
    }

    /// True if the line is the title of the next job: "Call Centre Agent", over its employer or dates.
    fn opens_job(&self, line: usize, found: &Line) -> bool {
        let is_title = || {
            let header = header::read_start(self.reading, found.words.clone(), Setting::Capitals, false);
            header.title.is_some() && header.end == found.words.end
        };
        let is_dated = |line: usize| {
            let below = self.reading.lines.get(line).map(|below| below.words.clone());
            below.and_then(|words| self.dates(words)).is_some_and(|dates| dates.is_range)
        };
        (line..=line + DATES_WITHIN).any(is_dated)
            && !found.span.slice(self.reading.text).trim_end().ends_with('.')
            && is_title()
    }

    /// True if the line above opens a job that lasts around `range`: leave within a job ends nothing.
    fn is_within_job(&self, line: usize, range: Option<DateRange>) -> bool {
        let year = |end: End| match end {
            End::At(date) => date.year,
            End::Open => i16::MAX,
        };
        let around = || {
            let above = line.checked_sub(1)?;
            let found = self.reading.lines.get(above).filter(|found| self.is_open(above) && !found.bullet)?;
            let around = self.dates(found.words.clone())?.range?;
            let range = range?;
            Some(around.start.year <= range.start.year && year(range.end) <= year(around.end))
        };
        around().unwrap_or_default()
    }

    /// True if the line is no heading, and in a section where a career may be told.
    fn is_open(&self, line: usize) -> bool {
        self.layout.is_free(self.reading, line) && self.layout.kinds.get(line).is_some_and(|kind| !is_listed(*kind))
    }
}

/// True for sections in which words of care or travel are no entry of a career.
fn is_listed(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::Skills
            | K::Education
            | K::Certificates
            | K::Languages
            | K::Affiliations
            | K::Personal
            | K::References
            | K::Volunteering
            | K::Accomplishments
    )
}
