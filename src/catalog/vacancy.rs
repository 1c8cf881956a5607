//! The vacancy that a role was imported from: employer, places, dates and pay. No score uses it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The data of a vacancy that job boards ask for besides its demands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Vacancy {
    /// Name of the employer; empty if unknown.
    pub employer: String,
    /// Places of work.
    pub places: Vec<Place>,
    /// True if the work is done from home.
    pub remote: bool,
    /// Kinds of employment, such as full time.
    pub employment: Vec<EmploymentType>,
    /// Day on which the vacancy was posted, as `YYYY-MM-DD`, with or without a time.
    pub posted: Option<String>,
    /// Last day of the vacancy, as `YYYY-MM-DD`, with or without a time.
    pub valid_through: Option<String>,
    /// Pay.
    pub pay: Option<Pay>,
}

/// A place of work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Place {
    /// Street and number.
    pub street: String,
    /// Town.
    pub locality: String,
    /// State or county.
    pub region: String,
    /// Postal code.
    pub postal_code: String,
    /// Country, best as its code of two letters.
    pub country: String,
}

/// Pay per unit of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// The least amount.
    pub least: f64,
    /// The highest amount; `None` if only one amount is stated.
    pub most: Option<f64>,
    /// Code of the currency: EUR.
    pub currency: String,
    /// The unit of time.
    pub unit: PayUnit,
}

/// The unit of time that pay is stated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum PayUnit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The kinds of employment of schema.org and job boards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EmploymentType {
    FullTime,
    PartTime,
    Contractor,
    Temporary,
    Intern,
    Volunteer,
    PerDiem,
    Other,
}

impl Place {
    /// Reads "Leeds", "Leeds, GB" or "Leeds, West Yorkshire, GB"; with more commas, the first parts are the street.
    ///
    /// ```
    /// use rolefit::catalog::Place;
    /// let place = Place::read("Leeds, West Yorkshire, GB");
    /// assert_eq!((place.locality.as_str(), place.country.as_str()), ("Leeds", "GB"));
    /// ```
    pub fn read(text: &str) -> Self {
        let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let own = |part: &str| part.to_owned();
        match parts.as_slice() {
            [] => Self::default(),
            [locality] => Self { locality: own(locality), ..Self::default() },
            [locality, country] => Self { locality: own(locality), country: own(country), ..Self::default() },
            [street @ .., locality, region, country] => Self {
                street: street.join(", "),
                locality: own(locality),
                region: own(region),
                country: own(country),
                ..Self::default()
            },
        }
    }
}

impl PayUnit {
    /// All units.
    pub const ALL: [Self; 5] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The unit as role files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl EmploymentType {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::FullTime,
        Self::PartTime,
        Self::Contractor,
        Self::Temporary,
        Self::Intern,
        Self::Volunteer,
        Self::PerDiem,
        Self::Other,
    ];

    /// The kind as role files write it. Job boards write it in capitals.
    pub fn name(self) -> &'static str {
        match self {
            Self::FullTime => "full_time",
            Self::PartTime => "part_time",
            Self::Contractor => "contractor",
            Self::Temporary => "temporary",
            Self::Intern => "intern",
            Self::Volunteer => "volunteer",
            Self::PerDiem => "per_diem",
            Self::Other => "other",
        }
    }
}

/// True if `text` begins with a day as `YYYY-MM-DD`, and ends there or goes on with a time.
pub(crate) fn is_day(text: &str) -> bool {
    let (day, rest) = text.split_at_checked("YYYY-MM-DD".len()).unwrap_or((text, ""));
    day.parse::<Date>().is_ok() && (rest.is_empty() || rest.starts_with(['T', ' ']))
}

impl Vacancy {
    /// Returns the faults, each with its remedy.
    pub(super) fn faults(&self) -> Vec<(String, &'static str)> {
        let days = [&self.posted, &self.valid_through].into_iter().flatten();
        let days = days.filter(|day| !is_day(day)).map(|day| (format!("`{day}` is no day"), "write YYYY-MM-DD"));
        let pay = self.pay.iter().filter(|pay| {
            let amounts = [Some(pay.least), pay.most];
            amounts.into_iter().flatten().any(|amount| !amount.is_finite() || amount < 0.0)
                || pay.most.is_some_and(|most| most < pay.least)
        });
        let pay = pay.map(|_| ("the pay is not valid".to_owned(), "write amounts from 0, `most` not below `least`"));
        days.chain(pay).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_from_the_town_outwards() {
        assert_eq!(Place::read("Leeds").locality, "Leeds");
        let place = Place::read("4 Mill Lane, Leeds, West Yorkshire, GB");
        assert_eq!((place.street.as_str(), place.locality.as_str()), ("4 Mill Lane", "Leeds"));
        assert_eq!((place.region.as_str(), place.country.as_str()), ("West Yorkshire", "GB"));
    }

    #[test]
    fn a_day_may_have_a_time_and_nothing_else() {
        assert!(is_day("2026-10-01") && is_day("2026-10-01T00:00"));
        assert!(!is_day("2026-13-01") && !is_day("soon") && !is_day("2026-10-011"));
    }
}
