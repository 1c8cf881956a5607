//! Bootstrap: how far a figure may move with the resumes that happened to be judged.

use serde::Serialize;

/// The seed of every bootstrap: the same data gives the same interval for ever, on every machine.
const SEED: &[u8] = b"rolefit.bootstrap/1";
/// What is cut from each end of the sorted samples, in thousandths: 25 at each end leave 95 %.
const TAIL: usize = 25;

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Its lower end.
    #[serde(serialize_with = "super::three_decimals")]
    pub low: f64,
    /// Its upper end.
    #[serde(serialize_with = "super::three_decimals")]
    pub high: f64,
}

/// The 95 % percentile intervals of the figures that `measure` takes from a sample of items.
///
/// `measure` is called `samples` times with the indices of `items` items drawn with replacement, and gives its figures
/// always in the same order, `None` where the sample has nothing to measure one on; such a sample is left out of that
/// figure. A figure never measured has no interval. The draws depend on nothing but `items` and `samples`.
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

/// An index below `items`. That 2^64 is no multiple of `items` favours some by less than one part in 10^15.
fn draw(draws: &mut blake3::OutputReader, items: usize) -> usize {
    let mut bytes = [0; 8];
    draws.fill(&mut bytes);
    (u64::from_le_bytes(bytes) % items.max(1) as u64) as usize
}

/// The values at the nearest ranks to 2.5 % and 97.5 %.
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
        // Of 1 to 200, 5 are cut at each end: 6 to 195.
        let values = (1..=200).map(f64::from).collect();
        assert_eq!(interval(values), Some(Interval { low: 6.0, high: 195.0 }));
        assert_eq!(interval(Vec::new()), None);
    }

    #[test]
    fn the_same_data_gives_the_same_interval() {
        let mean = |sample: &[usize]| vec![Some(super::super::mean(sample.iter().map(|&at| at as f64)))];
        let intervals = bootstrap(100, 500, mean);
        assert_eq!(intervals, bootstrap(100, 500, mean));
        // The mean of 0 to 99 is 49.5 and its standard error 28.87 / √100 = 2.887; twice 1.96 of it is 11.3 wide.
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
