//! JSON Schemas of the records that rolefit writes.

use serde_json::{Value, json};

const RECORDS: &str = include_str!("records.schema.json");

/// The records with a schema, by the name in `rolefit.NAME/1`.
pub const NAMES: [&str; 5] = ["candidate", "gone", "comparison", "hit", "run"];

/// The JSON Schema of the record `name`, or of any record. `None` if there is no such record.
///
/// ```
/// let schema = rolefit::output::schema::schema(Some("candidate")).unwrap_or_default();
/// assert_eq!(schema["$ref"], "#/$defs/candidate");
/// assert!(rolefit::output::schema::schema(Some("cat")).is_none());
/// ```
pub fn schema(name: Option<&str>) -> Option<Value> {
    let parsed = serde_json::from_str(RECORDS);
    debug_assert!(parsed.is_ok(), "the file is JSON");
    let mut schema: Value = parsed.ok()?;
    let Some(name) = name else { return Some(schema) };
    NAMES.contains(&name).then_some(())?;
    let fields = schema.as_object_mut()?;
    fields.remove("oneOf");
    fields.insert("$ref".into(), json!(format!("#/$defs/{name}")));
    Some(schema)
}
