//! The field of study beside a degree.

use std::ops::Range;

use super::degrees::{self, Mention};
use super::sections::Layout;
use crate::catalog::DegreeLevel;
use crate::reading::{Meaning, Reading, Shape, mark};

/// A field of study below a degree fills a line of at most so many words.
const FIELD_LINE_WORDS: usize = 9;
/// The most unknown words between a degree and its field.
const FIELD_LEEWAY: usize = 3;

/// A field of study found beside a degree.
#[derive(Debug)]
pub(super) struct Field {
    /// Its words, as indices.
    pub words: Range<usize>,
    /// Indices of the fields named.
    pub ids: Vec<u16>,
    /// True if it directly follows the degree on its line.
    pub follows: bool,
}

fn field_at(reading: &Reading<'_>, index: usize, to: usize) -> Option<(usize, u16)> {
    match reading.phrase(index, to, |meaning| matches!(meaning, Meaning::Field(_)))? {
        (length, Meaning::Field(id)) => Some((length, id)),
        _ => None,
    }
}

/// "in Marketing", ": Public Relations and Journalism", or behind the school: "Example College - Accounting".
pub(super) fn field_after(reading: &Reading<'_>, scope: Range<usize>) -> Option<Field> {
    let first = first_word(reading, &scope);
    let mut found: Option<Field> = None;
    // How many more unknown words may stand before the field: "Applied Computer Science".
    let mut leeway = FIELD_LEEWAY;
    let mut at = first;
    while at < scope.end {
        let word = reading.word(at)?;
        if word.is(mark::INSTITUTION) || (word.shape == Shape::Digits && found.is_some()) {
            if let Some(field) = found.filter(|field| !runs_into(reading, field, at) || field.words.start == first) {
                return Some(field);
            }
            (found, leeway) = (None, 0);
            // "College of Business" names the school.
            let of = reading.word(at + 1).is_some_and(|next| next.span.slice(reading.text).eq_ignore_ascii_case("of"));
            at += if of { 3 } else { 1 };
            continue;
        }
        if opens_field(reading, at) {
            leeway = FIELD_LEEWAY;
        }
        match field_at(reading, at, scope.end) {
            Some((length, id)) if leeway > 0 || at == first || found.is_some() => {
                // Some resumes write the field twice in a row.
                let again = found.as_ref().is_some_and(|field| field.ids.contains(&id) && field.words.end == at);
                if again && reading.gap(at) == " " {
                    return found;
                }
                let field = found.get_or_insert(Field { words: at..at, ids: Vec::new(), follows: true });
                field.words.end = at + length;
                if !field.ids.contains(&id) {
                    field.ids.push(id);
                }
                at += length;
            }
            _ if found.is_some() && ends_field(reading, at) => return found,
            _ => {
                leeway = leeway.saturating_sub(1);
                at += 1;
            }
        }
    }
    found
}

/// True if a field may begin at word `at` although the degree is further off.
fn opens_field(reading: &Reading<'_>, at: usize) -> bool {
    reading.gap(at).contains(['-', '–', '—', '－', ':', ',', '\t', '|'])
        || at.checked_sub(1).is_some_and(|before| is_opener(reading, before))
}

/// The first word of a scope behind "degree", "in", "of", "major".
fn first_word(reading: &Reading<'_>, scope: &Range<usize>) -> usize {
    scope.clone().find(|&index| !is_opener(reading, index)).unwrap_or(scope.end)
}

fn is_opener(reading: &Reading<'_>, index: usize) -> bool {
    let openers = [
        "in", "of", "degree", "major", "majoring", "majored", "emphasis", "concentration", "minor", "specialization",
        "with", "a", "hons", "honours", "honors", "the",
    ];
    reading.word(index).is_some_and(|word| {
        let slice = word.span.slice(reading.text);
        openers.iter().any(|opener| slice.eq_ignore_ascii_case(opener))
    })
}

/// True if the field's last words run into the name of a school at word `at`: "Harvard Business School".
fn runs_into(reading: &Reading<'_>, field: &Field, at: usize) -> bool {
    field.words.end == at && !reading.gap(at).contains([',', '-', ':', '\t', '–', '—', '|'])
}

/// True if a field that has begun ends at word `at`: at a comma or at an unknown word that is no "and".
fn ends_field(reading: &Reading<'_>, at: usize) -> bool {
    let link = reading.word(at).is_some_and(|word| word.is(mark::LINK));
    !link && !is_opener(reading, at)
}

/// "Business Administration, B.S."
pub(super) fn field_before(reading: &Reading<'_>, scope: Range<usize>) -> Option<Field> {
    let starts = scope.clone().filter_map(|at| {
        let (length, id) = field_at(reading, at, scope.end)?;
        (at + length == scope.end).then_some(Field { words: at..scope.end, ids: vec![id], follows: false })
    });
    starts.take(1).next()
}

/// A field on a line of its own below the degree.
pub(super) fn field_below(reading: &Reading<'_>, layout: &Layout, line: usize, mention: &Mention) -> Option<Field> {
    let below = reading.lines.get(line + 1)?;
    let same = layout.kinds.get(line) == layout.kinds.get(line + 1) && layout.is_free(reading, line + 1);
    if !same || mention.level == DegreeLevel::HighSchool || below.words.len() > FIELD_LINE_WORDS {
        return None;
    }
    let section = *layout.kinds.get(line)?;
    if !degrees::mentions(reading, below.words.clone(), section).is_empty() {
        return None;
    }
    let first = first_word(reading, &below.words);
    field_at(reading, first, below.words.end)?;
    let field = field_after(reading, first..below.words.end)?;
    Some(Field { follows: false, ..field })
}
