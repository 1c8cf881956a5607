//! The criterion of an item: its priority and weight by words, section and kind.

use rustc_hash::FxHashSet;

use super::{Context, asked_time, label};
use crate::catalog::{Kind, Priority};
use crate::posting::corpus::PostingSection;
use crate::posting::draft_criterion::{DraftCriterion, DraftPart};
use crate::posting::items::Item;
use crate::posting::position_title;
use crate::posting::recognise::Recognised;

/// A line that names more is a list, and its first demands say enough.
const MOST_PARTS: usize = 8;

/// Returns the criterion for a title, labelled with the title and the time.
pub(super) fn title_criterion_of(
    item: &Item,
    title: &str,
    part: DraftPart,
    found: &Recognised,
    context: &Context<'_>,
) -> DraftCriterion {
    let years = part.min_months.map(|months| format!(", {}", asked_time::spoken(months))).unwrap_or_default();
    let criterion = criterion(item, Kind::Title, vec![part], found, context);
    DraftCriterion { label: format!("{}{years}", position_title::cased(title, context.posting_words())), ..criterion }
}

/// Returns the criterion of an item, with the priority and weight that follow from its words, section and kind.
pub(super) fn criterion(
    item: &Item,
    kind: Kind,
    mut parts: Vec<DraftPart>,
    found: &Recognised,
    context: &Context<'_>,
) -> DraftCriterion {
    let mut seen = FxHashSet::default();
    parts.retain(|part| seen.insert(part.name.clone()));
    parts.truncate(MOST_PARTS);
    let posting_words = context.posting_words();
    let usual = posting_words.weights.get(&kind);
    let general = matches!(kind, Kind::Competency | Kind::Logistics)
        && parts.iter().all(|part| posting_words.general.entries.contains(&part.name));
    let priority = match item.section {
        PostingSection::Preferred => Priority::Nice,
        _ if found.nice => Priority::Nice,
        _ if item.is_duty => Priority::Should,
        PostingSection::Minimum => Priority::Must,
        _ if found.must => Priority::Must,
        // Resumes hardly ever mention travel.
        _ if general && kind == Kind::Logistics => Priority::Nice,
        _ => usual.map_or(Priority::Should, |usual| usual.priority),
    };
    let (weight, nice) = match usual {
        _ if general && kind == Kind::Competency => (posting_words.general.weight, posting_words.general.nice),
        Some(usual) => (usual.weight, usual.nice),
        None => (1.0, 1.0),
    };
    DraftCriterion {
        id: String::new(),
        kind,
        priority,
        weight: if priority == Priority::Nice { nice } else { weight },
        defining: false,
        label: label::label(&item.text, posting_words),
        text: item.text.clone(),
        parts,
    }
}
