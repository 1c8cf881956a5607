//! nDCG: the gains at the top of a ranking, relative to the best possible order of the judged items.

/// Returns the nDCG of the first `k` places, 0 to 1.
///
/// - `gains` lists the gains in ranking order; `judged` lists the gains of all judged items, ranked or not.
/// - An item at place `i` (from 1) with gain `g` adds (2^`g` - 1) / log2(`i` + 1). The sum is divided by the sum for
///   the best order of `judged`.
/// - Without any gain in `judged` the result is 0.
/// - For ties see [`gains_in_order`](super::gains_in_order()).
///
/// ```
/// use rolefit::eval::ndcg;
/// assert_eq!(ndcg(&[3, 2, 0], &[0, 2, 3], 10), 1.0);
/// assert_eq!(ndcg(&[0, 3], &[0, 3], 1), 0.0);
/// ```
pub fn ndcg(gains: &[u32], judged: &[u32], k: usize) -> f64 {
    let mut best = judged.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    match dcg(&best, k) {
        0.0 => 0.0,
        best => dcg(gains, k) / best,
    }
}

fn dcg(gains: &[u32], k: usize) -> f64 {
    let counted = gains.iter().take(k).zip(2..);
    counted.map(|(&gain, place)| (2f64.powf(f64::from(gain)) - 1.0) / f64::from(place).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_of_the_first_two_costs_what_the_formula_says() {
        // Gains in order 1, 3, 0. DCG = (2^1-1)/log2(2) + (2^3-1)/log2(3) + 0 = 1 + 7/1.584963 = 5.416508.
        // Best order 3, 1, 0:           7/1 + 1/1.584963 = 7.630930. 5.416508 / 7.630930 = 0.709810.
        assert!((ndcg(&[1, 3, 0], &[0, 1, 3], 10) - 0.709_810).abs() < 1e-6);
    }

    #[test]
    fn places_after_k_count_for_neither_side() {
        // Of gains 1, 0, 3 the first two give 1/1 = 1; the best two are 3, 1: 7 + 0.630930. 1 / 7.630930 = 0.131046.
        assert!((ndcg(&[1, 0, 3], &[1, 0, 3], 2) - 0.131_046).abs() < 1e-6);
    }

    #[test]
    fn what_was_judged_but_never_ranked_is_missed() {
        // Ranked 1 alone: 1. Judged 1 and 1: 1 + 1/log2(3) = 1.630930. 1 / 1.630930 = 0.613147.
        assert!((ndcg(&[1], &[1, 1], 10) - 0.613_147).abs() < 1e-6);
    }

    #[test]
    fn nothing_to_gain_is_nought() {
        assert_eq!(ndcg(&[0, 0], &[0, 0], 10), 0.0);
    }
}
