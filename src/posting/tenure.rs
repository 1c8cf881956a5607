//! Grades time in similar roles, if the posting asks for years.

use super::draft_criterion::{DraftCriterion, DraftPart, RecognisedBy};
use super::typing::asked_time::spoken;
use super::weighing::{DEFINING_FACTOR, rounded};
use crate::catalog::{Kind, Priority};

/// The share of a role that its tenure has, as in the five roles (`corpus/weights.md`).
const TENURE_SHARE: f64 = 0.25;

/// The same for a role whose title the vocabulary lacks. Words earn a third of the credit there, so time would outweigh
/// everything else: over six judged postings, shares of 3 to 8 % order best, and 25 % orders worse than none.
const OWN_TITLE_SHARE: f64 = 0.05;

/// Adds the criterion that grades time in the titles of the role `id`, if the posting asks for years in the position,
/// or else in a kind of work. The years asked for count in full.
pub(super) fn add(criteria: &mut Vec<DraftCriterion>, id: &str) {
    let asked = |kind: Kind| {
        let asking = criteria.iter().filter(|it| it.kind == kind && it.priority != Priority::Nice);
        asking.flat_map(|it| &it.parts).filter_map(|part| part.min_months).max()
    };
    let Some(months) = asked(Kind::Title).or_else(|| asked(Kind::Experience)) else { return };
    let factor = |it: &DraftCriterion| if it.defining { DEFINING_FACTOR } else { 1.0 };
    let others: f64 = criteria.iter().map(|it| it.weight * factor(it)).sum();
    let share = if criteria.iter().any(DraftCriterion::is_own_title) { OWN_TITLE_SHARE } else { TENURE_SHARE };
    let time = spoken(months);
    criteria.push(DraftCriterion {
        id: format!("{id}/tenure"),
        kind: Kind::Experience,
        priority: Priority::Should,
        weight: rounded(share / (1.0 - share) * others),
        defining: false,
        label: format!("{time} in similar roles"),
        text: format!("Has worked in such roles for {time}. Less time counts in proportion."),
        parts: vec![DraftPart {
            name: "tenure".into(),
            recognised_by: RecognisedBy::Time(months),
            min_months: None,
            level: None,
        }],
    });
}
