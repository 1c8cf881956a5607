//! Finds dates and date ranges in a line: "Feb. 2013 to Current", "01.03.2018 – 31.12.2020", "seit 2012", and several
//! ranges of one position.

use std::cell::OnceCell;

use super::calendar::full_year;
use super::datepoint::{Point, Scan, Triple, point};
use super::dates::is_possible;
use super::{Date, DateRange, End};
use crate::reading::{DateWord, Reading};
use rolefit_document::Span;

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
    day_first: OnceCell<bool>,
}

impl<'r, 'a> Scanner<'r, 'a> {
    pub(super) fn new(reading: &'r Reading<'a>) -> Self {
        Self { reading, day_first: OnceCell::new() }
    }

    /// The first range in the words from `from` up to `to`, else the first single date.
    pub(super) fn first(&self, from: usize, to: usize) -> Option<Dates> {
        let day_first = self.day_first(from, to);
        let scan = Scan { reading: self.reading, to, day_first, short_years: false };
        let strict = scan.first(from);
        if strict.as_ref().is_some_and(|dates| dates.is_range || has_full_year(&scan, dates)) {
            return strict;
        }
        // "Jan 18 – Dec 20": two numbers are two years, one alone may be a day.
        let short = Scan { short_years: true, ..scan }.first(from).filter(|dates| dates.is_range);
        short.or(strict)
    }

    /// The end that the words from `from` up to `to` state, its span, and the word behind it.
    pub(super) fn end(&self, from: usize, to: usize) -> Option<(End, Span, usize)> {
        let scan = Scan { reading: self.reading, to, day_first: self.day_first(from, to), short_years: false };
        (from..to).find_map(|at| {
            let span = |next: usize| Some(self.reading.span(at..next));
            if let Some(next) = scan.open_end(at) {
                return Some((End::Open, span(next)?, next));
            }
            let end = point(&scan, at)?;
            Some((End::At(end.last), span(end.next)?, end.next))
        })
    }

    /// True if the day stands before the month: as the dates of the line show, else the first dates that show it.
    fn day_first(&self, from: usize, to: usize) -> bool {
        self.shown(from, to).unwrap_or_else(|| {
            *self.day_first.get_or_init(|| self.shown(0, self.reading.words.len()).unwrap_or_default())
        })
    }

    fn shown(&self, from: usize, to: usize) -> Option<bool> {
        let scan = Scan { reading: self.reading, to, day_first: false, short_years: false };
        (from..to).find_map(|at| Triple::at(&scan, at)?.day_first())
    }
}

fn has_full_year(scan: &Scan<'_, '_>, dates: &Dates) -> bool {
    (dates.words.0..dates.words.1).any(|at| scan.slice(at).and_then(full_year).is_some())
}

impl Scan<'_, '_> {
    fn first(&self, from: usize) -> Option<Dates> {
        let mut single = None;
        let mut at = from;
        while let Some(word) = self.word(at) {
            let begins = word.is_date() || word.holds_digit(self.reading.text);
            match begins.then(|| self.dates_at(at)).flatten() {
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
        let start = point(self, start_at).filter(|_| is_dash(self.gap(start_at)))?;
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
        if is_dash(gap) {
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
        let rest = rest.split(['\n', '\u{c}']).next().unwrap_or_default();
        let trailing = at == self.to && !rest.is_empty() && is_dash(rest);
        trailing || rest.starts_with('+') || self.after(at, DateWord::Onwards).is_some()
    }

    /// True if the date up to `next`, which begins with the word `at`, fills the stretch or a field of it.
    fn is_alone(&self, at: usize, next: usize) -> bool {
        let parts = |gap: &str| gap.contains(['\t', '|', ',', '(', ')', ';']);
        let opens = self.slice(at).is_some_and(|word| word.len() > 2);
        opens && (next >= self.to || parts(self.gap(next)))
    }
}

fn is_dash(gap: &str) -> bool {
    let mut marks = gap.chars().filter(|character| {
        !character.is_whitespace() && !matches!(character, '.' | ',' | '\'' | '’' | '‘' | '`' | ')' | '(')
    });
    let is_mark =
        |mark: char| matches!(mark, '-' | '–' | '—' | '‐' | '‑' | '−' | '－' | '~' | '→' | '›' | '>' | '\u{ad}');
    marks.next().is_some_and(is_mark) && marks.all(is_mark)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::reading::testing::lexicon;

    fn found(text: &str) -> String {
        let reading = Reading::new(text, lexicon());
        let Some(dates) = Scanner::new(&reading).first(0, reading.words.len()) else { return "none".into() };
        let show = |date: Date| match date.month {
            Some(month) => format!("{}-{month}", date.year),
            None => date.year.to_string(),
        };
        match dates.range {
            None => format!("impossible {}", dates.span.slice(text)),
            Some(DateRange { start, end: End::Open }) => format!("{}..", show(start)),
            Some(DateRange { start, end: End::At(end) }) if dates.is_range => format!("{}..{}", show(start), show(end)),
            Some(DateRange { start, end: End::At(end) }) => format!("{}/{}", show(start), show(end)),
        }
    }

    #[test]
    fn ranges_are_read_as_people_write_them() {
        let cases = [
            ("February 2013 to Current Acme", "2013-2.."),
            ("Title, 01/2010 – 12/2014", "2010-1..2014-12"),
            ("2010-2014", "2010..2014"),
            ("Jan '09 - Present", "2009-1.."),
            ("10/2004-5/2007", "2004-10..2007-5"),
            ("since 2012", "2012.."),
            ("2012 to date", "2012.."),
            ("2012 –", "2012.."),
            ("Jan. 2015 - Feb. 2016", "2015-1..2016-2"),
            ("June - August 2014", "2014-6..2014-8"),
            ("2009-10", "2009..2010"),
            ("2010-06 - 2012-07", "2010-6..2012-7"),
            ("June 1, 2010 through May 16, 2015", "2010-6..2015-5"),
            ("06/15/2014 - 07/01/2015", "2014-6..2015-7"),
            ("05/09 to 11/12", "2009-5..2012-11"),
            ("Sept 2003—May 2005", "2003-9..2005-5"),
            ("Summer 2015 - Fall 2016", "2015-6..2016-11"),
            ("(Nov 2014 to the present)", "2014-11.."),
            ("1 Mar 2018 - 31 Dec 2020", "2018-3..2020-12"),
            ("3-Apr-17 to 9-Nov-19", "2017-4..2019-11"),
            ("2nd May 2016 until 30th June 2017", "2016-5..2017-6"),
            ("the 1st of May 2016 till the 3rd of June 2017", "2016-5..2017-6"),
            ("01.03.2018 – 31.12.2020", "2018-3..2020-12"),
            ("01/12/2018 – 28/02/2019", "2018-12..2019-2"),
            ("25/12/18 - 03/02/20", "2018-12..2020-2"),
            ("06/15/18 - 04/09/21", "2018-6..2021-4"),
            ("Jan 18 – Dec 20", "2018-1..2020-12"),
            ("Mar2018-Dec2020", "2018-3..2020-12"),
            ("Q1 2018 – Q4 2020", "2018-1..2020-12"),
            ("2018 Q3 to 2019 Q2", "2018-7..2019-6"),
            ("3Q17 - 1Q19", "2017-7..2019-3"),
            ("H2 2018 – present", "2018-7.."),
            ("second half of 2017 to first quarter of 2019", "2017-7..2019-3"),
            ("2. Quartal 2018 bis 3. Quartal 2019", "2018-4..2019-9"),
            ("FY2018 - FY2020", "2018..2020"),
            ("FY17/18 to FY 2019/20", "2017..2020"),
            ("early 2018 – late 2020", "2018..2020"),
            ("mid-March 2018 to end of 2019", "2018-3..2019"),
            ("2018-03-01 – 2020-12-31", "2018-3..2020-12"),
            ("15 June - 20 August 2014", "2014-6..2014-8"),
            ("March 2019 onwards", "2019-3.."),
            ("From March 2019", "2019-3.."),
            ("Present - March 2019", "2019-3.."),
            ("Mar 2019 to till date", "2019-3.."),
            ("03/2018\t12/2020", "2018-3..2020-12"),
            ("Start date: 03/2018, end date: 12/2020", "2018-3..2020-12"),
            ("seit 03/2019 Key Account Manager", "2019-3.."),
            ("März 2018 – Dezember 2020", "2018-3..2020-12"),
            ("vom 01.03.2018 bis heute", "2018-3.."),
            ("de mars 2018 à ce jour", "2018-3.."),
            ("du 1er mars 2018 au 31 décembre 2020", "2018-3..2020-12"),
            ("depuis septembre 2020", "2020-9.."),
            ("marzo de 2018 - actualidad", "2018-3.."),
            ("desde enero de 2016 hasta febrero de 2019", "2016-1..2019-2"),
            ("Março/2019 a Atual", "2019-3.."),
            ("out. 2017 – o momento", "2017-10.."),
            ("marzo 2018 – oggi", "2018-3.."),
            ("dal 2018 al 2020", "2018..2020"),
            ("maart 2019 – heden", "2019-3.."),
            ("mrt 2017 t/m okt 2019", "2017-3..2019-10"),
            ("od marca 2018 do chwili obecnej", "2018-3.."),
            ("październik 2015 – luty 2018", "2015-10..2018-2"),
            ("Μάρτιος 2018 – σήμερα", "2018-3.."),
            ("από Μάρτιο 2018 έως Ιούνιο 2020", "2018-3..2020-6"),
        ];
        let wrong: Vec<_> = cases.iter().filter(|(text, expected)| found(text) != *expected).collect();
        let seen: Vec<_> = wrong.iter().map(|(text, _)| found(text)).collect();
        assert!(wrong.is_empty(), "{wrong:?} seen as {seen:?}");
    }

    #[test]
    fn several_ranges_belong_to_one_position() {
        let text = "Mar 2018 – Dec 2020; Jun 2022 – Present (part-time)";
        let reading = Reading::new(text, lexicon());
        let dates = Scanner::new(&reading).first(0, reading.words.len()).unwrap();
        assert_eq!((dates.more.len(), dates.span.slice(text)), (1, "Mar 2018 – Dec 2020; Jun 2022 – Present"));
    }

    #[test]
    fn one_plain_date_tells_the_order_of_all_in_the_document() {
        let order = |text: &str| {
            let reading = Reading::new(text, lexicon());
            let line = reading.lines[0].words.clone();
            Scanner::new(&reading).first(line.start, line.end).unwrap().range.unwrap().start.month
        };
        assert_eq!(order("02/03/2018 - 04/05/2019\n01/01/2015 - 31/12/2016"), Some(3));
        assert_eq!(order("02/03/2018 - 04/05/2019\n01/01/2015 - 12/31/2016"), Some(2));
        assert_eq!(order("02/03/2018 - 04/05/2019"), Some(2));
    }

    #[test]
    fn single_dates_stand_for_themselves() {
        for (text, expected) in [("Summer 2015", "2015-6/2015-8"), ("May 2010", "2010-5/2010-5"), ("2016", "2016/2016")]
        {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn impossible_ranges_are_seen() {
        assert_eq!(found("2019 to 2016"), "impossible 2019 to 2016");
        assert_eq!(found("November 2015 to September 2015"), "impossible November 2015 to September 2015");
    }

    #[test]
    fn other_numbers_are_not_dates() {
        for text in ["800-367-2884", "24/7 support", "1905 to 1910", "may manage 40 accounts", "sales of 2,000 units"] {
            assert_eq!(found(text), "none", "{text}");
        }
    }
}
