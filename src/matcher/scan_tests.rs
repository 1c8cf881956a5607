//! Tests of the matches that patterns find, and of the words that they pass over.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::catalog::{Catalog, Entry};

/// The matches of the patterns in `text`.
fn found(class: Class, patterns: &[&str], text: &str) -> Vec<(String, bool)> {
    let patterns: Vec<String> = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
    let mut entry = Entry { label: "under test".into(), ..Entry::default() };
    match class {
        Class::Name => entry.names = patterns,
        _ => entry.deeds = patterns,
    }
    let mut catalog = Catalog::embedded().unwrap();
    catalog.roles.truncate(1);
    catalog.roles[0].criteria.truncate(1);
    catalog.roles[0].criteria[0].parts.truncate(1);
    catalog.roles[0].criteria[0].parts[0].entry = Some("under_test".into());
    catalog.vocabulary.entries.insert("under_test".into(), entry);
    let matcher = Matcher::compile(&catalog).unwrap();
    let (_, hits) = matcher.scan(text, &mut Scratch::default());
    let hits = hits.iter().filter(|hit| hit.class == class);
    hits.map(|hit| (hit.span.slice(text).to_owned(), hit.approximate)).collect()
}

fn deeds(pattern: &str, text: &str) -> Vec<String> {
    found(Class::Deed, &[pattern], text).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn words_next_to_each_other_match_in_any_inflection_over_little_words() {
    assert_eq!(deeds("negotiate contract", "Negotiated the contracts."), ["Negotiated the contracts"]);
    assert!(deeds("negotiate contract", "Negotiated supply contracts").is_empty());
    assert!(deeds("negotiate contract", "Negotiated, contracts signed").is_empty());
}

#[test]
fn a_near_word_may_stand_apart_but_not_in_the_next_sentence() {
    assert_eq!(
        deeds("negotiate ... contract", "Negotiated annual supply contracts"),
        ["Negotiated annual supply contracts"]
    );
    assert!(deeds("negotiate ... contract", "Negotiated. Contracts filed").is_empty());
    assert!(deeds("negotiate ... contract", "Negotiated a b c d e f g contracts").is_empty());
}

#[test]
fn a_step_that_leads_nowhere_is_tried_further_on() {
    assert_eq!(deeds("achieve ... sales goal", "Achieved sales growth and sales goals").len(), 1);
}

#[test]
fn matches_come_by_start() {
    let text = "Sold turnips to clients, and clients of old wrote of turnips sold";
    let (_, hits) = Matcher::compile(&Catalog::embedded().unwrap()).unwrap().scan(text, &mut Scratch::default());
    assert!(hits.len() > 1 && hits.is_sorted_by_key(|hit| hit.span.start));
}

#[test]
fn an_ampersand_takes_both_orders() {
    assert_eq!(deeds("client & escalation", "Took escalations of our clients").len(), 1);
    assert_eq!(deeds("client & escalation", "Clients sent their escalations").len(), 1);
}

#[test]
fn an_exact_word_takes_no_inflection() {
    assert!(deeds("=excel", "Excelled at school").is_empty());
    assert_eq!(deeds("=excel", "Word and Excel"), ["Excel"]);
}

#[test]
fn a_word_is_what_it_is_whatever_was_met_before_it() {
    assert_eq!(deeds("=excel", "excel's's and excel's"), ["excel's"]);
    assert_eq!(deeds("=excel", "excel's and excel's's"), ["excel's"]);
}

#[test]
fn numbers_match_by_kind() {
    assert_eq!(deeds("exceed ... #%", "Exceeded quota by 14%"), ["Exceeded quota by 14%"]);
    assert!(deeds("exceed ... #%", "Exceeded quota by 14 units").is_empty());
    assert_eq!(deeds("team of #", "Led a team of 12"), ["team of 12"]);
}

#[test]
fn a_misspelled_name_is_found_and_said_to_be_approximate() {
    assert_eq!(found(Class::Name, &["hubspot"], "Hubsopt"), [("Hubsopt".to_owned(), true)]);
    assert_eq!(found(Class::Name, &["hubspot"], "HubSpot"), [("HubSpot".to_owned(), false)]);
    assert!(found(Class::Deed, &["hubspot"], "Hubsopt").is_empty());
}
