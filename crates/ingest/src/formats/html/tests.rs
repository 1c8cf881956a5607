//! Tests of web pages that are large, nested or encoded in an odd way.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::formats::repair::repair;

fn text(source: &str) -> String {
    repair(&Html.extract(source.as_bytes(), &Limits::default()).unwrap().text)
}

#[test]
fn elements_that_are_nested_too_deeply_are_a_problem() {
    let source = format!("<p>top</p>{}deep", "<div>".repeat(10_000));
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth);
    assert_eq!(repair(&extract.text), "top\n");
}

#[test]
fn rules_that_take_too_many_steps_are_skipped() {
    let start = std::time::Instant::now();
    let rules = |rule: &str| (0..200).map(|n| rule.replace("i0", &format!("i{n}"))).collect::<String>();
    let deep = format!("{}{}Sales", "<div>".repeat(200), "<b></b>".repeat(20_000));
    for rule in [
        "div:has(i0){color:red}", "div:not(:h\\61s(i0)){color:red}", "i0 ~ b{color:red}",
        "b:nth-child(7 of i0){color:red}",
    ] {
        assert_eq!(text(&format!("<style>{}</style>{deep}", rules(rule))), "Sales\n", "{rule}");
    }
    // Much longer than it takes, even unoptimised.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn selectors_are_counted_and_share_their_declarations() {
    let source = format!("<style>{}{{{}}}</style><p>Sales", ["a"; 400_000].join(","), "color:red;".repeat(2_000));
    let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(extract.text, "Sales\n");
    assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitBytes);
}

#[test]
fn a_page_may_state_its_encoding() {
    let bytes = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xc8\xf0\xe8\xed\xe0</p>";
    assert_eq!(repair(&Html.extract(bytes, &Limits::default()).unwrap().text), "Ирина\n");
}

#[test]
fn many_nested_elements_are_read_quickly() {
    let start = std::time::Instant::now();
    let elements = ["<b>", "<svg>", "<svg><tr>", "<table><tr><td>", "<ul><li>", "<font size=1><p>"];
    let sources = elements.map(|element| element.repeat(100_000)).into_iter().chain(["<div>".repeat(1_000_000)]);
    for nested in sources {
        let element = nested.get(..9).unwrap();
        let source = format!("<p>top</p>{nested}deep");
        let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth, "{element}");
        assert!(extract.text.starts_with("top"), "{element}");
    }
    // Much longer than it takes, even unoptimised.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
