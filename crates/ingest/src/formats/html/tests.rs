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

#[test]
fn boxes_cells_positions_and_generated_signs_part_words() {
    let row =
        |style: &str| text(&format!("<style>{style}</style><p><span class=a>Florist</span><b class=b>Marl Ltd</b>"));
    for style in [
        ".a{display:inline-block;width:9em}", ".a{display:inline-block;min-width:40%}", "span,b{display:table-cell}",
        ".a,.b{position:absolute}.b{left:200px}", ".a{float:left}", ".a::after{content:' | '}",
        ".b:before{content:'•'}",
    ] {
        assert_eq!(row(style), "Florist\tMarl Ltd\n", "{style}");
    }
    assert_eq!(row(".a::after{content:' '}"), "Florist Marl Ltd\n");
    assert_eq!(row(".a{display:block}"), "Florist\nMarl Ltd\n");
    for style in [".a{display:inline}", ".a::after{content:''}", ".a{display:inline-block}", ".a::after{content:'x'}"] {
        assert_eq!(row(style), "FloristMarl Ltd\n", "{style}");
    }
    assert_eq!(text("<p><b style='display:inline-block;width:2em'>F</b>lorist"), "Florist\n", "a large first letter");
    assert_eq!(text("<p><span style='float:left'></span>Flor<i style='position:absolute'></i>ist"), "Florist\n");
}

#[test]
fn custom_properties_of_one_element_may_be_made_of_one_another() {
    let hidden = |style: &str| {
        Html.extract(format!("<p style='{style}'>Sales").as_bytes(), &Limits::default()).unwrap().hidden.len()
    };
    assert_eq!(hidden("--a:var(--b);--b:#fff;color:var(--a)"), 1);
    assert_eq!(hidden("--b:#fff;--a:var(--b);color:var(--a)"), 1);
    assert_eq!(hidden("--a:var(--b);--b:#000;color:var(--a)"), 0);
    assert_eq!(hidden("--a:var(--a);color:var(--a,#fff)"), 1, "a property made of itself has no value");
}

#[test]
fn boxes_over_text_are_reported_and_designs_are_not() {
    let notes = |page: &str| Html.extract(page.as_bytes(), &Limits::default()).unwrap().notes.len();
    let over = |style: &str| notes(&format!("<div>Sales<div style='{style}'></div></div>"));
    for style in [
        "position:absolute;inset:0;background:#fff",
        "position:absolute;top:0;left:0;right:0;bottom:0;background:#ccc",
        "position:absolute;top:0;width:600px;height:40px;background:white",
        "position:relative;margin-top:-60px;height:80px;background:white",
    ] {
        assert_eq!(over(style), 1, "{style}");
    }
    for style in [
        "position:absolute;width:200px;height:400px;background:#eef",
        "margin-top:9px;height:80px;background:white",
        "position:absolute;width:6px;height:6px;background:white",
        "position:absolute;inset:0;background:#fff;z-index:-1",
    ] {
        assert_eq!(over(style), 0, "{style}");
    }
    let after = |style: &str| notes(&format!("<style>p::after{{content:'';{style}}}</style><p>Sales"));
    assert_eq!(after("position:absolute;inset:0;background:#fff"), 1);
    assert_eq!(after("position:absolute;inset:0;background:#fff;z-index:-1"), 0);
    assert_eq!(after("height:2px;background:#999"), 0);
}
