//! Grounds a role whose title the vocabulary lacks in occupations of O*NET, whose titles are related to its own.

use super::Importer;
use super::draft_criterion::{DraftCriterion, RecognisedBy};
use super::posting_lines::folded;
use crate::occupations::Grounding;

/// True unless a title is like the role's own by vague words alone: a Kennel Assistant is no kin of a Care Assistant,
/// and "Handler" none of a Claims Handler.
fn is_kin(title: &str, other: &str, importer: &Importer) -> bool {
    let (own, other) = (folded(title), folded(other));
    let vague = &importer.posting_words.titles.vague;
    let mut shared = other.iter().filter(|word| own.contains(word)).peekable();
    shared.peek().is_none() || shared.any(|word| !vague.contains(word))
}

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
            let new = titles.iter().filter(is_new).filter(|other| is_kin(title, other, importer));
            let new: Vec<String> = new.cloned().collect();
            adjacent.extend(new);
        }
    }
    occupations
}
