//! Reads the records that `rolefit rank --format jsonl` wrote, line by line.

use std::io::{BufRead, ErrorKind};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result, fault};
use crate::output::{gone_record, v1};

/// The remedy for a line that is no record.
pub(crate) const FORM: &str = "give the output of `rolefit rank --format jsonl`";

/// A record, with the fields that one reader needs.
pub(crate) trait Recorded: DeserializeOwned {
    /// Name and version of the record.
    fn schema(&self) -> &str;
}

/// Passes the records of a run to `take` one by one, each with its line number, so that memory holds one. Skips records
/// of candidates who were gone.
///
/// # Errors
/// [`Error::Io`], [`Error::Judgements`] with a line that is no record, and the first error of `take`.
pub(crate) fn each<T: Recorded>(
    file: &str,
    lines: impl BufRead,
    mut take: impl FnMut(usize, T) -> Result<()>,
) -> Result<()> {
    let unknown = |line, schema: &str| fault(file, line, format!("the schema `{schema}` is unknown"), FORM);
    for (line, text) in (1..).zip(lines.lines()) {
        let text = text.map_err(|source| match source.kind() {
            ErrorKind::InvalidData => fault(file, line, "this is not UTF-8", FORM),
            _ => Error::io(Path::new(file))(source),
        })?;
        if text.trim().is_empty() {
            continue;
        }
        match json_line::<T>(file, line, &text, FORM) {
            Ok(record) if record.schema() == v1::SCHEMA => take(line, record)?,
            Ok(record) => return Err(unknown(line, record.schema())),
            // A record of another schema may lack fields; then the error names the schema.
            Err(error) => match serde_json::from_str::<Schema>(&text) {
                Ok(other) if other.schema == gone_record::GONE_SCHEMA => {}
                Ok(other) if other.schema != v1::SCHEMA => return Err(unknown(line, &other.schema)),
                _ => return Err(error),
            },
        }
    }
    Ok(())
}

/// The field that all records have.
#[derive(Deserialize)]
struct Schema {
    schema: String,
}

/// Parses the line with this `number`.
pub(crate) fn json_line<T: DeserializeOwned>(file: &str, number: usize, line: &str, remedy: &str) -> Result<T> {
    serde_json::from_str(line).map_err(|error| {
        // serde_json counts lines within this line.
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        fault(file, number, format!("{message} at column {}", error.column()), remedy)
    })
}
