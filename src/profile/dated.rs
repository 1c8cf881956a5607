//! The newest date that a resume states, which tells how old the file is.

use super::datescan::Scanner;
use super::{Date, End};
use crate::reading::{Line, Reading, Shape};

/// A year alone counts as a date on a line of at most so many words; on a longer one it may be an amount.
const DATE_LINE_WORDS: usize = 8;

/// The newest date in the text, of ranges and of single dates.
pub(super) fn newest(reading: &Reading<'_>, scanner: &Scanner<'_, '_>) -> Option<Date> {
    let on_line = |line: &Line| {
        let has_number = reading.words(line.words.clone()).iter().any(|word| word.shape == Shape::Digits);
        let dates = has_number.then(|| scanner.first(line.words.start, line.words.end))??;
        let range = dates.range?;
        let last = match range.end {
            End::At(end) => end,
            End::Open => range.start,
        };
        (dates.is_range || last.month.is_some() || line.words.len() <= DATE_LINE_WORDS).then_some(last)
    };
    reading
        .lines
        .iter()
        .filter(|line| line.holds_digit())
        .filter_map(on_line)
        .max_by_key(|date| (date.year, date.month.unwrap_or(12)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;

    #[test]
    fn the_newest_date_is_found_wherever_it_is_stated() {
        let newest = |text: &str| profile(text).newest_date.map(|date| (date.year, date.month));
        let job = "Experience\nBuyer, Acme Inc, 03/2015 - Present\n• Saved 2040 euros on paper for every single one of the plants";
        assert_eq!(newest(job), Some((2015, Some(3))));
        assert_eq!(newest(&format!("{job}\nEducation\nBSc Physics, 2017")), Some((2017, None)));
        assert_eq!(newest("Sells."), None);
    }
}
