//! Everyday wordings of the trade: what a line shows, and what it does not show although it uses the words.

use std::collections::BTreeMap;

use jiff::civil::date;
use rolefit::catalog::Catalog;
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::evidence::Strength;
use serde::Deserialize;

use crate::expected::fixtures;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Idioms {
    /// Lines by the entry that they show.
    shown: BTreeMap<String, Vec<String>>,
    /// Lines by the entry that they do not show.
    not_shown: BTreeMap<String, Vec<String>>,
}

/// True if a part of the name `entry` is claimed or demonstrated by the line, the only duty of a position.
fn shows(engine: &Engine, entry: &str, line: &str) -> bool {
    let text =
        format!("Robin Sample\n\nExperience\n\nAccount Manager\nExample Ltd, 01/2016 - 12/2021\n\u{2022} {line}.\n");
    let of_line = text.len() - line.len() - 2..text.len();
    let (_, assessment) = engine.assess(&Document::of_text(text), date(2026, 11, 21));
    let roles = engine.catalog().roles.iter().zip(&assessment.roles);
    let criteria = roles.flat_map(|(role, judged)| role.criteria.iter().zip(&judged.criteria));
    let mut parts = criteria.flat_map(|(criterion, judged)| criterion.parts.iter().zip(&judged.parts));
    parts.any(|(part, judged)| {
        let mut evidence = judged.evidence.iter().filter(|passage| passage.strength > Strength::Mentioned);
        part.name == entry && evidence.any(|passage| of_line.contains(&passage.span.start))
    })
}

#[test]
fn everyday_lines_show_what_they_say_and_nothing_of_others() {
    let idioms: Idioms = toml::from_str(&std::fs::read_to_string(fixtures().join("idioms.toml")).unwrap()).unwrap();
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let mut wrong = Vec::new();
    for (lines, expected) in [(&idioms.shown, true), (&idioms.not_shown, false)] {
        for (entry, line) in lines.iter().flat_map(|(entry, lines)| lines.iter().map(move |line| (entry, line))) {
            if shows(&engine, entry, line) != expected {
                wrong.push(format!("{entry} {}: {line}", if expected { "not shown" } else { "shown" }));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
