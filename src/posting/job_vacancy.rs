//! Writes the employer, places, dates and pay of a vacancy as schema.org's JobPosting, and names what is lacking.

use serde::Serialize;

use crate::catalog::{EmploymentType, Pay, Place, Vacancy};

/// The properties of a JobPosting that describe the vacancy, besides its demands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JobVacancy {
    #[serde(skip_serializing_if = "Option::is_none")]
    hiring_organization: Option<Organization>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    job_location: Vec<JobLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_location_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    employment_type: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_posted: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_salary: Option<Salary>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Organization {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct JobLocation {
    #[serde(rename = "@type")]
    kind: &'static str,
    address: Address,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    street_address: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    address_locality: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    address_region: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    postal_code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    address_country: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Salary {
    #[serde(rename = "@type")]
    kind: &'static str,
    currency: String,
    value: Amount,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Amount {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_value: Option<f64>,
    unit_text: String,
}

impl JobVacancy {
    pub(super) fn of(vacancy: &Vacancy) -> Self {
        let Vacancy { employer, places, remote, employment, posted, valid_through, pay } = vacancy.clone();
        let employment = employment.into_iter().map(|kind: EmploymentType| kind.name().to_uppercase());
        Self {
            hiring_organization: (!employer.is_empty())
                .then_some(Organization { kind: "Organization", name: employer }),
            job_location: places.into_iter().map(location).collect(),
            job_location_type: remote.then_some("TELECOMMUTE"),
            employment_type: employment.collect(),
            date_posted: posted,
            valid_through,
            base_salary: pay.map(salary),
        }
    }
}

fn location(place: Place) -> JobLocation {
    let Place { street, locality, region, postal_code, country } = place;
    let address = Address {
        kind: "PostalAddress",
        street_address: street,
        address_locality: locality,
        address_region: region,
        postal_code,
        address_country: country,
    };
    JobLocation { kind: "Place", address }
}

fn salary(pay: Pay) -> Salary {
    let Pay { least, most, currency, unit } = pay;
    let value = Amount {
        kind: "QuantitativeValue",
        value: most.is_none().then_some(least),
        min_value: most.map(|_| least),
        max_value: most,
        unit_text: unit.name().to_uppercase(),
    };
    Salary { kind: "MonetaryAmount", currency, value }
}

/// A property that job boards ask for and that a vacancy lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LackingProperty {
    /// Name of the property in schema.org.
    pub name: &'static str,
    /// True if boards refuse a posting without it, false if they only recommend it.
    pub is_required: bool,
}

/// Returns the properties that job boards ask for and that `vacancy` lacks. The list is that of Google's job search,
/// which most boards follow.
pub fn lacking(vacancy: &Vacancy) -> Vec<LackingProperty> {
    let has_place = !vacancy.places.is_empty() || vacancy.remote;
    let properties = [
        ("hiringOrganization", true, vacancy.employer.is_empty()),
        ("jobLocation", true, !has_place),
        ("datePosted", true, vacancy.posted.is_none()),
        ("validThrough", false, vacancy.valid_through.is_none()),
        ("employmentType", false, vacancy.employment.is_empty()),
        ("baseSalary", false, vacancy.pay.is_none()),
    ];
    let lacking = properties.into_iter().filter(|(.., lacks)| *lacks);
    lacking.map(|(name, is_required, _)| LackingProperty { name, is_required }).collect()
}
