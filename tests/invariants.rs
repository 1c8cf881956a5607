//! Properties of every assessment: quotes are slices of the text, nothing is random, and more evidence never lowers a
//! score.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use rolefit::catalog::Catalog;
use rolefit::document::{Document, NoteCode, PAGE_BREAK, Pattern, PatternWord};
use rolefit::engine::Engine;
use rolefit::ingest::{self, Limits};
use rolefit::score::{Assessment, Status};
use rolefit::units::Credit;

static ENGINE: LazyLock<Engine> = LazyLock::new(engine);

/// A second engine, compiled separately and asked in another order.
static OTHER: LazyLock<Engine> = LazyLock::new(engine);

fn engine() -> Engine {
    Engine::new(Catalog::embedded().unwrap()).unwrap()
}

const AS_OF: Date = date(2026, 11, 21);

/// Lines to draw duties from: deeds, claims, denials and irrelevant words.
const DUTIES: [&str; 16] = [
    "Negotiated supply contracts with nine distributors and renewed all of them",
    "Managed a portfolio of 42 accounts worth $3.1M",
    "Exceeded the yearly quota by 14%",
    "Presented quarterly results to the board",
    "Resolved complaints within a day",
    "Supervised six account representatives",
    "Prepared monthly sales reports and forecasts in Excel",
    "Logged every call in Salesforce",
    "No CRM experience",
    "Travelled weekly to clients in three states",
    "Watered the plants",
    "Met all deadlines, juggled projects, listened to customers, negotiated prices and presented offers",
    "Excellent communication and negotiation skills",
    "Built relationships with purchasing departments of hospitals",
    "Won 12 new customers through cold calls",
    "Seeking to learn HubSpot",
];

/// The entries of the roles that have both weak hints and claims, each with lines that show it: hints, then claims.
static ENTRIES: LazyLock<Vec<[Vec<String>; 2]>> = LazyLock::new(|| {
    let Catalog { roles, vocabulary, .. } = ENGINE.catalog();
    let lines = |patterns: &[String]| {
        let patterns = patterns.iter().flat_map(|pattern| Pattern::parse(pattern, &vocabulary.words).unwrap());
        patterns.map(|pattern| simplest(&pattern)).collect::<Vec<_>>()
    };
    let parts = roles.iter().flat_map(|role| &role.criteria).flat_map(|criterion| &criterion.parts);
    let used: BTreeMap<_, _> = parts.flat_map(|part| part.entries(vocabulary)).collect();
    let signs = used.values().map(|entry| [lines(&entry.hints), lines(&entry.claims)]);
    signs.filter(|signs| signs.iter().all(|lines| !lines.is_empty())).collect()
});

/// Returns the simplest words that a pattern matches.
fn simplest(pattern: &Pattern<'_>) -> String {
    let words = pattern.steps.iter().filter_map(|step| step.words.first()).map(|word| match word {
        PatternWord::Stem(word) | PatternWord::Exact(word) => *word,
        PatternWord::Number => "12",
        PatternWord::Percent => "12%",
        PatternWord::Money => "$12,000",
    });
    words.collect::<Vec<_>>().join(" ")
}

const TITLES: [&str; 6] =
    ["Key Account Manager", "Account Executive", "Sales Manager", "Nurse", "Senior Account Manager", "Accountant"];

/// Returns the duty of a number: one of [`DUTIES`], else a hint or a claim of the entry by turns.
fn duty(entry: usize, number: usize) -> &'static str {
    let lines = &ENTRIES[entry % ENTRIES.len()][number % 2];
    DUTIES.get(number).copied().unwrap_or_else(|| &lines[number / 2 % lines.len()])
}

/// Returns a resume with these positions, the latest first. Each has a title, a first year and duties. The lines of one
/// entry are among them.
fn resume(entry: usize, positions: &[(usize, i16, Vec<usize>)]) -> String {
    let mut text = String::from("Alex Invented\n\nSummary\nReliable and friendly.\n\nExperience\n");
    for (title, year, duties) in positions {
        text += &format!("{}\nExample Ltd, 03/{year} - 11/{}\n", TITLES[*title], year + 2);
        for number in duties {
            text += &format!("\u{2022} {}\n", duty(entry, *number));
        }
    }
    text + "\nEducation\nBachelor of Science in Marketing, 2004\n"
}

/// Two of three duties are hints or claims of the entry.
const MOST_LINES: usize = 3 * DUTIES.len();

/// More than there are entries.
const MOST_ENTRIES: usize = 1_000;

fn positions() -> impl Strategy<Value = Vec<(usize, i16, Vec<usize>)>> {
    let duties = prop::collection::vec(0..MOST_LINES, 0..4);
    prop::collection::vec((0..TITLES.len(), 2005_i16..2024, duties), 1..4)
}

fn assess(text: &str) -> (Document, Assessment) {
    let document = ingest::read(text.as_bytes(), Some("cv.txt"), &Limits::default()).unwrap();
    let (_, assessment) = ENGINE.assess(&document, AS_OF);
    (document, assessment)
}

proptest! {
    #[test]
    fn every_quote_is_a_slice_and_every_credit_has_one(entry in 0..MOST_ENTRIES, positions in positions()) {
        let (document, assessment) = assess(&resume(entry, &positions));
        for part in assessment.roles.iter().flat_map(|role| &role.criteria).flat_map(|criterion| &criterion.parts) {
            prop_assert_eq!(part.credit > Credit::NONE, !part.evidence.is_empty());
            prop_assert!(part.credit <= Credit::FULL);
            for evidence in &part.evidence {
                prop_assert!(!evidence.span.slice(&document.text).trim().is_empty());
                prop_assert!(!evidence.span.slice(&document.text).contains(PAGE_BREAK));
                prop_assert!(evidence.span.slice(&document.text).split_whitespace().count() <= 25);
            }
        }
    }

    #[test]
    fn the_same_resume_is_always_judged_the_same(entry in 0..MOST_ENTRIES, positions in positions()) {
        let text = resume(entry, &positions);
        let (document, first) = assess(&text);
        prop_assert_eq!(&first, &OTHER.assess(&document, AS_OF).1);
        prop_assert_eq!(first, ENGINE.assess(&document, AS_OF).1);
    }

    #[test]
    fn a_missing_criterion_has_less_than_a_claims_worth_and_a_met_one_at_least_that(entry in 0..MOST_ENTRIES, positions in positions()) {
        for criterion in assess(&resume(entry, &positions)).1.roles.iter().flat_map(|role| &role.criteria) {
            match criterion.status {
                Status::Unknown => prop_assert_eq!(criterion.credit, Credit::NONE),
                // A title of the family earns points and shows no title.
                Status::Missing => prop_assert!(criterion.credit < Credit::new(375)),
                Status::Met => prop_assert!(criterion.credit >= Credit::new(375)),
                Status::Partial => prop_assert!(criterion.credit > Credit::NONE),
            }
        }
    }
}

proptest! {
    // A hint and an old claim of the same entry must meet by chance: of 1,000 cases, a few have both.
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn one_more_duty_never_lowers_a_score(
        entry in 0..MOST_ENTRIES,
        positions in positions(),
        more_of in 0..MOST_LINES,
        at in 0_usize..3,
    ) {
        let before = assess(&resume(entry, &positions)).1;
        let mut more = positions.clone();
        let at = at % more.len();
        more[at].2.push(more_of);
        let after = assess(&resume(entry, &more)).1;
        // Three lines in the words of the roles are taken for a copy of the posting, which shows nothing.
        prop_assume!(after.notes.iter().all(|note| note.code != NoteCode::PostingWording));
        for (before, after) in before.roles.iter().zip(&after.roles) {
            let line = duty(entry, more_of);
            prop_assert!(before.score <= after.score, "{:?} > {:?} with {line}", before.score, after.score);
        }
    }
}

#[test]
fn saying_a_thing_many_times_earns_nothing_more() {
    let once = resume(0, &[(0, 2020, vec![0, 1])]);
    let often = resume(0, &[(0, 2020, [0, 1].repeat(200))]);
    let score = |text: &str| assess(text).1.roles.iter().map(|role| role.score).collect::<Vec<_>>();
    assert_eq!(score(&once), score(&often));
}
