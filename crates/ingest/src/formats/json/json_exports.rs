//! Brings the JSON exports of resume programs (Reactive Resume, OpenResume and others) into the form of a JSON Resume.
//!
//! Their sections and fields have other names ("experience", "jobTitle"), and lie in other places ("sections",
//! "items"). Names are compared without case and marks.

use serde_json::{Map, Value, json};

use super::json_values::{scalar, text};

/// The names of one section or field, parted by spaces.
type Names = &'static str;
/// The fields of an entry: the name in a JSON Resume, and the names that programs use. An entry that is a mere text is
/// the first field.
type Fields = &'static [(&'static str, Names)];

const WORK: Names = "work experience experiences workexperience workexperiences workhistory employment \
                     employmenthistory professionalexperience positions jobs career";
const VOLUNTEER: Names = "volunteer volunteering volunteerexperience volunteerwork";
const EDUCATION: Names = "education educations educationhistory studies schools academics";
const SKILLS: Names = "skills skill skillset technicalskills competencies expertise";
const LANGUAGES: Names = "languages language languageskills";
const CERTIFICATES: Names = "certificates certifications certification licenses courses training";
const PROJECTS: Names = "projects project";
const AWARDS: Names = "awards honors achievements accomplishments";
const PUBLICATIONS: Names = "publications";
const REFERENCES: Names = "references reference";
const INTERESTS: Names = "interests hobbies";
const BASICS: Names = "basics personalinfo personalinformation personaldetails personal contact contactinfo profile \
                       about header heading candidate person";
/// Objects around the sections.
const AROUND: Names = "sections resume data content cv resumedata";
/// Arrays inside a section.
const ITEMS: Names = "items entries elements list values records";

const POSITION: Names = "position title jobtitle role designation positiontitle occupation";
const EMPLOYER: Names = "company employer companyname organization organisation name client";
const START: Names = "startdate start from datefrom begin startedon started";
const END: Names = "enddate end to dateto until finishedon finish finished";
const RANGE: Names = "date dates period daterange dateline timeframe years graduationdate year";
const CURRENT: Names = "current iscurrent present currentlyworking iscurrentjob ongoing stillhere";
const TOLD: Names = "summary description details content text overview";
const POINTS: Names = "highlights achievements responsibilities bullets bulletpoints descriptions duties tasks \
                       accomplishments description summary details points";
const NAME: Names = "name title award certificate";

const JOB: Fields =
    &[("position", POSITION), ("location", "location city place"), ("summary", TOLD), ("highlights", POINTS)];
const PROJECT: Fields = &[
    ("name", "name title project"),
    ("entity", "entity organization company"),
    ("description", TOLD),
    ("highlights", POINTS),
    ("keywords", "keywords technologies tools"),
];
const STUDY: Fields = &[
    ("studyType", "studytype degree qualification degreetype title program"),
    ("area", "area field fieldofstudy major subject course"),
    ("institution", "institution school university college schoolname organization name"),
    ("score", "score gpa grade"),
];
const CERTIFICATE: Fields =
    &[("name", NAME), ("issuer", "issuer organization authority"), ("date", RANGE), ("summary", TOLD)];
const AWARD: Fields =
    &[("title", NAME), ("awarder", "awarder issuer organization"), ("date", RANGE), ("summary", TOLD)];
const PUBLICATION: Fields = &[("name", NAME), ("publisher", "publisher"), ("releaseDate", RANGE), ("summary", TOLD)];
const LANGUAGE: Fields = &[("language", "language name title"), ("fluency", "fluency proficiency description level")];
const REFERENCE: Fields = &[("name", "name"), ("reference", TOLD)];
const SKILL: Fields = &[("name", "name skill title category"), ("keywords", "keywords items skills descriptions")];
const PERSON: Fields = &[
    ("name", "name fullname"),
    ("firstName", "firstname givenname"),
    ("lastName", "lastname surname familyname"),
    ("label", "label headline title jobtitle professionaltitle position"),
    ("email", "email emailaddress mail"),
    ("phone", "phone telephone phonenumber mobile"),
    ("summary", "summary objective bio"),
];
/// The fields that are lists.
const LISTS: [&str; 2] = ["highlights", "keywords"];

/// Between the ends of a range that is one text.
const RANGE_MARKS: [&str; 6] = [" - ", " – ", " — ", " to ", " until ", " → "];

/// True if a key of the outermost object names a section of some resume program.
pub(super) fn is_section(key: &str) -> bool {
    let key = folded(key);
    [WORK, EDUCATION, SKILLS, "sections basics resumedata"].iter().any(|names| names.split(' ').any(|name| name == key))
}

/// The resume in the form of a JSON Resume. A JSON Resume is returned as it is.
pub(super) fn as_json_resume(value: Value) -> Value {
    let is_standard = |key: &str| value.get(key).is_some_and(Value::is_array);
    if is_standard("work") || (is_standard("education") && !value.get("sections").is_some_and(Value::is_object)) {
        return value;
    }
    let around = sources(&value);
    let section = |names: Names| around.iter().find_map(|source| field(source, names)).map(items).unwrap_or_default();
    let entries = |names: Names, fields: Fields| section(names).into_iter().map(|item| entry(item, fields)).collect();
    let with_dates =
        |names: Names, fields: Fields| section(names).into_iter().map(|item| dated(item, fields)).collect();
    let person = around.iter().find_map(|source| field(source, BASICS).filter(|found| found.is_object()));
    let person = person.unwrap_or(&Value::Null);
    let mut basics = entry(person, PERSON);
    let link = field(person, "url website").map(|url| of(url, "href url link"));
    basics.insert("url".into(), link.unwrap_or_default().into());
    basics.insert("location".into(), json!({"city": of(person, "location city address")}));
    let summary = around.iter().find_map(|source| field(source, "summary objective aboutme")).map(told);
    if let Some(summary) = summary.filter(|summary| !summary.is_empty() && is_empty(&basics, "summary")) {
        basics.insert("summary".into(), summary.into());
    }
    let skills = section(SKILLS);
    let featured = skills.iter().filter_map(|item| field(item, "featuredskills")?.as_array()).flatten();
    let skills: Vec<Value> = featured.chain(skills.iter().copied()).map(skill).collect();
    let work: Vec<Value> = section(WORK).into_iter().flat_map(jobs).collect();
    let volunteer: Vec<Value> = section(VOLUNTEER).into_iter().map(|item| job(item, "organization")).collect();
    let [projects, education]: [Vec<Value>; 2] = [with_dates(PROJECTS, PROJECT), with_dates(EDUCATION, STUDY)];
    let interests: Vec<Value> = section(INTERESTS).into_iter().map(skill).collect();
    let [certificates, awards, publications, languages, references]: [Vec<Map<String, Value>>; 5] = [
        entries(CERTIFICATES, CERTIFICATE),
        entries(AWARDS, AWARD),
        entries(PUBLICATIONS, PUBLICATION),
        entries(LANGUAGES, LANGUAGE),
        entries(REFERENCES, REFERENCE),
    ];
    json!({
        "basics": basics, "work": work, "volunteer": volunteer, "projects": projects, "education": education,
        "certificates": certificates, "awards": awards, "publications": publications, "skills": skills,
        "languages": languages, "interests": interests, "references": references,
    })
}

/// True if a JSON Resume states something that can be judged.
pub(super) fn has_content(resume: &Value) -> bool {
    let sections = ["work", "volunteer", "projects", "education", "certificates", "skills"];
    let is_told = |value: &Value| match value {
        Value::Array(items) => !items.is_empty(),
        Value::Null => false,
        _ => true,
    };
    sections.iter().any(|key| resume.get(key).is_some_and(is_told))
        || resume.get("basics").is_some_and(|basics| !text(basics, &["summary"]).is_empty())
}

/// The objects in which sections may lie, the outermost first.
fn sources(value: &Value) -> Vec<&Value> {
    let mut sources = vec![value];
    let mut at = 0;
    while let Some(source) = sources.get(at).copied() {
        // The first levels only: deeper objects are entries.
        if at < 4 {
            let names = AROUND.split(' ').chain(BASICS.split(' '));
            sources.extend(names.filter_map(|name| field(source, name).filter(|inner| inner.is_object())));
        }
        at += 1;
    }
    sources
}

/// The first field that has one of the names.
fn field<'v>(value: &'v Value, names: &str) -> Option<&'v Value> {
    fields(value, names).next()
}

/// The fields that have one of the names, in the order of the names.
fn fields<'v>(value: &'v Value, names: &str) -> impl Iterator<Item = &'v Value> {
    let fields = value.as_object();
    names.split(' ').filter_map(move |name| {
        let mut stated = fields?.iter().filter(|(_, value)| !value.is_null());
        stated.find(|(key, _)| folded(key) == name).map(|(_, value)| value)
    })
}

fn folded(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The entries of a section. Entries that the program does not show are left out.
fn items(section: &Value) -> Vec<&Value> {
    let is_shown = |item: &&Value| {
        item.get("visible").and_then(Value::as_bool) != Some(false)
            && item.get("hidden").and_then(Value::as_bool) != Some(true)
    };
    match section {
        Value::Array(items) => items.iter().filter(is_shown).collect(),
        Value::Object(_) if !is_shown(&section) => Vec::new(),
        Value::Object(_) => match field(section, ITEMS) {
            Some(Value::Array(items)) => items.iter().filter(is_shown).collect(),
            _ => vec![section],
        },
        _ => vec![section],
    }
}

/// The text of the first field that has one of the names and a text.
fn of(item: &Value, names: &str) -> String {
    match item {
        Value::Object(_) => fields(item, names).map(scalar).find(|text| !text.is_empty()).unwrap_or_default(),
        other => scalar(other),
    }
}

/// A section that is one text.
fn told(section: &Value) -> String {
    let is_shown = section.get("visible").and_then(Value::as_bool) != Some(false);
    if is_shown { of(section, TOLD) } else { String::new() }
}

/// The texts of the first field that is a list.
fn points(item: &Value, names: Names) -> Vec<String> {
    let texts =
        |list: &Vec<Value>| list.iter().map(|point| of(point, TOLD)).filter(|point| !point.is_empty()).collect();
    let lists = fields(item, names).filter_map(Value::as_array).map(texts);
    lists.into_iter().find(|points: &Vec<String>| !points.is_empty()).unwrap_or_default()
}

/// An entry with these fields.
fn entry(item: &Value, fields: Fields) -> Map<String, Value> {
    let stated = if item.is_object() { fields } else { fields.get(..1).unwrap_or_default() };
    let value =
        |key: &str, names| if LISTS.contains(&key) { points(item, names).into() } else { of(item, names).into() };
    stated.iter().map(|&(key, names)| (key.to_owned(), value(key, names))).collect()
}

/// An entry with these fields and its dates.
fn dated(item: &Value, fields: Fields) -> Value {
    let mut entry = entry(item, fields);
    if item.is_object() {
        let (start, end) = dates(item);
        entry.extend([("startDate".to_owned(), start.into()), ("endDate".to_owned(), end.into())]);
    }
    entry.into()
}

/// A position, or the positions that one employer's entry lists.
fn jobs(item: &Value) -> Vec<Value> {
    let inner = field(item, "roles positions").and_then(Value::as_array).filter(|roles| !roles.is_empty());
    let Some(roles) = inner.filter(|roles| roles.iter().all(Value::is_object)) else { return vec![job(item, "name")] };
    let employer = of(item, EMPLOYER);
    let with_employer = |role: &Value| {
        let mut role = job(role, "name");
        insert(&mut role, "name", employer.clone());
        role
    };
    roles.iter().map(with_employer).collect()
}

/// A position; `employer` is the name of the employer's field.
fn job(item: &Value, employer: &str) -> Value {
    let mut job = dated(item, JOB);
    let company = of(item, EMPLOYER);
    let is_position = text(&job, &["position"]) == company;
    insert(&mut job, employer, if is_position { String::new() } else { company });
    job
}

/// A skill, or a group of skills.
fn skill(item: &Value) -> Value {
    let mut skill = Value::from(entry(item, SKILL));
    let level = field(item, "level proficiency").and_then(Value::as_str).unwrap_or_default();
    insert(&mut skill, "level", level.to_owned());
    skill
}

/// Start and end of an entry, which may be one text: "2019-03 - Present".
fn dates(item: &Value) -> (String, String) {
    let (start, end) = (of(item, START), of(item, END));
    let is_current = field(item, CURRENT).is_some_and(|current| matches!(current, Value::Bool(true)));
    if !start.is_empty() || !end.is_empty() {
        return (start, if is_current { String::new() } else { end });
    }
    let range = of(item, RANGE);
    let split = RANGE_MARKS.iter().find_map(|mark| range.split_once(mark));
    match split {
        Some((start, end)) => (start.trim().to_owned(), end.trim().to_owned()),
        // A single date is no open range.
        None => (range.clone(), range),
    }
}

fn insert(value: &mut Value, key: &str, inserted: String) {
    if let Some(fields) = value.as_object_mut() {
        fields.insert(key.to_owned(), inserted.into());
    }
}

fn is_empty(fields: &Map<String, Value>, key: &str) -> bool {
    fields.get(key).is_none_or(|value| scalar(value).is_empty())
}
