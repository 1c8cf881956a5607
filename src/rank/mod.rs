//! Puts candidates in order for each role, hides what is cut off, and says which files are one person's.

mod cut;
mod person;

use std::cmp::Reverse;

use crate::candidate::Candidate;
use crate::score::RoleAssessment;

pub use cut::Cut;
pub use person::same_person;

/// The candidates of one role, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Index of the role in the catalog.
    pub role: usize,
    /// One a candidate that was scored and not cut off.
    pub places: Vec<Place>,
    /// How many were cut off.
    pub hidden: usize,
}

/// A candidate's place in a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1; equals share a place, and the next one counts them (1, 2, 2, 4).
    pub rank: usize,
    /// Index of the candidate.
    pub candidate: usize,
}

/// Ranks `candidates` for the role with index `role` and applies `cut`; unreadable ones have no place.
///
/// The order is by exact score, then confidence; equals stand in the order of their content's hash, because a file's
/// name is often a surname.
pub fn rank(candidates: &[Candidate], role: usize, cut: &Cut) -> Ranking {
    let mut scored: Vec<(usize, &Candidate, &RoleAssessment)> = candidates
        .iter()
        .enumerate()
        .filter_map(|(index, candidate)| Some((index, candidate, assessment_of(candidate, role)?)))
        .collect();
    let standing = |assessment: &RoleAssessment| Reverse((assessment.score, assessment.confidence));
    scored.sort_by(|(_, a, in_a), (_, b, in_b)| {
        standing(in_a).cmp(&standing(in_b)).then_with(|| a.content.cmp(&b.content)).then_with(|| a.id.cmp(&b.id))
    });
    let total = scored.len();
    let mut places = Vec::with_capacity(total);
    let mut rank = 1;
    let mut previous = None;
    for (index, (candidate, _, assessment)) in scored.into_iter().enumerate() {
        if previous != Some(standing(assessment)) {
            rank = index + 1;
            previous = Some(standing(assessment));
        }
        if cut.shows(rank, assessment) {
            places.push(Place { rank, candidate });
        }
    }
    Ranking { role, hidden: total - places.len(), places }
}

/// A candidate's assessment in the role with index `role`.
pub fn assessment_of(candidate: &Candidate, role: usize) -> Option<&RoleAssessment> {
    candidate.as_scored()?.assessment.roles.iter().find(|assessment| assessment.role == role)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::candidate::sample;

    fn places(ranking: &Ranking, candidates: &[Candidate]) -> Vec<(usize, String)> {
        ranking.places.iter().map(|place| (place.rank, candidates[place.candidate].id.clone())).collect()
    }

    #[test]
    fn equals_share_a_rank_and_stand_by_content() {
        let candidates: Vec<Candidate> = [("d", 10), ("b", 50), ("a", 90), ("c", 50)]
            .iter()
            .map(|(id, score)| sample::candidate(id, *score, 1000))
            .collect();
        let ranking = rank(&candidates, 0, &Cut::default());
        let expected = [(1, "a"), (2, "b"), (2, "c"), (4, "d")].map(|(rank, id)| (rank, id.to_owned()));
        assert_eq!(places(&ranking, &candidates), expected);
    }

    #[test]
    fn confidence_parts_equal_scores() {
        let candidates = [sample::candidate("a", 50, 900), sample::candidate("b", 50, 901)];
        assert_eq!(rank(&candidates, 0, &Cut::default()).places[0].candidate, 1);
    }

    #[test]
    fn an_unreadable_resume_has_no_place_and_is_not_hidden() {
        let candidates = [sample::unreadable("a")];
        let ranking = rank(&candidates, 0, &Cut::default());
        assert_eq!((ranking.places.len(), ranking.hidden), (0, 0));
    }

    proptest! {
        #[test]
        fn the_order_of_files_makes_no_difference(scores in prop::collection::vec((0u32..5, 998u32..1000), 1..12), seed: u64) {
            let sorted: Vec<Candidate> = scores
                .iter()
                .enumerate()
                .map(|(index, (score, confidence))| sample::candidate(&format!("{index:02}"), *score, *confidence))
                .collect();
            let mut shuffled = sorted.clone();
            shuffled.sort_by_key(|candidate| blake3::hash(format!("{seed}{}", candidate.id).as_bytes()).to_hex());
            let cut = Cut { top: Some(4), ..Cut::default() };
            let (a, b) = (rank(&sorted, 0, &cut), rank(&shuffled, 0, &cut));
            prop_assert_eq!(places(&a, &sorted), places(&b, &shuffled));
            prop_assert_eq!(a.hidden + a.places.len(), sorted.len());
        }
    }
}
