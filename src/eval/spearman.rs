//! Spearman's rank correlation: the degree to which two measures give the same order.

/// Returns Spearman's correlation of pairs, -1 to 1; 0 if either side has one value only.
///
/// Equal values share the mean of their ranks. The result is Pearson's correlation of the ranks.
///
/// ```
/// use rolefit::eval::spearman;
/// assert_eq!(spearman(&[(1, 10), (2, 20), (3, 30)]), 1.0);
/// assert_eq!(spearman(&[(1, 3), (2, 2), (3, 1)]), -1.0);
/// ```
pub fn spearman<A: Ord + Copy, B: Ord + Copy>(pairs: &[(A, B)]) -> f64 {
    let a = ranks(&pairs.iter().map(|&(a, _)| a).collect::<Vec<_>>());
    let b = ranks(&pairs.iter().map(|&(_, b)| b).collect::<Vec<_>>());
    let (mean_a, mean_b) = (super::mean(a.iter().copied()), super::mean(b.iter().copied()));
    let deviations = || a.iter().zip(&b).map(|(a, b)| (a - mean_a, b - mean_b));
    let covariance: f64 = deviations().map(|(a, b)| a * b).sum();
    let (squares_a, squares_b) = deviations().fold((0.0, 0.0), |(x, y), (a, b)| (x + a * a, y + b * b));
    let spread = (squares_a * squares_b).sqrt();
    if spread > 0.0 { covariance / spread } else { 0.0 }
}

/// Returns the rank of each value from 0, lowest first; equal values share their mean rank.
fn ranks<T: Ord + Copy>(values: &[T]) -> Vec<f64> {
    let mut order: Vec<(T, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equals in order.chunk_by(|a, b| a.0 == b.0) {
        let mean = before as f64 + (equals.len() - 1) as f64 / 2.0;
        for &(_, at) in equals {
            if let Some(rank) = ranks.get_mut(at) {
                *rank = mean;
            }
        }
        before += equals.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_their_mean_rank() {
        assert_eq!(ranks(&[5, 1, 5, 9]), [1.5, 0.0, 1.5, 3.0]);
    }

    #[test]
    fn without_ties_it_is_the_schoolbook_formula() {
        // Ranks 1 2 3 4 5 against 2 1 4 3 5: differences squared 1+1+1+1+0 = 4. 1 - 6·4 / (5·24) = 0.8.
        let pairs = [(1, 20), (2, 10), (3, 40), (4, 30), (5, 50)];
        assert!((spearman(&pairs) - 0.8).abs() < 1e-12);
    }

    #[test]
    fn with_ties_it_is_the_correlation_of_mean_ranks() {
        // a = 1 1 2 has ranks 0.5 0.5 2, b = 1 2 3 has 0 1 2; both have mean 1.
        // Products: (-0.5)(-1) + (-0.5)(0) + (1)(1) = 1.5; squares 1.5 and 2. 1.5 / √3 = 0.866025.
        assert!((spearman(&[(1, 1), (1, 2), (2, 3)]) - 0.866_025).abs() < 1e-6);
    }

    #[test]
    fn a_side_of_one_value_says_nothing() {
        assert_eq!(spearman(&[(1, 1), (1, 2)]), 0.0);
        assert_eq!(spearman::<u8, u8>(&[]), 0.0);
    }
}
