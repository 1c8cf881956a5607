//! Ranks candidates per role, applies cut-offs, and groups files of one person.

mod cut_offs;
mod entrant;
pub(crate) mod external_sort;
mod leaders;
mod person_marks;
mod rank_key;
mod ranker;
mod recency;
mod role_ranks;
mod same_person;
mod shard;
mod tally;

use crate::candidate::Candidate;
use crate::score::RoleAssessment;

pub use cut_offs::CutOffs;
pub use entrant::{Entrant, RoleStanding};
pub use person_marks::Shared;
pub use rank_key::RankKey;
pub use ranker::{RankedRow, Ranker, RowOrder};
pub use recency::Recency;
pub use role_ranks::RoleRank;
pub use same_person::OlderFile;
pub use shard::Shard;
pub use tally::{RoleTally, Tally};

/// Returns a candidate's assessment in the role with index `role`.
pub fn assessment_of(candidate: &Candidate, role: usize) -> Option<&RoleAssessment> {
    candidate.as_scored()?.assessment.roles.iter().find(|assessment| assessment.role == role)
}

/// Returns the candidates scored for the role with index `role`, best first, in the order of [`Ranker`].
pub fn best_first(candidates: &[Candidate], role: usize) -> Vec<(&Candidate, &RoleAssessment)> {
    let scored = candidates.iter().filter_map(|candidate| Some((candidate, assessment_of(candidate, role)?)));
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by_key(|(candidate, assessment)| (RankKey::of(assessment), &candidate.content, &candidate.id));
    scored
}

#[cfg(test)]
mod tests;
