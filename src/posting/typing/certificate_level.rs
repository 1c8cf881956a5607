//! Reads the level that a line asks for in a certificate that postings know: "Food Hygiene Level 2".

use super::Context;
use crate::catalog::{Entry, Kind};
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;
use crate::posting::recognise::Recognised;

/// The highest level of a framework of vocational certificates. A higher level answers for a lower one.
const HIGHEST: u32 = 8;

/// Makes the certificates among `parts` ask for the level beside their name. `parts` come from the demands of `found`.
pub(super) fn require(parts: &mut [DraftPart], found: &Recognised, text: &str, context: &Context<'_>) {
    for part in parts {
        let Some(demand) = context.posting_words().demands.get(&part.name) else { continue };
        let span = found.demands.iter().find(|(id, _)| *id == part.name).map(|(_, span)| *span);
        let (Some(span), Some(known), Kind::Certification) = (span, &demand.shown_by, demand.kind) else { continue };
        let before = text.get(..span.start).unwrap_or_default().rsplit([',', ';', '(']).next().unwrap_or_default();
        let behind = text.get(span.end..).unwrap_or_default().split([',', ';', '(']).next().unwrap_or_default();
        let Some(level) = level(behind).or_else(|| level(before)) else { continue };
        let levels: Vec<String> = (level..=HIGHEST).map(|level| format!("={level}")).collect();
        let bases = known.names.iter().chain(&known.deeds).filter(|base| !base.contains(" & "));
        let names = bases.map(|base| format!("=level|=lvl|=l {} & {base}", levels.join("|"))).collect();
        let label = format!("{} level {level}", known.label);
        let entry = Entry { label, names, search: known.search.clone(), ..Entry::default() };
        part.recognised_by = RecognisedBy::Own(Box::new(entry));
    }
}

/// Returns the level that a text names first.
fn level(text: &str) -> Option<u32> {
    let words = folded(text);
    let named = words.iter().zip(words.iter().skip(1)).find(|(word, _)| *word == "level")?;
    named.1.parse().ok().filter(|level| (1..=HIGHEST).contains(level))
}
