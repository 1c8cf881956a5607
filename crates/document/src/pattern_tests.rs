//! Tests of parsing, checking and writing patterns.
#![allow(clippy::unwrap_used)]
use super::*;

fn lists() -> BTreeMap<String, Vec<String>> {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    BTreeMap::from([("terms".into(), owned(&["price", "<more>"])), ("more".into(), owned(&["service level", "=led"]))])
}

#[test]
fn lists_and_alternatives_share_a_step() {
    let lists = lists();
    let patterns = Pattern::parse("negotiate ... <terms>", &lists).unwrap();
    assert_eq!(patterns.len(), 2, "an alternative of two words is a pattern of its own");
    let words = &patterns[0].steps[1].words;
    assert_eq!(words, &[PatternWord::Stem("price"), PatternWord::Exact("led")]);
    assert_eq!(patterns[1].steps.len(), 3);
}

#[test]
fn both_orders_of_an_ampersand_are_tried() {
    let lists = lists();
    let patterns = Pattern::parse("client & escalation", &lists).unwrap();
    assert_eq!(patterns.len(), 2);
    assert_eq!(patterns[1].steps[1].gap, Gap::Sentence);
}

#[test]
fn a_pattern_reads_back_from_its_own_writing() {
    for text in ["negotiate ... <terms>", "client & =led", "grow #% of #$"] {
        for pattern in Pattern::parse(text, &lists()).unwrap() {
            assert_eq!(Pattern::parse(&pattern.to_string(), &BTreeMap::new()).unwrap(), [pattern]);
        }
    }
}

#[test]
fn only_a_pattern_of_few_plain_words_has_phrases() {
    let phrases = |text: &str| Pattern::parse(text, &lists()).unwrap()[0].phrases(4);
    assert_eq!(phrases("driving|driver =licence"), ["driver licence", "driving licence"]);
    for text in ["negotiate ... contract", "sold #$", "a|b|c|d|e"] {
        assert!(phrases(text).is_empty(), "{text}");
    }
}

#[test]
fn a_check_finds_the_faults_that_parsing_finds() {
    for text in
        ["negotiate ... <terms>", "client & =led", "sell <nothing>", "sell ...", "", "a & b & c", "... sell", "- x"]
    {
        assert_eq!(Pattern::check(text, &lists()), Pattern::parse(text, &lists()).map(|_| ()), "{text}");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    assert!(Pattern::parse("sell <nothing>", &lists()).unwrap_err().contains("nothing"));
    assert!(Pattern::parse("sell ...", &lists()).is_err());
    assert!(Pattern::parse("", &lists()).is_err());
}
