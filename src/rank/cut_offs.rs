//! Cut-offs: limits on the rows shown. They hide and count rows, and reject nobody.

use serde::{Deserialize, Serialize};

use crate::score::{Gate, RoleAssessment};
use crate::units::Score;

/// The cut-offs that the user asked for. By default every row is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutOffs {
    /// The last rank shown. All who share it are shown.
    pub top: Option<usize>,
    /// The lowest score shown, compared with the displayed score.
    pub min_score: Option<Score>,
    /// The weakest gate shown.
    pub gate: Option<Gate>,
    /// True if only the newest file per person is shown (see [`Recency`](super::Recency)). Older files take no rank, so
    /// that the first ten ranks are ten persons.
    pub one_per_person: bool,
}

impl CutOffs {
    /// True if the gate hides the row of a resume that contradicts no must-have.
    pub fn hides_silence(&self, assessment: &RoleAssessment) -> bool {
        let scores = CutOffs { gate: None, ..*self }.passes(assessment);
        scores && assessment.gate == Gate::Unknown && self.gate == Some(Gate::Pass)
    }

    /// True if a row with this assessment is shown, provided that its rank is.
    pub fn passes(&self, assessment: &RoleAssessment) -> bool {
        self.min_score.is_none_or(|least| assessment.score.is_some_and(|score| score.rounded() >= least))
            && self.gate.is_none_or(|weakest| assessment.gate >= weakest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Confidence;

    fn assessment(score: Option<u32>, gate: Gate) -> RoleAssessment {
        let score = score.map(Score::new);
        RoleAssessment {
            from_mentions: Score::ZERO,
            from_deeds: Score::ZERO,
            role: 0,
            rank: 1,
            score,
            confidence: Confidence::FULL,
            gate,
            months_in_family: 0,
            criteria: Vec::new(),
        }
    }

    #[test]
    fn a_gate_that_is_unknown_passes_unless_pass_is_asked_for() {
        let unknown = assessment(Some(1), Gate::Unknown);
        assert!(CutOffs { gate: Some(Gate::Unknown), ..CutOffs::default() }.passes(&unknown));
        let strict = CutOffs { gate: Some(Gate::Pass), ..CutOffs::default() };
        assert!(!strict.passes(&unknown) && strict.hides_silence(&unknown));
        assert!(!strict.hides_silence(&assessment(Some(1), Gate::Fail)));
    }

    #[test]
    fn a_score_that_could_not_be_given_is_below_every_least_score() {
        let cut_offs = CutOffs { min_score: Some(Score::ZERO), ..CutOffs::default() };
        assert!(!cut_offs.passes(&assessment(None, Gate::Pass)));
        assert!(cut_offs.passes(&assessment(Some(0), Gate::Pass)));
    }

    #[test]
    fn a_score_displayed_as_the_least_score_is_shown() {
        let cut_offs = CutOffs { min_score: Some(Score::new(60_000)), ..CutOffs::default() };
        assert!(cut_offs.passes(&assessment(Some(59_950), Gate::Pass)));
        assert!(!cut_offs.passes(&assessment(Some(59_949), Gate::Pass)));
    }
}
