//! Measures the agreement of verdicts and rankings with people's judgements.
//!
//! Each metric is a plain function in a file of its own. It takes the gains of a ranking in ranking order;
//! [`gains_in_order()`] makes that order, with ties against the measured ranking.
//!
//! - [`labels`] and [`figures`] measure against resumes that were judged part by part.
//! - [`qrels`] and [`retrieval`] measure against TREC relevance judgements.
//! - [`changes`] compares with an earlier run.
//! - [`agreement`] compares with the headlines of resumes.

pub mod agreement;
pub mod average_precision;
pub mod bootstrap;
mod candidate_lookup;
pub mod changes;
pub mod compared_run;
#[cfg(feature = "cli")]
pub mod eval_report;
pub mod f1;
pub mod facet_names;
pub mod figures;
pub mod gains_in_order;
pub mod judged_resumes;
pub mod labels;
pub mod measurement;
pub mod ndcg;
pub mod precision;
pub mod qrels;
pub mod reciprocal_rank;
pub mod retrieval;
pub mod spearman;
pub mod talent_clef;
pub mod trec_run;

use serde::Serializer;

pub use average_precision::average_precision;
pub use bootstrap::{Interval, bootstrap};
pub use f1::{Counts, f1};
pub use figures::{Figures, intervals};
pub use gains_in_order::gains_in_order;
pub use ndcg::ndcg;
pub use precision::precision;
pub use reciprocal_rank::reciprocal_rank;
pub use spearman::spearman;

/// Rounds `value` to three decimals, as all figures are shown. An exact half goes to the even digit.
///
/// ```
/// assert_eq!(rolefit::eval::rounded(2.0 / 3.0), 0.667);
/// assert_eq!(rolefit::eval::rounded(0.0625), 0.062);
/// ```
pub fn rounded(value: f64) -> f64 {
    // Formatting rounds the exact binary value; multiplying by 1,000 first would not.
    format!("{value:.3}").parse().unwrap_or(value)
}

/// Returns the mean of `values`; 0 without values.
fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    ratio(sum, count).unwrap_or(0.0)
}

/// Returns `part` divided by `whole`; `None` if `whole` is 0.
fn ratio(part: f64, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part / whole as f64)
}

/// Writes a figure with three decimals.
fn three_decimals<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*value))
}

/// Writes a figure with three decimals, or null.
fn three_decimals_if_any<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&value.map(rounded), serializer)
}
