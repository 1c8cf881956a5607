//! Explains a difference in score: the criteria where two candidates differ, adding up exactly to the difference.

use std::cmp::Reverse;

use crate::catalog::Role;
use crate::score::{RoleAssessment, Status};
use crate::units::{Credit, Score, Weight};
use rolefit_document::checked::{item, pairs};

/// The difference between two candidates in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// First score less second, in thousandths of a point.
    pub difference: i64,
    /// The criteria where they differ, largest difference first. They add up to `difference`.
    pub contributions: Vec<Contribution>,
}

/// The share of one criterion in the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Index of the criterion in the role.
    pub criterion: usize,
    /// Thousandths of a point; negative if the second candidate is ahead.
    pub thousandths: i64,
}

/// Compares two assessments in `role`; `None` if either has no score.
pub fn compare(role: &Role, a: &RoleAssessment, b: &RoleAssessment) -> Option<Comparison> {
    let difference = a.score?.minus(b.score?);
    let (weight_a, weight_b) = (answered_weight(role, a), answered_weight(role, b));
    // Over the common denominator `weight_a * weight_b * Credit::FULL`, in thousandths of a point.
    let hundred_points = i128::from(Score::FULL.thousandths());
    let numerators: Vec<i128> = (0..role.criteria.len())
        .map(|index| hundred_points * (gain(role, a, index) * weight_b - gain(role, b, index) * weight_a))
        .collect();
    let shares = allocate(&numerators, weight_a * weight_b * i128::from(Credit::FULL.thousandths()), difference.into());
    let mut contributions: Vec<Contribution> = shares
        .into_iter()
        .enumerate()
        .filter(|(_, share)| *share != 0)
        .map(|(criterion, share)| Contribution { criterion, thousandths: share as i64 })
        .collect();
    contributions.sort_by_key(|contribution| (Reverse(contribution.thousandths.abs()), contribution.criterion));
    Some(Comparison { difference, contributions })
}

impl Comparison {
    /// Returns the contributions in tenths of a point. They add up exactly to `total`, the difference of the displayed
    /// scores.
    pub fn in_tenths(&self, total: i64) -> Vec<i64> {
        let numerators: Vec<i128> = self.contributions.iter().map(|c| i128::from(c.thousandths)).collect();
        allocate(&numerators, 100, total.into()).into_iter().map(|share| share as i64).collect()
    }
}

/// Returns the sum of the weights of the criteria that could be answered.
fn answered_weight(role: &Role, assessment: &RoleAssessment) -> i128 {
    let answered = pairs(&role.criteria, &assessment.criteria).filter(|(_, verdict)| verdict.status != Status::Unknown);
    i128::from(answered.map(|(criterion, _)| criterion.weight).sum::<Weight>().thousandths()).max(1)
}

/// Returns weight times credit of one criterion; 0 if it could not be answered.
fn gain(role: &Role, assessment: &RoleAssessment, index: usize) -> i128 {
    match (item(&role.criteria, index), item(&assessment.criteria, index)) {
        (Some(criterion), Some(verdict)) if verdict.status != Status::Unknown => {
            i128::from(criterion.weight.earned(verdict.credit))
        }
        _ => 0,
    }
}

/// Rounds `numerators / denominator` to integers that add up to `total`, by largest remainder, earlier ones first.
///
/// Simple rounding would miss the difference by a few thousandths.
#[allow(clippy::indexing_slicing, reason = "indices are those of `numerators`, and `shares` is as long")]
pub(super) fn allocate(numerators: &[i128], denominator: i128, total: i128) -> Vec<i128> {
    let mut shares: Vec<i128> = numerators.iter().map(|numerator| numerator.div_euclid(denominator)).collect();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    by_remainder.sort_by_key(|&index| Reverse(numerators[index].rem_euclid(denominator)));
    let left = total - shares.iter().sum::<i128>();
    let step = left.signum();
    for &index in by_remainder.iter().cycle().take(left.unsigned_abs().min(1 << 20) as usize) {
        shares[index] += step;
    }
    shares
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::candidate::sample;

    fn assessment(credits: &[u32], unknown: usize) -> RoleAssessment {
        let candidate = sample::candidate("a", 0, 1000);
        let mut assessment = candidate.as_scored().unwrap().assessment.roles[0].clone();
        for (index, (verdict, credit)) in assessment.criteria.iter_mut().zip(credits).enumerate() {
            verdict.credit = Credit::new(*credit);
            verdict.status = if index == unknown { Status::Unknown } else { Status::Partial };
        }
        let role = &sample::catalog().roles[0];
        let gained: i128 = (0..role.criteria.len()).map(|index| gain(role, &assessment, index)).sum();
        assessment.score = Some(Score::new((100 * gained / answered_weight(role, &assessment)) as u32));
        assessment
    }

    #[test]
    fn the_largest_difference_comes_first_and_equal_criteria_are_left_out() {
        let (a, b) = (assessment(&[1000, 0, 500, 0, 0], 9), assessment(&[0, 1000, 500, 0, 0], 9));
        let comparison = compare(&sample::catalog().roles[0], &a, &b).unwrap();
        let criteria: Vec<usize> = comparison.contributions.iter().map(|c| c.criterion).collect();
        assert_eq!(criteria, [0, 1]);
        assert!(comparison.contributions[0].thousandths > 0 && comparison.contributions[1].thousandths < 0);
    }

    proptest! {
        #[test]
        fn contributions_add_up_to_the_difference(
            a in prop::collection::vec(0u32..=1000, 5),
            b in prop::collection::vec(0u32..=1000, 5),
            unknown_a in 0usize..8,
            unknown_b in 0usize..8,
        ) {
            let (a, b) = (assessment(&a, unknown_a), assessment(&b, unknown_b));
            let comparison = compare(&sample::catalog().roles[0], &a, &b).unwrap();
            let sum: i64 = comparison.contributions.iter().map(|c| c.thousandths).sum();
            prop_assert_eq!(sum, a.score.unwrap().minus(b.score.unwrap()));
            let total = i64::from(a.score.unwrap().thousandths() / 100) - i64::from(b.score.unwrap().thousandths() / 100);
            if !comparison.contributions.is_empty() {
                prop_assert_eq!(comparison.in_tenths(total).iter().sum::<i64>(), total);
            }
        }
    }
}
