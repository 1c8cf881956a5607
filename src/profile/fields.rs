//! The fields of a head, separated by commas, dashes and tabs, and the kind of each field.

use std::ops::Range;

use crate::reading::{Meaning, Reading, Shape, mark};
use crate::titles::{Setting, is_title, last_noun, setting};

/// "At" in the languages of dates, between title and employer.
const AT: [&str; 5] = ["at", "bei", "bij", "chez", "presso"];

/// The kind of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// Turns on the noun of a title.
    Title,
    /// Bears a sign of an employer.
    Employer,
    /// A city, state or country.
    Place,
    /// Some other name.
    Name,
    /// A sentence.
    Prose,
}

/// The separation between a field and the field before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A comma, dash or slash, which titles may hold.
    Soft,
    /// A tab, bar or "at", which they do not.
    Hard,
}

/// A stretch of a head.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Its words, as indices.
    pub words: Range<usize>,
    pub kind: FieldKind,
    pub joint: Joint,
}

/// The fields of `range`, in order.
pub(super) fn read(reading: &Reading<'_>, range: Range<usize>, least: Setting) -> Vec<Field> {
    let mut fields = split(reading, range);
    classify(reading, &mut fields, least);
    split_runs(reading, &mut fields, least);
    fields
}

/// Splits at commas, dashes, bars, tabs, "at", and around a phrase that is an employer by itself.
fn split(reading: &Reading<'_>, range: Range<usize>) -> Vec<Field> {
    let mut fields = Vec::new();
    let (mut start, mut joint, mut index, mut depth) = (range.start, Joint::Soft, range.start, 0_usize);
    let mut push = |from: usize, to: usize, joint: Joint, kind: FieldKind| {
        if from < to {
            fields.push(Field { words: from..to, kind, joint });
        }
    };
    while index < range.end {
        if index > range.start && !reading.is_spaced(index) {
            depth = depth.saturating_sub(reading.gap(index).matches(')').count());
            depth += reading.gap(index).matches('(').count();
        }
        if index > range.start
            && depth == 0
            && !reading.is_spaced(index)
            && let Some(next) = separator(reading.gap(index))
        {
            push(start, index, joint, FieldKind::Name);
            (start, joint) = (index, next);
        }
        let at =
            index > range.start && reading.word(index).is_some_and(|word| AT.contains(&word.span.slice(reading.text)));
        let employer = reading.phrase(index, range.end, |meaning| meaning == Meaning::Employer);
        match employer {
            _ if at => {
                push(start, index, joint, FieldKind::Name);
                (start, joint, index) = (index + 1, Joint::Hard, index + 1);
            }
            Some((length, _)) if length > 1 => {
                push(start, index, joint, FieldKind::Name);
                push(index, index + length, Joint::Soft, FieldKind::Employer);
                (start, joint, index) = (index + length, Joint::Hard, index + length);
            }
            _ => index += 1,
        }
    }
    push(start, range.end, joint, FieldKind::Name);
    fields
}

fn separator(gap: &str) -> Option<Joint> {
    if gap.contains(['\t', '|', '•', '·', '@']) || gap.contains("  ") {
        return Some(Joint::Hard);
    }
    let dash = ['-', '–', '—', '－', '―'];
    let spaced = gap.len() > 1 && gap.contains(char::is_whitespace);
    let soft =
        gap.contains(',') || gap.contains(['–', '—', '－', '―']) || (spaced && gap.contains(dash)) || gap == " / ";
    soft.then_some(Joint::Soft)
}

fn classify(reading: &Reading<'_>, fields: &mut [Field], least: Setting) {
    for index in 0..fields.len() {
        let after_comma =
            index > 0 && fields.get(index).is_some_and(|field| reading.gap(field.words.start).contains(','));
        let (before, rest) = fields.split_at_mut(index);
        let Some(field) = rest.first_mut() else { continue };
        if field.kind == FieldKind::Employer {
            continue;
        }
        field.kind = kind(reading, field.words.clone(), least);
        // "Sales Assistant, Acme trade counter": after a title, a field may be a name without being in capitals.
        let behind_title = before.last().is_some_and(|last| last.kind == FieldKind::Title);
        let before_it = field.words.start.checked_sub(1).and_then(|before| reading.word(before));
        let behind_at = before_it.is_some_and(|before| AT.contains(&before.span.slice(reading.text)));
        if field.kind == FieldKind::Prose
            && behind_title
            && (after_comma || behind_at)
            && least == Setting::Plain
            && is_plain(reading, field)
        {
            field.kind = FieldKind::Name;
        }
        if after_comma && place_len(reading, field.words.clone()).is_some() {
            field.kind = FieldKind::Place;
            // The city before it, unless it is more than a city.
            if let Some(city) = before.last_mut().filter(|city| city.kind == FieldKind::Name && city.words.len() <= 3) {
                city.kind = FieldKind::Place;
            }
        }
    }
}

fn kind(reading: &Reading<'_>, words: Range<usize>, least: Setting) -> FieldKind {
    let signed = words.clone().rev().take(2).any(|index| is_sign(reading, index));
    let noun_last =
        words.end.checked_sub(1).and_then(|last| reading.word(last)).is_some_and(|word| word.is(mark::NOUN));
    if signed && !noun_last && setting(reading, words.clone()) > Setting::Prose {
        return if last_noun(reading, words.clone()).is_some() { FieldKind::Title } else { FieldKind::Employer };
    }
    if is_title(reading, words.clone(), least) {
        return FieldKind::Title;
    }
    if setting(reading, words) >= Setting::Capitals { FieldKind::Name } else { FieldKind::Prose }
}

/// True if the field is short, begins with a capital and with no verb.
fn is_plain(reading: &Reading<'_>, field: &Field) -> bool {
    let verb = reading.word(field.words.start).is_none_or(|word| word.is(mark::OPENER));
    !verb && setting(reading, field.words.clone()) >= Setting::Plain
}

fn is_sign(reading: &Reading<'_>, index: usize) -> bool {
    reading.word(index).is_some_and(|word| word.shape != Shape::Lower)
        && reading.phrase(index, index + 1, |meaning| meaning == Meaning::Employer).is_some()
}

/// How many words the state or country at the beginning of `words` has; codes are written in capitals.
fn place_len(reading: &Reading<'_>, words: Range<usize>) -> Option<usize> {
    let first = reading.word(words.start).filter(|word| word.shape != Shape::Lower)?;
    let (length, _) = reading.phrase(words.start, words.end, |meaning| meaning == Meaning::Place)?;
    (first.span.len() > 2 || first.shape == Shape::Upper).then_some(length)
}

/// Splits fields that run on without a separator: a place and the field after it, a title and its employer.
fn split_runs(reading: &Reading<'_>, fields: &mut Vec<Field>, least: Setting) {
    let mut index = 0;
    while let Some(field) = fields.get(index).cloned() {
        let next_kind = fields.get(index + 1).map(|next| next.kind);
        let end = match field.kind {
            FieldKind::Place => place_len(reading, field.words.clone()).map(|length| field.words.start + length),
            FieldKind::Title => runs_on(reading, &field, next_kind),
            _ => None,
        };
        if let Some(end) = end.filter(|end| field.words.contains(end) && *end > field.words.start) {
            let rest = end..field.words.end;
            let rest_kind = match (field.kind, kind(reading, rest.clone(), least)) {
                (FieldKind::Title, FieldKind::Name) => FieldKind::Employer,
                (_, other) => other,
            };
            if let Some(field) = fields.get_mut(index) {
                field.words.end = end;
            }
            fields.insert(index + 1, Field { words: rest, kind: rest_kind, joint: Joint::Hard });
        }
        index += 1;
    }
}

/// Where a title ends that an employer's name follows: "Sales Manager Acme Inc", "Sales Manager Acme Springfield, IL".
fn runs_on(reading: &Reading<'_>, field: &Field, next: Option<FieldKind>) -> Option<usize> {
    let signed = field.words.clone().rev().take(2).any(|index| is_sign(reading, index));
    let noun = last_noun(reading, field.words.clone())?;
    // "Account Manager Department" names no employer.
    let signed = signed && noun + 2 < field.words.end;
    let ended = signed || next == Some(FieldKind::Place);
    let linked = reading.word(noun + 1).is_some_and(|word| word.is(mark::LINK));
    (ended && !linked && noun + 1 < field.words.end).then_some(noun + 1)
}
