//! The candidates of a folder, and their places in each role.

use rolefit_ingest::Skipped;

use super::unknown_role;
use crate::candidate::Candidate;
use crate::catalog::Catalog;
use crate::error::Result;
use crate::rank::{RankKey, best_first};
use crate::score::RoleAssessment;
use crate::units::Score;

/// All candidates of a run, in the order of their ids.
pub struct Ranking<'a> {
    /// The candidates, those that could not be read among them.
    pub candidates: Vec<Candidate>,
    /// The number of files that are no resumes, hidden, or links.
    pub skipped: Skipped,
    catalog: &'a Catalog,
}

/// A candidate's place in one role.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// The rank, from 1. Candidates with equal score and confidence share a rank: 1, 2, 2, 4.
    pub rank: usize,
    /// The candidate.
    pub candidate: &'a Candidate,
    /// The verdict on every criterion of the role.
    pub assessment: &'a RoleAssessment,
}

impl<'a> Ranking<'a> {
    pub(super) fn new(catalog: &'a Catalog, candidates: Vec<Candidate>, skipped: Skipped) -> Ranking<'a> {
        Ranking { candidates, skipped, catalog }
    }

    /// The candidates for the role `id`, best first.
    ///
    /// # Errors
    /// [`Error::UnknownRole`](crate::Error::UnknownRole) if the session did not rank for the role.
    pub fn of_role(&self, id: &str) -> Result<Vec<Placed<'_>>> {
        places(self.catalog, &self.candidates, id)
    }
}

/// The places of `candidates` in the role `id` of `catalog`, best first.
///
/// # Errors
/// [`Error::UnknownRole`](crate::Error::UnknownRole) if the catalog lacks the role.
pub fn places<'a>(catalog: &Catalog, candidates: &'a [Candidate], id: &str) -> Result<Vec<Placed<'a>>> {
    let role = catalog.role_index(id).ok_or_else(|| unknown_role(catalog, id))?;
    let mut placed: Vec<Placed> = Vec::new();
    for (candidate, assessment) in best_first(candidates, role) {
        let is_level = |last: &&Placed| RankKey::of(last.assessment) == RankKey::of(assessment);
        let rank = placed.last().filter(is_level).map_or(placed.len() + 1, |last| last.rank);
        placed.push(Placed { rank, candidate, assessment });
    }
    Ok(placed)
}

impl Placed<'_> {
    /// The score from 0 to 100, rounded half up to one decimal as in every output. `None` if nothing in the role could
    /// be answered.
    pub fn score(&self) -> Option<f64> {
        self.assessment.score.map(Score::as_f64)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    #[test]
    fn equal_candidates_share_a_rank_and_unreadable_ones_have_none() {
        let catalog = sample::catalog();
        let candidates =
            [("a", 30), ("b", 70), ("c", 30), ("d", 10)].map(|(id, score)| sample::candidate(id, score, 1000));
        let candidates = candidates.into_iter().chain([sample::unreadable("e")]).collect();
        let ranking = Ranking::new(&catalog, candidates, Skipped::default());
        let places = ranking.of_role(&catalog.roles[0].id).unwrap();
        let places: Vec<_> =
            places.iter().map(|place| (place.rank, place.candidate.id.as_str(), place.score())).collect();
        assert_eq!(places, [(1, "b", Some(70.0)), (2, "a", Some(30.0)), (2, "c", Some(30.0)), (4, "d", Some(10.0))]);
        assert!(matches!(ranking.of_role("unknown"), Err(crate::Error::UnknownRole { .. })));
    }
}
