//! Reciprocal rank: how soon the first relevant item comes.

/// Returns one divided by the place of the first relevant item, 0 to 1; 0 if none is ranked.
///
/// `gains` lists the gains in ranking order; an item is relevant if its gain is above 0. The mean over queries is MRR.
/// For ties see [`gains_in_order`](super::gains_in_order()).
///
/// ```
/// assert_eq!(rolefit::eval::reciprocal_rank(&[0, 0, 2]), 1.0 / 3.0);
/// ```
pub fn reciprocal_rank(gains: &[u32]) -> f64 {
    let first = gains.iter().zip(1..).find(|&(&gain, _)| gain > 0);
    first.map_or(0.0, |(_, place)| 1.0 / f64::from(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_relevant_item_counts() {
        // Relevant at places 2 and 3: 1/2.
        assert_eq!(reciprocal_rank(&[0, 1, 1]), 0.5);
        assert_eq!(reciprocal_rank(&[0, 0]), 0.0);
    }
}
