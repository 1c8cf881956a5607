//! A length in place of an end: "May 2017 (2 years)", "June 2019 - 10 days", "2019, three weeks".

use super::datepoint::Scan;
use super::datescan::Dates;
use super::{Date, DateRange, End};
use crate::reading::DateWord;

/// Months and days per unit of a length: day, week, month, year.
const UNITS: [(i16, i16); 4] = [(0, 1), (0, 7), (1, 0), (12, 0)];
/// Days of a month; fewer count as a month.
const MONTH: i16 = 30;
/// A length of more units is no length of a position.
const MOST: i16 = 99;
/// "2 years, 3 months, 1 week": a length has at most so many parts.
const PARTS: usize = 3;

impl Scan<'_, '_> {
    /// The dates with the length behind them, if they state no end.
    pub(super) fn with_length(&self, dates: Dates) -> Dates {
        let Some(start) = dates.range.filter(|_| !dates.is_range).map(|range| range.start) else { return dates };
        let (mut next, mut months, mut days) = (dates.words.1, 0, 0);
        for _ in 0..PARTS {
            let behind_and = self.after(next, DateWord::Again).filter(|_| months + days > 0);
            let Some((count, unit, behind)) = self.length_part(behind_and.unwrap_or(next)) else { break };
            months += count * unit.0;
            days += count * unit.1;
            next = behind;
        }
        let last = self.reading.word(next.saturating_sub(1)).filter(|_| months + days > 0);
        let Some(last) = last else { return dates };
        let months = months + (days + MONTH - 1) / MONTH;
        let range = DateRange { start, end: End::At(end_after(start, months)) };
        let span = dates.span.join(last.span);
        Dates { range: Some(range), span, words: (dates.words.0, next), is_range: true, ..dates }
    }

    /// A number at `at`, its unit in months and days, and the word behind both.
    fn length_part(&self, at: usize) -> Option<(i16, (i16, i16), usize)> {
        let is_beside = self.gap(at).chars().all(|mark| mark.is_whitespace() || "(,-–—|:·•;/".contains(mark));
        let in_words = || {
            self.phrase(at, |meant| match meant {
                DateWord::Count(count) => Some(i16::from(count)),
                _ => None,
            })
        };
        let (count, unit_at) = self.digits(at).map(|(_, count)| (count, at + 1)).or_else(in_words)?;
        let (unit, next) = self.phrase(unit_at, |meant| match meant {
            DateWord::Length(unit) => UNITS.get(usize::from(unit)).copied(),
            _ => None,
        })?;
        (is_beside && (1..=MOST).contains(&count)).then_some((count, unit, next))
    }
}

/// The last month of a position of so many months that began in `start`, or its last year.
fn end_after(start: Date, months: i16) -> Date {
    match start.month {
        Some(month) => {
            let last = i16::from(month) + months - 2;
            Date { year: start.year + last / 12, month: u8::try_from(last % 12 + 1).ok() }
        }
        // "2017 (18 months)" may end in either of two years.
        None => Date { year: start.year + (months + 6) / 12, month: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_gives_the_last_month_of_a_position() {
        let in_month = |year, month| Date { year, month: Some(month) };
        assert_eq!(end_after(in_month(2017, 5), 24), in_month(2019, 4));
        assert_eq!(end_after(in_month(2019, 6), 1), in_month(2019, 6));
        assert_eq!(end_after(in_month(2019, 12), 2), in_month(2020, 1));
        let year = |year| Date { year, month: None };
        assert_eq!((end_after(year(2017), 1), end_after(year(2017), 24)), (year(2017), year(2019)));
    }
}
