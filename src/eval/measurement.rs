//! A measurement as JSON: the figures, after the data that they depend on.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Figures, Interval};
use crate::output::v1::ENGINE;

/// Figures with the data that they depend on.
#[derive(Clone, Debug, Serialize)]
pub struct Measurement<'a, T> {
    schema: &'static str,
    as_of: Date,
    catalog: &'a str,
    engine: &'static str,
    #[serde(flatten)]
    figures: T,
}

impl<'a, T> Measurement<'a, T> {
    /// Returns `figures` with the name of their format, the date that "present" meant, and the catalog's hash.
    pub fn new(schema: &'static str, as_of: Date, catalog: &'a str, figures: T) -> Self {
        Self { schema, as_of, catalog, engine: ENGINE, figures }
    }
}

/// The figures against judged resumes, with their 95 % intervals if they were computed.
#[derive(Clone, Debug, Serialize)]
pub struct FiguresWithIntervals<'a> {
    #[serde(flatten)]
    figures: &'a Figures,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval_95: Option<Map<String, Value>>,
}

impl<'a> FiguresWithIntervals<'a> {
    /// Pairs `figures` with `intervals`, which are in the order of [`Figures::named`].
    ///
    /// # Errors
    /// None in practice: an interval always has a JSON form.
    pub fn new(figures: &'a Figures, intervals: Option<&[Option<Interval>]>) -> serde_json::Result<Self> {
        let named = |intervals: &[Option<Interval>]| {
            debug_assert_eq!(intervals.len(), figures.named().len(), "an interval for each figure");
            let named = figures.named().into_iter().zip(intervals);
            named.map(|((name, _), interval)| Ok((name.to_owned(), serde_json::to_value(interval)?))).collect()
        };
        Ok(Self { figures, interval_95: intervals.map(named).transpose()? })
    }
}
