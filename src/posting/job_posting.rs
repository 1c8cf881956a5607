//! Writes a role as schema.org JobPosting, worded so that importing it gives the same demands.

use serde::Serialize;

use super::job_vacancy::JobVacancy;
use super::{Importer, typing};
use crate::catalog::{Criterion, Kind, Priority, Role, Vacancy};

/// A role as schema.org's JobPosting. Properties that neither the role nor its vacancy has are left out.
///
/// Properties and their meanings: <https://schema.org/JobPosting>.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JobPosting {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<String>,
    description: String,
    #[serde(flatten)]
    vacancy: JobVacancy,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    responsibilities: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    qualifications: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skills: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    experience_requirements: Vec<Experience>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    education_requirements: Vec<Credential>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Experience {
    #[serde(rename = "@type")]
    kind: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    months_of_experience: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Credential {
    #[serde(rename = "@type")]
    kind: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    credential_category: Option<&'static str>,
}

impl Importer {
    /// Returns `role` as a JobPosting of `vacancy`.
    ///
    /// ```
    /// use rolefit::{catalog::{Catalog, Vacancy}, posting::Importer};
    /// let catalog = Catalog::embedded().unwrap();
    /// let role = catalog.roles[0].clone();
    /// let posting = Importer::new(catalog).unwrap().job_posting(&role, &Vacancy::default());
    /// let posting = serde_json::to_value(posting).unwrap();
    /// assert_eq!((&posting["@type"], &posting["title"]), (&"JobPosting".into(), &"Account Manager".into()));
    /// ```
    pub fn job_posting(&self, role: &Role, vacancy: &Vacancy) -> JobPosting {
        let mut posting = JobPosting {
            context: "https://schema.org/",
            kind: "JobPosting",
            title: role.title.clone(),
            alternate_name: role.other_titles.clone(),
            description: String::new(),
            vacancy: JobVacancy::of(vacancy),
            responsibilities: Vec::new(),
            qualifications: Vec::new(),
            skills: Vec::new(),
            experience_requirements: Vec::new(),
            education_requirements: Vec::new(),
        };
        let (mut duties, mut requirements) = (Vec::new(), Vec::new());
        // Time is asked for where the title is; an import grades it again.
        let is_told = |criterion: &&Criterion| !criterion.is_tenure() && !is_title_alone(criterion, role);
        for criterion in role.criteria.iter().filter(is_told) {
            let description = self.demand(criterion, &role.title);
            let told = if criterion.is_requirement() { &mut requirements } else { &mut duties };
            told.push(description.clone());
            match criterion.kind {
                Kind::Duty => posting.responsibilities.push(description),
                Kind::Tool | Kind::Competency | Kind::Language => posting.skills.push(description),
                Kind::Certification | Kind::Logistics => posting.qualifications.push(description),
                Kind::Title | Kind::Experience => posting.experience_requirements.push(Experience {
                    kind: "OccupationalExperienceRequirements",
                    description,
                    months_of_experience: criterion.parts.iter().filter_map(|part| part.min_months).max(),
                }),
                Kind::Education => posting.education_requirements.push(Credential {
                    kind: "EducationalOccupationalCredential",
                    description,
                    credential_category: criterion.parts.iter().find_map(|part| part.degree).map(category),
                }),
            }
        }
        posting.description = description(&role.summary, &duties, &requirements);
        posting
    }

    /// Returns the criterion in its own words, with additions in brackets where importing those words would miss a part
    /// or the priority: "Uses CRM (required)".
    fn demand(&self, criterion: &Criterion, title: &str) -> String {
        let text = if criterion.text.is_empty() { &criterion.label } else { &criterion.text };
        let text = match criterion.kind {
            Kind::Title => title_demand(text, criterion, title, self),
            _ => text.clone(),
        };
        let found = self.recogniser.read(&text);
        let usual = self.posting_words.weights.get(&criterion.kind).map(|usual| usual.priority);
        let said = match criterion.priority {
            Priority::Must => found.must && !found.nice,
            Priority::Nice => found.nice,
            Priority::Should => true,
        };
        let is_named = |id: &str| found.demands.iter().any(|(known, _)| known == id);
        let unnamed = criterion.parts.iter().filter_map(|part| part.entry.as_deref()).filter(|id| !is_named(id));
        let mut beside: Vec<String> = unnamed.filter_map(|id| self.asked_as(id)).collect();
        match criterion.priority {
            _ if said || usual == Some(criterion.priority) => {}
            Priority::Nice => beside.push("preferred".into()),
            Priority::Must | Priority::Should => beside.push("required".into()),
        }
        match beside.as_slice() {
            [] => text,
            beside => format!("{} ({})", text.trim_end_matches('.'), beside.join(", ")),
        }
    }

    /// Returns the first of the entry's search terms and its label that importing recognises as the entry `id`.
    fn asked_as(&self, id: &str) -> Option<String> {
        // A part with phrases of its own is already worded by the criterion.
        let entry = self.vocabulary.entries.get(id).filter(|_| !id.contains('#'))?;
        let label = crate::explain::words::lowered(&entry.label);
        let mut terms = entry.search.iter().chain([&label]);
        let is_read = |term: &&String| self.recogniser.read(term).demands.iter().any(|(known, _)| known == id);
        terms.clone().find(is_read).or(terms.next()).cloned()
    }
}

/// Returns the whole posting in HTML, as job boards show it.
fn description(summary: &str, duties: &[String], requirements: &[String]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let list = |heading: &str, lines: &[String]| {
        let items: String = lines.iter().map(|line| format!("<li>{}</li>", escaped(line))).collect();
        if items.is_empty() { items } else { format!("<h3>{heading}</h3><ul>{items}</ul>") }
    };
    let summary = if summary.is_empty() { String::new() } else { format!("<p>{}</p>", escaped(summary)) };
    summary + &list("Responsibilities", duties) + &list("Requirements", requirements)
}

/// True if no line asks for the title, so that the posting's title says it.
fn is_title_alone(criterion: &Criterion, role: &Role) -> bool {
    criterion.kind == Kind::Title && criterion.priority != Priority::Must && criterion.text == role.title
}

/// Returns the words that ask for the title: the role's own if importing understands them, else "5 years of experience
/// as …".
fn title_demand(text: &str, criterion: &Criterion, title: &str, importer: &Importer) -> String {
    let context = typing::Context::new(title, importer);
    if typing::asks_for_title(text, &context) {
        return text.to_owned();
    }
    let months = criterion.parts.iter().filter_map(|part| part.min_months).max();
    let time = months.map(|months| format!("{} of ", typing::spoken_months(months))).unwrap_or_default();
    let experience = if time.is_empty() { "Experience" } else { "experience" };
    format!("{time}{experience} as {title}")
}

/// The schema.org term for a level of degree.
fn category(level: crate::catalog::DegreeLevel) -> &'static str {
    use crate::catalog::DegreeLevel;
    match level {
        DegreeLevel::HighSchool => "high school",
        DegreeLevel::Associate => "associate degree",
        DegreeLevel::Bachelor => "bachelor degree",
        DegreeLevel::Master | DegreeLevel::Doctorate => "postgraduate degree",
    }
}
