//! A role as a form: the role file in JSON, with what helps to fill in the form. The way back gives a role file again.

use serde_json::{Map, Value, json};

use super::role_book::Source;
use crate::catalog::Catalog;
use crate::explain::part_names;
use crate::posting::{ImportedRole, LineOutcome};

/// The keys of a role file, in its order. `bands` and `vacancy` are tables.
const KEYS: [&str; 5] = ["title", "other_titles", "summary", "bands", "vacancy"];
/// The keys of a criterion, in the order of role files.
const CRITERION_KEYS: [&str; 9] =
    ["id", "kind", "priority", "confirmed", "weight", "defining", "label", "text", "parts"];
/// The form's own key of a part: what it looks for, in words.
const PART_WORDS: &str = "words_for_people";
/// Keys whose numbers have a decimal point.
const DECIMALS: [&str; 3] = ["weight", "least", "most"];

/// Returns the form of the role file `text`. `catalog` holds the role.
pub(super) fn form(id: &str, source: Source, text: &str, catalog: &Catalog, imported: Option<&ImportedRole>) -> Value {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    let mut form = serde_json::to_value(table).unwrap_or_default();
    let Some(fields) = form.as_object_mut() else { return form };
    let mut criteria = fields.remove("criterion").unwrap_or_else(|| json!([]));
    let role = catalog.roles.iter().find(|role| role.id == id);
    for criterion in criteria.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        let id = criterion.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        criterion.entry("confirmed").or_insert(true.into());
        criterion.entry("defining").or_insert(false.into());
        criterion.insert("line".into(), imported.and_then(|role| line_of(role, &id)).into());
        let compiled = role.and_then(|role| role.criteria.iter().find(|known| known.id == id));
        let words = compiled.into_iter().flat_map(|known| {
            known.parts.iter().map(|part| part_names::name(known, part, &catalog.vocabulary)).collect::<Vec<_>>()
        });
        let parts = criterion.get_mut("parts").and_then(Value::as_array_mut);
        for (part, words) in parts.into_iter().flatten().filter_map(Value::as_object_mut).zip(words) {
            part.insert(PART_WORDS.into(), words.into());
        }
    }
    fields.insert("id".into(), id.into());
    fields.insert("source".into(), serde_json::to_value(source).unwrap_or_default());
    fields.insert("criteria".into(), criteria);
    fields.insert("posting".into(), imported.filter(|role| !role.lines.is_empty()).map(posting).into());
    fields.insert("ignored".into(), imported.map(ignored).unwrap_or_default().into());
    let warnings = imported.into_iter().flat_map(|role| &role.warnings);
    let warnings = warnings.map(|warning| json!({ "line": warning.line, "message": warning.message }));
    fields.insert("warnings".into(), warnings.collect());
    form
}

/// The line of the posting that a criterion comes from.
fn line_of(role: &ImportedRole, criterion: &str) -> Option<usize> {
    let is_from =
        |outcome: &LineOutcome| matches!(outcome, LineOutcome::Criterion(ids) if ids.iter().any(|id| id == criterion));
    role.lines.iter().find(|line| is_from(&line.outcome)).map(|line| line.number)
}

fn posting(role: &ImportedRole) -> Value {
    let line = |line: &crate::posting::LineReport| {
        let criteria = match &line.outcome {
            LineOutcome::Criterion(ids) => ids.as_slice(),
            _ => &[],
        };
        json!({ "line": line.number, "text": line.text, "became": line.outcome.to_string(), "criteria": criteria })
    };
    role.lines.iter().map(line).collect()
}

/// The lines that became no criterion, with the reasons.
fn ignored(role: &ImportedRole) -> Vec<Value> {
    let lines = role.lines.iter().filter_map(|line| match &line.outcome {
        LineOutcome::LeftOut(why) | LineOutcome::Refused(why) => {
            Some(json!({ "line": line.number, "text": line.text, "why": why }))
        }
        _ => None,
    });
    lines.collect()
}

/// Returns the role file of a form. Comments at the top of the `old` file stay: they name the sources of titles.
pub(super) fn role_file(id: &str, form: &Map<String, Value>, old: &str) -> String {
    let mut file = String::from("schema = \"rolefit.role/1\"\n");
    let is_head = |line: &&str| !line.starts_with('[');
    old.lines().take_while(is_head).filter(|line| line.starts_with('#')).for_each(|line| file.extend([line, "\n"]));
    let is_given = |value: &&Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    for key in KEYS {
        match form.get(key).filter(is_given) {
            Some(Value::Object(table)) => {
                let lines = table.iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| line(key, value));
                file.push_str(&format!("\n[{key}]\n{}", lines.collect::<String>()));
            }
            Some(value) => file.push_str(&line(key, value)),
            None => {}
        }
    }
    for criterion in form.get("criteria").and_then(Value::as_array).into_iter().flatten() {
        file.push_str("\n[[criterion]]\n");
        let is_must = criterion.get("priority").and_then(Value::as_str) == Some("must");
        for key in CRITERION_KEYS {
            match (key, criterion.get(key)) {
                (_, None | Some(Value::Null)) => {}
                // A role file says what is unusual: a must-have that nobody has confirmed, a criterion that defines.
                ("confirmed", Some(confirmed)) if !is_must || *confirmed == Value::Bool(true) => {}
                ("defining", Some(Value::Bool(false))) => {}
                ("id", Some(Value::String(own))) => file.push_str(&line("id", &renamed(own, id).into())),
                (_, Some(value)) => file.push_str(&line(key, value)),
            }
        }
    }
    file
}

/// The id of a criterion, in the role `role`.
fn renamed(criterion: &str, role: &str) -> String {
    criterion.split_once('/').map_or_else(|| criterion.to_owned(), |(_, rest)| format!("{role}/{rest}"))
}

/// The id of the criterion on a line of a role file, counted from 1.
pub(super) fn criterion_at(file: &str, line: usize) -> Option<String> {
    // The lines after the head of a criterion belong to it.
    let above: Vec<&str> = file.lines().take(line).collect();
    let head = above.iter().rposition(|line| *line == "[[criterion]]")?;
    let id = file.lines().skip(head).find_map(|line| line.strip_prefix("id = "))?;
    Some(id.trim_matches('"').to_owned())
}

fn line(key: &str, value: &Value) -> String {
    match value {
        Value::Array(parts) if key == "parts" && parts.len() > 1 => {
            let parts: String = parts.iter().map(|part| format!("  {},\n", inline(key, part))).collect();
            format!("parts = [\n{parts}]\n")
        }
        value => format!("{} = {}\n", bare(key), inline(key, value)),
    }
}

/// A value of the key `key` on one line of TOML.
fn inline(key: &str, value: &Value) -> String {
    match value {
        Value::Null => "\"\"".into(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => match number.as_f64().filter(|_| DECIMALS.contains(&key)) {
            Some(number) => format!("{number:?}"),
            None => number.to_string(),
        },
        Value::String(text) => toml::Value::from(text.as_str()).to_string(),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| inline(key, item)).collect::<Vec<_>>().join(", "))
        }
        Value::Object(table) => {
            let pairs = table.iter().filter(|(key, value)| !value.is_null() && *key != PART_WORDS);
            let pairs: Vec<String> =
                pairs.map(|(key, value)| format!("{} = {}", bare(key), inline(key, value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
    }
}

/// A key, in quotes if it needs them.
fn bare(key: &str) -> String {
    let is_bare =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_bare { key.to_owned() } else { toml::Value::from(key).to_string() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn form_of(id: &str, text: &str) -> Value {
        form(id, Source::BuiltIn, text, &Catalog::embedded().unwrap(), None)
    }

    #[test]
    fn a_form_that_nobody_changed_is_the_same_role() {
        for (path, text) in Catalog::embedded_files().iter().filter(|(path, _)| path.starts_with("roles/")) {
            let id = path.trim_start_matches("roles/").trim_end_matches(".toml");
            let file = role_file(id, form_of(id, text).as_object().unwrap(), text);
            let catalog = |text: &str| Catalog::of_roles(vec![(id.into(), text.into())], None).unwrap();
            assert_eq!(catalog(&file).hash, catalog(text).hash, "{id}");
        }
    }

    #[test]
    fn texts_of_a_form_stay_texts_in_the_file() {
        let hostile = "a\"\n[[criterion]]\nid = \"x\u{7}\"";
        let part = json!({ "name": hostile, "words": [hostile, 1], "a b": true, "ask": null });
        let form = json!({ "title": hostile, "criteria": [{ "id": "old/req-1", "label": hostile, "weight": 5, "parts": [part] }] });
        let file = role_file("new", form.as_object().unwrap(), "");
        let table: toml::Table = toml::from_str(&file).unwrap();
        let criterion = &table["criterion"].as_array().unwrap()[0];
        assert_eq!((table["title"].as_str(), criterion["label"].as_str()), (Some(hostile), Some(hostile)));
        assert_eq!((criterion["id"].as_str(), criterion["weight"].as_float()), (Some("new/req-1"), Some(5.0)));
        assert_eq!(criterion["parts"][0]["words"][0].as_str(), Some(hostile));
    }

    #[test]
    fn only_a_must_have_is_to_be_confirmed() {
        let criterion = |priority: &str| json!({ "id": "x/req-1", "priority": priority, "confirmed": false });
        let file = |priority| role_file("x", json!({ "criteria": [criterion(priority)] }).as_object().unwrap(), "");
        assert!(file("must").contains("confirmed = false") && !file("nice").contains("confirmed"));
    }

    #[test]
    fn a_line_tells_its_criterion() {
        let file = "title = \"x\"\n\n[[criterion]]\nid = \"x/req-1\"\n\n[[criterion]]\nid = \"x/req-2\"\nweight = -1\n";
        let ids: Vec<_> = [1, 3, 4, 8].map(|line| criterion_at(file, line)).into();
        assert_eq!(ids, [None, Some("x/req-1".into()), Some("x/req-1".into()), Some("x/req-2".into())]);
    }
}
