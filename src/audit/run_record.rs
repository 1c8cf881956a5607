//! The record of a run: the files, the roles and the day that it ranked with, and hashes of its results, so that
//! anybody can repeat the run and see that nothing was changed.
//!
//! A record file has one JSON object per line. Each names the hash of the line before it, so that a line that
//! was changed or taken out is noticed.

use std::num::NonZeroUsize;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::{Result, fault};
use rolefit_document::content_of;

/// The schema of a line.
pub const SCHEMA: &str = "rolefit.run/1";

/// One run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRecord {
    /// [`SCHEMA`].
    pub schema: String,
    /// The time at which the run was recorded.
    pub recorded_at: Timestamp,
    /// The version of rolefit.
    pub engine: String,
    /// The hash of the catalog.
    pub catalog: String,
    /// The day that "present" meant.
    pub as_of: Date,
    /// What the run was asked to do.
    pub asked: Asked,
    /// The resumes, in the order of their ids.
    pub files: Vec<FileRecord>,
    /// The numbers of the run.
    pub counts: Counts,
    /// The hash of all results: of the lines that `rank --format jsonl` prints for the same paths and roles.
    /// Cut-offs, formats and decisions do not change it.
    pub results: String,
    /// The hash of the output as it was written.
    pub output: OutputRecord,
    /// The hash of the line before. `None` in the first line.
    pub previous: Option<String>,
}

/// What a run was asked to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The files and directories, as they were typed.
    pub paths: Vec<String>,
    /// The roles, as they were typed. Empty means all roles.
    pub roles: Vec<String>,
    /// The directory of the catalog, as it was typed. `None` means the built-in roles.
    pub catalog: Option<String>,
    /// The posting that the run scored for, as it was typed.
    pub job: Option<String>,
    /// True if the must-haves of the posting were taken as confirmed.
    #[serde(default)]
    pub confirm: bool,
    /// The number of roles per candidate that was asked for. `None` means that of [`Run`](crate::output::Run).
    pub top_roles: Option<NonZeroUsize>,
    /// True if names were withheld.
    pub blind: bool,
    /// All arguments of the run.
    pub arguments: Vec<String>,
}

/// One resume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its id.
    pub id: String,
    /// The hash of its bytes. `None` if no byte could be read.
    pub content: Option<String>,
    /// `scored`, `partial` or `unreadable`.
    pub status: String,
}

/// The numbers of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Resumes that were scored.
    pub scored: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Files that are no resumes.
    pub skipped: usize,
}

/// The output of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputRecord {
    /// The file, as it was typed. `None` for standard output.
    pub path: Option<String>,
    /// The hash of its bytes.
    pub content: String,
}

/// The runs of the record file named `file` with content `text`, each with the number of its line from 1.
///
/// # Errors
/// [`Error::Judgements`](crate::Error::Judgements) if a line is no run, or does not follow the line before.
pub fn read(file: &str, text: &str) -> Result<Vec<(usize, RunRecord)>> {
    let mut runs = Vec::new();
    let mut previous: Option<String> = None;
    for (index, line) in text.lines().enumerate() {
        let at = index + 1;
        let run: RunRecord = serde_json::from_str(line).map_err(|error| {
            fault(file, at, format!("this is no run: {error}"), "give a file that `rank --record` wrote")
        })?;
        if run.schema != SCHEMA {
            let message = format!("the schema is `{}`", run.schema);
            return Err(fault(file, at, message, format!("this version reads `{SCHEMA}`")));
        }
        if run.previous != previous {
            let message = "the line does not follow the line before it";
            return Err(fault(file, at, message, "a line was changed or taken out; compare with a copy of the file"));
        }
        previous = Some(content_of(line.as_bytes()));
        runs.push((at, run));
    }
    Ok(runs)
}

/// The line to append to a record file with content `text` for `run`.
///
/// # Errors
/// As [`read`]. Nothing should be appended to a file that is damaged.
pub fn line_after(file: &str, text: &str, mut run: RunRecord) -> Result<String> {
    read(file, text)?;
    run.previous = text.lines().last().map(|line| content_of(line.as_bytes()));
    // Serializing fails only for maps with keys that are no strings, and a record has no map.
    let line = serde_json::to_string(&run).unwrap_or_default();
    Ok(if text.is_empty() || text.ends_with('\n') { format!("{line}\n") } else { format!("\n{line}\n") })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn run(results: &str) -> RunRecord {
        RunRecord {
            schema: SCHEMA.into(),
            recorded_at: Timestamp::UNIX_EPOCH,
            engine: "rolefit 0".into(),
            catalog: "blake3:c".into(),
            as_of: Date::constant(2026, 11, 21),
            asked: Asked::default(),
            files: Vec::new(),
            counts: Counts::default(),
            results: results.into(),
            output: OutputRecord::default(),
            previous: None,
        }
    }

    #[test]
    fn a_line_that_was_changed_or_taken_out_is_noticed() {
        let mut text = String::new();
        for results in ["one", "two", "three"] {
            let line = line_after("runs.jsonl", &text, run(results)).unwrap();
            text.push_str(&line);
        }
        assert_eq!(read("runs.jsonl", &text).unwrap().len(), 3);
        let changed = text.replace("two", "2");
        let without: String = text.split_inclusive('\n').filter(|line| !line.contains("two")).collect();
        for (damaged, line) in [(changed, 3), (without, 2), (text.replacen("/1", "/9", 1), 1), (format!("{text}x"), 4)]
        {
            let error = read("runs.jsonl", &damaged).unwrap_err().to_string();
            assert!(error.starts_with(&format!("runs.jsonl:{line}: ")), "{error}");
            assert!(line_after("runs.jsonl", &damaged, run("four")).is_err());
        }
    }
}
