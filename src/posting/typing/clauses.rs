//! Splits an item into the demands that it joins, and removes clauses that say something is not required.

use super::{Context, asked_time, part_of_time, titles_and_criterion};
use crate::catalog::Kind;
use crate::posting::corpus::PostingSection;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::items::Item;
use crate::posting::recognise::Recogniser;

/// Returns the item without the clauses that waive something: "excellent English; Dutch is not required". `None` if
/// nothing is left or nothing was removed.
pub(super) fn without_waived(item: &Item, recogniser: &Recogniser) -> Option<Item> {
    let clauses = item.text.split(';').flat_map(|clause| clause.split(" but "));
    let asked: Vec<&str> = clauses.map(str::trim).filter(|clause| !recogniser.read(clause).waived).collect();
    let text = asked.join("; ");
    (!text.is_empty() && text.len() < item.text.len()).then(|| Item { text, ..item.clone() })
}

/// Splits an item that joins two demands of different kinds. A sentence of prose is split ("five years in a similar
/// role and fluent Dutch"), and so is a list item that joins a degree with time at work. Other list items stay as their
/// author made them.
pub(in crate::posting) fn split_demands(item: Item, context: &Context<'_>) -> Vec<Item> {
    let part = |text: &str| Item { text: text.trim().to_owned(), ..item.clone() };
    let read = |text: &str| {
        let found = context.importer.recogniser.read(text);
        let criterion = titles_and_criterion(&part(text), text, &found, context).1?;
        let is_free = |part: &DraftPart| matches!(part.recognised_by, RecognisedBy::Words { weight: None, .. });
        Some((criterion.kind, criterion.parts.iter().any(is_free)))
    };
    if let Some((one, other)) = split_by_priority(&item, context) {
        return [one, other].into_iter().flat_map(|item| split_demands(item, context)).collect();
    }
    if let Some((one, other)) = split_off_part_of_time(&item, context) {
        return vec![one, other];
    }
    if let Some((one, other)) = split_off_second_time(&item, context) {
        return [one, other].into_iter().flat_map(|item| split_demands(item, context)).collect();
    }
    let asks_for_time = |text: &str| asked_time::months(text, context.posting_words()).is_some();
    if item.is_duty || !(item.is_prose || asks_for_time(&item.text)) {
        return vec![item];
    }
    for joint in [" and ", " with ", " plus ", ", "] {
        for (at, joint) in item.text.match_indices(joint) {
            let (Some(one), Some(other)) = (item.text.get(..at), item.text.get(at + joint.len()..)) else { continue };
            let (Some((kind, is_free)), Some((other_kind, other_is_free))) = (read(one), read(other)) else { continue };
            let kinds = [kind, other_kind];
            let degree_and_time =
                kinds.contains(&Kind::Education) && kind != other_kind && asks_for_time(one) != asks_for_time(other);
            // Text before a degree or a tool is a whole demand. Text after its "and" may be a second field of study.
            let prose = item.is_prose
                && joint == " and "
                && kind != other_kind
                && !other_is_free
                && (!is_free
                    || matches!(other_kind, Kind::Education | Kind::Certification | Kind::Language | Kind::Tool));
            // "Or four years of experience" is an alternative to the degree.
            let is_alternative = other.trim_start().starts_with("or ");
            if prose || (degree_and_time && !is_alternative) {
                let section = inherited(one, other, &item, context);
                return vec![part(one), Item { section, ..part(other) }];
            }
        }
    }
    vec![item]
}

/// Splits an item that asks for time, and for a part of it in narrower work, which has the same priority unless it
/// states its own.
fn split_off_part_of_time(item: &Item, context: &Context<'_>) -> Option<(Item, Item)> {
    let recogniser = &context.importer.recogniser;
    let (one, other) = part_of_time::split(&item.text, context.posting_words()).filter(|_| !item.is_duty)?;
    let states = recogniser.read(&other);
    let section = if recogniser.read(&one).must && !states.nice { PostingSection::Minimum } else { item.section };
    Some((Item { text: one, ..item.clone() }, Item { text: other, section, ..item.clone() }))
}

/// Splits an item that asks for two times: "3 years in a kitchen, 1 year as junior sous". An alternative stays whole.
fn split_off_second_time(item: &Item, context: &Context<'_>) -> Option<(Item, Item)> {
    let times = asked_time::all(&item.text, context.posting_words());
    let [first, second] = times.as_slice() else { return None };
    let between = item.text.get(first.span.end..second.span.start).filter(|_| !item.is_duty)?;
    let at = first.span.end + between.rfind([',', ';'])?;
    let (one, other) = (item.text.get(..at)?, item.text.get(at + 1..)?.trim());
    let other = other.strip_prefix("and ").unwrap_or(other);
    let is_whole = item.text.get(..at)?.matches('(').count() == one.matches(')').count();
    let is_alternative = other.starts_with("or ") || between.contains(" or ");
    let half = |text: &str| Item { text: text.trim().to_owned(), ..item.clone() };
    (is_whole && !is_alternative).then(|| (half(one), half(other)))
}

/// Splits an item of which one half is required and the other welcome: "a degree is required; a master's is a plus".
fn split_by_priority(item: &Item, context: &Context<'_>) -> Option<(Item, Item)> {
    let recogniser = &context.importer.recogniser;
    let half = |text: &str| {
        let found = recogniser.read(text);
        let must = found.must && !found.nice;
        let section =
            if must && item.section == PostingSection::Preferred { PostingSection::Requirements } else { item.section };
        let half = Item { text: text.trim().to_owned(), section, ..item.clone() };
        let asks = !must || titles_and_criterion(&half, text, &found, context).1.is_some();
        (asks && found.must != found.nice).then_some((must, half))
    };
    let is_whole = |text: &str| text.matches('(').count() == text.matches(')').count();
    if let Some(halves) = split_off_welcome(item, context) {
        return Some(halves);
    }
    let joints = ["; ", ", ", " but ", " and "].into_iter().flat_map(|joint| {
        item.text
            .match_indices(joint)
            .filter_map(move |(at, joint)| Some((item.text.get(..at)?, item.text.get(at + joint.len()..)?)))
    });
    joints.filter(|(one, other)| !item.is_duty && is_whole(one) && is_whole(other)).find_map(|(one, other)| {
        let ((must, one), (other_must, other)) = (half(one)?, half(other)?);
        (must != other_must).then_some((one, other))
    })
}

/// Splits an item at a semicolon behind which only something welcome follows: "fluent English; Spanish is a plus".
fn split_off_welcome(item: &Item, context: &Context<'_>) -> Option<(Item, Item)> {
    let (one, other) = item.text.split_once("; ").filter(|_| !item.is_duty)?;
    let read = |text: &str| {
        let found = context.importer.recogniser.read(text);
        let half = Item { text: text.trim().to_owned(), ..item.clone() };
        titles_and_criterion(&half, text, &found, context).1.map(|_| (found.nice, half))
    };
    let ((one_is_nice, one), (other_is_nice, other)) = (read(one)?, read(other)?);
    (!one_is_nice && other_is_nice).then_some((one, other))
}

/// Returns the section that gives the second half of an item the priority of the first half, unless the second half
/// states its own. "At least two years" applies to the years alone.
fn inherited(one: &str, other: &str, item: &Item, context: &Context<'_>) -> PostingSection {
    let recogniser = &context.importer.recogniser;
    let counts = asked_time::months(one, context.posting_words()).is_some();
    let (one, other) = (recogniser.read(one), recogniser.read(other));
    match () {
        () if other.must || other.nice => item.section,
        () if one.nice => PostingSection::Preferred,
        () if one.must && !counts => PostingSection::Minimum,
        () => item.section,
    }
}
