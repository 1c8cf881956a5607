//! Precision at a place: the share of relevant items at the top of a ranking.

/// Returns the share of relevant items among the first `k` places, 0 to 1.
///
/// `gains` lists the gains in ranking order; an item is relevant if its gain is above 0. A ranking shorter than `k`
/// counts as filled up with irrelevant items, as in TREC. For `k` of 0 the result is 0. For ties see
/// [`gains_in_order`](super::gains_in_order()).
///
/// ```
/// assert_eq!(rolefit::eval::precision(&[1, 0, 2, 1], 2), 0.5);
/// ```
pub fn precision(gains: &[u32], k: usize) -> f64 {
    let hits = gains.iter().take(k).filter(|&&gain| gain > 0).count();
    super::ratio(hits as f64, k).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_ranking_is_filled_with_misses() {
        // Two relevant items of two ranked, measured over five places: 2/5.
        assert_eq!(precision(&[1, 3], 5), 0.4);
        assert_eq!(precision(&[1], 0), 0.0);
    }
}
