//! A candidate reduced to the needs of a ranking: sort keys, marks of the person and formatted rows.

use serde::{Deserialize, Serialize};

use super::person_marks::PersonMarks;
use super::{CutOffs, RankKey, Recency};
use crate::candidate::Candidate;
use crate::score::RoleAssessment;
use crate::units::Score;

/// A candidate without its text. Made after scoring, and held until the ranks are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrant {
    /// `blake3:` and the hash of the file's bytes. It orders equals, because a file's name is often a surname.
    pub(super) content: Option<String>,
    pub(super) person: PersonMarks,
    pub(super) recency: Recency,
    /// One per role; `None` if the file could not be read.
    pub(super) standings: Option<Vec<RoleStanding>>,
    /// The file and the reason, if a person must read it.
    pub(super) by_hand: Option<String>,
    /// The formatted rows, without ranks: one per standing, or one in all.
    pub(super) rows: Vec<Vec<u8>>,
}

/// The standing of a candidate in one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleStanding {
    /// Index of the role in the catalog.
    pub role: usize,
    /// The sort key.
    pub standing: RankKey,
    /// True if score and gate pass the cut-offs.
    pub passes: bool,
    /// True if only silence about a must-have hides the row.
    pub is_silent: bool,
    /// The points, and those of them that are only mentioned.
    pub points: [Score; 2],
}

impl Entrant {
    /// Reduces `candidate`. `rows` holds one row per assessment, in their order, or one in all.
    pub fn new(candidate: &Candidate, cut_offs: &CutOffs, rows: Vec<Vec<u8>>) -> Entrant {
        let standings = candidate.as_scored().map(|scored| {
            let standing = |assessment: &RoleAssessment| RoleStanding {
                role: assessment.role,
                standing: RankKey::of(assessment),
                passes: cut_offs.passes(assessment),
                is_silent: cut_offs.hides_silence(assessment),
                points: [assessment.score.unwrap_or_default(), assessment.from_mentions],
            };
            scored.assessment.roles.iter().map(standing).collect()
        });
        Entrant {
            content: candidate.content.clone(),
            person: PersonMarks::of(candidate),
            recency: Recency::of(candidate),
            by_hand: candidate.to_read(),
            standings,
            rows,
        }
    }

    /// Replaces addresses, numbers and the name by hashes with a `secret`, for a file that must not tell who it is.
    /// Groups of files of one person stay the same, if all entrants of a ranking are hidden with the same secret.
    #[must_use]
    pub fn hidden(mut self, secret: &[u8; blake3::KEY_LEN]) -> Entrant {
        self.person.hide(secret);
        self
    }
}
