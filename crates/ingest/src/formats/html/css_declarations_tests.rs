//! Tests of the effects of declarations.

use super::super::css_math::Length;
use super::super::css_syntax::declarations;
use super::*;

fn first(source: &str) -> Declaration {
    let mut found = Vec::new();
    for stated in declarations(source) {
        parse_declaration(&stated.property, &stated.value, |declaration| found.push(declaration));
    }
    found.first().copied().unwrap_or(Declaration::Marked(Mark::Far, 9, true))
}

#[test]
fn values_are_parsed_in_all_their_forms() {
    assert_eq!(first("Display : NONE !important"), Declaration::NotDisplayed(true));
    assert_eq!(first("opacity:50%"), Declaration::Opacity(0.5));
    assert_eq!(first("font-size: 1.5pt"), Declaration::Size(Length::pixels(2.0)));
    assert_eq!(first("font: 700 0/0 a"), Declaration::Size(Length::pixels(0.0)));
    assert_eq!(first("color: rgb(255, 255, 255)"), Declaration::Color(Paint::Plain([255; 3])));
    assert_eq!(first("color: transparent"), Declaration::Color(Paint::Clear));
    assert_eq!(first("left:-9999px"), Declaration::Marked(Mark::Far, 3, true));
    assert_eq!(first("inset:-9999px auto auto"), Declaration::Marked(Mark::Far, 0, true));
    assert_eq!(first("text-indent: -999em"), Declaration::Indented(true));
    assert_eq!(first("clip: rect(1px, 1px, 1px, 1px)"), Declaration::Marked(Mark::Unpainted, 2, true));
    assert_eq!(first("clip: auto"), Declaration::Marked(Mark::Unpainted, 2, false));
    assert_eq!(first("transform: translate3d(-9999px,0,0)"), Declaration::Marked(Mark::Moved, 3, true));
    assert_eq!(first("scale: 0"), Declaration::Marked(Mark::Unpainted, 1, true));
    assert_eq!(first("letter-spacing: -1em"), Declaration::Marked(Mark::Doubtful, 7, true));
}
