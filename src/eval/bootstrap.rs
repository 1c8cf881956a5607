//! Bootstrap: the range of a figure over random samples of the judged resumes.

use serde::Serialize;

/// The seed of every bootstrap, so that the same data gives the same interval on every machine.
const SEED: &[u8] = b"rolefit.bootstrap/1";
/// The share that is removed from each end of the sorted samples, in thousandths. 25 at each end leave 95 %.
const TAIL: usize = 25;

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Lower end.
    #[serde(serialize_with = "super::three_decimals")]
    pub low: f64,
    /// Upper end.
    #[serde(serialize_with = "super::three_decimals")]
    pub high: f64,
}

/// Returns the 95 % percentile interval of each figure that `measure` computes from a sample of items.
///
/// - `measure` is called `samples` times. It gets the indices of `items` items, drawn with replacement, and returns its
///   figures, always in the same order.
/// - A figure is `None` if the sample has nothing to measure it on; that sample is then left out for that figure.
/// - A figure that was never measured has no interval.
/// - The draws depend on `items` and `samples` only.
///
/// ```
/// use rolefit::eval::bootstrap;
/// let passed = [true, true, true, false];
/// let share = |sample: &[usize]| vec![Some(sample.iter().filter(|&&at| passed[at]).count() as f64 / 4.0)];
/// let interval = bootstrap(passed.len(), 1000, share)[0].unwrap();
/// assert!(interval.low < 0.75 && 0.75 < interval.high);
/// ```
pub fn bootstrap(
    items: usize,
    samples: usize,
    mut measure: impl FnMut(&[usize]) -> Vec<Option<f64>>,
) -> Vec<Option<Interval>> {
    let mut draws = blake3::Hasher::new().update(SEED).finalize_xof();
    let mut measured: Vec<Vec<f64>> = Vec::new();
    for _ in 0..samples {
        let sample: Vec<usize> = (0..items).map(|_| draw(&mut draws, items)).collect();
        let figures = measure(&sample);
        measured.resize(measured.len().max(figures.len()), Vec::new());
        for (values, figure) in measured.iter_mut().zip(figures) {
            values.extend(figure);
        }
    }
    measured.into_iter().map(interval).collect()
}

/// Draws an index below `items`. The remainder of 2^64 favours some indices by less than one part in 10^15.
fn draw(draws: &mut blake3::OutputReader, items: usize) -> usize {
    debug_assert!(items > 0, "nothing to draw from");
    let mut bytes = [0; 8];
    draws.fill(&mut bytes);
    (u64::from_le_bytes(bytes) % items.max(1) as u64) as usize
}

/// Returns the values at the nearest ranks to 2.5 % and 97.5 %.
fn interval(mut values: Vec<f64>) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let cut = values.len() * TAIL / 1000;
    Some(Interval { low: *values.get(cut)?, high: *values.get(values.len() - 1 - cut)? })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;

    #[test]
    fn the_interval_leaves_a_fortieth_at_each_end() {
        // Of 1 to 200, 5 values are removed at each end: 6 to 195.
        let values = (1..=200).map(f64::from).collect();
        assert_eq!(interval(values), Some(Interval { low: 6.0, high: 195.0 }));
        assert_eq!(interval(Vec::new()), None);
    }

    #[test]
    fn the_same_data_gives_the_same_interval() {
        let mean = |sample: &[usize]| vec![Some(super::super::mean(sample.iter().map(|&at| at as f64)))];
        let intervals = bootstrap(100, 500, mean);
        assert_eq!(intervals, bootstrap(100, 500, mean));
        // The mean of 0 to 99 is 49.5 and its standard error 28.87 / √100 = 2.887; the interval is 2 · 1.96 · 2.887 =
        // 11.3 wide.
        let Some(Interval { low, high }) = intervals.first().copied().flatten() else { panic!("no interval") };
        assert!((high - low - 11.3).abs() < 1.5 && low < 49.5 && 49.5 < high, "{low} to {high}");
    }

    #[test]
    fn a_sample_without_a_figure_is_left_out_of_it() {
        let mut calls = 0;
        let intervals = bootstrap(3, 4, |_| {
            calls += 1;
            vec![(calls > 2).then_some(1.0), None]
        });
        assert_eq!(intervals, [Some(Interval { low: 1.0, high: 1.0 }), None]);
    }
}
