//! Brings the JSON exports of resume programs (Reactive Resume, OpenResume and others) into the form of a JSON Resume.
//!
//! Their sections and fields have other names ("experience", "jobTitle"), and lie in other places ("sections",
//! "items"). Names are compared without case and marks.

use serde_json::{Map, Value, json};

use super::json_values::{scalar, text};

/// The names of one section or field: the first is that of JSON Resume.
type Names = &'static [&'static str];

const WORK: Names = &[
    "work",
    "experience",
    "experiences",
    "workexperience",
    "workexperiences",
    "workhistory",
    "employment",
    "employmenthistory",
    "professionalexperience",
    "positions",
    "jobs",
    "career",
];
const VOLUNTEER: Names = &["volunteer", "volunteering", "volunteerexperience", "volunteerwork"];
const EDUCATION: Names = &["education", "educations", "educationhistory", "studies", "schools", "academics"];
const SKILLS: Names = &["skills", "skill", "skillset", "technicalskills", "competencies", "expertise"];
const LANGUAGES: Names = &["languages", "language", "languageskills"];
const CERTIFICATES: Names = &["certificates", "certifications", "certification", "licenses", "courses", "training"];
const PROJECTS: Names = &["projects", "project"];
const AWARDS: Names = &["awards", "honors", "achievements", "accomplishments"];
const PUBLICATIONS: Names = &["publications"];
const REFERENCES: Names = &["references", "reference"];
const INTERESTS: Names = &["interests", "hobbies"];
const BASICS: Names = &[
    "basics",
    "personalinfo",
    "personalinformation",
    "personaldetails",
    "personal",
    "contact",
    "contactinfo",
    "profile",
    "about",
    "header",
    "heading",
    "candidate",
    "person",
];
/// Objects around the sections.
const AROUND: Names = &["sections", "resume", "data", "content", "cv", "resumedata"];
/// Arrays inside a section.
const ITEMS: Names = &["items", "entries", "elements", "list", "values", "records"];

const POSITION: Names = &["position", "title", "jobtitle", "role", "designation", "positiontitle", "occupation"];
const EMPLOYER: Names = &["company", "employer", "companyname", "organization", "organisation", "name", "client"];
const START: Names = &["startdate", "start", "from", "datefrom", "begin", "startedon", "started"];
const END: Names = &["enddate", "end", "to", "dateto", "until", "finishedon", "finish", "finished"];
const RANGE: Names =
    &["date", "dates", "period", "daterange", "dateline", "timeframe", "years", "graduationdate", "year"];
const CURRENT: Names = &["current", "iscurrent", "present", "currentlyworking", "iscurrentjob", "ongoing", "stillhere"];
const TOLD: Names = &["summary", "description", "details", "content", "text", "overview"];
const POINTS: Names = &[
    "highlights",
    "achievements",
    "responsibilities",
    "bullets",
    "bulletpoints",
    "descriptions",
    "duties",
    "tasks",
    "accomplishments",
    "description",
    "summary",
    "details",
    "points",
];

/// Between the ends of a range that is one text.
const RANGE_MARKS: [&str; 6] = [" - ", " – ", " — ", " to ", " until ", " → "];

/// True if a key of the outermost object names a section of some resume program.
pub(super) fn is_section(key: &str) -> bool {
    let key = folded(key);
    [WORK, EDUCATION, SKILLS]
        .into_iter()
        .chain([&["sections", "basics", "resumedata"][..]])
        .flatten()
        .any(|it| *it == key)
}

/// The resume in the form of a JSON Resume. A JSON Resume is returned as it is.
pub(super) fn as_json_resume(value: Value) -> Value {
    let is_standard = |key: &str| value.get(key).is_some_and(Value::is_array);
    if is_standard("work") || (is_standard("education") && !value.get("sections").is_some_and(Value::is_object)) {
        return value;
    }
    let around = sources(&value);
    let section = |names: Names| around.iter().find_map(|source| field(source, names)).map(items).unwrap_or_default();
    let one = |names: Names| around.iter().find_map(|source| field(source, names).filter(|found| found.is_object()));
    let work: Vec<Value> = section(WORK).into_iter().flat_map(jobs).collect();
    let mapped = |found: Vec<&Value>, make: fn(&Value) -> Value| found.into_iter().map(make).collect::<Vec<_>>();
    let mut basics = basics(one(BASICS).unwrap_or(&Value::Null));
    let summary = around.iter().find_map(|source| field(source, &["summary", "objective", "aboutme"])).map(told);
    if let Some(summary) = summary.filter(|summary| !summary.is_empty())
        && text(&basics, &["summary"]).is_empty()
    {
        insert(&mut basics, "summary", summary.into());
    }
    json!({
        "basics": basics,
        "work": work,
        "volunteer": mapped(section(VOLUNTEER), |item| job(item, "organization")),
        "projects": mapped(section(PROJECTS), project),
        "education": mapped(section(EDUCATION), study),
        "certificates": mapped(section(CERTIFICATES), |item| named(item, "name", "issuer", &["issuer", "organization", "authority"])),
        "awards": mapped(section(AWARDS), |item| named(item, "title", "awarder", &["awarder", "issuer", "organization"])),
        "publications": mapped(section(PUBLICATIONS), |item| named(item, "name", "publisher", &["publisher"])),
        "skills": skills(section(SKILLS)),
        "languages": mapped(section(LANGUAGES), language),
        "interests": mapped(section(INTERESTS), skill),
        "references": mapped(section(REFERENCES), |item| json!({"name": of(item, &["name"]), "reference": of(item, TOLD)})),
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
            let names = AROUND.iter().chain(BASICS).copied();
            sources.extend(names.filter_map(|name| field(source, &[name]).filter(|inner| inner.is_object())));
        }
        at += 1;
    }
    sources
}

/// The first field that has one of the names.
fn field<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    let fields: &Map<String, Value> = value.as_object()?;
    names.iter().find_map(|name| {
        let found = fields.iter().find(|(key, value)| folded(key) == *name && !value.is_null());
        found.map(|(_, value)| value)
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

/// The text of the first field that has one of the names.
fn of(item: &Value, names: &[&str]) -> String {
    match item {
        Value::Object(_) => names
            .iter()
            .filter_map(|name| field(item, &[name]))
            .map(scalar)
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        other => scalar(other),
    }
}

/// A section that is one text.
fn told(section: &Value) -> String {
    if section.get("visible").and_then(Value::as_bool) == Some(false) {
        return String::new();
    }
    of(section, TOLD)
}

/// The texts of the first field that is a list.
fn points(item: &Value, names: Names) -> Vec<String> {
    let lists = names.iter().filter_map(|name| field(item, &[name])?.as_array());
    let texts =
        |list: &Vec<Value>| list.iter().map(|point| of(point, TOLD)).filter(|point| !point.is_empty()).collect();
    lists.map(texts).find(|points: &Vec<String>| !points.is_empty()).unwrap_or_default()
}

/// A position, or the positions that one employer's entry lists.
fn jobs(item: &Value) -> Vec<Value> {
    let inner = field(item, &["roles", "positions"]).and_then(Value::as_array).filter(|roles| !roles.is_empty());
    let Some(roles) = inner.filter(|roles| roles.iter().all(Value::is_object)) else { return vec![job(item, "name")] };
    let employer = of(item, EMPLOYER);
    let with_employer = |role: &Value| {
        let mut role = job(role, "name");
        insert(&mut role, "name", employer.clone().into());
        role
    };
    roles.iter().map(with_employer).collect()
}

fn job(item: &Value, employer: &str) -> Value {
    let (start, end) = dates(item);
    let position = of(item, POSITION);
    let company = of(item, EMPLOYER);
    json!({
        "position": position,
        employer: if company == position { String::new() } else { company },
        "location": of(item, &["location", "city", "place"]),
        "startDate": start,
        "endDate": end,
        "summary": of(item, TOLD),
        "highlights": points(item, POINTS),
    })
}

fn project(item: &Value) -> Value {
    let (start, end) = dates(item);
    json!({
        "name": of(item, &["name", "title", "project"]),
        "entity": of(item, &["entity", "organization", "company"]),
        "startDate": start,
        "endDate": end,
        "description": of(item, TOLD),
        "highlights": points(item, POINTS),
        "keywords": points(item, &["keywords", "technologies", "tools"]),
    })
}

fn study(item: &Value) -> Value {
    let (start, end) = dates(item);
    json!({
        "studyType": of(item, &["studytype", "degree", "qualification", "degreetype", "title", "program"]),
        "area": of(item, &["area", "field", "fieldofstudy", "major", "subject", "course"]),
        "institution": of(item, &["institution", "school", "university", "college", "schoolname", "organization", "name"]),
        "startDate": start,
        "endDate": end,
        "score": of(item, &["score", "gpa", "grade"]),
    })
}

fn named(item: &Value, name: &str, from: &str, names: Names) -> Value {
    json!({
        name: of(item, &["name", "title", "award", "certificate"]),
        from: of(item, names),
        "date": of(item, RANGE),
        "releaseDate": of(item, RANGE),
        "summary": if item.is_object() { of(item, TOLD) } else { String::new() },
    })
}

fn language(item: &Value) -> Value {
    let fluency =
        if item.is_object() { of(item, &["fluency", "proficiency", "description", "level"]) } else { String::new() };
    json!({"language": of(item, &["language", "name", "title"]), "fluency": fluency})
}

/// Skills may be one text, a list of texts, or groups.
fn skills(section: Vec<&Value>) -> Vec<Value> {
    let featured = section.iter().filter_map(|item| field(item, &["featuredskills"])?.as_array()).flatten();
    featured.map(skill).chain(section.iter().map(|item| skill(item))).collect()
}

fn skill(item: &Value) -> Value {
    if !item.is_object() {
        return json!({"name": scalar(item)});
    }
    let level = field(item, &["level", "proficiency"]).and_then(Value::as_str).unwrap_or_default();
    json!({
        "name": of(item, &["name", "skill", "title", "category"]),
        "level": level,
        "keywords": points(item, &["keywords", "items", "skills", "descriptions"]),
    })
}

fn basics(basics: &Value) -> Value {
    let whole = [of(basics, &["firstname", "givenname"]), of(basics, &["lastname", "surname", "familyname"])].join(" ");
    let name = of(basics, &["name", "fullname"]);
    let link = field(basics, &["url", "website"]).map(|url| of(url, &["href", "url", "link"]));
    json!({
        "name": if name.is_empty() { whole.trim().to_owned() } else { name },
        "label": of(basics, &["label", "headline", "title", "jobtitle", "professionaltitle", "position"]),
        "email": of(basics, &["email", "emailaddress", "mail"]),
        "phone": of(basics, &["phone", "telephone", "phonenumber", "mobile"]),
        "url": link.unwrap_or_default(),
        "location": {"city": of(basics, &["location", "city", "address"])},
        "summary": of(basics, &["summary", "objective", "bio"]),
    })
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

fn insert(value: &mut Value, key: &str, inserted: Value) {
    value.as_object_mut().into_iter().for_each(|fields| drop(fields.insert(key.to_owned(), inserted.clone())));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::formats::{Limits, read};

    fn shown(json: &str) -> String {
        read(json.as_bytes(), Some("cv.json"), &Limits::default()).unwrap().text
    }

    #[test]
    fn a_reactive_resume_is_read() {
        let item = r#"{"visible": true, "company": "Acme", "position": "Account Manager", "location": "Zurich",
            "date": "March 2015 - July 2019", "summary": "<p>Kept forty accounts.</p><ul><li>Grew sales</li></ul>"}"#;
        let text = shown(&format!(
            r#"{{"basics": {{"name": "Ana Keller", "headline": "Key Account Manager", "email": "ana@example.com",
                 "phone": "555-0100", "location": "Zurich", "url": {{"label": "", "href": "https://example.com"}}}},
               "sections": {{"summary": {{"name": "Summary", "content": "<p>Sells to banks.</p>"}},
                 "experience": {{"name": "Experience", "items": [{item}, {{"visible": false, "position": "Clerk"}}]}},
                 "education": {{"items": [{{"institution": "Fallow University", "studyType": "BA", "area": "Economics", "date": "2014"}}]}},
                 "skills": {{"items": [{{"name": "CRM", "level": 3, "keywords": ["Salesforce"]}}]}},
                 "languages": {{"items": [{{"name": "German", "description": "Native", "level": 5}}]}}}},
               "metadata": {{"template": "any"}}}}"#
        ));
        let expected = "Ana Keller\nKey Account Manager\nana@example.com · 555-0100\nZurich\nhttps://example.com\n\n\
            Summary\nSells to banks.\n\n\
            Experience\nAccount Manager, Acme\tMarch 2015 – July 2019\nZurich\nKept forty accounts.\n• Grew sales\n\n\
            Education\nBA, Economics, Fallow University\t2014 – 2014\n\nSkills\nCRM: Salesforce\n\nLanguages\nGerman – Native\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn other_exports_are_read_by_the_names_of_their_fields() {
        let text = shown(
            r#"{"profile": {"name": "Ben Holt", "email": "ben@example.com", "summary": "Sells."},
               "workExperiences": [{"company": "Acme", "jobTitle": "Buyer", "date": "2015 to 2019", "descriptions": ["Bought paper"]}],
               "educations": [{"school": "Fallow University", "degree": "BSc", "date": "2014"}],
               "skills": {"featuredSkills": [{"skill": "Excel", "rating": 4}], "descriptions": ["Tenders"]}}"#,
        );
        for words in
            ["Ben Holt\n", "Buyer, Acme\t2015 – 2019\n• Bought paper\n", "BSc, Fallow University", "Excel\n", "Tenders"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
    }

    #[test]
    fn several_roles_at_one_employer_are_several_positions() {
        let roles = r#"[{"position": "Head of Sales", "period": "2018 - Present"}, {"position": "Buyer", "period": "2015 - 2018"}]"#;
        let text = shown(&format!(
            r#"{{"basics": {{"name": "Ana"}}, "sections": {{"experience": {{"items": [{{"company": "Acme", "roles": {roles}}}]}}}}}}"#
        ));
        assert!(text.contains("Head of Sales, Acme\t2018 – Present\n\nBuyer, Acme\t2015 – 2018"), "{text}");
    }

    #[test]
    fn an_export_in_which_nothing_is_found_is_refused() {
        let error = read(br#"{"basics": {"name": "Ana"}, "blocks": []}"#, None, &Limits::default()).unwrap_err();
        assert!(error.message.contains("JSON"), "{}", error.message);
    }
}
