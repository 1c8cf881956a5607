//! Leaves out the terms of work and the durations beside titles and dates: "(part-time, 50%)", "· 2 yrs 3 mos".

use std::ops::Range;

use crate::reading::{Meaning, Reading, Shape};

/// The words of `range` without terms and durations at both ends.
pub(super) fn trim(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    trim_at(reading, range, &['(', '[', ',', '·', '-', '–', '|', '\t'])
}

/// As [`trim`], with terms in brackets left to the title before them.
pub(super) fn trim_open(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    trim_at(reading, range, &[',', '·', '-', '–', '|', '\t'])
}

fn trim_at(reading: &Reading<'_>, range: Range<usize>, marks: &[char]) -> Range<usize> {
    let mut start = range.start;
    while let Some(next) = terms(reading, start, range.end) {
        // "Contract Manager" begins with no terms.
        let apart = next == range.end || !reading.is_spaced(next);
        let counted = reading.word(start).is_some_and(|word| word.holds_digit());
        if !apart && !counted {
            break;
        }
        start = next;
    }
    let mut end = range.end;
    // In brackets or behind a comma, terms to the end of the range.
    let mut depth = 0_usize;
    let opens = |&at: &usize| {
        let is_inside = depth > 0;
        depth = (depth + reading.gap(at).matches('(').count()).saturating_sub(reading.gap(at).matches(')').count());
        !is_inside && reading.gap(at).contains(marks)
    };
    let tail = (start + 1..range.end).filter(opens).find(|&at| is_terms(reading, at, range.end));
    if let Some(tail) = tail {
        end = tail;
    }
    start..end
}

/// The words of a title without terms that hold a number: "(part-time, 50%)". Others belong to it: "(Freelance)".
pub(super) fn without_counts(reading: &Reading<'_>, title: Range<usize>) -> Range<usize> {
    let kept = title.start..trim(reading, title.clone()).end;
    let counted = reading.words(kept.end..title.end).iter().any(|word| word.holds_digit());
    if counted { kept } else { title }
}

/// True if the words from `at` to `to` are terms and nothing else.
fn is_terms(reading: &Reading<'_>, at: usize, to: usize) -> bool {
    let mut at = at;
    while let Some(next) = terms(reading, at, to) {
        at = next;
    }
    at == to
}

/// The word behind the terms or the duration at `at`.
fn terms(reading: &Reading<'_>, at: usize, to: usize) -> Option<usize> {
    let word = reading.word(at).filter(|_| at < to)?;
    if let Some((length, _)) = reading.phrase(at, to, |meaning| meaning == Meaning::Terms) {
        return Some(at + length);
    }
    let digits = word.shape == Shape::Digits && word.span.len() <= 3;
    let unit = |at: usize| reading.phrase(at, to, |meaning| meaning == Meaning::Unit).map(|(length, _)| at + length);
    let percent = || reading.text.get(word.span.end..).is_some_and(|rest| rest.trim_start().starts_with('%'));
    match digits {
        true if percent() => Some(at + 1),
        true => unit(at + 1),
        // "2yrs"
        false => {
            let slice = word.span.slice(reading.text);
            let cut = slice.find(|letter: char| !letter.is_ascii_digit()).filter(|&cut| cut > 0)?;
            let named = reading.lexicon.is_unit(slice.get(cut..)?);
            named.then_some(at + 1)
        }
    }
}
