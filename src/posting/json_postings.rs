//! Reads postings from JSON: schema.org JobPosting (alone, or in the scripts of a page) and JSON Resume's job schema.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use serde_json::Value;

use super::posting_lines::folded;
use super::posting_text::{PostingText, bulleted};
use super::{json_vacancy, problem};
use rolefit_document::{Problem, ProblemCode};
use rolefit_ingest::Limits;

/// True if `text` is JSON. A page may begin with a bracket too.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

/// Returns the postings of a JSON file.
///
/// # Errors
/// A [`Problem`] if the text is not JSON, or holds no posting.
pub(super) fn read(text: &str) -> Result<Vec<PostingText>, Problem> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let message = format!("this is no JSON: {error}");
        problem(ProblemCode::Damaged, message, "save it again from where it came")
    })?;
    let postings = postings_of(&value);
    if postings.is_empty() {
        let remedy = "give a JobPosting of schema.org, or a job of JSON Resume's schema";
        return Err(problem(ProblemCode::Empty, "there is no posting in this JSON", remedy));
    }
    Ok(postings)
}

/// Returns the postings in the scripts of a web page; `None` if it has none with more than a title.
pub(super) fn in_page(text: &str) -> Option<Vec<PostingText>> {
    text.contains("application/ld+json").then_some(())?;
    let selector = Selector::parse("script[type=\"application/ld+json\"]").ok()?;
    let html = Html::parse_document(text);
    let scripts = html.select(&selector).map(|script| script.text().collect::<String>());
    let postings: Vec<PostingText> =
        scripts.filter_map(|script| serde_json::from_str(&script).ok()).flat_map(|value| postings_of(&value)).collect();
    let postings: Vec<PostingText> = postings.into_iter().filter(|posting| posting.text.lines().count() > 2).collect();
    (!postings.is_empty()).then_some(postings)
}

fn postings_of(value: &Value) -> Vec<PostingText> {
    let mut postings = Vec::new();
    collect(value, &mut postings);
    if postings.len() > 1 {
        postings.iter_mut().enumerate().for_each(|(at, posting)| posting.number = Some(at + 1));
    }
    postings
}

/// Collects postings at any depth. Serde's limit on nesting bounds the recursion.
fn collect(value: &Value, postings: &mut Vec<PostingText>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, postings)),
        Value::Object(object) => {
            if is_posting(value) {
                postings.push(job_posting(value));
            } else if object.get("title").is_some_and(Value::is_string)
                && ["responsibilities", "qualifications", "skills", "description"]
                    .iter()
                    .any(|key| object.contains_key(*key))
            {
                postings.push(json_resume_job(value));
            } else {
                ["@graph", "mainEntity", "itemListElement", "item", "jobs"]
                    .iter()
                    .filter_map(|key| object.get(*key))
                    .for_each(|value| collect(value, postings));
            }
        }
        _ => {}
    }
}

fn is_posting(value: &Value) -> bool {
    let named = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("JobPosting"));
    value.get("@type").is_some_and(|kind| named(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(named)))
}

/// Lays out a JobPosting as text: its description first, then its other properties under headings.
fn job_posting(value: &Value) -> PostingText {
    let other_titles = match value.get("alternateName") {
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(name)) => vec![name.clone()],
        _ => Vec::new(),
    };
    let vacancy = json_vacancy::vacancy(value);
    let mut posting = PostingText { title: string(value, "title"), other_titles, vacancy, ..PostingText::default() };
    begin_with_title(&mut posting);
    let description = lines(value.get("description"));
    for line in &description {
        posting.text.push_str(line);
        posting.text.push('\n');
    }
    posting.text.push('\n');
    // A description may hold everything that the other properties say.
    let described: BTreeSet<Vec<String>> = description.iter().map(|line| folded(line)).collect();
    let further = |items: Vec<String>| items.into_iter().filter(|item| !described.contains(&folded(item)));
    let sections =
        [("responsibilities", "Responsibilities"), ("skills", "Skills"), ("qualifications", "Qualifications")];
    for (key, heading) in sections {
        posting.section(heading, further(items(value.get(key))));
    }
    posting.section("Experience", further(experience(value.get("experienceRequirements"))));
    posting.section("Requirements", further(education(value.get("educationRequirements"))));
    posting
}

/// Lays out a job of JSON Resume's schema as text.
fn json_resume_job(value: &Value) -> PostingText {
    let mut posting = PostingText { title: string(value, "title"), ..PostingText::default() };
    begin_with_title(&mut posting);
    posting.section("Job brief", lines(value.get("description")));
    posting.section("Responsibilities", items(value.get("responsibilities")));
    posting.section("Qualifications", items(value.get("qualifications")));
    posting.section("Requirements", items(value.get("experience").filter(|value| !value.is_string())));
    let skill = |skill: &Value| {
        let name = skill.as_str().map(str::to_owned).or_else(|| string(skill, "name"))?;
        let level = string(skill, "level").map(|level| format!(", {}", level.to_lowercase())).unwrap_or_default();
        let words: Vec<&str> =
            skill.get("keywords").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let examples = if words.is_empty() { String::new() } else { format!(" such as {}", words.join(", ")) };
        Some(format!("\u{2022} Knowledge of {name}{examples}{level}"))
    };
    posting.section("Skills", value.get("skills").and_then(Value::as_array).into_iter().flatten().filter_map(skill));
    posting
}

fn begin_with_title(posting: &mut PostingText) {
    if let Some(title) = &posting.title {
        posting.text = format!("{title}\n\n");
    }
}

fn string(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Returns the lines of a string that holds HTML or plain text.
fn lines(value: Option<&Value>) -> Vec<String> {
    let Some(text) = value.and_then(Value::as_str) else { return Vec::new() };
    // Some sites escape their HTML a second time before they put it into JSON.
    let text = if text.contains("&lt;") && !text.contains('<') {
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    } else {
        text.to_owned()
    };
    let marked = text.contains("</") || text.contains("<br") || text.contains("<p>") || text.contains("<li>");
    let read = if marked {
        rolefit_ingest::read(
            format!("<!doctype html><html><body>{text}</body></html>").as_bytes(),
            Some("page.html"),
            &Limits::default(),
        )
    } else {
        rolefit_ingest::read(text.as_bytes(), Some("page.txt"), &Limits::default())
    };
    read.map(|document| document.text.lines().map(str::to_owned).collect()).unwrap_or_default()
}

/// Returns a value as list items: the elements of an array, or one item per line of text.
fn items(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => {
            let text = |item: &Value| {
                item.as_str()
                    .map(str::to_owned)
                    .or_else(|| string(item, "name"))
                    .or_else(|| string(item, "description"))
            };
            items.iter().filter_map(text).map(|item| bulleted(&item)).collect()
        }
        Some(Value::Object(_)) => items_of_object(value),
        _ => lines(value).iter().map(|line| bulleted(line)).collect(),
    }
}

fn items_of_object(value: Option<&Value>) -> Vec<String> {
    let text = value.and_then(|value| string(value, "name").or_else(|| string(value, "description")));
    text.map(|text| bulleted(&text)).into_iter().collect()
}

/// Returns experience requirements as list items: their description, else "N months of relevant experience".
fn experience(value: Option<&Value>) -> Vec<String> {
    let months = |value: &Value| {
        let months = value.get("monthsOfExperience")?;
        let months = months.as_u64().or_else(|| months.as_str()?.parse().ok())?;
        Some(vec![format!("\u{2022} {months} months of relevant experience")])
    };
    let one = |value: &Value| match string(value, "description") {
        Some(words) => items(Some(&Value::String(words))),
        None => months(value).unwrap_or_else(|| items(Some(value))),
    };
    match value {
        Some(Value::Array(values)) => values.iter().flat_map(one).collect(),
        Some(value) => one(value),
        None => Vec::new(),
    }
}

/// Returns education requirements as list items, with schema.org's terms in everyday words.
fn education(value: Option<&Value>) -> Vec<String> {
    let level = |value: &Value| {
        if let Some(words) = string(value, "description") {
            return Some(format!("\u{2022} {words}"));
        }
        let words = string(value, "credentialCategory").or_else(|| value.as_str().map(str::to_owned))?;
        let plain = match words.to_lowercase().as_str() {
            "high school" => "High school diploma".to_owned(),
            "associate degree" => "Associate degree".to_owned(),
            "bachelor degree" => "Bachelor's degree".to_owned(),
            "postgraduate degree" => "Master's degree".to_owned(),
            "no requirements" => return None,
            _ => words,
        };
        Some(format!("\u{2022} {plain}"))
    };
    match value {
        // Terms without a description are alternatives, lowest first, so the first is the demand.
        Some(Value::Array(values)) if values.iter().all(|value| string(value, "description").is_none()) => {
            values.iter().filter_map(level).take(1).collect()
        }
        Some(Value::Array(values)) => values.iter().filter_map(level).collect(),
        Some(value) => level(value).into_iter().collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_job_posting_is_found_in_a_graph_and_laid_out_as_text() {
        let json = r#"{"@graph":[{"@type":"WebSite","title":"Jobs"},{"@type":["JobPosting"],"title":"Baker","description":"Bread.","skills":["Rye","Wheat"],"educationRequirements":{"credentialCategory":"bachelor degree"}}]}"#;
        let postings = read(json).unwrap();
        assert_eq!(postings.len(), 1);
        assert_eq!(postings[0].title.as_deref(), Some("Baker"));
        assert_eq!(
            postings[0].text,
            "Baker\n\nBread.\n\nSkills\n\n\u{2022} Rye\n\u{2022} Wheat\n\nRequirements\n\n\u{2022} Bachelor's degree\n\n"
        );
    }

    #[test]
    fn words_are_read_in_place_of_numbers_and_further_titles_as_such() {
        let json = r#"{"@type":"JobPosting","title":"Baker","alternateName":"Pastry Baker","experienceRequirements":[{"description":"Two years as a baker","monthsOfExperience":24},{"monthsOfExperience":"6"}],"educationRequirements":[{"description":"A diploma"},{"credentialCategory":"high school"}]}"#;
        let posting = read(json).unwrap().remove(0);
        assert_eq!(posting.other_titles, ["Pastry Baker"]);
        assert!(
            posting.text.contains("\u{2022} Two years as a baker\n\u{2022} 6 months of relevant experience"),
            "{}",
            posting.text
        );
        assert!(posting.text.contains("\u{2022} A diploma\n\u{2022} High school diploma"), "{}", posting.text);
    }

    #[test]
    fn json_without_a_posting_is_said_to_have_none() {
        assert_eq!(read("{\"basics\":{\"name\":\"Ana\"}}").unwrap_err().code, ProblemCode::Empty);
        assert_eq!(read("{").unwrap_err().code, ProblemCode::Damaged);
    }
}
