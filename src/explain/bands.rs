//! The bands of a ranking: strong, possible and unlikely matches.

use crate::catalog::{Bands, Role};
use crate::score::{Gate, RoleAssessment};
use crate::units::Score;

/// The least displayed score of a possible match in a role without calibrated bands.
const POSSIBLE: Score = Score::new(20_000);

/// How well a candidate matches a role, in words for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Band {
    /// Little of what the role asks for is shown.
    Unlikely,
    /// Worth a look.
    Possible,
    /// To be seen first.
    Strong,
}

impl Band {
    /// Returns the band of a candidate; `None` without a score.
    ///
    /// The bands of a calibrated role begin at its own scores. In any other role a match is strong if every must-have
    /// that a person has confirmed is shown, and deeds earned at least half of the points. A must-have that is
    /// contradicted never leaves a match strong.
    pub(crate) fn of(role: &Role, assessment: &RoleAssessment) -> Option<Self> {
        let score = assessment.score?.rounded();
        let from_deeds = assessment.from_deeds.thousandths() * 2 >= assessment.score?.thousandths();
        let (possible, strong) = match role.bands {
            Some(Bands { strong, possible }) => (score >= possible, score >= strong && assessment.gate != Gate::Fail),
            None => (score >= POSSIBLE, assessment.gate == Gate::Pass && from_deeds),
        };
        Some(match () {
            () if possible && strong => Self::Strong,
            () if possible => Self::Possible,
            () => Self::Unlikely,
        })
    }

    /// The band as CSV writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Possible => "possible",
            Self::Unlikely => "unlikely",
        }
    }

    /// The band in words for people.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Strong => "strong match",
            Self::Possible => "possible match",
            Self::Unlikely => "little shown",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    fn band(bands: Option<Bands>, score: u32, from_deeds: u32, gate: Gate) -> Option<Band> {
        let role = Role { bands, ..sample::catalog().roles[0].clone() };
        let candidate = sample::candidate("a", 0, 1000);
        let assessment = RoleAssessment {
            score: Some(Score::new(score)),
            from_deeds: Score::new(from_deeds),
            gate,
            ..candidate.as_scored().unwrap().assessment.roles[0].clone()
        };
        Band::of(&role, &assessment)
    }

    #[test]
    fn calibrated_bands_begin_at_the_scores_of_the_role_as_shown() {
        let bands = Some(Bands { strong: Score::new(60_000), possible: Score::new(40_000) });
        let of = |score| band(bands, score, 0, Gate::Unknown).unwrap();
        assert_eq!(
            [of(71_300), of(59_950), of(59_949), of(0)],
            [Band::Strong, Band::Strong, Band::Possible, Band::Unlikely]
        );
        assert_eq!(band(bands, 71_300, 71_300, Gate::Fail), Some(Band::Possible), "a must-have is contradicted");
    }

    #[test]
    fn another_role_has_strong_matches_by_deeds_and_confirmed_must_haves() {
        let of = |from_deeds, gate| band(None, 40_000, from_deeds, gate).unwrap();
        assert_eq!(of(20_000, Gate::Pass), Band::Strong);
        assert_eq!(of(19_999, Gate::Pass), Band::Possible, "words alone");
        assert_eq!(of(40_000, Gate::Unknown), Band::Possible, "a must-have is not shown");
        assert_eq!(of(40_000, Gate::Fail), Band::Possible);
        assert_eq!(band(None, 9_000, 9_000, Gate::Pass), Some(Band::Unlikely), "two deeds are no match");
    }
}
