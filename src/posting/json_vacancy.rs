//! Reads the employer, places, dates and pay of a schema.org JobPosting.

use serde_json::Value;

use crate::catalog::{EmploymentType, Pay, PayUnit, Place, Vacancy, is_day};
use rolefit_document::single_spaced;

/// Returns the data of the vacancy; whatever cannot be read is left out.
pub(super) fn vacancy(value: &Value) -> Vacancy {
    let each = |key: &str| match value.get(key) {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let employer = each("hiringOrganization").into_iter().find_map(name).unwrap_or_default();
    let places = each("jobLocation").into_iter().map(place).filter(|place| *place != Place::default()).collect();
    let remote = each("jobLocationType").into_iter().any(|it| it.as_str() == Some("TELECOMMUTE"));
    let kinds = each("employmentType").into_iter().filter_map(Value::as_str);
    let mut employment: Vec<EmploymentType> = kinds.flat_map(|text| text.split(',')).filter_map(kind).collect();
    employment.dedup();
    let day = |key: &str| value.get(key).and_then(Value::as_str).map(str::trim).filter(|day| is_day(day));
    Vacancy {
        employer,
        places,
        remote,
        employment,
        posted: day("datePosted").map(str::to_owned),
        valid_through: day("validThrough").map(str::to_owned),
        pay: value.get("baseSalary").and_then(pay),
    }
}

/// Returns a value that is a name, or has one.
fn name(value: &Value) -> Option<String> {
    let name = value.as_str().or_else(|| value.get("name")?.as_str())?;
    let name = single_spaced(name);
    (!name.is_empty()).then_some(name)
}

fn place(value: &Value) -> Place {
    let address = value.get("address").unwrap_or(value);
    if let Some(text) = address.as_str() {
        return Place::read(text);
    }
    let part = |key: &str| address.get(key).and_then(name).unwrap_or_default();
    Place {
        street: part("streetAddress"),
        locality: part("addressLocality"),
        region: part("addressRegion"),
        postal_code: part("postalCode"),
        country: part("addressCountry"),
    }
}

/// Reads "FULL_TIME", and the spelling "Full-time" of many sites.
fn kind(text: &str) -> Option<EmploymentType> {
    let plain = text.trim().to_lowercase().replace([' ', '-'], "_");
    let plain = plain.rsplit('/').next().unwrap_or(&plain);
    let known = EmploymentType::ALL.into_iter();
    known.clone().find(|kind| kind.name() == plain).or_else(|| {
        // "fulltime", "contract", "internship"
        let bare = plain.replace('_', "");
        known.into_iter().find(|kind| bare.starts_with(kind.name().replace('_', "").trim_end_matches("or")))
    })
}

fn pay(value: &Value) -> Option<Pay> {
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    let amounts = value.get("value")?;
    let amount = |key: &str| amounts.get(key).and_then(number);
    let least = amount("minValue").or_else(|| amount("value")).or_else(|| number(amounts))?;
    let unit = [amounts, value].into_iter().find_map(|it| it.get("unitText")?.as_str());
    let unit = unit.map(str::to_lowercase)?;
    Some(Pay {
        least,
        most: amount("maxValue").filter(|most| *most > least),
        currency: [value, amounts].into_iter().find_map(|it| it.get("currency")?.as_str())?.to_owned(),
        unit: PayUnit::ALL.into_iter().find(|known| known.name() == unit)?,
    })
    .filter(|pay| pay.least.is_finite() && pay.least >= 0.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn employer_places_dates_and_pay_are_read_in_their_usual_forms() {
        let json = r#"{"hiringOrganization":{"@type":"Organization","name":"Oven & Sons"},"jobLocation":[{"address":
            {"addressLocality":"Ghent","addressCountry":{"@type":"Country","name":"BE"}}},{"address":"Bruges, BE"}],
            "employmentType":["FULL_TIME","Part-time","contract"],"datePosted":"2026-10-01T08:00","validThrough":"soon",
            "baseSalary":{"currency":"EUR","value":{"minValue":"2500","maxValue":3000,"unitText":"MONTH"}}}"#;
        let found = vacancy(&serde_json::from_str(json).unwrap());
        assert_eq!(found.employer, "Oven & Sons");
        let towns: Vec<_> =
            found.places.iter().map(|place| (place.locality.as_str(), place.country.as_str())).collect();
        assert_eq!(towns, [("Ghent", "BE"), ("Bruges", "BE")]);
        use EmploymentType::{Contractor, FullTime, PartTime};
        assert_eq!(found.employment, [FullTime, PartTime, Contractor]);
        assert_eq!((found.posted.as_deref(), found.valid_through), (Some("2026-10-01T08:00"), None));
        let pay = found.pay.unwrap();
        assert_eq!((pay.least, pay.most, pay.unit), (2500.0, Some(3000.0), PayUnit::Month));
    }

    #[test]
    fn a_job_done_from_home_needs_no_place() {
        let found = vacancy(&serde_json::json!({ "jobLocationType": "TELECOMMUTE" }));
        assert!(found.remote && found.places.is_empty());
    }
}
