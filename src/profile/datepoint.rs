//! A single date at a place in the text: "Feb. 2013", "1st March 2018", "31.12.2020", "Summer 2015", "'09".

use super::Date;
use super::calendar::{century, full_year, is_day, is_month, season};
use super::periods;
use crate::reading::{DateWord, Reading, Shape, TextWord};

/// A date at a place: its months if they are known, as a stretch ("Summer 2015" is June to August).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// Its first month, where months are known.
    pub first: Date,
    /// Its last month.
    pub last: Date,
    /// The word behind it.
    pub next: usize,
}

impl Point {
    /// From the first to the last of `months` of `year`.
    pub(super) fn stretch(year: i16, months: (u8, u8), next: usize) -> Self {
        let in_month = |month| Date { year, month: Some(month) };
        Self { first: in_month(months.0), last: in_month(months.1), next }
    }

    fn single(year: i16, month: Option<u8>, next: usize) -> Self {
        let date = Date { year, month };
        Self { first: date, last: date, next }
    }
}

/// A stretch of words on which a date is looked for.
#[derive(Clone, Copy)]
pub(super) struct Scan<'r, 'a> {
    pub reading: &'r Reading<'a>,
    /// The word behind the stretch.
    pub to: usize,
    /// True if the day stands before the month in "01/02/2018".
    pub day_first: bool,
    /// True if "Jan 18" means the year 2018.
    pub short_years: bool,
}

impl<'r, 'a> Scan<'r, 'a> {
    pub(super) fn word(&self, at: usize) -> Option<&'r TextWord> {
        self.reading.word(at).filter(|_| at < self.to)
    }

    pub(super) fn slice(&self, at: usize) -> Option<&'a str> {
        self.word(at).map(|word| word.span.slice(self.reading.text))
    }

    /// The text before word `at`.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        self.reading.gap(at)
    }

    /// Up to four digits at `at`, as written and as a number.
    pub(super) fn digits(&self, at: usize) -> Option<(&'a str, i16)> {
        let word = self.word(at).filter(|word| word.shape == Shape::Digits)?;
        let slice = word.span.slice(self.reading.text);
        Some((slice, slice.parse().ok()?))
    }

    /// What `wanted` makes of the phrase of dates at `at`, and the word behind it.
    pub(super) fn phrase<T>(&self, at: usize, wanted: impl Fn(DateWord) -> Option<T>) -> Option<(T, usize)> {
        let first = self.word(at)?;
        let (length, meant) =
            first.is_date().then(|| self.reading.lexicon.date_word(self.reading.words(at..self.to), wanted))??;
        Some((meant, at + length))
    }

    /// The word behind the phrase at `at`, if that means `wanted`.
    pub(super) fn after(&self, at: usize, wanted: DateWord) -> Option<usize> {
        self.phrase(at, |meant| (meant == wanted).then_some(())).map(|(_, next)| next)
    }

    /// The month at `at`, and the word behind it.
    pub(super) fn month(&self, at: usize) -> Option<(u8, usize)> {
        self.phrase(at, |meant| match meant {
            DateWord::Month(month) => Some(month),
            _ => None,
        })
    }

    /// The word behind an "of" at `at`, else `at`.
    pub(super) fn skip_link(&self, at: usize) -> usize {
        self.after(at, DateWord::Link).unwrap_or(at)
    }

    /// The word behind the day at `at`: "1", "1st", "1er", "1º".
    pub(super) fn skip_day(&self, at: usize) -> Option<usize> {
        let slice = self.slice(at)?;
        let digits = slice.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = slice.get(digits..)?;
        let day = slice.get(..digits)?.parse().ok().filter(|_| (1..=2).contains(&digits))?;
        let is_year = self.gap(at).ends_with(['\'', '’', '‘', '`', '´']);
        (!is_year && is_day(day) && suffix.chars().count() <= 3 && suffix.chars().all(char::is_alphabetic))
            .then_some(at + 1)
    }

    /// A year at `at`: of four digits, or of two behind an apostrophe ("Jan '09"), a dash or a slash.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let slice = self.slice(at)?;
        if let Some(year) = full_year(slice) {
            return Some(year);
        }
        let (slice, two) = self.digits(at).filter(|_| slice.len() == 2)?;
        debug_assert_eq!(slice.len(), 2);
        let marked = self.gap(at).ends_with(['\'', '’', '‘', '`', '´', '-', '/', '.']);
        (marked || self.short_years).then(|| century(two))
    }
}

/// The date at word `at`.
pub(super) fn point(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    let word = scan.word(at)?;
    if !(word.is_date() || word.holds_digit()) {
        return None;
    }
    if let Some(at) = scan.after(at, DateWord::Vague) {
        let at = scan.skip_link(at);
        return dated(scan, at).or_else(|| numeric(scan, at));
    }
    dated(scan, at).or_else(|| periods::point(scan, at)).or_else(|| numeric(scan, at))
}

/// A date with the name of its month or season.
fn dated(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    if let Some((month, next)) = scan.month(at) {
        return month_first(scan, month, next).or_else(|| glued(scan, at));
    }
    let season_at = scan.phrase(at, |meant| match meant {
        DateWord::Season(number) => season(number),
        _ => None,
    });
    if let Some((months, next)) = season_at {
        let year_at = scan.skip_link(next);
        let year = scan.year(year_at)?;
        return Some(Point::stretch(year, months, behind_year(scan, year, year_at)));
    }
    if let Some(next) = scan.skip_day(at) {
        let (month, next) = scan.month(scan.skip_link(next))?;
        let year_at = scan.skip_link(next);
        return Some(Point::single(scan.year(year_at)?, Some(month), year_at + 1));
    }
    glued(scan, at)
}

/// "May 16, 2015", "Jan '09", "February of 2013", behind the month.
fn month_first(scan: &Scan<'_, '_>, month: u8, next: usize) -> Option<Point> {
    let behind_day = scan.skip_day(next).filter(|&year_at| {
        let year = scan.slice(year_at).and_then(full_year);
        // "May 6/2015" is no day.
        year.is_some() && scan.gap(year_at).trim() != "/"
    });
    let year_at = behind_day.unwrap_or_else(|| scan.skip_link(next));
    Some(Point::single(scan.year(year_at)?, Some(month), year_at + 1))
}

/// "Mar2018": a month and its year in one word.
fn glued(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    let slice = scan.slice(at)?;
    let letters: usize = slice.chars().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).sum();
    let (name, year) = (slice.get(..letters).filter(|name| !name.is_empty())?, full_year(slice.get(letters..)?)?);
    let month = scan.reading.lexicon.date_word_of(name, |meant| match meant {
        DateWord::Month(month) => Some(month),
        _ => None,
    })?;
    Some(Point::single(year, Some(month), at + 1))
}

/// The word behind `year`, and behind the year in which it ends: "2018/19", "2018/2019".
pub(super) fn behind_year(scan: &Scan<'_, '_>, year: i16, year_at: usize) -> usize {
    let end = scan.digits(year_at + 1).filter(|_| scan.gap(year_at + 1) == "/");
    let next = |(slice, end): (&str, i16)| match slice.len() {
        2 => (year + 1) % 100 == end,
        _ => year + 1 == end,
    };
    year_at + 1 + usize::from(end.is_some_and(next))
}

/// "2014", "2014-06", "06/2014", "06/14", "31.12.2014".
fn numeric(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    let (slice, number) = scan.digits(at)?;
    if let Some(year) = full_year(slice) {
        // "2014-06" and "2014/06".
        if let Some((second, month)) = scan.digits(at + 1)
            && second.len() == 2
            && (1..=12).contains(&month)
            && is_tight(scan, at + 1)
        {
            let day = scan.digits(at + 2).is_some_and(|(third, _)| third.len() == 2) && is_tight(scan, at + 2);
            return Some(Point::single(year, u8::try_from(month).ok(), at + 2 + usize::from(day)));
        }
        let next = behind_year(scan, year, at);
        let mut point = Point::single(year, None, next);
        point.last.year += i16::from(next > at + 1);
        return Some(point);
    }
    if slice.len() > 2 {
        return None;
    }
    if let Some(triple) = Triple::at(scan, at) {
        let day_first = triple.day_first().unwrap_or(scan.day_first);
        let month = if day_first { triple.second } else { triple.first };
        return Some(Point::single(triple.year, u8::try_from(month).ok().filter(is_month), at + 3));
    }
    let (second, two) = scan.digits(at + 1).filter(|_| is_tight(scan, at + 1))?;
    let year = match full_year(second) {
        Some(year) => year,
        None if second.len() == 2 && scan.gap(at + 1).trim() == "/" => century(two),
        None => return None,
    };
    // A month 13 leaves the year.
    Some(Point::single(year, u8::try_from(number).ok().filter(is_month), at + 2))
}

/// Day, month and year in digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triple {
    first: i16,
    second: i16,
    year: i16,
    dotted: bool,
}

impl Triple {
    /// The three numbers at `at`, if they can be a date.
    pub(super) fn at(scan: &Scan<'_, '_>, at: usize) -> Option<Self> {
        let [(one, first), (two, second), (three, year)] =
            [scan.digits(at)?, scan.digits(at + 1)?, scan.digits(at + 2)?];
        let mark = scan.gap(at + 1).trim();
        let tight = |at| is_tight(scan, at) || scan.gap(at) == ". ";
        let parted = tight(at + 1) && tight(at + 2) && scan.gap(at + 2).trim() == mark;
        let year = match full_year(three) {
            Some(year) => year,
            // "24/7/365" and "1.2.10" are no dates.
            None if three.len() == 2 && one.len() == 2 && two.len() == 2 => century(year),
            None => return None,
        };
        let short = one.len() <= 2 && two.len() <= 2;
        let possible = is_day(first) && is_day(second) && first.min(second) <= 12;
        (short && parted && possible).then_some(Self { first, second, year, dotted: mark == "." })
    }

    /// True if the day stands first, false if the month does; `None` if both may.
    pub(super) fn day_first(&self) -> Option<bool> {
        match (self.first > 12, self.second > 12) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => self.dotted.then_some(true),
        }
    }
}

/// True if a slash, a dash or a full stop parts word `at` from the number before it.
fn is_tight(scan: &Scan<'_, '_>, at: usize) -> bool {
    matches!(scan.gap(at), "/" | "-" | "." | " / ")
}

/// True for the marks between words that make a range of two dates.
pub(super) fn is_dash(signs: impl Iterator<Item = char>) -> bool {
    let mut marks = signs.filter(|character| {
        !character.is_whitespace() && !matches!(character, '.' | ',' | '\'' | '’' | '‘' | '`' | ')' | '(')
    });
    let is_mark =
        |mark: char| matches!(mark, '-' | '–' | '—' | '‐' | '‑' | '−' | '－' | '~' | '→' | '›' | '>' | '\u{ad}');
    marks.next().is_some_and(is_mark) && marks.all(is_mark)
}
