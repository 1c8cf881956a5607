//! Labels before facts, and the cells of a row: "Employer: Acme | Dates: 2015 – 2018".

use std::ops::Range;

use memchr::{memchr, memchr2_iter, memchr3};

use crate::catalog::Label;
use crate::reading::{Meaning, Reading, push_heading_key};

/// No label has more words.
const LONGEST_LABEL: usize = 8;
/// No label is longer, in bytes.
const LONGEST_LABEL_BYTES: usize = 64;

/// A fact behind its label.
#[derive(Clone, Debug)]
pub(super) struct LabelledField {
    pub label: Label,
    /// The line of the label.
    pub line: usize,
    /// The words of the fact; they may stand on the next line.
    pub value: Range<usize>,
}

impl LabelledField {
    /// The lines on which the value stands.
    pub(super) fn value_lines(&self, reading: &Reading<'_>) -> impl Iterator<Item = usize> + use<> {
        let next = reading.lines.get(self.line + 1).is_some_and(|line| line.words.contains(&self.value.start));
        next.then_some(self.line + 1).into_iter().filter({
            let empty = self.value.is_empty();
            move |_| !empty
        })
    }
}

/// The labelled facts of a line, in order.
pub(super) fn fields(reading: &Reading<'_>, line: usize) -> Vec<LabelledField> {
    let Some(found) = reading.lines.get(line) else { return Vec::new() };
    let slice = found.span.slice(reading.text);
    let words = found.words.clone();
    let parted = memchr3(b':', b'\t', b'|', slice.as_bytes()).is_some() || has_spaced_dash(slice);
    if !parted && words.len() > LONGEST_LABEL {
        return Vec::new();
    }
    let mut fields: Vec<LabelledField> = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let begins = at == words.start || !reading.is_spaced(at) && is_separator(reading.gap(at));
        let Some((label, next)) = begins.then(|| label(reading, at, words.end, at == words.start)).flatten() else {
            at += 1;
            continue;
        };
        if let Some(last) = fields.last_mut() {
            last.value.end = at;
        }
        fields.push(LabelledField { label, line, value: next..words.end });
        at = next.max(at + 1);
    }
    // "• Year." is the rest of a sentence.
    fields.retain(|field| !field.value.is_empty() || !(found.bullet || slice.ends_with('.')));
    if let [only] = fields.as_mut_slice()
        && only.value.is_empty()
        && let Some(below) = reading.lines.get(line + 1)
        && self::fields_begin(reading, line + 1).is_none()
        && !below.bullet
    {
        only.value = below.words.clone();
    }
    fields
}

/// True if a dash with spaces around it is in the line.
fn has_spaced_dash(line: &str) -> bool {
    let bytes = line.as_bytes();
    let behind = |at: usize| at.checked_sub(1).and_then(|before| bytes.get(before..)).unwrap_or_default();
    let is_dash = |at: usize| [" - ", " – "].iter().any(|dash| behind(at).starts_with(dash.as_bytes()));
    // The first byte of an en dash.
    memchr2_iter(b'-', 0xe2, bytes).any(is_dash)
}

/// The label that a line begins with.
fn fields_begin(reading: &Reading<'_>, line: usize) -> Option<Label> {
    let words = reading.lines.get(line)?.words.clone();
    label(reading, words.start, words.end, true).map(|(label, _)| label)
}

/// The label at word `at`, and the word behind it.
fn label(reading: &Reading<'_>, at: usize, to: usize, leads: bool) -> Option<(Label, usize)> {
    let start = reading.word(at)?.span.start;
    let mut key = String::new();
    for next in at + 1..=to.min(at + LONGEST_LABEL) {
        if next < to && reading.is_spaced(next) {
            continue;
        }
        let end = reading.word(next - 1)?.span.end;
        let rest = reading.text.get(end..)?;
        let gap = if next < to { reading.gap(next) } else { rest.split(['\n', '\u{c}']).next().unwrap_or_default() };
        let colon = memchr(b':', gap.as_bytes()).is_some();
        let ends =
            colon || gap.contains(['\t', '|']) || (leads && (gap == " – " || gap == " - ")) || (next == to && leads);
        if !ends {
            continue;
        }
        let slice = reading.text.get(start..end).filter(|slice| slice.len() <= LONGEST_LABEL_BYTES)?;
        key.clear();
        push_heading_key(slice, &mut key);
        let found = reading.lexicon.label(&key)?;
        // "Manager - Customer" is a title, and "Company Name" stands for an employer in anonymised resumes.
        let marked = colon || gap.contains(['\t', '|']);
        let told = matches!(found, Label::Title | Label::Employer | Label::Dates | Label::Start | Label::End);
        let stands_for = || reading.phrase(at, next, |meaning| meaning == Meaning::Employer).is_some();
        let is_label = marked || if next == to { !stands_for() } else { told };
        return is_label.then_some((found, next));
    }
    None
}

fn is_separator(gap: &str) -> bool {
    gap.contains(['|', '\t', ';', ',', '•', '·']) || gap.contains("  ")
}

/// The cells of a line that is a row of a table; a single one if it is none.
pub(super) fn cells(reading: &Reading<'_>, line: usize) -> Vec<Range<usize>> {
    let Some(words) = reading.lines.get(line).map(|line| line.words.clone()) else { return Vec::new() };
    let mut cells = Vec::new();
    let mut start = words.start;
    for at in (words.start + 1..words.end).filter(|&at| begins_cell(reading, at)) {
        cells.push(start..at);
        start = at;
    }
    cells.push(start..words.end);
    cells
}

/// True if a cell begins at word `at`: a bar, a tab or wide space stands before it.
fn begins_cell(reading: &Reading<'_>, at: usize) -> bool {
    let gap = reading.gap(at);
    gap != " " && (gap.contains(['|', '\t']) || gap.contains("  "))
}

/// The labels of a line that is the head of a table of positions.
pub(super) fn table_head(reading: &Reading<'_>, line: usize) -> Option<Vec<Label>> {
    let words = reading.lines.get(line)?.words.clone();
    if !(words.start + 1..words.end).any(|at| begins_cell(reading, at)) {
        return None;
    }
    let cells = cells(reading, line);
    let mut key = String::new();
    let mut label = |cell: &Range<usize>| {
        key.clear();
        push_heading_key(reading.span(cell.clone()).slice(reading.text), &mut key);
        reading.lexicon.label(&key)
    };
    let labels = cells.iter().map(&mut label).collect::<Option<Vec<Label>>>()?;
    let dated = labels.contains(&Label::Dates) || labels.contains(&Label::Start);
    (dated && labels.contains(&Label::Title)).then_some(labels)
}
