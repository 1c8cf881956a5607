//! The meanings of the words of postings, each with its patterns.

use std::collections::BTreeMap;

use super::corpus::{PostingWords, Trait};
use crate::catalog::{Entry, Vocabulary};
use rolefit_document::Pattern;

/// The meaning of a matched pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Demand(String),
    Trait(String),
    Proxy(String),
    Lawful,
    Statement,
    Negation,
    Must,
    Nice,
    Waived,
    Requirement,
    Duty,
    Call,
    Documents,
    Employer,
    Benefit,
}

/// Returns an entry of the patterns whose word lists are known: a replaced vocabulary may lack a list.
fn claims(patterns: &[String], not: &[String], words: &BTreeMap<String, Vec<String>>) -> Entry {
    let claims = patterns.iter().filter(|pattern| Pattern::parse(pattern, words).is_ok()).cloned().collect();
    Entry { claims, not: not.to_vec(), ..Entry::default() }
}

/// Returns protected traits, words that may stand for one, and what looks like a trait and is lawful.
pub(super) fn of_traits(posting_words: &PostingWords, words: &BTreeMap<String, Vec<String>>) -> Vec<(Meaning, Entry)> {
    let entry = |patterns: &[String], not: &[String]| claims(patterns, not, words);
    let PostingWords { traits, proxies, lawful, statements, .. } = posting_words;
    let labelled = |traits: &BTreeMap<String, Trait>, meaning: fn(String) -> Meaning| {
        let each = traits.values().map(|it| (meaning(it.label.clone()), entry(&it.patterns, &it.not)));
        each.collect::<Vec<_>>()
    };
    let mut all = labelled(traits, Meaning::Trait);
    all.extend(labelled(proxies, Meaning::Proxy));
    all.push((Meaning::Lawful, entry(&lawful.patterns, &lawful.not)));
    all.push((Meaning::Statement, entry(&statements.patterns, &[])));
    all
}

/// Returns every meaning with its patterns.
pub(super) fn meanings(
    vocabulary: &Vocabulary,
    posting_words: &PostingWords,
    words: &BTreeMap<String, Vec<String>>,
) -> Vec<(Meaning, Entry)> {
    let entry = |patterns: &[String], not: &[String]| claims(patterns, not, words);
    let mut all = Vec::new();
    for (id, own) in vocabulary.entries.iter().filter(|(id, _)| !id.contains('#')) {
        let patterns = match posting_words.demands.get(id) {
            Some(demand) if demand.named => [&demand.asks[..], &own.names].concat(),
            Some(demand) => demand.asks.clone(),
            None => [&own.deeds[..], &own.names, &own.claims].concat(),
        };
        let not = posting_words.demands.get(id).map_or(&[][..], |demand| &demand.not);
        all.push((Meaning::Demand(id.clone()), entry(&patterns, &[&own.not, not].concat())));
    }
    // A demand without `shown_by` needs its vocabulary entry, which a replaced vocabulary may lack.
    let others = posting_words
        .demands
        .iter()
        .filter(|(id, demand)| !vocabulary.entries.contains_key(*id) && demand.shown_by.is_some());
    all.extend(others.map(|(id, demand)| (Meaning::Demand(id.clone()), entry(&demand.asks, &demand.not))));
    all.extend(of_traits(posting_words, words));
    let PostingWords { negation, priority, cues, .. } = posting_words;
    all.push((Meaning::Negation, entry(&negation.patterns, &negation.not)));
    all.push((Meaning::Employer, entry(&cues.employer, &cues.seeking)));
    let plain = [
        (Meaning::Must, &priority.must),
        (Meaning::Nice, &priority.nice),
        (Meaning::Waived, &priority.waived),
        (Meaning::Requirement, &cues.requirement),
        (Meaning::Duty, &cues.duty),
        (Meaning::Call, &cues.call),
        (Meaning::Documents, &cues.documents),
        (Meaning::Benefit, &cues.benefits),
    ];
    all.extend(plain.into_iter().map(|(meaning, patterns)| (meaning, entry(patterns, &[]))));
    all
}
