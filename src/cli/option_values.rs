//! Parses the values of options, with errors that say how to write them.

use std::num::NonZeroUsize;

use jiff::civil::Date;
use rolefit::units::Score;

/// Parses a number from 1.
pub(super) fn count(words: &str) -> Result<NonZeroUsize, String> {
    words.parse().map_err(|_| "write a number from 1".into())
}

/// Parses a day.
pub(super) fn date(words: &str) -> Result<Date, String> {
    words.parse().map_err(|_| "write a date as 2026-11-21".into())
}

/// Parses a score from 0 to 100. Returns thousandths of a point.
pub(super) fn points(words: &str) -> Result<Score, String> {
    match words.parse::<f64>() {
        Ok(points) if (0.0..=100.0).contains(&points) => Ok(Score::new((points * 1000.0).round() as u32)),
        _ => Err("a score is a number from 0 to 100".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_that_cannot_be_read_are_told_plainly() {
        assert_eq!(count("3").map(NonZeroUsize::get), Ok(3));
        assert_eq!(count("0"), Err("write a number from 1".into()));
        assert_eq!(date("2026-02-30"), Err("write a date as 2026-11-21".into()));
    }

    #[test]
    fn a_least_score_is_read_in_thousandths() {
        assert_eq!(points("71.3"), Ok(Score::new(71_300)));
        assert!(points("101").is_err() && points("NaN").is_err());
    }
}
