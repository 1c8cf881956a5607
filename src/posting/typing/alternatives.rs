//! Joins demands of which either will do: "account management or B2B sales".

use super::{Context, short};
use crate::catalog::Entry;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;
use crate::posting::recognise::Recognised;
use rolefit_document::Span;

/// The most words between two alternatives: "or", and words such as "in a".
const MOST_BETWEEN: usize = 3;

/// Returns `parts` with each run of alternatives joined into one part. `parts` come from the demands of `found`, in the
/// same order.
pub(super) fn joined(parts: Vec<DraftPart>, found: &Recognised, text: &str, context: &Context<'_>) -> Vec<DraftPart> {
    let ors = &context.posting_words().lists.ors;
    let mut joined: Vec<(DraftPart, Span)> = Vec::new();
    for part in parts {
        let Some((_, span)) = found.demands.iter().find(|(id, _)| *id == part.name) else {
            joined.push((part, Span::new(0, 0)));
            continue;
        };
        let either = joined.last().and_then(|(last, before)| {
            let words = folded(text.get(before.end..span.start)?);
            let is_or = words.len() <= MOST_BETWEEN && words.iter().any(|word| ors.contains(word));
            is_or.then(|| either(last, &part, context)).flatten()
        });
        match either {
            Some(either) => {
                joined.pop();
                joined.push((either, *span));
            }
            None => joined.push((part, *span)),
        }
    }
    joined.into_iter().map(|(part, _)| part).collect()
}

/// Adds to the only part of a line the other half of its alternatives, where no demand covers that half: "five years in
/// auction houses or B2B sales".
pub(super) fn with_other_half(parts: &mut [DraftPart], found: &Recognised, text: &str, context: &Context<'_>) {
    let ([part], Some((one, other))) = (parts, text.split_once(" or ")) else { return };
    let is_covered = |from: usize, to: usize| found.demands.iter().any(|(_, span)| span.start < to && span.end > from);
    let (is_one, is_other) = (is_covered(0, one.len()), is_covered(text.len() - other.len(), text.len()));
    if is_one == is_other || text.matches(" or ").count() > 1 {
        return;
    }
    let free = if is_one { other } else { one };
    let (Some(pattern), Some(known)) = (short::side_by_side(free, context), entry(part, context)) else { return };
    part.name = format!("{}_or_{}", part.name, pattern.replace(' ', "_"));
    let (mut deeds, mut claims) = (known.deeds, known.claims);
    deeds.push(pattern.clone());
    claims.push(pattern);
    let entry = Entry { deeds, claims, label: String::new(), ask: Default::default(), ..known };
    part.recognised_by = RecognisedBy::Own(Box::new(entry));
}

/// Returns one part for all of `parts`, of which any will do; `parts` if one of them has no phrases.
pub(super) fn any_of(parts: Vec<DraftPart>, context: &Context<'_>) -> Vec<DraftPart> {
    let mut others = parts.iter();
    let joined =
        others.next().and_then(|first| others.try_fold(first.clone(), |one, other| either(&one, other, context)));
    joined.map_or(parts, |joined| vec![joined])
}

/// Returns the part that either of two parts shows.
fn either(one: &DraftPart, other: &DraftPart, context: &Context<'_>) -> Option<DraftPart> {
    let (one_entry, other_entry) = (entry(one, context)?, entry(other, context)?);
    let both = |a: &[String], b: &[String]| [a, b].concat();
    let entry = Entry {
        deeds: both(&one_entry.deeds, &other_entry.deeds),
        names: both(&one_entry.names, &other_entry.names),
        claims: both(&one_entry.claims, &other_entry.claims),
        hints: both(&one_entry.hints, &other_entry.hints),
        not: both(&one_entry.not, &other_entry.not),
        search: both(&one_entry.search, &other_entry.search),
        ..Entry::default()
    };
    let name = format!("{}_or_{}", one.name, other.name);
    Some(DraftPart::new(name, RecognisedBy::Own(Box::new(entry))))
}

fn entry(part: &DraftPart, context: &Context<'_>) -> Option<Entry> {
    match &part.recognised_by {
        RecognisedBy::Use(id) => context.importer.vocabulary.entries.get(id).cloned(),
        RecognisedBy::Own(entry) => Some((**entry).clone()),
        _ => None,
    }
}
