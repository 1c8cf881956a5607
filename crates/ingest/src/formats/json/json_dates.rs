//! Dates of a JSON Resume as people write them: "2015-03-01" to "2019-07" is "Mar 2015 – Jul 2019".

/// The names of the months.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Words for an end that is open.
const OPEN: [&str; 5] = ["present", "current", "now", "today", "ongoing"];

/// A date without its day: 2015-03-01, 2015-03 and 2015/3 are "Mar 2015". Any other text is returned unchanged.
pub(super) fn date(written: &str) -> String {
    let written = written.trim();
    let day = written.split(['T', ' ']).next().unwrap_or_default();
    let mut numbers = day.split(['-', '/', '.']);
    let year = numbers.next().filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let month = numbers.next().and_then(|month| month.parse::<usize>().ok());
    let rest = numbers.next().is_none_or(|day| day.parse::<u8>().is_ok()) && numbers.next().is_none();
    let month = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (year, month) {
        (Some(year), Some(month)) if rest => format!("{month} {year}"),
        _ => written.to_owned(),
    }
}

/// A range as text; true if its start is known. A missing end means "Present".
pub(super) fn range(start: Option<&str>, end: Option<&str>) -> Option<(String, bool)> {
    let end = end.map(date).filter(|end| !OPEN.iter().any(|open| end.eq_ignore_ascii_case(open)));
    match (start.map(date), end) {
        (Some(start), Some(end)) => Some((format!("{start} – {end}"), true)),
        (Some(start), None) => Some((format!("{start} – Present"), true)),
        (None, Some(end)) => Some((format!("until {end}"), false)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_lack_their_day_or_month() {
        for (written, expected) in [
            ("2015-03-01", "Mar 2015"),
            ("2015-03", "Mar 2015"),
            ("2015-12-31T00:00:00.000Z", "Dec 2015"),
            ("2015", "2015"),
            ("2015/3", "Mar 2015"),
            ("2015-13", "2015-13"),
            ("March 2015", "March 2015"),
            ("03/2015", "03/2015"),
        ] {
            assert_eq!(date(written), expected);
        }
    }

    #[test]
    fn a_range_without_an_end_is_open() {
        let shown = |start, end| range(start, end).map(|(shown, _)| shown);
        assert_eq!(shown(Some("2015-03"), Some("2019")).as_deref(), Some("Mar 2015 – 2019"));
        assert_eq!(shown(Some("2015"), None).as_deref(), Some("2015 – Present"));
        assert_eq!(shown(Some("2015"), Some("present")).as_deref(), Some("2015 – Present"));
        assert_eq!(range(None, Some("2019-07")), Some(("until Jul 2019".into(), false)));
        assert_eq!(range(None, None), None);
    }
}
