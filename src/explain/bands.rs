//! Bands: how good a match is, in one word.

use crate::catalog::{Bands, Kind, Role};
use crate::score::{Gate, RoleAssessment, Status};
use crate::units::Score;

/// The bands of a role that states none. Over six judged postings of other fields, 86 % of the resumes from 12 points
/// on fit, and 81 % of those that fit have as much. A strong match must show every confirmed must-have and the role's
/// core as well.
const UNSTATED: Bands = Bands { strong: Score::FULL, possible: Score::new(12_000) };

/// A match is strong only if one of so many points comes from deeds: claims alone convince nobody.
const DEEDS_OF: u32 = 2;

/// How good a match is, from bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Little is shown.
    Unlikely,
    /// A match is possible.
    Possible,
    /// A strong match.
    Strong,
}

impl Band {
    /// Returns the word of CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Possible => "possible",
            Self::Unlikely => "unlikely",
        }
    }

    /// Returns the words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Strong => "strong match",
            Self::Possible => "possible match",
            Self::Unlikely => "little shown",
        }
    }
}

/// Returns the band of an assessment, by its displayed score; `None` without a score.
///
/// The bands of a calibrated role begin at its own scores. In any other role a possible match is strong if every
/// must-have that a person has confirmed is shown, and its title or a defining criterion. A match is never strong with
/// a must-have that the resume contradicts, nor on claims alone.
pub fn band(role: &Role, assessment: &RoleAssessment) -> Option<Band> {
    let score = assessment.score?.rounded();
    let Bands { strong, possible } = role.bands.unwrap_or(UNSTATED);
    let is_shown = match role.bands {
        Some(_) => score >= strong && assessment.gate != Gate::Fail,
        None => score >= possible && assessment.gate == Gate::Pass && has_core(role, assessment),
    };
    let from_deeds = assessment.from_deeds.thousandths() * DEEDS_OF >= score.thousandths();
    Some(match score {
        _ if is_shown && from_deeds => Band::Strong,
        _ if score >= possible => Band::Possible,
        _ => Band::Unlikely,
    })
}

/// True if the role's title or a defining criterion is shown. The points of other criteria alone may be those of any
/// well educated person.
fn has_core(role: &Role, assessment: &RoleAssessment) -> bool {
    let mut criteria = role.criteria.iter().zip(&assessment.criteria);
    criteria.any(|(criterion, verdict)| {
        (criterion.kind == Kind::Title || criterion.defining) && verdict.status == Status::Met
    })
}

/// Returns the words for the must-haves of a role, to follow "must-haves": "3 of 4 shown", "1 contradicted".
pub(crate) fn must_haves(role: &Role, assessment: &RoleAssessment) -> String {
    let musts = role.criteria.iter().zip(&assessment.criteria);
    let gates = musts.filter(|(criterion, _)| criterion.is_confirmed_must()).map(|(_, verdict)| verdict.gate);
    let count = |gate: Gate| gates.clone().filter(|it| *it == gate).count();
    match (count(Gate::Fail), gates.clone().count()) {
        (_, 0) if role.has_unconfirmed_musts() => "none confirmed".into(),
        (_, 0) => "none asked".into(),
        (0, all) => format!("{} of {all} shown", count(Gate::Pass)),
        (contradicted, _) => format!("{contradicted} contradicted"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    /// Returns a role, and an assessment with these points, of which so many come from deeds.
    fn sample(score: u32, deeds: u32, gate: Gate) -> (Role, RoleAssessment) {
        let assessment = sample::candidate("a", score, 1000).as_scored().unwrap().assessment.roles[0].clone();
        let from_deeds = Score::points(deeds);
        let role = Role { bands: None, ..sample::catalog().roles[0].clone() };
        (role, RoleAssessment { from_deeds, gate, ..assessment })
    }

    #[test]
    fn a_role_without_stated_bands_needs_its_must_haves_and_deeds() {
        let words = |score, deeds, gate| {
            let (role, assessment) = sample(score, deeds, gate);
            band(&role, &assessment).unwrap().words()
        };
        assert_eq!(words(45, 23, Gate::Pass), "strong match");
        assert_eq!(words(45, 22, Gate::Pass), "possible match");
        assert_eq!(words(90, 90, Gate::Unknown), "possible match");
        assert_eq!(words(11, 11, Gate::Pass), "little shown");
        let (role, mut assessment) = sample(45, 45, Gate::Pass);
        assessment.criteria[0].status = Status::Missing;
        assert_eq!(band(&role, &assessment), Some(Band::Possible), "neither the title nor a defining criterion");
    }

    #[test]
    fn stated_bands_begin_at_their_displayed_scores_and_never_contradict_a_must() {
        let bands = Bands { strong: Score::points(70), possible: Score::points(50) };
        let name = |thousandths, gate| {
            let (mut role, mut assessment) = sample(70, 60, gate);
            role.bands = Some(bands);
            assessment.score = Some(Score::new(thousandths));
            band(&role, &assessment).unwrap().name()
        };
        assert_eq!(name(69_950, Gate::Unknown), "strong");
        assert_eq!(name(69_949, Gate::Pass), "possible");
        assert_eq!(name(90_000, Gate::Fail), "possible");
        assert_eq!(name(49_949, Gate::Pass), "unlikely");
    }

    #[test]
    fn must_haves_are_counted() {
        let (role, mut assessment) = sample(70, 60, Gate::Pass);
        assert_eq!(must_haves(&role, &assessment), "1 of 1 shown");
        assessment.criteria[0].gate = Gate::Unknown;
        assert_eq!(must_haves(&role, &assessment), "0 of 1 shown");
        assessment.criteria[0].gate = Gate::Fail;
        assert_eq!(must_haves(&role, &assessment), "1 contradicted");
        let mut role = role;
        role.criteria[0].confirmed = false;
        assert_eq!(must_haves(&role, &assessment), "none confirmed");
    }
}
