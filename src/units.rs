//! The units of judging. All count whole thousandths, because integer sums are the same on every machine and for any
//! number of threads; the only division comes last.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use serde::{Deserialize, Serialize};

/// How far a part or a criterion is supported, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Credit(u32);

/// How much a criterion counts within its role; 1 is the usual weight of a general skill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(u64);

/// How well a candidate fits a role, from 0 to 100 points. Also the difference between two scores, such as a margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Score(u32);

/// How much of a resume could be read and judged, from 0 to 1. People see it as reading quality.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(u32);

impl Credit {
    /// No support.
    pub const NONE: Credit = Credit(0);
    /// Full support.
    pub const FULL: Credit = Credit(1000);

    /// A credit of so many thousandths, at most 1,000.
    pub const fn new(thousandths: u32) -> Credit {
        debug_assert!(thousandths <= Credit::FULL.0);
        Credit(thousandths)
    }

    /// The credit in thousandths, 0 to 1,000.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// The part of this credit that is above `other`; none if it is not higher.
    pub const fn above(self, other: Credit) -> Credit {
        Credit(self.0.saturating_sub(other.0))
    }

    /// The credit from 0 to 1.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl Weight {
    /// A weight of so many thousandths.
    pub const fn new(thousandths: u64) -> Weight {
        Weight(thousandths)
    }

    /// The weight in thousandths.
    pub const fn thousandths(self) -> u64 {
        self.0
    }

    /// The weight as role files write it.
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// This weight less `other`; none if it is not heavier.
    pub const fn without(self, other: Weight) -> Weight {
        Weight(self.0.saturating_sub(other.0))
    }

    /// The weight times `credit`, in millionths: what a criterion adds to the score, before division.
    pub fn earned(self, credit: Credit) -> u64 {
        self.0 * u64::from(credit.0)
    }
}

impl Score {
    /// No points.
    pub const ZERO: Score = Score(0);
    /// 100 points.
    pub const FULL: Score = Score(100_000);

    /// A score of so many whole points, at most 100.
    pub fn points(points: u32) -> Score {
        Score(points.saturating_mul(1000).min(Score::FULL.0))
    }

    /// A score of so many thousandths of a point, at most 100,000.
    pub const fn new(thousandths: u32) -> Score {
        debug_assert!(thousandths <= Score::FULL.0);
        Score(thousandths)
    }

    /// The score of a role out of the sum of weight times credit (see [`Weight::earned`]) and the sum of the weights,
    /// both over the criteria that could be answered. `None` if these weigh nothing.
    pub fn of(earned: u64, answerable: Weight) -> Option<Score> {
        debug_assert!(earned <= answerable.earned(Credit::FULL));
        let score = divide(earned * u64::from(Score::FULL.0), answerable.earned(Credit::FULL))?;
        u32::try_from(score).ok().map(Score)
    }

    /// The score in thousandths of a point, 0 to 100,000.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// The score in tenths of a point, rounded half up, as every output shows it.
    pub const fn tenths(self) -> u32 {
        (self.0 + 50) / 100
    }

    /// The score in points, rounded half up to one decimal, as every output shows it.
    pub fn as_f64(self) -> f64 {
        f64::from(self.tenths()) / 10.0
    }

    /// The score rounded to the tenth that people see.
    pub const fn rounded(self) -> Score {
        Score(self.tenths() * 100)
    }

    /// This score less `other`, in thousandths of a point; negative if `other` is higher.
    pub fn minus(self, other: Score) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }

    /// How far apart two scores are.
    pub const fn abs_diff(self, other: Score) -> Score {
        Score(self.0.abs_diff(other.0))
    }

    /// The lead over a `lower` score; 0 if it is not lower.
    pub const fn lead_over(self, lower: Score) -> Score {
        Score(self.0.saturating_sub(lower.0))
    }
}

impl Confidence {
    /// Everything could be read and judged.
    pub const FULL: Confidence = Confidence(1000);

    /// A confidence of so many thousandths, at most 1,000.
    pub const fn new(thousandths: u32) -> Confidence {
        debug_assert!(thousandths <= Confidence::FULL.0);
        Confidence(thousandths)
    }

    /// The confidence in thousandths, 0 to 1,000.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// The confidence in hundredths, rounded half up, as every output shows it.
    pub const fn hundredths(self) -> u32 {
        (self.0 + 5) / 10
    }

    /// This confidence times the share of `whole` that `part` weighs; 0 if `whole` weighs nothing.
    pub fn share(self, part: Weight, whole: Weight) -> Confidence {
        debug_assert!(part <= whole);
        let share = divide(part.0 * u64::from(self.0), whole.0).and_then(|share| u32::try_from(share).ok());
        Confidence(share.unwrap_or_default())
    }
}

/// Rounded half up; `None` if `denominator` is 0.
fn divide(numerator: u64, denominator: u64) -> Option<u64> {
    (numerator + denominator / 2).checked_div(denominator)
}

impl Sum for Weight {
    fn sum<I: Iterator<Item = Weight>>(weights: I) -> Weight {
        Weight(weights.map(|weight| weight.0).sum())
    }
}

impl Add for Weight {
    type Output = Weight;

    fn add(self, other: Weight) -> Weight {
        Weight(self.0 + other.0)
    }
}

impl Mul<u64> for Weight {
    type Output = Weight;

    fn mul(self, factor: u64) -> Weight {
        Weight(self.0 * factor)
    }
}

impl fmt::Display for Score {
    /// Points with one decimal: "71.3".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.tenths() / 10, self.tenths() % 10)
    }
}

impl fmt::Display for Confidence {
    /// Two decimals: "0.94".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.hundredths() / 100, self.hundredths() % 100)
    }
}

impl fmt::Display for Weight {
    /// Without idle zeros: "1.5".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = format!("{:03}", self.0 % 1000);
        let decimals = decimals.trim_end_matches('0');
        write!(f, "{}{}{decimals}", self.0 / 1000, if decimals.is_empty() { "" } else { "." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_drop_idle_zeros_and_confidences_keep_two_decimals() {
        assert_eq!([1500, 5000, 1005].map(|it| Weight(it).to_string()), ["1.5", "5", "1.005"]);
        assert_eq!([936, 1000, 4].map(|it| Confidence(it).to_string()), ["0.94", "1.00", "0.00"]);
    }

    #[test]
    fn scores_round_half_up() {
        assert_eq!([71_249, 71_250].map(|it| Score(it).to_string()), ["71.2", "71.3"]);
        assert_eq!(Score::of(1_500_000, Weight(2000)), Some(Score(75_000)));
        assert_eq!(Score::of(0, Weight(0)), None);
    }

    #[test]
    fn records_hold_bare_numbers() {
        assert_eq!(
            serde_json::to_string(&(Credit(5), Weight(6), Score(7), Confidence(8))).ok().as_deref(),
            Some("[5,6,7,8]")
        );
    }
}
