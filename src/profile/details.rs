//! Heads with details between title and employer, in letters of any size: "Clerk, covering Wales, Acme, 2015 – 2018".
//!
//! A line among positions that begins with a title and ends in a range of dates is the head of a position, whatever
//! stands between.

use std::ops::Range;

use super::fields::{Field, FieldKind, Joint};
use crate::reading::{Meaning, Reading, Shape, mark};

/// An employer in small letters has at most so many words.
const LONGEST_EMPLOYER: usize = 4;
/// A full stop behind a longer word ends a sentence: "Inc.", "Acct.", but "daily basis.".
const LONGEST_SHORT_FORM: usize = 4;

/// Turns the first field into a title and its details, if it is no title yet but begins with one; false if the fields
/// open with no title that somebody holds.
pub(super) fn open(reading: &Reading<'_>, fields: &mut Vec<Field>) -> bool {
    let Some((first, last)) = fields.first().cloned().zip(fields.last()) else { return false };
    let whole = first.words.start..last.words.end;
    let denied = |meaning| matches!(meaning, Meaning::Unheld | Meaning::NotTold);
    let stops = |at: usize| reading.gap(at).starts_with(['.', '!', '?']) && reading.gap(at).len() > 1;
    let ends = |at: usize| stops(at) && reading.word(at - 1).is_some_and(|it| it.span.len() > LONGEST_SHORT_FORM);
    if (whole.start + 1..whole.end).any(ends) || reading.phrases(whole, denied).next().is_some() {
        return false;
    }
    if first.kind != FieldKind::Prose {
        let at = fields.iter().position(|field| matches!(field.kind, FieldKind::Title | FieldKind::Prose));
        return at.and_then(|at| fields.get(at)).is_some_and(|field| field.kind == FieldKind::Title);
    }
    let Some(end) = opening(reading, first.words.clone()) else { return second(reading, fields) };
    // A word alone in small letters may be the end of a sentence.
    let small = reading.word(first.words.start).is_some_and(|word| word.shape == Shape::Lower);
    if small && fields.len() < 2 && end == first.words.end {
        return false;
    }
    let Some(field) = fields.first_mut() else { return false };
    field.words.end = end;
    field.kind = FieldKind::Title;
    if end < first.words.end {
        let details = Field { words: end..first.words.end, kind: FieldKind::Prose, joint: Joint::Hard };
        fields.insert(1, details);
    }
    true
}

/// "heron optics – clerk": an employer in front of a title that fills the second and last field.
fn second(reading: &Reading<'_>, fields: &mut [Field]) -> bool {
    let [employer, title] = fields else { return false };
    let found = employer.words.len() <= LONGEST_EMPLOYER
        && opening(reading, title.words.clone()) == Some(title.words.end)
        && !reading.words(employer.words.clone()).iter().any(|word| word.is(mark::LINK | mark::OPENER | mark::NOUN));
    if found {
        (employer.kind, title.kind) = (FieldKind::Name, FieldKind::Title);
    }
    found
}

/// The word behind the title that `words` begin with: up to its noun, and what it is of.
pub(super) fn opening(reading: &Reading<'_>, words: Range<usize>) -> Option<usize> {
    let first = reading.word(words.start).filter(|first| !first.is(mark::LINK))?;
    if first.is(mark::OPENER) && !first.is(mark::NOUN | mark::SUBJECT | mark::RANK) {
        return None;
    }
    let small = first.shape == Shape::Lower;
    let (mut end, mut noun) = (None, false);
    for at in words.clone() {
        let word = reading.word(at)?;
        let known = word.is(mark::NOUN | mark::SUBJECT | mark::RANK);
        let joined = at == words.start || reading.is_spaced(at) || matches!(reading.gap(at), "-" | "/" | " & ");
        let named = known || word.is(mark::LINK) || (!small && word.shape != Shape::Lower);
        if !joined || !named {
            break;
        }
        noun |= word.is(mark::NOUN);
        if word.is(mark::NOUN) || (noun && known && word.shape != Shape::Lower) {
            end = Some(at + 1);
        }
    }
    let end = end?;
    // "Account Manager office receptionist" names another person.
    let next = reading.word(end).filter(|_| end < words.end && reading.is_spaced(end));
    let details = next.is_none_or(|next| {
        let slice = next.span.slice(reading.text);
        next.is(mark::LINK | mark::OPENER) || slice.ends_with("ing") || matches!(slice, "responsible" | "based")
    });
    details.then_some(end)
}

/// True if the words name large accounts in place of a title: "National Accounts", "Key Accounts (Pharmacies)".
pub(super) fn is_accounts(reading: &Reading<'_>, words: Range<usize>) -> bool {
    let bracket = (words.start + 1..words.end).find(|&at| reading.gap(at).contains('('));
    let name = reading.words(words.start..bracket.unwrap_or(words.end));
    let last = name.last().map_or("", |last| last.span.slice(reading.text));
    name.len() > 1
        && last.eq_ignore_ascii_case("accounts")
        && name.iter().all(|word| word.is(mark::SUBJECT | mark::RANK | mark::LINK))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::testing::lexicon;

    #[test]
    fn a_title_ends_where_its_details_begin() {
        for (text, expected) in [
            ("Sales Clerk working from home", "Sales Clerk"),
            ("Sales Clerk (full-time, with a van)", "Sales Clerk"),
            ("Head Clerk for the retail trade", "Head Clerk"),
            ("Director of Sales for all of the north", "Director of Sales"),
            ("sales clerk", "sales clerk"),
            ("Sales Clerk office receptionist", ""),
            ("Sold clerks a van", ""),
        ] {
            let reading = Reading::new(text, lexicon());
            let end = opening(&reading, 0..reading.words.len());
            let title = end.map_or("", |end| reading.span(0..end).slice(text));
            assert_eq!(title, expected, "{text}");
        }
    }
}
