//! Takes words out of the values of a JSON Resume, whatever shape they have.

use serde_json::Value;

/// The items of an array, or what stands in its place.
pub(super) fn entries<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    let items = match value.get(key) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(Value::Null) | None => &[],
        Some(other) => std::slice::from_ref(other),
    };
    items.iter().filter(|item| !item.is_null())
}

/// The words of an array.
pub(super) fn strings(value: &Value, key: &str) -> impl Iterator<Item = String> {
    entries(value, key).map(scalar).filter(|words| !words.is_empty())
}

/// The first field of these names that holds words, trimmed; older files name some fields otherwise.
pub(super) fn text(value: &Value, keys: &[&str]) -> String {
    let found = keys.iter().filter_map(|key| value.get(key)).map(scalar).find(|words| !words.is_empty());
    found.unwrap_or_default()
}

/// A word or number as written; nothing for anything else.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

pub(super) fn some(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}
