//! A single date at a place in the text: "Feb. 2013", "06/15/2014", "Summer 2015", "'09".

use super::Date;
use super::calendar::{century, full_year, is_month, month, season};
use crate::reading::{Shape, TextWord};

/// A date at a place: its months if they are known, as a stretch ("Summer 2015" is June to August).
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// Its first month, where months are known.
    pub first: Date,
    /// Its last month.
    pub last: Date,
    /// The word behind it.
    pub next: usize,
}

/// A single date at word `at`.
pub(super) fn point(text: &str, words: &[TextWord], at: usize, to: usize) -> Option<Point> {
    let word = words.get(at).filter(|_| at < to)?;
    let slice = word.span.slice(text);
    let known = |year: i16, month: Option<u8>, next: usize| {
        let date = Date { year, month };
        Some(Point { first: date, last: date, next })
    };
    if let Some(month) = month(slice) {
        // "May 16, 2015", "Jan '09", "February 2013".
        let day = words.get(at + 1).is_some_and(|day| day.shape == Shape::Digits && day.span.len() <= 2)
            && words.get(at + 2).filter(|_| at + 2 < to).is_some_and(|year| full_year(year.span.slice(text)).is_some())
            && !is_slash(text, words, at + 2);
        let next = at + 1 + usize::from(day);
        let year = words.get(next).filter(|_| next < to)?;
        return known(any_year(text, year)?, Some(month), next + 1);
    }
    if let Some((first, last)) = season(slice) {
        let next = at + 1;
        let year = words.get(next).filter(|_| next < to).and_then(|word| any_year(text, word))?;
        let in_month = |month| Date { year, month: Some(month) };
        return Some(Point { first: in_month(first), last: in_month(last), next: next + 1 });
    }
    if word.shape != Shape::Digits {
        return None;
    }
    let digits = |index: usize| {
        let word = words.get(index).filter(|word| index < to && word.shape == Shape::Digits)?;
        Some((word.span.slice(text), word.span.slice(text).parse::<i16>().ok()?))
    };
    if let Some(year) = full_year(slice) {
        // "2014-06" and "2014/06".
        if let Some((second, number)) = digits(at + 1)
            && second.len() == 2
            && (1..=12).contains(&number)
            && is_tight(text, words, at + 1)
        {
            let day = digits(at + 2).is_some_and(|(third, _)| third.len() == 2) && is_tight(text, words, at + 2);
            return known(year, u8::try_from(number).ok(), at + 2 + usize::from(day));
        }
        return known(year, None, at + 1);
    }
    if slice.len() > 2 {
        return None;
    }
    let first: i16 = slice.parse().ok()?;
    let (second, number) = digits(at + 1).filter(|_| is_tight(text, words, at + 1))?;
    // "06/15/2014" before "06/2014" before "06/14".
    if second.len() <= 2
        && let Some((third, _)) = digits(at + 2).filter(|_| is_tight(text, words, at + 2))
        && let Some(year) = full_year(third)
    {
        return known(year, u8::try_from(if first > 12 { number } else { first }).ok().filter(is_month), at + 3);
    }
    let year = match full_year(second) {
        Some(year) => year,
        None if second.len() == 2 && is_slash(text, words, at + 1) => century(number),
        None => return None,
    };
    // A month 13 leaves the year.
    known(year, u8::try_from(first).ok().filter(is_month), at + 2)
}

/// A year of four digits, or of two behind an apostrophe ("Jan '09") or a dash ("Jan-09").
fn any_year(text: &str, word: &TextWord) -> Option<i16> {
    let slice = word.span.slice(text);
    if let Some(year) = full_year(slice) {
        return Some(year);
    }
    let before = text.get(..word.span.start)?.chars().next_back()?;
    let marked = matches!(before, '\'' | '’' | '‘' | '`' | '-' | '/');
    (marked && word.shape == Shape::Digits && slice.len() == 2).then(|| slice.parse().ok().map(century))?
}

/// The text between word `at` and the word before it.
pub(super) fn gap<'t>(text: &'t str, words: &[TextWord], at: usize) -> Option<&'t str> {
    text.get(words.get(at.checked_sub(1)?)?.span.end..words.get(at)?.span.start)
}

fn is_tight(text: &str, words: &[TextWord], at: usize) -> bool {
    gap(text, words, at).is_some_and(|gap| matches!(gap, "/" | "-" | "." | " / "))
}

fn is_slash(text: &str, words: &[TextWord], at: usize) -> bool {
    gap(text, words, at).is_some_and(|gap| gap.trim() == "/")
}
