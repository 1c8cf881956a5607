//! Marks the defining criteria, which tell a role from its siblings: its title, and duties that the title or the
//! summary stresses.

use super::Importer;
use super::draft::{DraftCriterion, RecognisedBy};
use crate::catalog::{Kind, Priority};
use crate::occupations::Grounding;

/// The most defining criteria that a role may have; the catalog's own limit.
const MOST: usize = 3;

/// The share of a role that its own title has. A title outside of the vocabulary is compared word by word, so it says
/// less than a title whose relatives are known.
const TITLE_SHARE: f64 = 0.12;

/// The factor that the catalog gives to the weight of a defining criterion.
const DEFINING_FACTOR: f64 = 4.0;

/// The factor on a criterion of typed parts alone: they earn their whole credit for a name in a list, where words earn a
/// third.
const TYPED: f64 = 0.4;

/// The bounds of the factor by which rare words raise, and common words lower, a weight.
const BY_RARITY: std::ops::RangeInclusive<f64> = 0.3..=2.0;

/// Weighs the criteria of a role whose title the vocabulary lacks: the more telling the words of a demand are, the more it
/// counts, by the root of their rarity. The title has [`TITLE_SHARE`] of the role.
fn weigh(criteria: &mut [DraftCriterion], title: &str, importer: &Importer) -> Vec<String> {
    let is_own = |criterion: &DraftCriterion| {
        criterion.kind == Kind::Title
            && criterion.parts.iter().all(|part| matches!(part.recognised_by, RecognisedBy::Titles(..)))
    };
    if !criteria.iter().any(is_own) {
        return Vec::new();
    }
    let rarity = |criterion: &DraftCriterion| f64::from(importer.rarity.of_text(&criterion.text));
    let others = criteria.iter().filter(|criterion| !is_own(criterion));
    let mean = others.clone().map(rarity).sum::<f64>() / others.count().max(1) as f64;
    for criterion in criteria.iter_mut().filter(|criterion| !is_own(criterion)) {
        let by_rarity = (rarity(criterion) / mean.max(1.0)).sqrt().clamp(*BY_RARITY.start(), *BY_RARITY.end());
        let has_words = criterion.parts.iter().any(|part| matches!(part.recognised_by, RecognisedBy::Words { .. }));
        let weight = criterion.weight * by_rarity * if has_words { 1.0 } else { TYPED };
        criterion.weight = ((weight * 10.0).round() / 10.0).max(0.1);
    }
    weigh_title(criteria, is_own);
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

/// Weighs the titles so that they have [`TITLE_SHARE`] of the role together.
fn weigh_title(criteria: &mut [DraftCriterion], is_own: impl Fn(&DraftCriterion) -> bool) {
    let rest: f64 = criteria.iter().filter(|criterion| !is_own(criterion)).map(|criterion| criterion.weight).sum();
    let titles = criteria.iter().filter(|criterion| is_own(criterion));
    let parts: f64 = titles.map(|criterion| if criterion.defining { DEFINING_FACTOR } else { 1.0 }).sum();
    // A role of its title alone keeps the usual weight.
    if rest == 0.0 {
        return;
    }
    let weight = TITLE_SHARE / (1.0 - TITLE_SHARE) * rest / parts.max(1.0);
    let weight = ((weight * 10.0).round() / 10.0).max(0.1);
    for criterion in criteria.iter_mut().filter(|criterion| is_own(criterion) && criterion.weight > weight) {
        criterion.weight = weight;
    }
}

/// Marks at most [`MOST`] criteria as defining. The title comes first. Then come duties, and after them experience,
/// whose demands the title names, then whose demands the summary names.
///
/// General skills never count, nor do entries that half of all resumes show. A demand that is already marked is not
/// marked again under another criterion. Returns the occupations that the role is grounded in.
pub(super) fn mark(criteria: &mut [DraftCriterion], title: &str, summary: &str, importer: &Importer) -> Vec<String> {
    let general = &importer.posting_words.general;
    let stressed = |text: &str| -> Vec<String> {
        let demands = importer.recogniser.read(text).demands.into_iter().map(|(id, _)| id);
        demands.filter(|id| !general.entries.contains(id) && !general.common.contains(id)).collect()
    };
    let stressed = [stressed(title), stressed(summary)];
    let mut marked = 0;
    if let Some(title) =
        criteria.iter_mut().find(|criterion| criterion.kind == Kind::Title && criterion.priority != Priority::Nice)
    {
        title.defining = true;
        marked += 1;
    }
    let occupations = weigh(criteria, title, importer);
    let mut known: Vec<String> = Vec::new();
    for kind in [Kind::Duty, Kind::Experience] {
        for stressed in &stressed {
            for criterion in criteria.iter_mut().filter(|criterion| criterion.kind == kind && !criterion.defining) {
                let entries = criterion
                    .parts
                    .iter()
                    .filter(|part| matches!(part.recognised_by, RecognisedBy::Use(_)))
                    .map(|part| &part.name);
                let new: Vec<String> =
                    entries.filter(|id| stressed.contains(id) && !known.contains(id)).cloned().collect();
                if marked < MOST && !new.is_empty() {
                    criterion.defining = true;
                    known.extend(new);
                    marked += 1;
                }
            }
        }
    }
    occupations
}
