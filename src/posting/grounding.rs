//! Grounds a role whose title the vocabulary lacks in occupations of O*NET, whose titles are related to its own.

use super::Importer;
use super::draft_criterion::{DraftCriterion, RecognisedBy};
use crate::occupations::Grounding;

/// Adds the titles of the occupations that the role most likely describes to its own titles, as related titles. Returns
/// the names of the occupations; none if the vocabulary knows the role's title.
pub(super) fn ground(criteria: &mut [DraftCriterion], title: &str, importer: &Importer) -> Vec<String> {
    if !criteria.iter().any(DraftCriterion::is_own_title) {
        return Vec::new();
    }
    let texts: Vec<&str> = criteria.iter().map(|criterion| criterion.text.as_str()).collect();
    let grounding = importer.occupations().map(|all| all.ground(title, &texts.join("\n"), &importer.rarity));
    let Grounding { occupations, titles } = grounding.unwrap_or_default();
    for part in criteria.iter_mut().flat_map(|criterion| &mut criterion.parts) {
        if let RecognisedBy::Titles(same, adjacent) = &mut part.recognised_by {
            let is_new = |title: &&String| !same.iter().chain(adjacent.iter()).any(|it| it.eq_ignore_ascii_case(title));
            let new: Vec<String> = titles.iter().filter(is_new).cloned().collect();
            adjacent.extend(new);
        }
    }
    occupations
}
