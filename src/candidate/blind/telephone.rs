//! Finds everything in the form of a telephone number. The profile has the certain numbers only.

use crate::profile::telephone::{self, MOST_DIGITS};
use rolefit_document::Span;
use rolefit_document::ascii::is_year;

/// Least digits of a telephone number.
const LEAST_DIGITS: usize = 7;
/// Most digits of a day or a month.
const DATE_DIGITS: usize = 2;

/// Returns runs of digits and separators that may be telephone numbers. Dates are not.
pub(super) fn spans(text: &str) -> Vec<Span> {
    telephone::runs(text, is_part).filter(|run| may_be_telephone(run.slice(text))).collect()
}

fn is_part(c: char) -> bool {
    c.is_ascii_digit() || " ()-./+\u{a0}\u{2010}\u{2011}\u{2012}–".contains(c)
}

fn may_be_telephone(run: &str) -> bool {
    let groups = telephone::groups(run);
    let digits: usize = groups.clone().map(str::len).sum();
    let has_year = groups.clone().any(|group| is_year(group.as_bytes()));
    let is_dates = has_year && groups.clone().all(|group| is_year(group.as_bytes()) || group.len() <= DATE_DIGITS);
    // "1 500 000", "2000000"
    let is_amount = digits < LEAST_DIGITS + DATE_DIGITS + 1 && run.ends_with("000") && !run.starts_with(['+', '(']);
    (LEAST_DIGITS..=MOST_DIGITS).contains(&digits) && !is_dates && !is_amount
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn numbers_are_found_wherever_they_stand_and_however_they_are_parted() {
        assert_eq!(found("Sold pipes. Call 555-0101, or (555) 010.0199."), ["555-0101", "(555) 010.0199"]);
        assert_eq!(found("+44 20 7946\u{a0}0958\n555\u{2011}0102"), ["+44 20 7946\u{a0}0958", "555\u{2011}0102"]);
    }

    #[test]
    fn dates_and_amounts_are_no_telephones() {
        for text in ["05/2016 - 12/2019", "2010 – 2014", "2019-03-01", "$1 500 000", "2000000", "12 plants", "9.5"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
