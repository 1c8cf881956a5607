//! Measures how well verdicts and rankings agree with what people judged.
//!
//! The metrics are plain functions, one a file. They take the gains of a ranking in the order it stands in; [`gains_in_order()`]
//! makes that order, with ties against the ranking measured. [`labels`] and [`figures`] measure against resumes judged
//! part by part, [`qrels`] and [`retrieval`] against TREC relevance judgements, [`changes`] against an earlier run, and [`agreement`]
//! against the titles that resumes are headed with.

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
pub mod ndcg;
pub mod precision;
pub mod qrels;
pub mod reciprocal_rank;
pub mod retrieval;
pub mod spearman;
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

/// `value` to three decimals, as every figure is shown; equals in the exact value go to the even digit.
///
/// ```
/// assert_eq!(rolefit::eval::rounded(2.0 / 3.0), 0.667);
/// assert_eq!(rolefit::eval::rounded(0.0625), 0.062);
/// ```
pub fn rounded(value: f64) -> f64 {
    // Formatting rounds the exact binary value; multiplying by 1,000 first would not.
    format!("{value:.3}").parse().unwrap_or(value)
}

/// The mean of `values`, 0 without any.
fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    ratio(sum, count).unwrap_or(0.0)
}

/// `part` of `whole`; `None` of nothing.
fn ratio(part: f64, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part / whole as f64)
}

/// Writes a figure to three decimals.
fn three_decimals<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*value))
}

/// Writes a figure to three decimals, or null.
fn three_decimals_if_any<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&value.map(rounded), serializer)
}
