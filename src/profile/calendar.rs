//! Years, months and seasons as words and numbers.

/// Nobody who applies today worked before; a smaller number is not a year.
const FIRST_YEAR: i16 = 1940;
/// Past this a number is not a year.
const LAST_YEAR: i16 = 2099;
/// Years of two digits above this belong to the last century.
const TWO_DIGIT_PIVOT: i16 = 40;

/// True if a year has a month of this number.
pub(super) fn is_month(month: &u8) -> bool {
    (1..=12).contains(month)
}

/// The year that two digits mean.
pub(super) fn century(two: i16) -> i16 {
    if two > TWO_DIGIT_PIVOT { 1900 + two } else { 2000 + two }
}

/// A year of four digits.
pub(super) fn full_year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (FIRST_YEAR..=LAST_YEAR).contains(&year).then_some(year)
}

/// The month of this name, in full or cut to three or four letters.
pub(super) fn month(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // Most words begin as no month does.
    if !(3..=9).contains(&word.len()) || !opens_with(word, b"jfmasond") || !word.is_ascii() {
        return None;
    }
    let is_prefix = |month: &str| month.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let number = MONTHS.iter().position(|month| is_prefix(month) && (word.len() <= 4 || word.len() == month.len()))?;
    u8::try_from(number + 1).ok()
}

/// First and last month; a winter is counted in the year that it begins in.
pub(super) fn season(word: &str) -> Option<(u8, u8)> {
    if !opens_with(word, b"sfaw") {
        return None;
    }
    let seasons =
        [("spring", (3, 5)), ("summer", (6, 8)), ("fall", (9, 11)), ("autumn", (9, 11)), ("winter", (12, 12))];
    seasons.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|&(_, months)| months)
}

fn opens_with(word: &str, letters: &[u8]) -> bool {
    word.as_bytes().first().is_some_and(|first| letters.contains(&first.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_may_be_cut_short() {
        assert_eq!(
            (month("January"), month("SEPT"), month("dec"), month("Marches")),
            (Some(1), Some(9), Some(12), None)
        );
    }

    #[test]
    fn two_digits_are_a_year_of_a_working_life() {
        assert_eq!((century(98), century(9)), (1998, 2009));
    }
}
