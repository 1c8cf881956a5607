//! Reads text out of JSON values of any shape.

use serde_json::Value;

/// The items of an array. A single value counts as an array of one item.
pub(super) fn entries<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    let items = match value.get(key) {
        Some(Value::Array(items)) => items.as_slice(),
        Some(Value::Null) | None => &[],
        Some(other) => std::slice::from_ref(other),
    };
    items.iter().filter(|item| !item.is_null())
}

/// The texts in an array.
pub(super) fn strings(value: &Value, key: &str) -> impl Iterator<Item = String> {
    entries(value, key).map(scalar).filter(|words| !words.is_empty())
}

/// The first of these fields that has text, trimmed. Several names are tried because older files use other names.
pub(super) fn text(value: &Value, keys: &[&str]) -> String {
    let found = keys.iter().filter_map(|key| value.get(key)).map(scalar).find(|words| !words.is_empty());
    found.unwrap_or_default()
}

/// A string or number as text; empty for any other value.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// `None` for an empty text.
pub(super) fn non_empty(words: &str) -> Option<&str> {
    (!words.is_empty()).then_some(words)
}
