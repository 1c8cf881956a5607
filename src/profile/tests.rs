//! Positions in the layouts that real resumes have, and properties that hold for any text.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::testing::profile;
use super::{DateRange, End, Profile};
use rolefit_document::SectionKind;

/// Title, employer and dates of every position.
fn positions(text: &str) -> Vec<String> {
    let show = |range: &DateRange| {
        let date =
            |date: super::Date| date.month.map_or(date.year.to_string(), |month| format!("{}-{month}", date.year));
        match range.end {
            End::Open => format!("{}..", date(range.start)),
            End::At(end) => format!("{}..{}", date(range.start), date(end)),
        }
    };
    let profile = profile(text);
    let held = profile.positions.iter().map(|position| {
        let employer = position.employer.as_ref().map_or("-", |employer| employer.text.as_str());
        let dates = position.dates.as_ref().map_or("-".to_owned(), show);
        format!("{} | {employer} | {dates}", position.title.text)
    });
    held.collect()
}

#[track_caller]
fn check(experience: &str, expected: &[&str]) {
    let text = format!("Summary\nSells.\nExperience\n{experience}\nEducation\nBA : History\n");
    assert_eq!(positions(&text), expected, "{experience}");
}

#[test]
fn title_and_dates_may_share_a_line() {
    let expected = ["Account Manager | Acme Widgets | 2014-6..", "Sales Associate | Globex | 2011-5..2014-5"];
    for experience in [
        "Account Manager , 06/2014 to Current Acme Widgets － Springfield , IL\n• Kept clients\nSales Associate , 05/2011 to 05/2014 Globex\n• Sold",
        "Account Manager, Acme Widgets, June 2014 - Present\n• Kept clients\nSales Associate, Globex, May 2011 - May 2014\n• Sold",
        "Acme Widgets — Account Manager (Jun 2014 – Present)\n• Kept clients\nGlobex — Sales Associate (May 2011 – May 2014)\n• Sold",
        "Acme Widgets June 2014 to Current Account Manager\nSpringfield , IL\n• Kept clients\nGlobex May 2011 to May 2014 Sales Associate\n• Sold",
        "06/2014 - Present\tAccount Manager\tAcme Widgets\n• Kept clients\n05/2011 - 05/2014\tSales Associate\tGlobex\n• Sold",
        "Account Manager at Acme Widgets\t06/2014 - Present\n• Kept clients\nSales Associate at Globex\t05/2011 - 05/2014\n• Sold",
    ] {
        check(experience, &expected);
    }
}

#[test]
fn title_and_dates_may_stand_on_different_lines() {
    let expected = ["Account Manager | Acme Widgets | 2014-6..", "Sales Associate | Globex Ltd | 2011-5..2014-5"];
    for experience in [
        "Account Manager\nJune 2014 to Current Acme Widgets － Springfield , IL\n• Kept clients\nSales Associate\nMay 2011 to May 2014 Globex Ltd\n• Sold",
        "Account Manager\nAcme Widgets\nJune 2014 – Present\n• Kept clients\nSales Associate\nGlobex Ltd\nMay 2011 – May 2014\n• Sold",
        "Acme Widgets\nAccount Manager\nJune 2014 – Present\n• Kept clients\nGlobex Ltd\nSales Associate\nMay 2011 – May 2014\n• Sold",
        "Acme Widgets, June 2014 – Present\nAccount Manager\n• Kept clients\nGlobex Ltd, May 2011 – May 2014\nSales Associate\n• Sold",
        "June\u{a0}2014\nto\nCurrent\nAcme Widgets, Account Manager\n• Kept clients\nMay 2011\nto\nMay 2014\nGlobex Ltd, Sales Associate\n• Sold",
        "• Account Manager\n• Acme Widgets\n• June 2014 to Current\n• Kept clients\n• Sales Associate\n• Globex Ltd\n• May 2011 to May 2014\n• Sold",
    ] {
        check(experience, &expected);
    }
}

#[test]
fn titles_below_their_dates_are_not_taken_for_those_above() {
    check(
        "06/2013 to 12/2013\nCare Assistant Company Name － City , State\n01/2010 to 08/2012\nHome Aide Company Name － City , State",
        &["Care Assistant | Company Name | 2013-6..2013-12", "Home Aide | Company Name | 2010-1..2012-8"],
    );
}

#[test]
fn anonymised_employers_end_a_title() {
    check(
        "Construction , 12/2007 to 05/2008 Company Name - City , State\n• Built\nCompany Name City , State IT Manager 01/2005 to 11/2007\n• Ran servers",
        &["Construction | Company Name | 2007-12..2008-5", "IT Manager | Company Name | 2005-1..2007-11"],
    );
    check(
        "Underwriting Supervisor Company Name – City , State\n• Led seven\nsales clerk 05/1975 to 06/1976 Company Name City , State\n• Sold",
        &["Underwriting Supervisor | Company Name | -", "sales clerk | Company Name | 1975-5..1976-6"],
    );
}

#[test]
fn a_title_may_hold_commas_slashes_and_short_forms() {
    check(
        "Manager, Key Accounts 2010-2014\n• Kept\nSales/Account Manager 2008-2010\n• Sold\nSr. Account Exec. , 2006-2008 Company Name\n• Called",
        &[
            "Manager, Key Accounts | - | 2010..2014",
            "Sales/Account Manager | - | 2008..2010",
            "Sr. Account Exec | Company Name | 2006..2008",
        ],
    );
}

#[test]
fn an_employer_may_be_named_for_its_trade() {
    check(
        "Strategic Account Manager, Causeway Logistics Software, 2017 – Present\n• Led",
        &["Strategic Account Manager | Causeway Logistics Software | 2017.."],
    );
    check(
        "2019-06 to 2021-01\nSales Assistant, Acme trade counter\n• Served",
        &["Sales Assistant | Acme trade counter | 2019-6..2021-1"],
    );
}

#[test]
fn a_title_in_a_duty_is_not_held() {
    check(
        "Analyst, Acme Inc, 2010-2014\n• Worked with account managers from 2011 to 2013\n• Account Manager of the Year 2012\n\
         • Reported to the Sales Manager\nAssisted the Account Manager with 40 accounts between 2010 and 2012.",
        &["Analyst | Acme Inc | 2010..2014"],
    );
}

#[test]
fn several_positions_may_follow_one_employer() {
    check(
        "Acme Widgets Inc\nSenior Account Manager, 2012 - 2014\n• Led\nAccount Manager, 2010 - 2012\n• Kept",
        &["Senior Account Manager | Acme Widgets Inc | 2012..2014", "Account Manager | Acme Widgets Inc | 2010..2012"],
    );
    check(
        "Acme Media, 2010 - 2014\nSenior Account Manager, 2012 - 2014\n• Led\nAccount Manager, 2010 - 2012\n• Kept\nClerk, Globex, 2009",
        &[
            "Senior Account Manager | Acme Media | 2012..2014",
            "Account Manager | Acme Media | 2010..2012",
            "Clerk | Globex | 2009..2009",
        ],
    );
}

#[test]
fn impossible_dates_are_ignored_and_said() {
    let found = profile("Experience\nSales Manager, 2019 to 2016\n• Sold");
    assert_eq!(found.positions[0].dates, None);
    assert_eq!(found.notes, ["\"2019 to 2016\" is not a range of dates"]);
}

#[test]
fn duties_know_their_position() {
    let text = "Experience\nAccount Manager\nJune 2014 to Current Acme Inc － Springfield , IL Generated several accounts by calling.\n\
                • Kept clients\nSales Associate\nMay 2011 to May 2014 Globex Ltd\n• Sold\nSkills\nExcel";
    let found = profile(text);
    let segments: Vec<_> =
        found.segments.iter().map(|segment| (segment.position, segment.section, segment.span.slice(text))).collect();
    use SectionKind::{Experience, Skills};
    assert_eq!(
        segments,
        [
            (Some(0), Experience, "Generated several accounts by calling."),
            (Some(0), Experience, "Kept clients"),
            (Some(1), Experience, "Sold"),
            (None, Skills, "Excel"),
        ]
    );
}

#[test]
fn a_position_without_a_title_still_ends_the_one_before() {
    let text = "Experience\nConsultant\nJanuary 2010 to May 2012 Company Name\n• Advised\nJanuary 2002 to May 2009 Company Name\n• Led";
    let found = profile(text);
    assert_eq!(found.positions.len(), 1);
    assert_eq!(found.segments.iter().map(|segment| segment.position).collect::<Vec<_>>(), [Some(0), None]);
}

/// Every place that a profile names.
fn spans(profile: &Profile) -> Vec<rolefit_document::Span> {
    let mut spans: Vec<_> = profile.segments.iter().map(|segment| segment.span).collect();
    spans.extend(profile.sections.iter().flat_map(|section| section.heading.into_iter().chain([section.span])));
    for position in &profile.positions {
        spans.extend([position.span, position.title.span]);
        spans.extend(position.dates_span);
        spans.extend(position.employer.as_ref().map(|employer| employer.span));
    }
    for education in &profile.education {
        spans.push(education.degree.span);
        spans.extend(education.field_span);
    }
    let contact = &profile.contact;
    let facts = [&profile.languages, &profile.certificates, &contact.emails, &contact.telephones].into_iter().flatten();
    spans.extend(facts.chain(&profile.headline).chain(&contact.name).map(|fact| fact.span));
    spans
}

/// Lines that resumes are made of, and rubbish between them.
fn resume() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("Experience".to_owned()),
        Just("Education:".to_owned()),
        Just("Skills: Excel, CRM, Word, SAP, golf".to_owned()),
        Just("Account Manager, Acme Inc, Springfield, IL".to_owned()),
        Just("01/2010 to Current Company Name － City , State Kept clients".to_owned()),
        Just("• Managed “key” accounts; 2010–2012".to_owned()),
        Just("BA : Économie, Université, expected 2027".to_owned()),
        Just("ann@example.com +1 (555) 010-0199".to_owned()),
        Just("to".to_owned()),
        Just("May 2010 -".to_owned()),
        "[A-Za-z0-9 .,;:()'’•－\t-]{0,40}",
        "\\PC{0,30}",
    ];
    proptest::collection::vec((line, prop_oneof![Just("\n"), Just("\u{c}"), Just(" ")]), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn every_span_lies_in_the_text(text in prop_oneof![resume(), any::<String>()]) {
        let found = profile(&text);
        for span in spans(&found) {
            prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
            prop_assert!(!span.is_empty(), "{span:?} in {text:?}");
        }
        for pair in found.segments.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} in {text:?}");
        }
        for segment in &found.segments {
            let slice = segment.span.slice(&text);
            prop_assert!(!slice.contains(['\n', '\u{c}']) && slice.trim() == slice, "{slice:?}");
            prop_assert!(segment.position.is_none_or(|position| position < found.positions.len()));
        }
        let covered: usize = found.sections.iter().map(|section| section.span.len()).sum();
        prop_assert_eq!(covered, text.len());
        prop_assert_eq!(&profile(&text), &found);
    }
}
