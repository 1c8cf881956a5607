//! Years, months and seasons as numbers.

/// Nobody who applies today worked before; a smaller number is not a year.
const FIRST_YEAR: i16 = 1940;
/// Past this a number is not a year.
const LAST_YEAR: i16 = 2099;
/// Years of two digits above this belong to the last century.
const TWO_DIGIT_PIVOT: i16 = 40;
/// The months of spring, summer and autumn. A winter is counted in the year that it begins in.
const SEASONS: [(u8, u8); 4] = [(3, 5), (6, 8), (9, 11), (12, 12)];

/// True if a year has a month of this number.
pub(super) fn is_month(month: &u8) -> bool {
    (1..=12).contains(month)
}

/// True if a month has a day of this number.
pub(super) fn is_day(day: i16) -> bool {
    (1..=31).contains(&day)
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

/// First and last month of a season, counted from 0 for spring.
pub(super) fn season(number: u8) -> Option<(u8, u8)> {
    SEASONS.get(usize::from(number)).copied()
}

/// First and last month of the part `number`, from 1, of a year that is cut into `parts`.
pub(super) fn part_of_year(number: u8, parts: u8) -> Option<(u8, u8)> {
    let months = 12_u8.checked_div(parts)?;
    (1..=parts).contains(&number).then(|| ((number - 1) * months + 1, number * months))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_are_a_year_of_a_working_life() {
        assert_eq!((century(98), century(9)), (1998, 2009));
    }

    #[test]
    fn quarters_and_halves_are_stretches_of_months() {
        assert_eq!((part_of_year(2, 4), part_of_year(2, 2), part_of_year(5, 4)), (Some((4, 6)), Some((7, 12)), None));
    }
}
