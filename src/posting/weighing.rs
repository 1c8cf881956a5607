//! Weighs the criteria of a role whose title the vocabulary lacks.

use super::Importer;
use super::draft_criterion::{DraftCriterion, RecognisedBy};

/// The share of a role that its own title has. A title outside of the vocabulary is compared word by word, so it says
/// less than a title whose relatives are known.
const TITLE_SHARE: f64 = 0.12;

/// The factor that the catalog gives to the weight of a defining criterion.
pub(super) const DEFINING_FACTOR: f64 = 4.0;

/// The factor on a criterion of typed parts alone. Typed parts earn their whole credit for a name in a list, where
/// words earn a third.
const TYPED: f64 = 0.4;

/// The bounds of the factor by which rare words raise, and common words lower, a weight.
const BY_RARITY: std::ops::RangeInclusive<f64> = 0.3..=2.0;

/// Weighs the criteria of a role with a title of its own. The more telling the words of a demand are, the more the
/// demand counts, by the root of their rarity. The title has [`TITLE_SHARE`] of the role.
pub(super) fn weigh(criteria: &mut [DraftCriterion], importer: &Importer) {
    if !criteria.iter().any(DraftCriterion::is_own_title) {
        return;
    }
    let others = || criteria.iter().filter(|criterion| !criterion.is_own_title());
    let rarities: Vec<f64> = others().map(|criterion| f64::from(importer.rarity.of_text(&criterion.text))).collect();
    let mean = rarities.iter().sum::<f64>() / rarities.len().max(1) as f64;
    for (criterion, rarity) in criteria.iter_mut().filter(|criterion| !criterion.is_own_title()).zip(rarities) {
        let by_rarity = (rarity / mean.max(1.0)).sqrt().clamp(*BY_RARITY.start(), *BY_RARITY.end());
        let has_words = criterion.parts.iter().any(|part| matches!(part.recognised_by, RecognisedBy::Words { .. }));
        criterion.weight = rounded(criterion.weight * by_rarity * if has_words { 1.0 } else { TYPED });
    }
    weigh_title(criteria);
}

/// Weighs the titles so that they have [`TITLE_SHARE`] of the role together.
fn weigh_title(criteria: &mut [DraftCriterion]) {
    let (titles, others): (Vec<_>, Vec<_>) = criteria.iter().partition(|criterion| criterion.is_own_title());
    let rest: f64 = others.iter().map(|criterion| criterion.weight).sum();
    let parts: f64 = titles.iter().map(|criterion| if criterion.defining { DEFINING_FACTOR } else { 1.0 }).sum();
    // A role of its title alone keeps the usual weight.
    if rest == 0.0 {
        return;
    }
    let weight = rounded(TITLE_SHARE / (1.0 - TITLE_SHARE) * rest / parts.max(1.0));
    let titles = criteria.iter_mut().filter(|criterion| criterion.is_own_title());
    titles.for_each(|criterion| criterion.weight = criterion.weight.min(weight));
}

/// Returns a weight with one decimal, so that role files stay readable, and never nothing.
pub(super) fn rounded(weight: f64) -> f64 {
    ((weight * 10.0).round() / 10.0).max(0.1)
}
