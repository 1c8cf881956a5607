//! Writes a draft as a role file; the same draft gives the same bytes.

use super::draft::{Draft, DraftCriterion, DraftPart, RecognisedBy};
use crate::catalog::DegreeLevel;
use crate::catalog::Entry;

/// Returns the text of the role file.
pub(crate) fn role_file(draft: &Draft) -> String {
    let Draft { title, other_titles, summary, criteria, occupations, .. } = draft;
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
    criteria.iter().for_each(|it| criterion(it, &mut file));
    file
}

fn criterion(criterion: &DraftCriterion, file: &mut String) {
    let DraftCriterion { id, kind, priority, weight, defining, label, text: words, parts } = criterion;
    file.push_str(&format!("\n[[criterion]]\nid = {}\n", text(id)));
    file.push_str(&format!("kind = \"{}\"\npriority = \"{}\"\nweight = {weight:?}\n", kind.name(), priority.name()));
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
    let DraftPart { name, recognised_by, min_months } = part;
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
