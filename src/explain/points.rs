//! Points: what each criterion adds to the score, and what it could add.

use super::compare::allocate;
use crate::catalog::Role;
use crate::score::{RoleAssessment, Status};
use crate::units::{Credit, Score, Weight};
use rolefit_document::checked::pairs;

/// The points of one criterion. Those of all criteria of a role add up to the score, and to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// The points that it adds.
    pub points: i64,
    /// The points that it could add.
    pub of: i64,
}

/// The unit that points are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointUnit {
    /// Thousandths of a point, for programs.
    Thousandth,
    /// Tenths of a point, as people see them. They add up to the displayed score.
    Tenth,
}

/// Returns the points of each criterion, in the role's order. A criterion that could not be answered has none.
///
/// They are rounded by largest remainder: simple rounding would miss the score. What is lacking is rounded apart, so
/// that no criterion shows more points than it could add.
pub fn points(role: &Role, assessment: &RoleAssessment, unit: PointUnit) -> Vec<Points> {
    let score = assessment.score.unwrap_or_default();
    let (total, score) = match unit {
        PointUnit::Thousandth => (Score::FULL.thousandths(), score.thousandths()),
        PointUnit::Tenth => (Score::FULL.tenths(), score.tenths()),
    };
    let (total, score) = (i128::from(total), i128::from(score));
    let weights = pairs(&role.criteria, &assessment.criteria).map(|(criterion, verdict)| {
        let answered = verdict.status != Status::Unknown && assessment.score.is_some();
        (if answered { criterion.weight } else { Weight::default() }, verdict.credit)
    });
    let weights: Vec<(Weight, Credit)> = weights.collect();
    let whole: Weight = weights.iter().map(|(weight, _)| *weight).sum();
    let denominator = i128::from(whole.earned(Credit::FULL));
    if denominator == 0 {
        return vec![Points::default(); weights.len()];
    }
    let numerators = |credit: fn(Credit) -> Credit| -> Vec<i128> {
        weights.iter().map(|(weight, it)| total * i128::from(weight.earned(credit(*it)))).collect()
    };
    let earned = allocate(&numerators(|credit| credit), denominator, score);
    let lacking = allocate(&numerators(|credit| Credit::FULL.above(credit)), denominator, total - score);
    let both = earned.iter().zip(&lacking);
    both.map(|(earned, lacking)| Points { points: *earned as i64, of: (earned + lacking) as i64 }).collect()
}

/// Returns the points that each criterion of `role` could add, in tenths, for a resume that answers all of them.
pub fn weights(role: &Role) -> Vec<i64> {
    let weights = role.criteria.iter().map(|it| i128::from(Score::FULL.tenths()) * i128::from(it.weight.thousandths()));
    let weights: Vec<i128> = weights.collect();
    let whole = i128::from(role.weight().thousandths()).max(1);
    allocate(&weights, whole, i128::from(Score::FULL.tenths())).into_iter().map(|points| points as i64).collect()
}

impl Points {
    /// Writes points counted in tenths as people read them: "22 of 49.1".
    pub(crate) fn words(self) -> String {
        format!("{} of {}", super::words::plain_decimal(self.points), super::words::plain_decimal(self.of))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::candidate::sample;

    proptest! {
        #[test]
        fn points_add_up_to_the_score_and_never_exceed_what_a_criterion_could_add(
            credits in prop::collection::vec(0u32..=1000, 5),
            unknown in 0usize..8,
        ) {
            let role = &sample::catalog().roles[0];
            let mut assessment = sample::candidate("a", 0, 1000).as_scored().unwrap().assessment.roles[0].clone();
            let (mut earned, mut whole) = (0, Weight::default());
            for (at, (verdict, credit)) in assessment.criteria.iter_mut().zip(&credits).enumerate() {
                verdict.credit = Credit::new(*credit);
                verdict.status = if at == unknown { Status::Unknown } else { Status::Partial };
                if at != unknown {
                    earned += role.criteria[at].weight.earned(verdict.credit);
                    whole = whole + role.criteria[at].weight;
                }
            }
            assessment.score = Score::of(earned, whole);
            let score = assessment.score.unwrap();
            for (unit, sum, full) in [
                (PointUnit::Thousandth, i64::from(score.thousandths()), 100_000),
                (PointUnit::Tenth, i64::from(score.tenths()), 1000),
            ] {
                let points = points(role, &assessment, unit);
                prop_assert_eq!(points.iter().map(|it| it.points).sum::<i64>(), sum);
                prop_assert_eq!(points.iter().map(|it| it.of).sum::<i64>(), full);
                prop_assert!(points.iter().all(|it| 0 <= it.points && it.points <= it.of));
            }
        }
    }
}
