//! Precision at a place: how much of the top of a ranking is relevant.

/// The share of relevant items among the first `k` places, 0 to 1.
///
/// `gains` holds the gains in the order of the ranking; any above 0 is relevant. A ranking shorter than `k` is measured as
/// if irrelevant items filled it, as TREC does. `k` of 0 gives 0. Ties: see [`gains`](super::gains_in_order()).
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
        // Two relevant of the two ranked, measured over five places: 2/5.
        assert_eq!(precision(&[1, 3], 5), 0.4);
        assert_eq!(precision(&[1], 0), 0.0);
    }
}
