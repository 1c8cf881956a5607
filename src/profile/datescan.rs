//! Finds dates and date ranges in a line: "Feb. 2013 to Current", "10/2004-5/2007", "Summer 2015", "since 2012".

use super::calendar::{full_year, month, season};
use super::datepoint::{gap, point};
use super::dates::is_possible;
use super::{Date, DateRange, End};
use crate::reading::{Shape, TextWord};
use rolefit_document::Span;

/// Dates found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    /// The range; `None` if it is impossible.
    pub range: Option<DateRange>,
    /// Where it is written.
    pub span: Span,
    /// Its words, as indices: from, up to.
    pub words: (usize, usize),
    /// True if two ends are written, or one and an open end.
    pub is_range: bool,
}

/// The first range in `words[from..to]`, else the first single date.
pub(super) fn first(text: &str, words: &[TextWord], from: usize, to: usize) -> Option<Dates> {
    let mut single = None;
    let mut at = from;
    while at < to {
        if !may_begin(text, words.get(at)?) {
            at += 1;
            continue;
        }
        match dates_at(text, words, at, to) {
            Some(dates) if dates.is_range => return Some(dates),
            Some(dates) => {
                at = dates.words.1;
                single = single.or(Some(dates));
            }
            None => at += 1,
        }
    }
    single
}

fn may_begin(text: &str, word: &TextWord) -> bool {
    match word.shape {
        Shape::Digits => true,
        Shape::Lower => matches!(word.span.slice(text), "since" | "from") || month(word.span.slice(text)).is_some(),
        Shape::Capital | Shape::Upper => {
            let slice = word.span.slice(text);
            (3..=9).contains(&slice.len())
                && (month(slice).is_some()
                    || season(slice).is_some()
                    || slice.eq_ignore_ascii_case("since")
                    || slice.eq_ignore_ascii_case("from"))
        }
    }
}

fn dates_at(text: &str, words: &[TextWord], at: usize, to: usize) -> Option<Dates> {
    let slice = |index: usize| words.get(index).filter(|_| index < to).map(|word| word.span.slice(text));
    let dates = |range: Option<DateRange>, next: usize, is_range: bool| {
        let span = words.get(at)?.span.join(words.get(next.checked_sub(1)?)?.span);
        Some(Dates { range, span, words: (at, next), is_range })
    };
    let opening = slice(at)?;
    if opening.eq_ignore_ascii_case("since") {
        let start = point(text, words, at + 1, to)?;
        return dates(Some(DateRange { start: start.first, end: End::Open }), start.next, true);
    }
    let from = at + usize::from(opening.eq_ignore_ascii_case("from"));
    if let Some((range, next)) = short_range(text, words, from, to) {
        return dates(range, next, true);
    }
    let start = point(text, words, from, to)?;
    let Some(end_at) = after_connector(text, words, start.next, to) else {
        let open = trailing_dash(text, words, start.next, to);
        let end = if open { End::Open } else { End::At(start.last) };
        return dates(Some(DateRange { start: start.first, end }), start.next, open);
    };
    if let Some(next) = open_end(text, words, end_at, to) {
        return dates(Some(DateRange { start: start.first, end: End::Open }), next, true);
    }
    let Some(end) = point(text, words, end_at, to) else {
        return dates(Some(DateRange { start: start.first, end: End::At(start.last) }), start.next, false);
    };
    let range = DateRange { start: start.first, end: End::At(end.last) };
    dates(is_possible(start.first, end.last).then_some(range), end.next, true)
}

/// "June - August 2014", "2010-14".
fn short_range(text: &str, words: &[TextWord], at: usize, to: usize) -> Option<(Option<DateRange>, usize)> {
    let word = words.get(at)?;
    let end_at = after_connector(text, words, at + 1, to)?;
    if let Some(month) = month(word.span.slice(text)) {
        let end = point(text, words, end_at, to).filter(|end| end.last.month.is_some())?;
        let start = Date { month: Some(month), ..end.last };
        let range = DateRange { start, end: End::At(end.last) };
        return Some((is_possible(start, end.last).then_some(range), end.next));
    }
    let year = full_year(word.span.slice(text))?;
    let short = words.get(end_at).filter(|word| word.shape == Shape::Digits && word.span.len() == 2)?;
    let two: i16 = short.span.slice(text).parse().ok()?;
    let end = year / 100 * 100 + two;
    // "2010-06" is June, unless the years run on ("2009-10").
    let is_month = (1..=12).contains(&two) && end < year;
    let attached = gap(text, words, end_at).is_some_and(|gap| !gap.contains(' '));
    let goes_on = after_connector(text, words, end_at + 1, to).is_some();
    if is_month || goes_on || !attached || end < year {
        return None;
    }
    let in_year = |year| Date { year, month: None };
    Some((Some(DateRange { start: in_year(year), end: End::At(in_year(end)) }), end_at + 1))
}

/// The word after "to", "until" or a dash, if one of these stands before or at word `at`.
fn after_connector(text: &str, words: &[TextWord], at: usize, to: usize) -> Option<usize> {
    let word = words.get(at).filter(|_| at < to)?;
    let connects = ["to", "until", "till", "through", "thru", "til"];
    if connects.iter().any(|connector| word.span.slice(text).eq_ignore_ascii_case(connector)) {
        return (at + 1 < to).then_some(at + 1);
    }
    is_dash(gap(text, words, at)?).then_some(at)
}

fn is_dash(gap: &str) -> bool {
    let mut marks = gap
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '.' | ',' | '\'' | '’' | '‘' | '`'));
    let is_mark =
        |mark: char| matches!(mark, '-' | '–' | '—' | '‐' | '‑' | '−' | '－' | '~' | '→' | '›' | '>' | '\u{ad}');
    marks.next().is_some_and(is_mark) && marks.all(is_mark)
}

/// True if the line ends in a dash: "2012 –".
fn trailing_dash(text: &str, words: &[TextWord], at: usize, to: usize) -> bool {
    let Some(last) = at.checked_sub(1).and_then(|last| words.get(last)).filter(|_| at == to) else { return false };
    let rest = text.get(last.span.end..).unwrap_or_default();
    let rest = rest.split(['\n', '\u{c}']).next().unwrap_or_default();
    !rest.is_empty() && is_dash(rest)
}

/// The word after "current", "present", "to date".
fn open_end(text: &str, words: &[TextWord], at: usize, to: usize) -> Option<usize> {
    let slice = words.get(at).filter(|_| at < to)?.span.slice(text);
    let open = ["current", "currently", "present", "now", "today", "ongoing", "date", "heute", "actual", "atualmente"];
    if open.iter().any(|word| slice.eq_ignore_ascii_case(word)) {
        let day = words.get(at + 1).filter(|_| at + 1 < to).is_some_and(|word| word.span.slice(text) == "Day");
        return Some(at + 1 + usize::from(day));
    }
    let to_the_date = slice.eq_ignore_ascii_case("the")
        && words
            .get(at + 1)
            .filter(|_| at + 1 < to)
            .is_some_and(|word| word.span.slice(text).eq_ignore_ascii_case("present"));
    to_the_date.then_some(at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Lexicon;

    fn found(text: &str) -> String {
        let words = crate::reading::read_words(text, &Lexicon::default());
        let Some(dates) = first(text, &words, 0, words.len()) else { return "none".into() };
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
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
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
