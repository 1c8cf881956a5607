//! Dates and ranges as people write them.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::reading::testing::lexicon;

fn found(text: &str) -> String {
    let reading = Reading::new(text, lexicon());
    let Some(dates) = Scanner::new(&reading, &KnownDates::default()).first(0, reading.words.len()) else {
        return "none".into();
    };
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
fn a_date_far_behind_in_a_line_is_another_things_date_and_none_is_cut() {
    for (dates, read) in [
        ("from 2012 to 2014", "2012..2014"),
        ("Jan 2012 - Mar 2014", "2012-1..2014-3"),
        ("01.02.2012 - 03.04.2014", "2012-2..2014-4"),
    ] {
        let behind = |words: usize| found(&format!("Florist {}{dates}", "and ".repeat(words)));
        assert_eq!(behind(MOST_WORDS / 2), read);
        assert_eq!(behind(2 * MOST_WORDS), "none");
        let near = (MOST_WORDS - 8..MOST_WORDS).map(behind).filter(|found| !read.starts_with(found.as_str()));
        assert!(near.into_iter().all(|found| found == "none"), "{dates}");
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
        ("1 Mar 2018 - 31 Dec 2020", "2018-3..2020-12"),
        ("3-Apr-17 to 9-Nov-19", "2017-4..2019-11"),
        ("2nd May 2016 until 30th June 2017", "2016-5..2017-6"),
        ("the 1st of May 2016 till the 3rd of June 2017", "2016-5..2017-6"),
        ("01.03.2018 – 31.12.2020", "2018-3..2020-12"),
        ("01/12/2018 – 28/02/2019", "2018-12..2019-2"),
        ("25/12/18 - 03/02/20", "2018-12..2020-2"),
        ("06/15/18 - 04/09/21", "2018-6..2021-4"),
        ("Jan 18 – Dec 20", "2018-1..2020-12"),
        ("Mar2018-Dec2020", "2018-3..2020-12"),
        ("Q1 2018 – Q4 2020", "2018-1..2020-12"),
        ("2018 Q3 to 2019 Q2", "2018-7..2019-6"),
        ("3Q17 - 1Q19", "2017-7..2019-3"),
        ("H2 2018 – present", "2018-7.."),
        ("second half of 2017 to first quarter of 2019", "2017-7..2019-3"),
        ("2. Quartal 2018 bis 3. Quartal 2019", "2018-4..2019-9"),
        ("FY2018 - FY2020", "2018..2020"),
        ("FY17/18 to FY 2019/20", "2017..2020"),
        ("early 2018 – late 2020", "2018..2020"),
        ("mid-March 2018 to end of 2019", "2018-3..2019"),
        ("2018-03-01 – 2020-12-31", "2018-3..2020-12"),
        ("15 June - 20 August 2014", "2014-6..2014-8"),
        ("March 2019 onwards", "2019-3.."),
        ("From March 2019", "2019-3.."),
        ("Present - March 2019", "2019-3.."),
        ("Mar 2019 to till date", "2019-3.."),
        ("03/2018\t12/2020", "2018-3..2020-12"),
        ("Start date: 03/2018, end date: 12/2020", "2018-3..2020-12"),
        ("seit 03/2019 Key Account Manager", "2019-3.."),
        ("März 2018 – Dezember 2020", "2018-3..2020-12"),
        ("vom 01.03.2018 bis heute", "2018-3.."),
        ("de mars 2018 à ce jour", "2018-3.."),
        ("du 1er mars 2018 au 31 décembre 2020", "2018-3..2020-12"),
        ("depuis septembre 2020", "2020-9.."),
        ("marzo de 2018 - actualidad", "2018-3.."),
        ("desde enero de 2016 hasta febrero de 2019", "2016-1..2019-2"),
        ("Março/2019 a Atual", "2019-3.."),
        ("out. 2017 – o momento", "2017-10.."),
        ("marzo 2018 – oggi", "2018-3.."),
        ("dal 2018 al 2020", "2018..2020"),
        ("maart 2019 – heden", "2019-3.."),
        ("mrt 2017 t/m okt 2019", "2017-3..2019-10"),
        ("od marca 2018 do chwili obecnej", "2018-3.."),
        ("październik 2015 – luty 2018", "2015-10..2018-2"),
        ("Μάρτιος 2018 – σήμερα", "2018-3.."),
        ("από Μάρτιο 2018 έως Ιούνιο 2020", "2018-3..2020-6"),
    ];
    let wrong: Vec<_> = cases.iter().filter(|(text, expected)| found(text) != *expected).collect();
    let seen: Vec<_> = wrong.iter().map(|(text, _)| found(text)).collect();
    assert!(wrong.is_empty(), "{wrong:?} seen as {seen:?}");
}

#[test]
fn several_ranges_belong_to_one_position() {
    let text = "Mar 2018 – Dec 2020; Jun 2022 – Present (part-time)";
    let reading = Reading::new(text, lexicon());
    let dates = Scanner::new(&reading, &KnownDates::default()).first(0, reading.words.len()).unwrap();
    assert_eq!((dates.more.len(), dates.span.slice(text)), (1, "Mar 2018 – Dec 2020; Jun 2022 – Present"));
}

#[test]
fn one_plain_date_tells_the_order_of_all_in_the_document() {
    let order = |text: &str| {
        let reading = Reading::new(text, lexicon());
        let line = reading.lines[0].words.clone();
        Scanner::new(&reading, &KnownDates::default()).first(line.start, line.end).unwrap().range.unwrap().start.month
    };
    assert_eq!(order("02/03/2018 - 04/05/2019\n01/01/2015 - 31/12/2016"), Some(3));
    assert_eq!(order("02/03/2018 - 04/05/2019\n01/01/2015 - 12/31/2016"), Some(2));
    assert_eq!(order("02/03/2018 - 04/05/2019"), Some(2));
}

#[test]
fn single_dates_stand_for_themselves() {
    for (text, expected) in [("Summer 2015", "2015-6/2015-8"), ("May 2010", "2010-5/2010-5"), ("2016", "2016/2016")] {
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
