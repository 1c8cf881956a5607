//! Dates as spreadsheets save them: by the habits of a country.

use jiff::civil::Date;

/// The remedy for every date that cannot be read.
pub(super) const DATE_REMEDY: &str = "write dates as 2026-11-21";
/// A year of two digits is one of this century.
const CENTURY: i16 = 2000;

/// The order of day and month in a table's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOrder {
    DayFirst,
    MonthFirst,
}

impl DayOrder {
    /// The order in a column of dates: that of any date with a day after the 12th. Where semicolons part the cells, the
    /// day comes first. `None` if nothing tells.
    pub(super) fn of(dates: &[String], is_semicolons: bool) -> Option<DayOrder> {
        let told = dates.iter().filter_map(|date| match numbers(date)? {
            [13..=31, 1..=12, _] => Some(DayOrder::DayFirst),
            [1..=12, 13..=31, _] => Some(DayOrder::MonthFirst),
            _ => None,
        });
        told.fold(None, |order, next| order.or(Some(next))).or(is_semicolons.then_some(DayOrder::DayFirst))
    }
}

/// Reads `2026-11-21`, `21.11.2026`, or `11/21/2026` in the order of the table. A time of day may follow.
///
/// # Errors
/// The fault, to follow the date.
pub(super) fn read(text: &str, order: Option<DayOrder>) -> Result<Date, &'static str> {
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    if let Ok(date) = day.parse() {
        return Ok(date);
    }
    let [first, second, year] = numbers(day).ok_or("is not a date")?;
    let is_german = day.contains('.');
    let (day, month) = match order {
        _ if is_german => (first, second),
        Some(DayOrder::DayFirst) => (first, second),
        Some(DayOrder::MonthFirst) => (second, first),
        None if first == second => (first, second),
        None => return Err("may be two dates"),
    };
    let year = if year < 100 { CENTURY + year } else { year };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err("is not a date") };
    Date::new(year, month, day).map_err(|_| "is not a date")
}

/// The three numbers of a date with points, slashes or dashes, the year last.
fn numbers(date: &str) -> Option<[i16; 3]> {
    let numbers: Vec<i16> =
        date.split(['.', '/', '-']).map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_of_several_countries_are_read() {
        let order = |dates: &[&str], semicolons| {
            DayOrder::of(&dates.iter().map(ToString::to_string).collect::<Vec<_>>(), semicolons)
        };
        assert_eq!(order(&["03/04/2026", "21/11/2026"], false), Some(DayOrder::DayFirst));
        assert_eq!(order(&["3/4/26", "11/21/26"], false), Some(DayOrder::MonthFirst));
        assert_eq!((order(&["03/04/2026"], false), order(&["03/04/2026"], true)), (None, Some(DayOrder::DayFirst)));
        assert_eq!(read("4/3/26", Some(DayOrder::MonthFirst)), Ok(date(2026, 4, 3)));
        assert_eq!(read("04/03/2026", Some(DayOrder::DayFirst)), Ok(date(2026, 3, 4)));
        assert_eq!(read("4.3.2026", None), Ok(date(2026, 3, 4)));
        assert_eq!(read("2026-03-04 00:00:00", None), Ok(date(2026, 3, 4)));
        assert_eq!(read("04/03/2026", None), Err("may be two dates"));
        assert_eq!((read("soon", None), read("31.2.2026", None)), (Err("is not a date"), Err("is not a date")));
    }
}
