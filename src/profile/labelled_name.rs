//! The name behind labels: "Name: Ana Prieto", "First name Ana".

use std::ops::Range;

use super::labels;
use super::name_shape::{MOST_WORDS, Name, name_of, surname_first, until_mark};
use super::names::LABEL_LINES;
use super::sections::Layout;
use crate::catalog::Label;
use crate::reading::{Fact, Reading, push_heading_key};
use rolefit_document::{SectionKind, Span};

/// First and last name behind labels of their own stand in so many lines.
const NEAR_LINES: usize = 3;
/// A label without a mark behind it has at most so many words.
const PLAIN_LABEL_WORDS: usize = 2;

/// "Name: Ana Prieto", "Surname / First name: Prieto, Ana", "First name: Ana".
pub(super) fn labelled(reading: &Reading<'_>, layout: &Layout) -> Option<Name> {
    // "Nom : Prieto" beside "Prénom : Ana" is a surname, and "Nombre: Ana" beside "Apellidos: Prieto" a first name.
    let (mut first, mut last, mut part): (Option<Name>, Option<Name>, Option<Name>) = (None, None, None);
    for line in 0..reading.lines.len().min(LABEL_LINES) {
        use SectionKind as K;
        if !matches!(layout.kinds.get(line), Some(K::Opening | K::Personal | K::Other | K::Summary)) {
            continue;
        }
        for (label, value) in values(reading, line) {
            let marked = until_mark(reading, value.clone());
            let named = || name_of(reading, marked.clone(), line, true);
            match label {
                Label::Name => {
                    let name = surname_first(reading, value, line).or_else(named);
                    if name.as_ref().is_some_and(|name| name.fact.text.contains(' ')) {
                        return name;
                    }
                    part = part.or(name);
                }
                Label::FirstName => first = first.or_else(named),
                Label::LastName => last = last.or_else(named),
                _ => {}
            }
        }
    }
    let near = |a: &Name, b: &Name| a.line.abs_diff(b.line) <= NEAR_LINES;
    let first = first.or_else(|| part.clone().filter(|part| last.as_ref().is_some_and(|last| near(part, last))));
    let last = last.or_else(|| part.clone().filter(|part| first.as_ref().is_some_and(|first| near(part, first))));
    match first.zip(last).filter(|(first, last)| near(first, last)) {
        Some((first, last)) => Some(joined(&first, &last)),
        None => part,
    }
}

fn joined(first: &Name, last: &Name) -> Name {
    let text = format!("{} {}", first.fact.text, last.fact.text);
    let (start, end) = (first.fact.span.start.min(last.fact.span.start), first.fact.span.end.max(last.fact.span.end));
    Name { fact: Fact { text, span: Span::new(start, end) }, line: first.line.min(last.line), is_whole: false }
}

/// The labels of a line with their values, also without a mark between them: "Name Ana Prieto", "First name Ana".
fn values(reading: &Reading<'_>, line: usize) -> Vec<(Label, Range<usize>)> {
    let fields = labels::fields(reading, line);
    if !fields.is_empty() {
        return fields.into_iter().map(|field| (field.label, field.value)).collect();
    }
    let words = reading.lines.get(line).map_or(0..0, |line| line.words.clone());
    let mut key = String::new();
    let plain = |length: usize| {
        let value = words.start + length..words.end;
        let label = words.start..value.start;
        key.clear();
        push_heading_key(reading.span(label).slice(reading.text), &mut key);
        let label = reading.lexicon.label(&key)?;
        let least = match label {
            Label::Name => 2,
            Label::FirstName | Label::LastName => 1,
            _ => return None,
        };
        (value.len() >= least && value.len() <= MOST_WORDS).then_some((label, value))
    };
    (1..=PLAIN_LABEL_WORDS.min(words.len().saturating_sub(1))).rev().find_map(plain).into_iter().collect()
}
