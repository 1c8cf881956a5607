//! The sort key of a ranking, as bytes.

use serde::{Deserialize, Serialize};

use crate::score::RoleAssessment;
use crate::units::Score;

/// The exact score, then the confidence. The smaller key is the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RankKey([u8; RankKey::BYTES]);

impl RankKey {
    /// The length of the key.
    pub const BYTES: usize = 8;

    /// Returns the key of an assessment. Without a score it comes after every other.
    pub fn of(assessment: &RoleAssessment) -> RankKey {
        let score = assessment.score.map_or(0, |score| score.thousandths() + 1);
        let both = (u64::from(score) << 32) | u64::from(assessment.confidence.thousandths());
        RankKey((u64::MAX - both).to_be_bytes())
    }

    /// Returns the score of the key that `bytes` begin with; `None` without a score.
    pub(super) fn score_in(bytes: &[u8]) -> Option<Score> {
        let both = u64::MAX - u64::from_be_bytes(*bytes.first_chunk()?);
        u32::try_from(both >> 32).ok()?.checked_sub(1).map(Score::new)
    }

    /// Returns the key as bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Gate;
    use crate::units::Confidence;

    #[test]
    fn the_score_comes_first_then_confidence_and_no_score_is_last() {
        let standing = |score, confidence| {
            let (criteria, gate) = (Vec::new(), Gate::Pass);
            let (score, confidence) = (Option::map(score, Score::new), Confidence::new(confidence));
            RankKey::of(&RoleAssessment {
                role: 0,
                rank: 1,
                score,
                from_mentions: Score::ZERO,
                from_deeds: Score::ZERO,
                confidence,
                gate,
                months_in_family: 0,
                criteria,
            })
        };
        let sorted = [(Some(100_000), 0), (Some(7), 1000), (Some(7), 999), (Some(0), 0), (None, 1000)];
        assert!(sorted.map(|(score, confidence)| standing(score, confidence)).is_sorted_by(|a, b| a < b));
    }
}
