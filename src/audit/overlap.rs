//! Rank-biased overlap (Webber, Moffat and Zobel, 2010): how alike two rankings are, the top most of all.

/// The weight of each rank is this times the weight of the rank before. Ten ranks hold 86 % of all weight.
const PERSISTENCE: f64 = 0.9;

/// Returns the extrapolated rank-biased overlap of two rankings of the same items, 0 to 1; 1 if both are empty.
///
/// ```
/// use rolefit::audit::overlap::rank_biased_overlap;
/// assert_eq!(rank_biased_overlap(&["a", "b"], &["a", "b"]), 1.0);
/// ```
pub fn rank_biased_overlap<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let depth = one.len().min(other.len());
    if depth == 0 {
        return 1.0;
    }
    let (mut seen_one, mut seen_other) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    let (mut shared, mut weight, mut sum, mut agreement) = (0_usize, 1.0, 0.0, 0.0);
    for (rank, (a, b)) in one.iter().zip(other).enumerate() {
        if a == b {
            shared += 1;
        } else {
            shared += usize::from(seen_other.contains(a)) + usize::from(seen_one.contains(b));
        }
        seen_one.insert(a);
        seen_other.insert(b);
        agreement = shared as f64 / (rank + 1) as f64;
        sum += agreement * weight;
        weight *= PERSISTENCE;
    }
    // Beyond the last rank the rankings are taken to agree as far as at it. Rounding may leave 1.0000000000000002.
    ((1.0 - PERSISTENCE) * sum + agreement * weight).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swapped_top_ranks_cost_more_than_swapped_low_ranks() {
        // Agreement at the depths 1 to 3 is 0, 1, 1: 0.1 · (0.9 + 0.81) + 0.729 = 0.9.
        assert!((rank_biased_overlap(&[1, 2, 3], &[2, 1, 3]) - 0.9).abs() < 1e-12);
        // 1, 1/2, 1: 0.1 · (1 + 0.45 + 0.81) + 0.729 = 0.955.
        assert!((rank_biased_overlap(&[1, 2, 3], &[1, 3, 2]) - 0.955).abs() < 1e-12);
    }

    #[test]
    fn rankings_without_a_common_item_do_not_overlap() {
        assert_eq!(rank_biased_overlap(&[1, 2], &[3, 4]), 0.0);
        let all: Vec<u32> = (0..500).collect();
        assert_eq!(format!("{:.4}", rank_biased_overlap(&all, &all)), "1.0000");
    }
}
