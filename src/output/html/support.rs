//! Splits the credit of a criterion by how it is supported, for the bar that explains a score.

use crate::catalog::Part;
use crate::evidence::Strength;
use crate::explain::reasons::Judged;
use crate::score::PartAssessment;
use crate::units::Credit;

/// A part without a weight of its own has this weight, in thousandths.
const USUAL_SHARE: u64 = 1000;

/// The shares of a criterion's credit, in thousandths, that rest on claims and on words found. The rest are deeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Support {
    pub claimed: u32,
    pub mentioned: u32,
}

impl Support {
    pub(super) fn of(judged: Judged<'_>) -> Support {
        let share = |part: &Part| part.weight.map_or(USUAL_SHARE, |weight| weight.thousandths());
        let (mut shares, mut claimed, mut mentioned, mut all) = (0, 0, 0, 0);
        for (part, verdict) in judged.parts() {
            let earned = share(part) * u64::from(verdict.credit.thousandths());
            shares += share(part);
            all += earned;
            match strength(verdict, judged.assessment.claimed_only) {
                Strength::Demonstrated => {}
                Strength::Claimed => claimed += earned,
                Strength::Mentioned => mentioned += earned,
            }
        }
        let credit = judged.assessment.credit.thousandths();
        // The credit is rounded, so the last of its shares takes what rounding left.
        let rounded = |earned: u64| u32::try_from((earned + shares / 2) / shares.max(1)).unwrap_or(0).min(credit);
        let (claimed, mentioned) = match all - claimed - mentioned {
            0 if mentioned == 0 => (credit, 0),
            0 => (rounded(claimed), credit - rounded(claimed)),
            _ => (rounded(claimed), rounded(mentioned).min(credit - rounded(claimed))),
        };
        if all == 0 { Support::default() } else { Support { claimed, mentioned } }
    }
}

/// How a part is supported. Where its quotes are withheld, its credit tells.
fn strength(part: &PartAssessment, claimed_only: bool) -> Strength {
    /// The most credit of a part that is only mentioned.
    const MENTIONED: Credit = Credit::new(350);
    match part.evidence.iter().map(|evidence| evidence.strength).max() {
        Some(strength) => strength,
        None if claimed_only => Strength::Claimed,
        None if part.credit <= MENTIONED => Strength::Mentioned,
        None => Strength::Demonstrated,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::explain::reasons::judged;

    #[test]
    fn the_shares_of_a_credit_are_those_of_its_parts() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let mut assessment = candidate.as_scored().unwrap().assessment.roles[0].clone();
        let support = |assessment: &_| {
            judged(&catalog.roles[0], assessment)
                .map(|it| (Support::of(it).claimed, Support::of(it).mentioned))
                .collect::<Vec<_>>()
        };
        assert_eq!(support(&assessment), [(0, 0), (0, 0), (500, 0), (0, 0), (0, 0)]);
        // Half a deed, and words found beside it.
        let mut words = assessment.criteria[2].parts[0].clone();
        words.credit = Credit::new(301);
        words.evidence[0].strength = Strength::Mentioned;
        assessment.criteria[1].parts[1] = words;
        assessment.criteria[1].credit = Credit::new(651);
        assert_eq!(support(&assessment)[1], (0, 151));
    }
}
