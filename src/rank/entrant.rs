//! A candidate as a ranking needs it: standings, what tells whose file it is, and rows that are ready to be written.

use super::same_person::{PersonKey, person_keys};
use super::{CutOffs, RankKey, Recency};
use crate::candidate::Candidate;

/// A candidate without the text: made where it is scored, held until its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// `blake3:` and the hash of the file's bytes: equals stand in its order, because a file's name is often a surname.
    pub(super) content: Option<String>,
    pub(super) person_keys: Vec<PersonKey>,
    pub(super) recency: Recency,
    /// One a role; `None` where the file could not be read.
    pub(super) standings: Option<Vec<RoleStanding>>,
    /// What is written of it, without ranks: one row a standing, or one row in all.
    pub(super) rows: Vec<Vec<u8>>,
}

/// Where a candidate stands in one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleStanding {
    /// Index of the role in the catalog.
    pub role: usize,
    /// What decides the rank.
    pub standing: RankKey,
    /// Whether score and gate are such that it may be shown.
    pub passes: bool,
}

impl Entrant {
    /// What a ranking needs of `candidate`, whose `rows` are those of its assessments, in their order, or one in all.
    pub fn new(candidate: &Candidate, cut_offs: &CutOffs, rows: Vec<Vec<u8>>) -> Entrant {
        let standings = candidate.as_scored().map(|scored| {
            let standing = |assessment| (RankKey::of(assessment), cut_offs.passes(assessment));
            let standings = scored.assessment.roles.iter().map(|assessment| (assessment.role, standing(assessment)));
            standings.map(|(role, (standing, passes))| RoleStanding { role, standing, passes }).collect()
        });
        Entrant {
            content: candidate.content.clone(),
            person_keys: person_keys(candidate),
            recency: Recency::of(candidate),
            standings,
            rows,
        }
    }
}
