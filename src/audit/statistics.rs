//! Tests of whether two rates differ by more than chance.

/// Selected and all members of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The number selected.
    pub selected: usize,
    /// The number of members.
    pub all: usize,
}

impl Share {
    /// Returns the rate, 0 to 1; `None` for an empty group.
    pub fn rate(self) -> Option<f64> {
        (self.all > 0).then(|| self.selected as f64 / self.all as f64)
    }
}

/// Returns the z statistic of the difference of two rates, by their pooled variance. `None` if a group is empty, or if
/// all or nobody is selected.
pub fn z_of_difference(one: Share, other: Share) -> Option<f64> {
    let (rate, other_rate) = (one.rate()?, other.rate()?);
    let pooled = (one.selected + other.selected) as f64 / (one.all + other.all) as f64;
    let variance = pooled * (1.0 - pooled) * (1.0 / one.all as f64 + 1.0 / other.all as f64);
    (variance > 0.0).then(|| (rate - other_rate) / variance.sqrt())
}

/// Returns the two-sided p value of Fisher's exact test: the probability of tables that are no more likely than this
/// one, with the same sums.
///
/// ```
/// use rolefit::audit::statistics::{Share, fisher_exact};
/// // Fisher's lady tasting tea: 3 of 4 cups right.
/// let p = fisher_exact(Share { selected: 3, all: 4 }, Share { selected: 1, all: 4 });
/// assert!((p - 0.4857).abs() < 0.0001);
/// ```
pub fn fisher_exact(one: Share, other: Share) -> f64 {
    let (all, selected) = (one.all + other.all, one.selected + other.selected);
    let logs = log_factorials(all);
    let choose = |n: usize, k: usize| {
        let log = |at: usize| logs.get(at).copied().unwrap_or_default();
        log(n) - log(k) - log(n - k)
    };
    let chance = |k: usize| (choose(one.all, k) + choose(other.all, selected - k) - choose(all, selected)).exp();
    let observed = chance(one.selected);
    let possible = selected.saturating_sub(other.all)..=one.all.min(selected);
    // Equally likely tables may differ in the last bits.
    let as_rare = |p: &f64| *p <= observed * (1.0 + 1e-7);
    possible.map(chance).filter(as_rare).sum::<f64>().min(1.0)
}

fn log_factorials(most: usize) -> Vec<f64> {
    let mut logs = vec![0.0];
    let mut sum = 0.0;
    for number in 1..=most {
        sum += (number as f64).ln();
        logs.push(sum);
    }
    logs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(selected: usize, all: usize) -> Share {
        Share { selected, all }
    }

    #[test]
    fn the_exact_test_agrees_with_textbooks() {
        // Dieting men and women: 1 of 12 against 9 of 12, p = 0.002759.
        assert!((fisher_exact(share(1, 12), share(9, 12)) - 0.002_759).abs() < 1e-6);
        assert_eq!(fisher_exact(share(5, 10), share(5, 10)), 1.0);
        assert_eq!(fisher_exact(share(0, 0), share(3, 9)), 1.0);
    }

    #[test]
    fn z_is_the_difference_by_the_pooled_error() {
        // 48 of 80 against 12 of 40: 0.6 - 0.3, pooled 0.5, error √(0.25 · (1/80 + 1/40)) = 0.096825; z = 3.0984.
        let z = z_of_difference(share(48, 80), share(12, 40)).unwrap_or_default();
        assert!((z - 3.098_387).abs() < 1e-6);
        assert_eq!(
            (z_of_difference(share(0, 9), share(0, 9)), z_of_difference(share(0, 0), share(1, 2))),
            (None, None)
        );
    }
}
