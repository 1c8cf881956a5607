//! Finds dates and date ranges in a line: "Feb. 2013 to Current", "01.03.2018 – 31.12.2020", "seit 2012", and several
//! ranges of one position.

use super::calendar::full_year;
use super::datepoint::{Point, Scan, Triple, is_dash, point};
use super::dates::is_possible;
use super::known_dates::KnownDates;
use super::{Date, DateRange, End};
use crate::reading::{DateWord, Reading, Shape};
use rolefit_document::Span;

/// The most words behind a place in which its dates may begin. Paragraphs are shorter; a file may be one line of
/// 100,000 degrees, and would be searched to its end from each.
const MOST_WORDS: usize = 300;

/// Dates found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    /// The range; `None` if it is impossible.
    pub range: Option<DateRange>,
    /// Further ranges, in text order: "2010 – 2012; 2015 – 2018".
    pub more: Vec<DateRange>,
    /// Where all of it is written.
    pub span: Span,
    /// Its words, as indices: from, up to.
    pub words: (usize, usize),
    /// True if two ends are written, or one and an open end.
    pub is_range: bool,
}

/// Finds the dates of a document, whose dates together tell whether days stand before months.
pub(super) struct Scanner<'r, 'a> {
    reading: &'r Reading<'a>,
    known: &'r KnownDates,
}

impl<'r, 'a> Scanner<'r, 'a> {
    /// A scanner of `reading`; `known` are the dates of the same words.
    pub(super) fn new(reading: &'r Reading<'a>, known: &'r KnownDates) -> Self {
        Self { reading, known }
    }

    /// The first range in the words from `from` up to `to`, else the first single date.
    pub(super) fn first(&self, from: usize, to: usize) -> Option<Dates> {
        self.known.dates((from, to), || self.scan(from, to))
    }

    fn scan(&self, from: usize, to: usize) -> Option<Dates> {
        let near = near(from, to);
        // Only three numbers can be a day, a month and a year.
        let numbers = self.reading.words(from..near).iter().filter(|word| word.shape == Shape::Digits).count();
        let day_first = numbers >= 3 && self.day_first(from, near);
        let scan = Scan { reading: self.reading, to, day_first, short_years: false };
        let strict = scan.first(from, near);
        if strict.as_ref().is_some_and(|dates| dates.is_range || has_full_year(&scan, dates)) {
            return strict;
        }
        // "Jan 18 – Dec 20": two numbers are two years, one alone may be a day.
        if !(from..near).any(|at| scan.names_part_of_year(at)) {
            return strict;
        }
        let short = Scan { short_years: true, ..scan }.first(from, near).filter(|dates| dates.is_range);
        short.or(strict)
    }

    /// The end that the words from `from` up to `to` state, its span, and the word behind it.
    pub(super) fn end(&self, from: usize, to: usize) -> Option<(End, Span, usize)> {
        let near = near(from, to);
        let scan = Scan { reading: self.reading, to, day_first: self.day_first(from, near), short_years: false };
        (from..near).find_map(|at| {
            let span = |next: usize| Some(self.reading.span(at..next));
            if let Some(next) = scan.open_end(at) {
                return Some((End::Open, span(next)?, next));
            }
            let end = point(&scan, at)?;
            Some((End::At(end.last), span(end.next)?, end.next))
        })
    }

    /// The end behind words that lead to one, from the word `from` up to `to`: "until May 2020", "and still am".
    pub(super) fn end_behind(&self, from: usize, to: usize) -> Option<(End, Span, usize)> {
        let near = near(from, to);
        let scan = Scan { reading: self.reading, to, day_first: self.day_first(from, near), short_years: false };
        (from..near).find_map(|at| {
            // "Now" alone may tell of something else.
            if let Some(next) = scan.open_end(at).filter(|next| *next > at + 1) {
                return Some((End::Open, self.reading.span(at..next), next));
            }
            let end = point(&scan, scan.skip_link(scan.after(at, DateWord::To)?))?;
            Some((End::At(end.last), self.reading.span(at..end.next), end.next))
        })
    }

    /// True if the day stands before the month: as the dates of the line show, else the first dates that show it.
    fn day_first(&self, from: usize, to: usize) -> bool {
        self.shown(from, to)
            .unwrap_or_else(|| self.known.day_first(|| self.shown(0, self.reading.words.len()).unwrap_or_default()))
    }

    fn shown(&self, from: usize, to: usize) -> Option<bool> {
        let scan = Scan { reading: self.reading, to, day_first: false, short_years: false };
        (from..to).find_map(|at| Triple::at(&scan, at)?.day_first())
    }
}

/// The word up to which dates may begin behind the word `from`, in a line up to `to`.
fn near(from: usize, to: usize) -> usize {
    to.min(from.saturating_add(MOST_WORDS))
}

fn has_full_year(scan: &Scan<'_, '_>, dates: &Dates) -> bool {
    (dates.words.0..dates.words.1).any(|at| scan.slice(at).and_then(full_year).is_some())
}

impl Scan<'_, '_> {
    /// The first range that begins in the words from `from` up to `near`, else the first single date.
    fn first(&self, from: usize, near: usize) -> Option<Dates> {
        let (mut single, mut at) = (None, from);
        while let Some(word) = self.word(at).filter(|_| at < near) {
            let begins = word.holds_digit() || self.phrase(at, begins_date).is_some();
            match begins.then(|| self.dates_at(at)).flatten().map(|dates| self.with_length(dates)) {
                Some(dates) if dates.is_range => return Some(self.with_more(dates)),
                Some(dates) => {
                    at = dates.words.1;
                    single = single.or(Some(dates));
                }
                None => at += 1,
            }
        }
        single
    }

    /// Adds the ranges that follow the first.
    fn with_more(&self, mut dates: Dates) -> Dates {
        loop {
            let at = dates.words.1;
            let parted =
                self.gap(at).trim().chars().all(|mark| matches!(mark, ';' | ',' | '&' | '/' | '+' | ')' | '('));
            let at = self.after(at, DateWord::Again).unwrap_or(at);
            let Some(next) = self.dates_at(at).filter(|next| parted && next.is_range) else { return dates };
            let Some(range) = next.range else { return dates };
            match dates.range {
                Some(_) => dates.more.push(range),
                None => dates.range = Some(range),
            }
            dates.words.1 = next.words.1;
            dates.span = dates.span.join(next.span);
        }
    }

    /// True if the word names a part of a year, or may do so with its digits: "Q1". Only behind such a name may a year
    /// be short.
    fn names_part_of_year(&self, at: usize) -> bool {
        let is_part = |meant| {
            use DateWord::{FiscalYear, Half, Month, Quarter, Season};
            matches!(meant, Month(_) | Season(_) | Quarter | Half | FiscalYear).then_some(())
        };
        let is_mixed = self.word(at).is_some_and(|word| word.holds_digit() && word.shape != Shape::Digits);
        is_mixed || self.phrase(at, is_part).is_some()
    }

    fn dates_at(&self, at: usize) -> Option<Dates> {
        if let Some(dates) = self.open_first(at) {
            return Some(dates);
        }
        let since = self.after(at, DateWord::Since);
        let from = self.after(at, DateWord::From);
        // "Desde" may begin both.
        let begins = [since, from, Some(at)].into_iter().flatten().max()?;
        if let Some((range, next)) = self.short_range(begins) {
            return self.dates(at, range, next, true);
        }
        let start = point(self, begins)?;
        let since = since.is_some() || (from.is_some() && from == Some(begins) && self.is_alone(at, start.next));
        let Some((range, next)) = self.range_from(start).or_else(|| from.and(self.range_between(start))) else {
            let open = since || self.goes_on(start.next);
            let end = if open { End::Open } else { End::At(start.last) };
            let next = self.after(start.next, DateWord::Onwards).filter(|_| open).unwrap_or(start.next);
            return self.dates(at, Some(DateRange { start: start.first, end }), next, open);
        };
        self.dates(at, range, next, true)
    }

    fn dates(&self, at: usize, range: Option<DateRange>, next: usize, is_range: bool) -> Option<Dates> {
        let span = self.reading.word(at)?.span.join(self.reading.word(next.checked_sub(1)?)?.span);
        Some(Dates { range, more: Vec::new(), span, words: (at, next), is_range })
    }

    /// The range that `start` opens, and the word behind it.
    fn range_from(&self, start: Point) -> Option<(Option<DateRange>, usize)> {
        let end_at = self.after_connector(start.next)?;
        if let Some(next) = self.open_end(end_at) {
            return Some((Some(DateRange { start: start.first, end: End::Open }), next));
        }
        let end = point(self, end_at).or_else(|| point(self, self.skip_link(end_at)))?;
        let range = DateRange { start: start.first, end: End::At(end.last) };
        Some((is_possible(start.first, end.last).then_some(range), end.next))
    }

    /// "Between 2015 and 2018", behind the first date.
    fn range_between(&self, start: Point) -> Option<(Option<DateRange>, usize)> {
        let end = point(self, self.after(start.next, DateWord::Again)?)?;
        let range = DateRange { start: start.first, end: End::At(end.last) };
        Some((is_possible(start.first, end.last).then_some(range), end.next))
    }

    /// "Present – March 2019".
    fn open_first(&self, at: usize) -> Option<Dates> {
        let start_at = self.open_end(at)?;
        let start = point(self, start_at).filter(|_| is_dash(self.gap(start_at).chars()))?;
        let is_end = self.range_from(start).is_some();
        let range = DateRange { start: start.first, end: End::Open };
        (!is_end).then(|| self.dates(at, Some(range), start.next, true)).flatten()
    }

    /// "June - August 2014", "15 June to 20 August 2014", "2010-14".
    fn short_range(&self, at: usize) -> Option<(Option<DateRange>, usize)> {
        let day = self.skip_day(at);
        if let Some((month, next)) = self.month(day.unwrap_or(at)) {
            // "Jan 18" is a day, or a month of the year 2018.
            let behind_day = self.skip_day(next).filter(|_| day.is_none() && !self.short_years);
            let next = behind_day.unwrap_or(next);
            let end = point(self, self.after_connector(next)?).filter(|end| end.last.month.is_some())?;
            let start = Date { month: Some(month), ..end.last };
            let range = DateRange { start, end: End::At(end.last) };
            return Some((is_possible(start, end.last).then_some(range), end.next));
        }
        let year = full_year(self.slice(at)?)?;
        let end_at = self.after_connector(at + 1)?;
        let (_, two) = self.digits(end_at).filter(|(slice, _)| slice.len() == 2)?;
        let end = year / 100 * 100 + two;
        // "2010-06" is June, unless the years run on ("2009-10").
        let is_month = (1..=12).contains(&two) && end < year;
        let attached = !self.gap(end_at).contains(' ');
        let goes_on = self.after_connector(end_at + 1).is_some();
        if is_month || goes_on || !attached || end < year {
            return None;
        }
        let in_year = |year| Date { year, month: None };
        Some((Some(DateRange { start: in_year(year), end: End::At(in_year(end)) }), end_at + 1))
    }

    /// The word after "to", "until", a dash, or the edge of a column, if one of these stands before or at word `at`.
    fn after_connector(&self, at: usize) -> Option<usize> {
        self.word(at)?;
        if let Some(next) = self.after(at, DateWord::To) {
            // "To the end of 2018"; "till date" is an end by itself.
            let next = self.after(next, DateWord::To).unwrap_or(next);
            return self.word(next).map(|_| next);
        }
        let gap = self.gap(at);
        let is_column = gap.contains(['\t', '|']) && gap.trim_matches(['\t', '|', ' ']).is_empty();
        if is_dash(gap.chars()) {
            // "– till date", "– bis heute".
            let behind = self.after(at, DateWord::To).filter(|&behind| self.word(behind).is_some());
            return Some(behind.unwrap_or(at));
        }
        let in_next_column = || self.open_end(at).is_some() || point(self, at).is_some();
        (is_column && in_next_column()).then_some(at)
    }

    /// The word after "current", "present", "to date".
    fn open_end(&self, at: usize) -> Option<usize> {
        self.after(at, DateWord::Open)
    }

    /// True if nothing ended the date before word `at`: "2012 –" at the end of a line, "2012 onwards", "2012+".
    fn goes_on(&self, at: usize) -> bool {
        let Some(last) = at.checked_sub(1).and_then(|last| self.reading.word(last)) else { return false };
        let rest = self.reading.text.get(last.span.end..).unwrap_or_default();
        let trails = || is_dash(rest.chars().take_while(|sign| !matches!(sign, '\n' | '\u{c}')));
        (at == self.to && trails()) || rest.starts_with('+') || self.after(at, DateWord::Onwards).is_some()
    }

    /// True if the date up to `next`, which begins with the word `at`, fills the stretch or a field of it.
    fn is_alone(&self, at: usize, next: usize) -> bool {
        let parts = |gap: &str| gap.contains(['\t', '|', ',', '(', ')', ';']);
        let opens = self.slice(at).is_some_and(|word| word.len() > 2);
        opens && (next >= self.to || parts(self.gap(next)))
    }
}

/// True for words that dates begin with. "Of" and "and" are common, and only join the parts of dates.
fn begins_date(word: DateWord) -> Option<()> {
    use DateWord::{Again, Count, Length, Link, Onwards, To};
    (!matches!(word, Link | To | Again | Onwards | Length(_) | Count(_))).then_some(())
}

#[cfg(test)]
#[path = "datescan_tests.rs"]
mod tests;
