//! Reads the careers of `fixtures/careers`, and tells invented careers in many ways: neither facts nor scores may move.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{Date as Day, date};
use rolefit::catalog::Catalog;
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::profile::{Date, DateRange, End, Lexicon, Profile, extract};
use rolefit::units::Score;
use serde::Deserialize;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&CATALOG.vocabulary));
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Catalog::embedded().unwrap()).unwrap());
const AS_OF: Day = date(2026, 11, 21);

#[derive(Deserialize)]
struct Cases {
    #[serde(rename = "case")]
    cases: Vec<Case>,
}

/// A career, or the top of a resume, and the facts that it states.
#[derive(Deserialize)]
struct Case {
    /// The head of a position.
    line: Option<String>,
    /// The section of experience.
    text: Option<String>,
    /// The lines above the summary.
    top: Option<String>,
    /// Positions as "title | employer | start..end".
    #[serde(default)]
    held: Vec<String>,
    name: Option<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/careers").join(file);
    toml::from_str::<Cases>(&std::fs::read_to_string(path).unwrap()).unwrap().cases
}

fn profile(text: &str) -> Profile {
    extract(&Document::of_text(text), &LEXICON)
}

fn written(range: DateRange) -> String {
    let date = |date: Date| date.month.map_or(date.year.to_string(), |month| format!("{}-{month}", date.year));
    match range.end {
        End::Open => format!("{}..", date(range.start)),
        End::At(end) => format!("{}..{}", date(range.start), date(end)),
    }
}

/// Title, employer and dates of every position.
fn held(profile: &Profile) -> Vec<String> {
    let each = profile.positions.iter().map(|position| {
        let employer = position.employer.as_ref().map_or("-", |employer| employer.text.as_str());
        let mut ranges: Vec<String> = position.ranges().map(written).collect();
        ranges.sort();
        let dates = if ranges.is_empty() { "-".to_owned() } else { ranges.join("; ") };
        format!("{} | {employer} | {dates}", position.title.text)
    });
    each.collect()
}

/// A resume with this section of experience.
fn with_experience(section: &str) -> String {
    format!("Summary\nSells.\nExperience\n{section}\nEducation\nBachelor of Arts in History, Fallow University\n")
}

/// Checks every position, and that the degree below them stays one.
#[track_caller]
fn check_held(cases: impl Iterator<Item = (String, Vec<String>)>) {
    let mut wrong = Vec::new();
    for (section, expected) in cases {
        let profile = profile(&with_experience(&section));
        let degrees: Vec<&str> = profile.education.iter().map(|education| education.degree.text.as_str()).collect();
        if held(&profile) != expected || degrees != ["Bachelor of Arts in History"] {
            wrong.push(format!("{section:?}\n  read as {:?} and {degrees:?}", held(&profile)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dates_are_read_as_people_of_many_countries_write_them() {
    let line = |case: Case| (case.line.expect("a case of dates has a line") + "\n- Kept the books", case.held);
    check_held(cases("dates.toml").into_iter().map(line));
}

#[test]
fn positions_are_read_in_the_layouts_of_forms_tables_and_templates() {
    let text = |case: Case| (case.text.expect("a case of layout has a text"), case.held);
    check_held(cases("layouts.toml").into_iter().map(text));
}

#[test]
fn names_are_read_where_people_write_them_and_other_lines_are_none() {
    let mut wrong = Vec::new();
    for case in cases("names.toml") {
        let top = case.top.expect("a case of names has a top");
        let text = format!("{top}\nSummary\nSells flowers.\nExperience\nFlorist, Petal House, Jan 2016 – Nov 2019\n");
        let name = profile(&text).contact.name.map(|name| name.text);
        if name != case.name {
            wrong.push(format!("{top:?} read as {name:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A position of an invented career: title, employer, first and last month, duties.
struct Job {
    title: &'static str,
    employer: &'static str,
    from: (i16, usize),
    to: (i16, usize),
    duties: [&'static str; 2],
}

const CAREER: [Job; 2] = [
    Job {
        title: "Key Account Manager",
        employer: "Brambleton Paints",
        from: (2017, 4),
        to: (2021, 9),
        duties: ["Negotiated framework contracts with twelve buyers", "Managed a portfolio of 30 key accounts"],
    },
    Job {
        title: "Sales Representative",
        employer: "Quillfeather Tools",
        from: (2012, 2),
        to: (2016, 11),
        duties: ["Won 20 new customers through cold calls", "Presented offers to purchasing departments"],
    },
];
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];
const MONATE: [&str; 12] = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
];
const MOIS: [&str; 12] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
];

/// A way to write the dates of a position.
type Written = fn((i16, usize), (i16, usize)) -> String;

const DATES: [Written; 14] = [
    |(a, b), (c, d)| format!("{} {a} – {} {c}", MONTHS[b - 1], MONTHS[d - 1]),
    |(a, b), (c, d)| format!("{} {a} to {} {c}", &MONTHS[b - 1][..3], &MONTHS[d - 1][..3]),
    |(a, b), (c, d)| format!("{b:02}/{a} - {d:02}/{c}"),
    |(a, b), (c, d)| format!("{a}-{b:02} – {c}-{d:02}"),
    |(a, b), (c, d)| format!("01.{b:02}.{a} – 28.{d:02}.{c}"),
    |(a, b), (c, d)| format!("17/{b:02}/{a} - 28/{d:02}/{c}"),
    |(a, b), (c, d)| format!("{b:02}/17/{a} - {d:02}/28/{c}"),
    |(a, b), (c, d)| format!("{b:02}/17/{} - {d:02}/28/{}", a % 100, c % 100),
    |(a, b), (c, d)| format!("1 {} {a} - 28 {} {c}", &MONTHS[b - 1][..3], &MONTHS[d - 1][..3]),
    |(a, b), (c, d)| format!("{} 1st, {a} until {} 28th, {c}", MONTHS[b - 1], MONTHS[d - 1]),
    |(a, b), (c, d)| format!("{} '{} – {} '{}", &MONTHS[b - 1][..3], a % 100, &MONTHS[d - 1][..3], c % 100),
    |(a, b), (c, d)| format!("from {} {a} to {} {c}", MONTHS[b - 1], MONTHS[d - 1]),
    |(a, b), (c, d)| format!("{} {a} bis {} {c}", MONATE[b - 1], MONATE[d - 1]),
    |(a, b), (c, d)| format!("{} {a} – {} {c}", MOIS[b - 1], MOIS[d - 1]),
];

/// A way to set the head of a position from its title, employer and dates.
type Set = fn(&str, &str, &str) -> String;

const HEADS: [Set; 13] = [
    |title, employer, dates| format!("{title}, {employer}, {dates}"),
    |title, employer, dates| format!("{title} | {employer} | {dates}"),
    |title, employer, dates| format!("{dates}\t{title}, {employer}"),
    |title, employer, dates| format!("{title}\n{employer}\n{dates}"),
    |title, employer, dates| format!("{dates}\n{title}, {employer}"),
    |title, employer, dates| format!("{title} at {employer} ({dates})"),
    |title, employer, dates| format!("{employer} — {title} ({dates})"),
    |title, employer, dates| format!("{title}\t{dates}\n{employer}\tLeeds, UK"),
    |title, employer, dates| format!("Job Title: {title}\nEmployer: {employer}\nDates: {dates}"),
    |title, employer, dates| {
        format!("Dates\t{dates}\nOccupation or position held\t{title}\nName of employer\t{employer}")
    },
    |title, employer, dates| format!("Company: {employer}\nPosition: {title}\nDuration: {dates}"),
    |title, employer, dates| format!("{dates}\n• {title}, {employer}"),
    |title, employer, dates| format!("{title}, {employer},\n{dates}"),
];

/// The career told in one way.
fn resume(heading: &str, bullet: &str, head: Set, dates: Written, experience_first: bool) -> String {
    let mut experience = format!("{heading}\n");
    for job in &CAREER {
        experience += &head(job.title, job.employer, &dates(job.from, job.to));
        for duty in job.duties {
            experience += &format!("\n{bullet} {duty}");
        }
        experience += "\n";
    }
    let education = "Education\nBachelor of Science in Marketing, Fallow University\n";
    let body = if experience_first { experience + "\n" + education } else { format!("{education}\n{experience}") };
    format!("Robin Invented\nrobin.invented@example.com\n\nSummary\nReliable and friendly.\n\n{body}")
}

fn scores(text: &str) -> Vec<Option<Score>> {
    let (_, assessment) = ENGINE.assess(&Document::of_text(text), AS_OF);
    let mut roles: Vec<_> = assessment.roles.iter().map(|role| (role.role, role.score)).collect();
    roles.sort_unstable_by_key(|(role, _)| *role);
    roles.into_iter().map(|(_, score)| score).collect()
}

#[test]
fn facts_and_scores_do_not_move_with_the_way_in_which_a_career_is_told() {
    let plain = resume("Work Experience", "•", HEADS[0], DATES[0], true);
    let expected: Vec<String> = vec![
        "Key Account Manager | Brambleton Paints | 2017-4..2021-9".into(),
        "Sales Representative | Quillfeather Tools | 2012-2..2016-11".into(),
    ];
    let best = scores(&plain);
    assert!(best.iter().any(|score| score.is_some()));
    let mut wrong = Vec::new();
    let mut check = |text: &str, what: String| {
        let profile = profile(text);
        let name = profile.contact.name.as_ref().map(|name| name.text.to_lowercase());
        let facts: Vec<String> = held(&profile).iter().map(|held| held.to_lowercase()).collect();
        let same = facts.iter().zip(&expected).all(|(found, wanted)| *found == wanted.to_lowercase());
        if !same || facts.len() != expected.len() || name.as_deref() != Some("robin invented") {
            wrong.push(format!("{what}: {facts:?}, {name:?}"));
        } else if scores(text) != best {
            wrong.push(format!("{what}: scores differ"));
        }
    };
    for (at, head) in HEADS.into_iter().enumerate() {
        for (nth, dates) in DATES.into_iter().enumerate() {
            check(&resume("Work Experience", "•", head, dates, true), format!("head {at}, dates {nth}"));
        }
        for heading in ["EXPERIENCE", "Employment History:", "Professional Background", "Career History"] {
            check(&resume(heading, "-", head, DATES[1], false), format!("head {at}, {heading}"));
        }
    }
    for head in [HEADS[0], HEADS[1], HEADS[2], HEADS[3]] {
        check(&resume("Work Experience", "*", head, DATES[2], true).to_uppercase(), "capitals".into());
    }
    let small = resume("Work Experience", "-", HEADS[0], DATES[0], true).to_lowercase();
    let facts = profile(&small);
    assert_eq!(
        held(&facts).iter().map(|held| held.to_lowercase()).collect::<Vec<_>>(),
        expected.iter().map(|held| held.to_lowercase()).collect::<Vec<_>>()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_career_that_is_printed_twice_counts_once() {
    let once = resume("Work Experience", "•", HEADS[0], DATES[0], true);
    let experience = once.split("\n\n").find(|part| part.starts_with("Work Experience")).unwrap();
    let twice = once.replace(experience, &format!("{experience}\n{experience}"));
    assert!(twice.len() > once.len());
    assert_eq!(scores(&twice), scores(&once));
}

#[test]
fn dates_that_cannot_be_give_no_time_and_lower_the_reading_quality() {
    let plain = resume("Work Experience", "•", HEADS[0], DATES[0], true);
    let dates = DATES[0](CAREER[0].from, CAREER[0].to);
    let quality =
        |text: &str| ENGINE.assess(&Document::of_text(text), AS_OF).1.roles.iter().map(|role| role.confidence).max();
    for impossible in ["2021 – 2017", "1948 – 2019"] {
        let text = plain.replace(&dates, impossible);
        assert_eq!(profile(&text).notes.len(), 1, "{impossible}");
        assert!(quality(&text) < quality(&plain), "{impossible}");
    }
    let unread = plain.replace(&dates, &format!("{dates}, 2015"));
    assert!(profile(&unread).notes.iter().any(|note| note.contains("2015")), "{:?}", profile(&unread).notes);
}
