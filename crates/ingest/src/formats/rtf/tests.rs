//! Tests of RTF files that are cut or nested too deeply.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::formats::repair::repair;

fn extract(source: &str) -> Extract {
    Rtf.extract(source.as_bytes(), &Limits::default()).unwrap()
}

#[test]
fn a_file_that_breaks_off_is_read_up_to_there() {
    let cut = extract("{\\rtf1 Ana Keller\\par {\\b Sales\\par man");
    assert_eq!(repair(&cut.text), "Ana Keller\nSales\nman\n");
    assert_eq!(cut.problem.unwrap().code, ProblemCode::Damaged);
    assert_eq!(extract("{\\rtf1 Ana}\r\n\0\0").problem, None);
}

#[test]
fn groups_nested_too_deeply_are_reported_and_the_rest_is_read() {
    let deep = format!("{{\\rtf1 Ana{}deep{} Keller}}", "{".repeat(1_000_000), "}".repeat(1_000_000));
    let extract = extract(&deep);
    assert_eq!(extract.text, "Ana Keller\n");
    assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth);
}
