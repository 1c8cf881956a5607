//! Orders judged items by score, with ties against the ranking that is measured.

use std::cmp::Reverse;

/// Returns the gains of `scored` items (score, gain), best score first.
///
/// Among equal scores the lower gain comes first, so that a ranking earns nothing by leaving good and bad items tied.
///
/// ```
/// assert_eq!(rolefit::eval::gains_in_order(&[(7, 1), (9, 0), (7, 0)]), [0, 0, 1]);
/// ```
pub fn gains_in_order<S: Ord + Copy>(scored: &[(S, u32)]) -> Vec<u32> {
    let mut order = scored.to_vec();
    order.sort_by_key(|&(score, gain)| (Reverse(score), gain));
    order.into_iter().map(|(_, gain)| gain).collect()
}
