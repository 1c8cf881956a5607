//! Tests of the criteria that lines of postings become.
#![allow(clippy::unwrap_used, clippy::panic)]

mod certificates;
mod demands;
mod languages;
mod time;
mod tools;
mod traits;

use super::*;
use crate::posting::testing::importer;

/// Returns the kind, priority, weight and parts of a requirement for a baker.
pub(super) fn requirement(text: &str) -> String {
    typed_as(text, PostingSection::Requirements)
}

pub(super) fn criterion(text: &str, section: PostingSection) -> Option<DraftCriterion> {
    let item =
        Item { line: 0, text: text.into(), is_prose: false, is_duty: section == PostingSection::Duties, section };
    match read(&item, &Context::new("Head Baker", importer())).typed {
        ItemOutcome::Criterion(criterion) => Some(criterion),
        _ => None,
    }
}

pub(super) fn typed_as(text: &str, section: PostingSection) -> String {
    let Some(criterion) = criterion(text, section) else { return "none".into() };
    let part = |part: &DraftPart| {
        let months = part.min_months.map(|months| format!(" {months}")).unwrap_or_default();
        let words = match &part.recognised_by {
            RecognisedBy::Words { words, .. } => format!("~{}", words.join("/")),
            RecognisedBy::Own(entry) => format!("{} {}", part.name, entry.names.first().cloned().unwrap_or_default()),
            RecognisedBy::Degree(level) => format!("{level:?}"),
            RecognisedBy::Fields(fields, related) => format!("{}|{}", fields.join(" "), related.len()),
            RecognisedBy::Titles(titles, next) => format!("{}|{}", titles.join(" "), next.join(" ")),
            RecognisedBy::Use(id) => id.clone(),
            RecognisedBy::Time(months) => months.to_string(),
        };
        words + &months
    };
    let parts: Vec<String> = criterion.parts.iter().map(part).collect();
    format!("{} {} {}: {}", criterion.kind.name(), criterion.priority.name(), criterion.weight, parts.join(", "))
}

/// Returns the outcome of a line in a word, and the number of its warnings.
pub(super) fn outcome(importer: &Importer, text: &str) -> (String, usize) {
    let item =
        Item { line: 0, text: text.into(), is_prose: false, is_duty: false, section: PostingSection::Requirements };
    let TypedItem { typed, warnings, .. } = read(&item, &Context::new("Head Baker", importer));
    let word = match typed {
        ItemOutcome::Criterion(criterion) => format!("criterion: {} {}", criterion.kind.name(), criterion.text),
        ItemOutcome::Refused(reason) => format!("refused: {reason}"),
        ItemOutcome::LeftOut(reason) => format!("left out: {reason}"),
    };
    (word, warnings.len())
}
