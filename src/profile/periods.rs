//! Quarters, halves and fiscal years: "Q1 2018", "1Q18", "2018 H2", "second half of 2019", "FY2018/19".

use super::Date;
use super::calendar::{century, full_year, part_of_year};
use super::datepoint::{Point, Scan, behind_year};
use crate::reading::DateWord;

/// A part of a year at word `at`.
pub(super) fn point(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    fiscal_year(scan, at).or_else(|| year_last(scan, at)).or_else(|| year_first(scan, at))
}

/// "FY2018", "FY 18", "fiscal year 2018/19": which months it has is not known.
fn fiscal_year(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    let (year, year_at) = match scan.after(at, DateWord::FiscalYear) {
        Some(next) => (year_of(scan.digits(next)?.0)?, next),
        None => {
            let (name, digits) = Halves::of(scan.slice(at)?)?.name_first()?;
            (year_of(digits).filter(|_| is(scan, name, DateWord::FiscalYear))?, at)
        }
    };
    let next = behind_year(scan, year, year_at);
    let in_year = |year| Date { year, month: None };
    Some(Point { first: in_year(year), last: in_year(year + i16::from(next > year_at + 1)), next })
}

/// "Q1 2018", "1Q18", "first quarter of 2018", "2. Halbjahr 2018".
fn year_last(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    // "1Q18" and "1Q2018" hold their year.
    if let Some(slice) = scan.slice(at)
        && let Some((number, rest)) = slice.split_at_checked(1)
        && let Some(parts) = Halves::of(rest)
        && let Some((name, year)) = parts.name_first()
        && let Some(months) = months(scan, name, number.parse().ok()?)
    {
        return Some(Point::stretch(year_of(year)?, months, at + 1));
    }
    let (months, next) = part(scan, at)?;
    let year_at = scan.skip_link(next);
    // "Q1 FY18": the quarters of a fiscal year begin in a month that is not known.
    if let Some(point) = fiscal_year(scan, year_at) {
        return Some(point);
    }
    let glued = scan.digits(year_at).filter(|(slice, _)| slice.len() == 2);
    let year = scan.year(year_at).or_else(|| glued.map(|(_, two)| century(two)))?;
    Some(Point::stretch(year, months, year_at + 1))
}

/// "2018 Q1", "2018Q1", "2018-H2".
fn year_first(scan: &Scan<'_, '_>, at: usize) -> Option<Point> {
    let slice = scan.slice(at)?;
    if let Some((year, rest)) = slice.split_at_checked(4)
        && let (Some(year), Some((name, number))) = (full_year(year), Halves::of(rest).and_then(|it| it.name_first()))
    {
        return Some(Point::stretch(year, months(scan, name, number.parse().ok()?)?, at + 1));
    }
    let year = full_year(slice)?;
    let close = matches!(scan.gap(at + 1), " " | "-" | "/" | ", ");
    let (months, next) = part(scan, at + 1).filter(|_| close)?;
    // "2018 Q1 2019" is the year 2018 and a quarter of 2019.
    scan.year(next).is_none().then(|| Point::stretch(year, months, next))
}

/// The months of the part of a year at `at`, and the word behind it: "Q1", "1Q", "quarter 1", "first half".
fn part(scan: &Scan<'_, '_>, at: usize) -> Option<((u8, u8), usize)> {
    let slice = scan.slice(at)?;
    if let Some(parts) = Halves::of(slice)
        && let Some((name, number)) = parts.name_first().or_else(|| parts.number_first())
        && let Some(months) = number.parse().ok().and_then(|number| months(scan, name, number))
    {
        return Some((months, at + 1));
    }
    let number = |at: usize| {
        let written = scan.phrase(at, |meant| match meant {
            DateWord::Number(number) => Some(number),
            _ => None,
        });
        written.or_else(|| {
            let next = scan.skip_day(at)?;
            let digits: String = scan.slice(at)?.chars().take_while(char::is_ascii_digit).collect();
            // "1.º trimestre"
            let next = next + usize::from(matches!(scan.slice(next), Some("º" | "ª")));
            Some((digits.parse().ok()?, next))
        })
    };
    if let Some((name, next)) = named(scan, at) {
        let (number, next) = number(next)?;
        return Some((part_of_year(number, name)?, next));
    }
    let (number, next) = number(at)?;
    let (parts, next) = named(scan, next)?;
    Some((part_of_year(number, parts)?, next))
}

/// Into how many parts the name at `at` cuts a year, and the word behind it.
fn named(scan: &Scan<'_, '_>, at: usize) -> Option<(u8, usize)> {
    scan.phrase(at, parts_meant)
}

fn parts_meant(meant: DateWord) -> Option<u8> {
    match meant {
        DateWord::Quarter => Some(4),
        DateWord::Half => Some(2),
        _ => None,
    }
}

fn months(scan: &Scan<'_, '_>, name: &str, number: u8) -> Option<(u8, u8)> {
    part_of_year(number, scan.reading.lexicon.date_word_of(name, parts_meant)?)
}

fn is(scan: &Scan<'_, '_>, name: &str, wanted: DateWord) -> bool {
    scan.reading.lexicon.date_word_of(name, |meant| (meant == wanted).then_some(())).is_some()
}

fn year_of(digits: &str) -> Option<i16> {
    full_year(digits).or_else(|| digits.parse().ok().filter(|_| digits.len() == 2).map(century))
}

/// A word of letters and digits, cut where one becomes the other.
struct Halves<'a>(&'a str, &'a str);

impl<'a> Halves<'a> {
    fn of(word: &'a str) -> Option<Self> {
        let digits = word.starts_with(|first: char| first.is_ascii_digit());
        let cut = word.find(|letter: char| letter.is_ascii_digit() != digits)?;
        let (head, tail) = word.split_at_checked(cut)?;
        (tail.bytes().all(|byte| byte.is_ascii_digit() != digits)).then_some(Self(head, tail))
    }

    /// The name and the number of "Q1".
    fn name_first(&self) -> Option<(&'a str, &'a str)> {
        self.1.starts_with(|first: char| first.is_ascii_digit()).then_some((self.0, self.1))
    }

    /// The name and the number of "1Q".
    fn number_first(&self) -> Option<(&'a str, &'a str)> {
        self.0.starts_with(|first: char| first.is_ascii_digit()).then_some((self.1, self.0))
    }
}
