//! Tests of parsing queries, and of the errors of queries that cannot be parsed.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{Query, TermField, Years};

/// The query with a bracket around everything, operators in words.
fn read(query: &str) -> String {
    written(&Query::parse(query).unwrap())
}

fn written(query: &Query) -> String {
    let joined = |queries: &[Query], operator: &str| {
        format!("({})", queries.iter().map(written).collect::<Vec<_>>().join(operator))
    };
    match query {
        Query::All(queries) => joined(queries, " AND "),
        Query::Any(queries) => joined(queries, " OR "),
        Query::Not(query) => format!("NOT {}", written(query)),
        Query::Years(Years { least, most }) => format!("{least}..{}", most.map_or("".into(), |most| most.to_string())),
        Query::Term(term) => {
            let field = if term.field == TermField::Text { "".into() } else { format!("{:?}:", term.field) };
            format!("{field}{}{}", term.words.join("_"), if term.is_open { "*" } else { "" })
        }
    }
}

/// The error's message and the wrong part of the query.
fn refused(query: &str) -> (String, &str) {
    let error = Query::parse(query).unwrap_err();
    (error.message.clone(), error.span.slice(query))
}

#[test]
fn not_binds_closer_than_and_and_and_closer_than_or() {
    assert_eq!(read("a AND b OR c AND NOT d"), "((a AND b) OR (c AND NOT d))");
    assert_eq!(read("a (b OR c) -d"), "(a AND (b OR c) AND NOT d)");
    assert_eq!(read("NOT NOT a"), "a");
    assert_eq!(read("NOT (a OR b)"), "NOT (a OR b)");
}

#[test]
fn words_side_by_side_must_all_be_there() {
    assert_eq!(read("sales, marketing; crm"), "(sales AND marketing AND crm)");
    assert_eq!(read("sales - marketing & crm"), "(sales AND marketing AND crm)");
}

#[test]
fn small_operators_are_not_looked_for_in_silence() {
    assert_eq!(read("research and development"), "(research AND development)");
    for query in ["excel or word", "sales not retail", "crm NEAR sales", "\"crm sales\"~5"] {
        assert!(Query::parse(query).is_err(), "{query} would be looked for in silence");
    }
    assert_eq!(read("\"research and development or not\""), "research_and_development_or_not");
    assert_eq!(read("sales !retail"), read("sales -retail"));
    assert_eq!(read("a|b || c"), "(a OR b OR c)");
}

#[test]
fn quotation_marks_of_any_shape_make_a_phrase() {
    for query in ["\"key account\"", "“key account”", "„key account“", "«key account»", "“key account\""] {
        assert_eq!(read(query), "key_account", "{query}");
    }
    assert_eq!(read("a\"b c\"d"), "(a AND b_c AND d)");
}

#[test]
fn words_are_cut_as_those_of_the_text() {
    assert_eq!(read("C++ .NET R&D key-account"), "(C++ AND .NET AND R&D AND key_account)");
    assert_eq!(read("https://example.com"), "https_example.com");
    assert_eq!(read("sales @"), "sales");
}

#[test]
fn a_field_holds_for_the_word_phrase_or_bracket_behind_it() {
    assert_eq!(read("title:\"key account manager\" crm"), "(Title:key_account_manager AND crm)");
    assert_eq!(read("Title: (manager OR lead) tool:sap"), "((Title:manager OR Title:lead) AND Tool:sap)");
    assert_eq!(
        read("-degree:mba language:french certificate:pmp"),
        "(NOT Degree:mba AND Language:french AND Certificate:pmp)"
    );
}

#[test]
fn years_are_asked_for_in_many_ways() {
    for (query, expected) in [
        ("years:>5", "6.."),
        ("years:>=5", "5.."),
        ("years: > 5", "6.."),
        ("years:≥5", "5.."),
        ("years:5+", "5.."),
        ("years:<5", "0..4"),
        ("years:<=5", "0..5"),
        ("years:5", "5..5"),
        ("years:3..7", "3..7"),
        ("years:3-7", "3..7"),
        ("years:[3 TO 7]", "3..7"),
        ("years:[3 TO *]", "3.."),
        ("(years:>5)", "6.."),
        ("years:>5 crm", "(6.. AND crm)"),
    ] {
        assert_eq!(read(query), expected, "{query}");
    }
    for query in ["years:", "years:many", "years:7..3", "years:[3 TO", "years:<0", "years:>99999", "years:crm sap"] {
        assert!(refused(query).0.starts_with("write years as"), "{query}");
    }
    assert_eq!(refused("crm years:many sap").1, "years:many");
}

#[test]
fn an_open_ending_stands_after_one_word() {
    assert_eq!(read("manag* title:sales*"), "(manag* AND Title:sales*)");
    assert_eq!(read("\"manag*\""), "manag*");
    for query in ["*", "ma*ager", "key-acc*", "\"key acc*\""] {
        assert_eq!(refused(query), ("a * is allowed only at the end of a single word".into(), query));
    }
}

#[test]
fn what_cannot_be_read_is_shown() {
    assert_eq!(refused("a AND (b OR c"), ("this parenthesis is not closed; add `)`".into(), "("));
    assert_eq!(refused("a AND ("), ("this parenthesis is not closed; add `)`".into(), "("));
    assert_eq!(refused("a) b"), ("this parenthesis has no opening one; remove it".into(), ")"));
    assert_eq!(refused("a AND ()"), ("words are missing before this parenthesis".into(), ")"));
    assert_eq!(refused("a AND “b c"), ("this quotation mark is not closed; add the second one".into(), "“"));
    assert_eq!(refused("a OR AND b").1, "AND");
    assert_eq!(refused("OR a").1, "OR");
    assert_eq!(refused("a AND").1, "");
    assert_eq!(refused("  ").0, "name the words to search for");
    assert!(refused("a \"\"").0.starts_with("there is no word between"));
    assert_eq!(refused("title: AND a").1, "title:");
    let (message, place) = refused("city:Lyon");
    assert!(message.starts_with("there is no field `city`; the fields are title, tool,"), "{message}");
    assert_eq!(place, "city:");
}

#[test]
fn marks_stand_under_what_is_meant() {
    let query = "“é” (b";
    let error = Query::parse(query).unwrap_err();
    assert_eq!(error.shown(query), "  “é” (b\n      ^");
    let error = Query::parse("a AND").unwrap_err();
    assert_eq!(error.shown("a AND"), "  a AND\n       ^");
}

#[test]
fn brackets_without_end_are_refused_and_not_followed() {
    assert!(refused(&"(".repeat(100_000)).0.contains("nested parentheses"));
    assert_eq!(read(&format!("{}a", "NOT ".repeat(100_000))), "a");
    assert!(read(&["a"; 10_000].join(" OR ")).len() > 10_000);
}

proptest! {
    #[test]
    fn whatever_is_asked_is_read_or_refused_in_its_place(
        query in "(AND|OR|NOT|years:|title:|[a-c]|[-|()\\[\\]*\"“”„:,<>=.0-9+&]| |\\PC){0,24}"
    ) {
        if let Err(error) = Query::parse(&query) {
            prop_assert!(error.span.start <= error.span.end && error.span.end <= query.len());
            prop_assert!(query.get(error.span.start..error.span.end).is_some());
            error.shown(&query);
        }
    }
}
