//! Mentions: graded, never in contact data, and never lowered by further words.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::engine::Engine;
use crate::evidence::Strength;
use crate::score::testing::{assess, engine, resume};
use crate::score::{CriterionAssessment, Status};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let logistics = r#"{ name = "logistics", words = ["kiln drying schedules for sawmill timber"] }"#;
    let gis = r#"{ name = "gis", similar = ["GIS"] }, { name = "drones", words = ["drones"], weight = 3 }"#;
    engine("Timber Buyer", &[("must competency", "Sawmill logistics", logistics), ("must competency", "GIS", gis)])
});

/// The verdicts on both criteria for a resume, and its text.
fn judged(text: String) -> (Vec<CriterionAssessment>, String) {
    (assess(&ENGINE, &text).roles.remove(0).criteria, text)
}

fn first(duties: &[&str]) -> CriterionAssessment {
    judged(resume(duties)).0.remove(0)
}

fn strength(criterion: &CriterionAssessment) -> Option<Strength> {
    criterion.parts[0].evidence.first().map(|evidence| evidence.strength)
}

#[test]
fn words_alone_are_mentioned_and_a_deed_that_says_the_demand_demonstrates_it() {
    let mentioned = first(&["Swept the kiln.", "Wrote schedules for trams."]);
    assert_eq!((mentioned.status, strength(&mentioned)), (Status::Partial, Some(Strength::Mentioned)));
    assert!(mentioned.is_only_mentioned() && (1..=350).contains(&mentioned.credit.thousandths()));
    let said = first(&["Planned the kiln drying schedules of a sawmill for timber."]);
    assert_eq!((said.status, strength(&said)), (Status::Met, Some(Strength::Demonstrated)));
}

#[test]
fn words_close_together_count_more_than_words_apart() {
    let apart = first(&["Swept the kiln.", "Sold timber."]);
    let close = first(&["Swept the kiln of timber."]);
    assert!(close.credit > apart.credit);
}

#[test]
fn who_the_candidate_is_and_for_whom_they_worked_mentions_nothing() {
    let text = "Ana Timber\n12 Kiln Street\nana.sawmill@example.org\n\nExperience\n\nClerk\nSawmill Ltd, 01/2024 - 12/2025\n\
                \u{2022} Filed.\n\nReferences\nTom Drying, Kiln Ltd\n";
    let (criteria, _) = judged(text.into());
    assert!(criteria[0].parts[0].evidence.iter().all(|evidence| !evidence.span.slice(text).contains("ana.")));
    assert!(criteria[0].parts[0].evidence.iter().all(|evidence| !evidence.span.slice(text).contains("Drying")));
}

#[test]
fn a_denied_word_is_no_mention_and_the_weight_of_a_part_counts() {
    assert_eq!(first(&["No kiln, no timber."]).credit.thousandths(), 0);
    let second = |duty: &str| judged(resume(&[duty.to_owned()])).0.remove(1).credit;
    assert!(second("Flew drones.") > second("Drew maps in GIS."), "three of four parts of the weight");
    assert_eq!(second("Read gist.").thousandths(), 0, "a short form is looked for as it is");
}

const WORDS: [&str; 9] = ["kiln", "drying", "schedules", "sawmill", "timber", "GIS", "drones", "clerk", "filed"];

fn duty() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&WORDS[..]), 1..6).prop_map(|words| words.join(" ") + ".")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn more_words_never_lower_a_credit(duties in proptest::collection::vec(duty(), 1..6), more in duty()) {
        let (before, _) = judged(resume(&duties));
        let (after, _) = judged(resume(&[duties, vec![more]].concat()));
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(before.credit <= after.credit, "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn the_order_of_sentences_changes_no_credit(duties in proptest::collection::vec(duty(), 1..6)) {
        let credits = |duties: &[String]| judged(resume(duties)).0.iter().map(|it| it.credit).collect::<Vec<_>>();
        let turned: Vec<String> = duties.iter().rev().cloned().collect();
        prop_assert_eq!(credits(&duties), credits(&turned));
    }

    #[test]
    fn every_point_has_a_quote_that_is_a_slice(duties in proptest::collection::vec(duty(), 1..6)) {
        let (criteria, text) = judged(resume(&duties));
        for part in criteria.iter().flat_map(|criterion| &criterion.parts) {
            prop_assert_eq!(part.credit.thousandths() > 0, !part.evidence.is_empty());
            prop_assert!(part.evidence.len() <= 3);
            prop_assert!(part.evidence.iter().all(|evidence| text.get(evidence.span.start..evidence.span.end).is_some()));
        }
    }
}
