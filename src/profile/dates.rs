//! Arithmetic of months over date ranges whose months may be unknown.
//!
//! A year alone may mean any of its months. Where one figure is needed, a range is taken to begin in July and to end in
//! June of such years, the middle of the possible months; 2015 to 2015 is then April to September.

use jiff::civil;

use super::{Date, DateRange, End};

/// Months in a year.
const YEAR: i32 = 12;
/// Where a range begins that only states the year.
const MIDDLE_START: i32 = 6;
/// Where a range ends that only states the year.
const MIDDLE_END: i32 = 5;

/// Nobody holds a position for more years.
const LONGEST_POSITION: i16 = 60;

/// The shortest and the longest that `range` can have lasted, in months, both ends included.
///
/// ```
/// use jiff::civil::date;
/// use rolefit::profile::{Date, DateRange, End, dates};
/// let in_month = |year, month| Date { year, month: Some(month) };
/// let range = DateRange { start: in_month(2019, 1), end: End::At(in_month(2019, 12)) };
/// assert_eq!(dates::months(range, date(2026, 1, 1)), (12, 12));
/// ```
pub fn months(range: DateRange, as_of: civil::Date) -> (u32, u32) {
    let Some(range) = range.counted(as_of) else { return (0, 0) };
    let (first_start, last_start) = bounds(range.start);
    let (first_end, last_end) = match range.end {
        End::At(date) => bounds(date),
        End::Open => (month_of(as_of), month_of(as_of)),
    };
    let longest = length(first_start, last_end);
    let shortest = length(last_start, first_end).max(longest.min(1));
    (shortest, longest)
}

impl DateRange {
    /// Returns the range up to `as_of`; `None` if it begins later, or if it would last longer than anybody works.
    pub fn counted(self, as_of: civil::Date) -> Option<Self> {
        let now = month_of(as_of);
        let end = match self.end {
            End::At(end) if bounds(end).0 > now => {
                End::At(Date { year: as_of.year(), month: u8::try_from(as_of.month()).ok() })
            }
            end => end,
        };
        let last = match end {
            End::Open => as_of.year(),
            End::At(end) => end.year,
        };
        let possible = bounds(self.start).0 <= now && last.saturating_sub(self.start.year) <= LONGEST_POSITION;
        possible.then_some(Self { start: self.start, end })
    }

    /// The range if it began as late and ended as early as its years without months allow.
    pub fn shortest(self) -> Self {
        let late = |date: Date| Date { month: date.month.or(Some(12)), ..date };
        let early = |date: Date| Date { month: date.month.or(Some(1)), ..date };
        let end = match self.end {
            End::At(end) => End::At(early(end)),
            End::Open => End::Open,
        };
        Self { start: late(self.start), end }
    }

    /// The range if it began as early and ended as late as its years without months allow.
    pub fn longest(self) -> Self {
        let end = match self.end {
            End::At(end) => End::At(Date { month: end.month.or(Some(12)), ..end }),
            End::Open => End::Open,
        };
        Self { start: Date { month: self.start.month.or(Some(1)), ..self.start }, end }
    }
}

/// Months covered by at least one of `ranges`.
pub fn covered_months(ranges: &[DateRange], as_of: civil::Date) -> u32 {
    let counted = ranges.iter().filter_map(|range| range.counted(as_of));
    let mut stretches: Vec<_> = counted.map(|range| middle(range, as_of)).collect();
    stretches.sort_unstable();
    let (mut total, mut covered_to) = (0, i32::MIN);
    for (start, end) in stretches {
        total += length(start.max(covered_to.saturating_add(1)), end);
        covered_to = covered_to.max(end);
    }
    total
}

/// The month in which `range` ended, counted from January of the year 0.
pub fn end_month(range: DateRange, as_of: civil::Date) -> i32 {
    middle(range, as_of).1
}

/// True if the range need not end before it starts, whatever the months left out, and lasts no longer than anybody
/// works.
pub(super) fn is_possible(start: Date, end: Date) -> bool {
    bounds(start).0 <= bounds(end).1 && end.year.saturating_sub(start.year) <= LONGEST_POSITION
}

fn middle(range: DateRange, as_of: civil::Date) -> (i32, i32) {
    let fixed = |date: Date, open: i32| match date.month {
        Some(_) => bounds(date).0,
        None => bounds(date).0 + open,
    };
    match range.end {
        End::Open => (fixed(range.start, MIDDLE_START), month_of(as_of)),
        End::At(end) if range.start.month.is_none() && end.month.is_none() && range.start.year == end.year => {
            let january = bounds(end).0;
            (january + MIDDLE_START / 2, january + MIDDLE_START / 2 + MIDDLE_END)
        }
        End::At(end) => {
            let (start, end) = (fixed(range.start, MIDDLE_START), fixed(end, MIDDLE_END));
            // "November 2014 to 2014": the unknown month is at least the known one.
            match range.start.month {
                Some(_) => (start, end.max(start)),
                None => (start.min(end), end),
            }
        }
    }
}

fn bounds(date: Date) -> (i32, i32) {
    let january = i32::from(date.year) * YEAR;
    match date.month {
        Some(month) => (january + i32::from(month) - 1, january + i32::from(month) - 1),
        None => (january, january + YEAR - 1),
    }
}

fn month_of(date: civil::Date) -> i32 {
    i32::from(date.year()) * YEAR + i32::from(date.month()) - 1
}

fn length(start: i32, end: i32) -> u32 {
    u32::try_from(end.saturating_sub(start).saturating_add(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const AS_OF: civil::Date = civil::date(2020, 6, 15);

    fn date(text: &str) -> Date {
        let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
        Date { year: year.parse().unwrap(), month: month.map(|month| month.parse().unwrap()) }
    }

    fn range(start: &str, end: &str) -> DateRange {
        DateRange { start: date(start), end: if end.is_empty() { End::Open } else { End::At(date(end)) } }
    }

    #[test]
    fn both_ends_count() {
        assert_eq!(months(range("2019-1", "2019-12"), AS_OF), (12, 12));
        assert_eq!(months(range("2019-1", "2019-1"), AS_OF), (1, 1));
    }

    #[test]
    fn a_year_alone_leaves_room() {
        assert_eq!(months(range("2010", "2012"), AS_OF), (14, 36));
        assert_eq!(months(range("2010", "2010"), AS_OF), (1, 12));
    }

    #[test]
    fn an_open_end_lasts_until_as_of() {
        assert_eq!(months(range("2020-1", ""), AS_OF), (6, 6));
        assert_eq!(months(range("2021-1", ""), AS_OF), (0, 0));
    }

    #[test]
    fn nothing_after_as_of_counts_and_nobody_works_for_ever() {
        assert_eq!(covered_months(&[range("2020-1", "2031-12")], AS_OF), 6);
        assert_eq!(covered_months(&[range("2021-1", "2031-12")], AS_OF), 0);
        assert_eq!((range("1955-1", "").counted(AS_OF), months(range("1955-1", ""), AS_OF)), (None, (0, 0)));
        assert!(!is_possible(date("1950"), date("2019")));
    }

    #[test]
    fn overlaps_count_once() {
        let ranges = [range("2019-1", "2019-6"), range("2018-11", "2019-3"), range("2020-1", "2020-1")];
        assert_eq!(covered_months(&ranges, AS_OF), 9);
    }

    #[test]
    fn years_alone_are_taken_from_the_middle() {
        assert_eq!(covered_months(&[range("2010", "2014")], AS_OF), 48);
        assert_eq!(covered_months(&[range("2015", "2015")], AS_OF), 6);
        assert_eq!(end_month(range("2010", "2014-3"), AS_OF), 2014 * 12 + 2);
    }

    #[test]
    fn an_end_before_the_start_is_impossible() {
        assert!(!is_possible(date("2019"), date("2016")));
        assert!(!is_possible(date("2015-11"), date("2015-9")));
        assert!(is_possible(date("2015-11"), date("2015")));
    }
}
