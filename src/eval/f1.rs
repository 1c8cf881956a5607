//! F1: precision and recall of a class in one figure, and its mean over classes.

/// Counts of predictions for one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// True positives: predicted and judged so.
    pub right: usize,
    /// False positives: predicted, but not judged so.
    pub false_alarms: usize,
    /// False negatives: judged so, but not predicted.
    pub missed: usize,
}

impl Counts {
    /// Counts pairs of judgement and prediction; each is true if the item belongs to the class.
    pub fn of(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for (judged, said) in pairs {
            counts.right += usize::from(judged && said);
            counts.false_alarms += usize::from(!judged && said);
            counts.missed += usize::from(judged && !said);
        }
        counts
    }

    /// Share of predictions that are right; 0 without predictions.
    pub fn precision(&self) -> f64 {
        super::ratio(self.right as f64, self.right + self.false_alarms).unwrap_or(0.0)
    }

    /// Share of judged items that were predicted; 0 without judged items.
    pub fn recall(&self) -> f64 {
        super::ratio(self.right as f64, self.right + self.missed).unwrap_or(0.0)
    }
}

/// Returns the harmonic mean of precision and recall, 0 to 1; 0 if nothing is right.
///
/// ```
/// use rolefit::eval::{Counts, f1};
/// assert_eq!(f1(&Counts { right: 3, false_alarms: 1, missed: 1 }), 0.75);
/// ```
pub fn f1(counts: &Counts) -> f64 {
    let Counts { right, false_alarms, missed } = *counts;
    super::ratio(2.0 * right as f64, 2 * right + false_alarms + missed).unwrap_or(0.0)
}

/// Returns the [`f1`] of each of `classes`, from pairs of judged and predicted class. Their mean is macro-F1.
///
/// ```
/// use rolefit::eval::f1::of_classes;
/// assert_eq!(of_classes(&[('a', 'a'), ('b', 'a')], &['a', 'b']), [2.0 / 3.0, 0.0]);
/// ```
pub fn of_classes<C: PartialEq>(pairs: &[(C, C)], classes: &[C]) -> Vec<f64> {
    let of_class = |class: &C| f1(&Counts::of(pairs.iter().map(|(judged, said)| (judged == class, said == class))));
    classes.iter().map(of_class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn false_alarms_and_misses_count_alike() {
        // Judged y y y n n, predicted y n y y n: right 2, false alarm 1, missed 1. F1 = 4 / (4 + 1 + 1) = 2/3.
        let (judged, said) = ([true, true, true, false, false], [true, false, true, true, false]);
        let counts = Counts::of(judged.into_iter().zip(said));
        assert_eq!(counts, Counts { right: 2, false_alarms: 1, missed: 1 });
        assert_eq!((f1(&counts), counts.precision(), counts.recall()), (2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0));
    }

    #[test]
    fn a_class_that_is_neither_judged_nor_said_is_nought() {
        assert_eq!(of_classes(&[(1, 1)], &[1, 2]), [1.0, 0.0]);
        assert_eq!((Counts::default().precision(), Counts::default().recall()), (0.0, 0.0));
    }
}
