//! Lines that ask for time at work.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::posting::testing::importer;

#[test]
fn time_in_the_position_is_asked_of_its_title() {
    assert_eq!(requirement("5+ years of experience"), "title must 3: Head Baker| 60");
    assert_eq!(requirement("Two years in a similar role"), "title must 3: Head Baker| 24");
    assert_eq!(requirement("3 years of B2B sales experience"), "experience should 4: b2b 36, sales");
}

#[test]
fn a_degree_and_time_on_one_line_are_two_demands() {
    let importer = importer();
    let parts = |text: &str, is_prose: bool| -> Vec<String> {
        let item = Item { line: 0, text: text.into(), is_prose, is_duty: false, section: PostingSection::Requirements };
        split_demands(item, &Context::new("Head Baker", importer)).into_iter().map(|item| item.text).collect()
    };
    let degree_and_time = "Bachelor's degree and 5+ years of sales experience";
    assert_eq!(parts(degree_and_time, false), ["Bachelor's degree", "5+ years of sales experience"]);
    for whole in ["Degree in business and computer science", "Docker and Terraform", "3 years of sales and negotiation"]
    {
        assert_eq!(parts(whole, false), [whole]);
    }
    let prose = "Applicants must hold Qualified Teacher Status (QTS) and a good degree in Mathematics";
    assert_eq!(parts(prose, true).len(), 2);
}

#[test]
fn experience_in_a_trade_of_one_word_is_not_time_in_the_position() {
    let trade = requirement("Three years' experience in a manufacturing environment");
    assert!(trade.starts_with("experience should 4: manufacturing"), "{trade}");
    assert!(requirement("Three years' experience").starts_with("title must"));
}

#[test]
fn time_is_asked_for_in_what_the_line_names() {
    assert_eq!(requirement("5+ years Java"), "experience should 4: java  60");
    assert_eq!(requirement("At least 18 months in retail"), "experience must 4: retail  18");
    assert_eq!(requirement("2+ years of ICU experience"), "experience should 4: icu  24");
    assert_eq!(requirement("5+ years of professional experience"), "title must 3: Head Baker| 60");
    assert!(!requirement("Less than 40 years").contains("480"));
    assert_eq!(requirement("Less than 3 years of experience"), "none");
}

#[test]
fn years_in_a_trade_are_no_years_of_leading_it() {
    let of = |title: &str, text: &str| {
        let item =
            Item { line: 0, text: text.into(), is_prose: false, is_duty: false, section: PostingSection::Requirements };
        let context = Context::new(title, importer());
        let criteria = split_demands(item, &context).into_iter().filter_map(|item| match read(&item, &context).typed {
            ItemOutcome::Criterion(criterion) => {
                let months = criterion.parts.first().and_then(|part| part.min_months);
                Some(format!("{} {}", criterion.kind.name(), months.unwrap_or_default()))
            }
            _ => None,
        });
        criteria.collect::<Vec<_>>().join(", ")
    };
    let line = "9+ years of tunnel construction, including 4 as superintendent";
    assert_eq!(of("Tunnel Construction Superintendent", line), "experience 108, title 48");
    assert_eq!(of("Dairy Manager", "5 years of dairy experience"), "experience 60");
    assert_eq!(of("Dairy Manager", "5 years of dairy management"), "title 60");
    assert_eq!(of("Dairy Manager", "5 years of experience"), "title 60");
    assert_eq!(of("Dairy Manager", "5 years in cheese making, of which two as a manager"), "experience 60, title 24");
    let titles = |text: &str| {
        titles::asked(text, Some(36), &Recognised::default(), &Context::new("Dairy Farm Manager", importer()))
    };
    assert_eq!(titles("3 years as a farm manager").unwrap().0, Vec::<String>::new(), "farm managers grow anything");
    assert_eq!(titles("3 years as a herd manager").unwrap().0, ["Herd Manager"]);
    assert_eq!(of("Dairy Manager", "2+ years in management"), "experience 24");
    assert_eq!(
        of("Theatre Tailor, Opera", "4 years of tailoring with at least one in opera"),
        "title 48, experience 12"
    );
    assert_eq!(of("Baker", "Two years in market analysis"), "experience 24");
}

#[test]
fn two_times_in_a_line_are_two_demands() {
    let importer = importer();
    let context = Context::new("Head Baker", importer);
    let halves = |text: &str| {
        let section = PostingSection::Requirements;
        let item = Item { line: 0, text: text.into(), is_prose: false, is_duty: false, section };
        split_demands(item, &context).into_iter().map(|item| item.text).collect::<Vec<_>>()
    };
    assert_eq!(
        halves("At least 4 years in a mill, 1 year as second miller"),
        ["At least 4 years in a mill", "1 year as second miller"]
    );
    for whole in ["3 years in a mill, or 5 years in a bakery", "3 to 5 years in mills, bakeries and shops"] {
        assert_eq!(halves(whole), [whole]);
    }
    let busy = requirement("12 months in a busy warehouse");
    assert!(!busy.contains("busy"), "{busy}");
}
