//! Writes the sections of a JSON Resume in the usual order of a resume, and records the facts that its fields state.

use serde_json::Value;

use super::field_lines::FieldLines;
use super::json_dates;
use super::json_values::{entries, non_empty, scalar, strings, text};
use crate::formats::{Extract, Limits};
use rolefit_document::Span;
use rolefit_document::{SectionKind, Structured, StructuredEducation, StructuredPosition, StructuredSection};

/// Writes the resume as text with its facts.
pub(super) fn write(resume: &Value, limits: &Limits) -> Extract {
    let mut writer = Writer { lines: FieldLines::new(limits), structured: Structured::default() };
    writer.basics(resume.get("basics").unwrap_or(&Value::Null));
    writer.work(resume, "work", SectionKind::Experience, "Experience", &["name", "company"]);
    writer.work(resume, "volunteer", SectionKind::Volunteering, "Volunteering", &["organization"]);
    writer.projects(resume);
    writer.education(resume);
    writer.certificates(resume);
    writer.dated(resume, "awards", SectionKind::Accomplishments, "Awards", ["title", "awarder", "date"]);
    let publication = ["name", "publisher", "releaseDate"];
    writer.dated(resume, "publications", SectionKind::Accomplishments, "Publications", publication);
    writer.lists(resume, "skills", SectionKind::Skills, "Skills");
    writer.languages(resume);
    writer.lists(resume, "interests", SectionKind::Personal, "Interests");
    writer.references(resume);
    writer.lines.extract.structured = Some(writer.structured);
    writer.lines.extract
}

struct Writer<'a> {
    lines: FieldLines<'a>,
    structured: Structured,
}

impl Writer<'_> {
    fn basics(&mut self, basics: &Value) {
        let whole = [text(basics, &["firstName"]), text(basics, &["lastName"])];
        let name = if text(basics, &["name"]).is_empty() { whole.join(" ") } else { text(basics, &["name"]) };
        self.structured.name = self.one(&name);
        self.structured.headline = self.one(&text(basics, &["label"]));
        let place = basics.get("location").unwrap_or(&Value::Null);
        let town = [text(place, &["postalCode"]), text(place, &["city"])].join(" ");
        let address = [&text(place, &["address"]), &town, &text(place, &["region"]), &text(place, &["countryCode"])];
        let (email, telephone) = (text(basics, &["email"]), text(basics, &["phone"]));
        let (spans, _) = self.lines.line(&[&email, &telephone], " · ", "");
        if let [email, telephone] = spans.as_slice() {
            self.structured.emails.extend(*email);
            self.structured.telephones.extend(*telephone);
        }
        self.lines.line(&address.map(|part| part.trim()), ", ", "");
        self.one(&text(basics, &["url", "website"]));
        for profile in entries(basics, "profiles") {
            let (network, user) = (text(profile, &["network"]), text(profile, &["username"]));
            let url = text(profile, &["url"]);
            self.lines.line(&[&network, if url.is_empty() { &user } else { &url }], ": ", "");
        }
        let summary = text(basics, &["summary"]);
        if !summary.is_empty() {
            self.heading(SectionKind::Summary, "Summary");
            self.lines.paragraphs(&summary);
        }
    }

    /// Writes positions with their duties.
    fn work(&mut self, resume: &Value, key: &str, kind: SectionKind, heading: &str, employer: &[&str]) {
        for (index, entry) in entries(resume, key).enumerate() {
            self.begin(index, kind, heading);
            let start = self.lines.end();
            let range =
                json_dates::range(non_empty(&text(entry, &["startDate"])), non_empty(&text(entry, &["endDate"])));
            let (written, is_known) = range.unwrap_or_default();
            let fields = [text(entry, &["position"]), text(entry, employer)];
            let (spans, dates) = self.lines.line(&fields.each_ref().map(String::as_str), ", ", &written);
            self.head(start);
            let place = [text(entry, &["description"]), text(entry, &["location"])];
            let start_of_place = self.lines.end();
            self.lines.line(&place.each_ref().map(String::as_str), ", ", "");
            self.head(start_of_place);
            self.body(entry);
            if let [Some(title), employer] = *spans.as_slice() {
                let span = Span::new(start, self.lines.end()).trim(&self.lines.extract.text);
                let dates = dates.filter(|_| is_known);
                self.structured.positions.push(StructuredPosition { title, employer, dates, span });
            }
        }
    }

    fn projects(&mut self, resume: &Value) {
        for (index, entry) in entries(resume, "projects").enumerate() {
            self.begin(index, SectionKind::Projects, "Projects");
            let start = self.lines.end();
            let range =
                json_dates::range(non_empty(&text(entry, &["startDate"])), non_empty(&text(entry, &["endDate"])));
            let roles: Vec<String> = strings(entry, "roles").collect();
            let fields = [text(entry, &["name"]), roles.join(", "), text(entry, &["entity"])];
            self.lines.line(&fields.each_ref().map(String::as_str), ", ", &range.unwrap_or_default().0);
            self.head(start);
            self.lines.paragraphs(&text(entry, &["description"]));
            self.body(entry);
            let keywords: Vec<String> = strings(entry, "keywords").collect();
            self.lines.line(&[&keywords.join(", ")], "", "");
        }
    }

    fn education(&mut self, resume: &Value) {
        for (index, entry) in entries(resume, "education").enumerate() {
            self.begin(index, SectionKind::Education, "Education");
            let (start, end) = (text(entry, &["startDate"]), text(entry, &["endDate"]));
            // An end without a start is the date of the degree.
            let range = non_empty(&start).and_then(|start| json_dates::range(Some(start), non_empty(&end)));
            let written = range.map_or_else(|| json_dates::date(&end), |(written, _)| written);
            let fields = [text(entry, &["studyType"]), text(entry, &["area"]), text(entry, &["institution"])];
            let fields = fields.each_ref().map(String::as_str);
            let (spans, _) = self.lines.line(&fields, ", ", &written);
            if let [degree, field, _] = *spans.as_slice()
                && let Some(first) = degree.or(field)
            {
                let degree = first.join(field.unwrap_or(first));
                self.structured.education.push(StructuredEducation { degree, field });
            }
            let score = text(entry, &["score", "gpa"]);
            if !score.is_empty() {
                self.lines.line(&["Score", &score], ": ", "");
            }
            let courses: Vec<String> = strings(entry, "courses").collect();
            self.lines.items(courses.iter().map(String::as_str));
        }
    }

    fn certificates(&mut self, resume: &Value) {
        for (index, entry) in entries(resume, "certificates").enumerate() {
            self.begin_list(index, SectionKind::Certificates, "Certificates");
            let fields = [text(entry, &["name", "title"]), text(entry, &["issuer"])];
            let date = json_dates::date(&text(entry, &["date"]));
            let (spans, _) = self.lines.line(&fields.each_ref().map(String::as_str), ", ", &date);
            self.structured.certificates.extend(spans.first().copied().flatten());
        }
    }

    /// Writes entries with a name, an organisation and a date. `keys` are their field names.
    fn dated(&mut self, resume: &Value, key: &str, kind: SectionKind, heading: &str, keys: [&str; 3]) {
        let [name, from, date] = keys;
        for (index, entry) in entries(resume, key).enumerate() {
            self.begin_list(index, kind, heading);
            let fields = [text(entry, &[name]), text(entry, &[from])];
            let date = json_dates::date(&text(entry, &[date]));
            self.lines.line(&fields.each_ref().map(String::as_str), ", ", &date);
            self.lines.paragraphs(&text(entry, &["summary"]));
        }
    }

    /// Writes lists such as "Sales (Master): cold calls, tenders", or plain words.
    fn lists(&mut self, resume: &Value, key: &str, kind: SectionKind, heading: &str) {
        for (index, entry) in entries(resume, key).enumerate() {
            self.begin_list(index, kind, heading);
            let level = text(entry, &["level"]);
            let level = if level.is_empty() { level } else { format!(" ({level})") };
            let name = format!("{}{level}", if entry.is_object() { text(entry, &["name"]) } else { scalar(entry) });
            let keywords: Vec<String> = strings(entry, "keywords").collect();
            self.lines.line(&[&name, &keywords.join(", ")], ": ", "");
        }
    }

    fn languages(&mut self, resume: &Value) {
        for (index, entry) in entries(resume, "languages").enumerate() {
            self.begin_list(index, SectionKind::Languages, "Languages");
            let name = if entry.is_object() { text(entry, &["language", "name"]) } else { scalar(entry) };
            let (spans, _) = self.lines.line(&[&name, &text(entry, &["fluency"])], " – ", "");
            self.structured.languages.extend(spans.first().copied().flatten());
        }
    }

    fn references(&mut self, resume: &Value) {
        for (index, entry) in entries(resume, "references").enumerate() {
            self.begin_list(index, SectionKind::References, "References");
            self.lines.line(&[&text(entry, &["name"])], "", "");
            self.lines.paragraphs(&text(entry, &["reference"]));
        }
    }

    /// Writes the summary and the highlights of an entry.
    fn body(&mut self, entry: &Value) {
        self.lines.paragraphs(&text(entry, &["summary"]));
        let highlights: Vec<String> = strings(entry, "highlights").collect();
        self.lines.items(highlights.iter().map(String::as_str));
    }

    /// Begins an entry of a section with an empty line between entries.
    fn begin(&mut self, index: usize, kind: SectionKind, heading: &str) {
        self.begin_list(index, kind, heading);
        if index > 0 {
            self.lines.empty_line();
        }
    }

    fn begin_list(&mut self, index: usize, kind: SectionKind, heading: &str) {
        if index == 0 {
            self.heading(kind, heading);
        }
    }

    fn heading(&mut self, kind: SectionKind, heading: &str) {
        self.lines.empty_line();
        if let Some(heading) = self.one(heading) {
            self.structured.sections.push(StructuredSection { kind, heading });
        }
    }

    /// Records the text written since `start` as the head of an entry.
    fn head(&mut self, start: usize) {
        let head = Span::new(start, self.lines.end()).trim(&self.lines.extract.text);
        self.structured.heads.extend((!head.is_empty()).then_some(head));
    }

    /// Writes a line of one field and returns its span.
    fn one(&mut self, field: &str) -> Option<Span> {
        self.lines.line(&[field], "", "").0.first().copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::repair;

    proptest! {
        /// Were it otherwise, the places of the fields would be lost.
        #[test]
        fn repair_leaves_a_rendering_as_it_is(
            fields in prop::collection::vec("([a-zA-ZÂÃâ€¢¼´¨\u{200b}\u{ad}\u{c} \t\n•o*·\u{f0b7}\u{301}ﬁＡ.,-]|\\PC){0,12}", 12),
        ) {
            let mut fields = fields.into_iter();
            let mut next = || fields.next().unwrap_or_default();
            let resume = serde_json::json!({
                "basics": {"name": next(), "label": next(), "email": next(), "summary": next()},
                "work": [{"name": next(), "position": next(), "endDate": next(), "highlights": [next()]}],
                "education": [{"studyType": next(), "area": next()}],
                "skills": [{"name": next(), "keywords": [next()]}],
            });
            let text = write(&resume, &Limits::default()).text;
            prop_assert_eq!(repair::repair(&text), text);
        }
    }
}
