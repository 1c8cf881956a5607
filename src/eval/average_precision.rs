//! Average precision: the precision at each relevant item, averaged over all relevant items.

/// Returns the average precision of a ranking, 0 to 1.
///
/// - `gains` lists the gains in ranking order; an item is relevant if its gain is above 0.
/// - `relevant` counts all relevant items, ranked or not. A relevant item that is not ranked adds 0.
/// - Without relevant items the result is 0.
/// - For ties see [`gains_in_order`](super::gains_in_order()).
///
/// ```
/// use rolefit::eval::average_precision;
/// assert_eq!(average_precision(&[1, 0, 2], 2), (1.0 + 2.0 / 3.0) / 2.0);
/// ```
pub fn average_precision(gains: &[u32], relevant: usize) -> f64 {
    let (mut hits, mut sum) = (0.0, 0.0);
    for (&gain, place) in gains.iter().zip(1..) {
        if gain > 0 {
            hits += 1.0;
            sum += hits / f64::from(place);
        }
    }
    super::ratio(sum, relevant).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_relevant_item_adds_the_precision_at_its_place() {
        // Relevant at places 2 and 4: 1/2 and 2/4; their mean is 0.5.
        assert_eq!(average_precision(&[0, 1, 0, 3], 2), 0.5);
    }

    #[test]
    fn a_relevant_item_that_was_never_ranked_adds_nothing() {
        // Relevant at place 1 gives 1/1; the second relevant item is not ranked: (1 + 0) / 2.
        assert_eq!(average_precision(&[1, 0], 2), 0.5);
        assert_eq!(average_precision(&[0, 0], 0), 0.0);
    }
}
