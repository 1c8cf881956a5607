//! Writes a draft as a role file; the same draft gives the same bytes.

use super::draft::Draft;
use super::draft_criterion::{DraftCriterion, DraftPart, RecognisedBy};
use crate::catalog::{DegreeLevel, Entry, Pay, Place, Priority, Vacancy};

/// Returns the text of the role file.
pub(crate) fn role_file(draft: &Draft) -> String {
    let Draft { title, other_titles, summary, criteria, occupations, vacancy: of_vacancy, .. } = draft;
    let mut file = String::from("schema = \"rolefit.role/1\"\n");
    if !occupations.is_empty() {
        file.push_str(&format!("# Related titles are those of O*NET's {}.\n", occupations.join("; ")));
    }
    file.push_str(&format!("title = {}\n", text(title)));
    if !other_titles.is_empty() {
        file.push_str(&format!("other_titles = {}\n", list(other_titles)));
    }
    if !summary.is_empty() {
        file.push_str(&format!("summary = {}\n", text(summary)));
    }
    file.push_str(&vacancy(of_vacancy));
    criteria.iter().for_each(|it| criterion(it, &mut file));
    file
}

/// The line by which a role file marks a must-have that no person has confirmed.
const UNCONFIRMED: &str = "confirmed = false\n";

/// Returns the text of a role file with all must-haves confirmed.
pub(super) fn confirmed(file: &str) -> String {
    let is_mark = |line: &&str| line.split_whitespace().collect::<String>() == "confirmed=false";
    file.split_inclusive('\n').filter(|line| !is_mark(line)).collect()
}

/// Returns the table of the vacancy; empty if nothing is known of it.
fn vacancy(vacancy: &Vacancy) -> String {
    if *vacancy == Vacancy::default() {
        return String::new();
    }
    let Vacancy { employer, places, remote, employment, posted, valid_through, pay } = vacancy;
    let mut lines = Vec::new();
    let mut line = |key: &str, value: String| lines.push(format!("{key} = {value}\n"));
    if !employer.is_empty() {
        line("employer", text(employer));
    }
    if !places.is_empty() {
        line("places", format!("[{}]", places.iter().map(place).collect::<Vec<_>>().join(", ")));
    }
    if *remote {
        line("remote", "true".into());
    }
    if !employment.is_empty() {
        line("employment", list(&employment.iter().map(|kind| kind.name().to_owned()).collect::<Vec<_>>()));
    }
    for (key, day) in [("posted", posted), ("valid_through", valid_through)] {
        if let Some(day) = day {
            line(key, text(day));
        }
    }
    if let Some(Pay { least, most, currency, unit }) = pay {
        let most = most.map(|most| format!(", most = {most:?}")).unwrap_or_default();
        line(
            "pay",
            format!("{{ least = {least:?}{most}, currency = {}, unit = \"{}\" }}", text(currency), unit.name()),
        );
    }
    format!("\n[vacancy]\n{}", lines.concat())
}

fn place(place: &Place) -> String {
    let Place { street, locality, region, postal_code, country } = place;
    let keys = [
        ("street", street),
        ("locality", locality),
        ("region", region),
        ("postal_code", postal_code),
        ("country", country),
    ];
    let keys = keys.into_iter().filter(|(_, value)| !value.is_empty());
    format!("{{ {} }}", keys.map(|(key, value)| format!("{key} = {}", text(value))).collect::<Vec<_>>().join(", "))
}

fn criterion(criterion: &DraftCriterion, file: &mut String) {
    let DraftCriterion { id, kind, priority, weight, defining, label, text: words, parts } = criterion;
    file.push_str(&format!("\n[[criterion]]\nid = {}\n", text(id)));
    file.push_str(&format!("kind = \"{}\"\npriority = \"{}\"\n", kind.name(), priority.name()));
    if *priority == Priority::Must {
        file.push_str(UNCONFIRMED);
    }
    file.push_str(&format!("weight = {weight:?}\n"));
    if *defining {
        file.push_str("defining = true\n");
    }
    file.push_str(&format!("label = {}\ntext = {}\n", text(label), text(words)));
    match parts.as_slice() {
        [one] => file.push_str(&format!("parts = [{}]\n", part(one))),
        several => {
            let lines: String = several.iter().map(|it| format!("  {},\n", part(it))).collect();
            file.push_str(&format!("parts = [\n{lines}]\n"));
        }
    }
}

fn part(part: &DraftPart) -> String {
    let DraftPart { name, recognised_by, min_months, level } = part;
    let mut keys = Vec::new();
    // Without a name, a part is named after the entry that it uses.
    if !matches!(recognised_by, RecognisedBy::Use(id) if id == name) {
        keys.push(format!("name = {}", text(name)));
    }
    match recognised_by {
        RecognisedBy::Use(id) => keys.push(format!("use = {}", text(id))),
        RecognisedBy::Titles(titles, adjacent) => {
            keys.push(format!("titles = {}", list(titles)));
            keys.extend((!adjacent.is_empty()).then(|| format!("adjacent_titles = {}", list(adjacent))));
        }
        RecognisedBy::Degree(level) => keys.push(format!("degree = \"{}\"", degree(*level))),
        RecognisedBy::Fields(fields, related) => {
            keys.push(format!("fields = {}", list(fields)));
            keys.extend((!related.is_empty()).then(|| format!("related_fields = {}", list(related))));
        }
        RecognisedBy::Own(entry) => keys.extend(phrases(entry)),
        RecognisedBy::Time(months) => keys.push(format!("full_months = {months}")),
        RecognisedBy::Words { words, weight } => {
            keys.push(format!("words = {}", list(words)));
            keys.extend(weight.map(|weight| format!("weight = {weight:?}")));
        }
    }
    keys.extend(level.map(|level| format!("level = \"{}\"", level.name())));
    keys.extend(min_months.map(|months| format!("min_months = {months}")));
    format!("{{ {} }}", keys.join(", "))
}

fn phrases(entry: &Entry) -> Vec<String> {
    let Entry { deeds, names, claims, hints, not, search, .. } = entry;
    let lists =
        [("deeds", deeds), ("names", names), ("claims", claims), ("hints", hints), ("not", not), ("search", search)];
    lists.iter().filter(|(_, words)| !words.is_empty()).map(|(key, words)| format!("{key} = {}", list(words))).collect()
}

fn degree(level: DegreeLevel) -> &'static str {
    match level {
        DegreeLevel::HighSchool => "high_school",
        DegreeLevel::Associate => "associate",
        DegreeLevel::Bachelor => "bachelor",
        DegreeLevel::Master => "master",
        DegreeLevel::Doctorate => "doctorate",
    }
}

/// Returns a quoted string, always on one line.
fn text(words: &str) -> String {
    let mut quoted = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|word| text(word)).collect::<Vec<_>>().join(", "))
}
