//! Reads the records that `rolefit rank --format jsonl` writes, with the fields that comparisons need.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::candidate::Candidate;
use crate::error::{Error, Result, fault};
use crate::output::history::records::{FORM, Recorded, each};
use crate::output::{Run, v1};
use crate::score::Status;

/// A run: one record per candidate, by id.
pub type ComparedRun = BTreeMap<String, ComparedCandidate>;

/// The record of one candidate. Fields that are not compared are ignored.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ComparedCandidate {
    schema: String,
    /// The date that "present" means.
    pub as_of: Date,
    candidate: ComparedId,
    /// `scored`, `partial` or `unreadable`.
    pub status: String,
    /// Verdicts by role.
    pub roles: Vec<ComparedRole>,
    /// The role that fits best.
    pub best: ComparedBest,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct ComparedId {
    id: String,
}

/// The record of a candidate in one role.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ComparedRole {
    /// Id of the role.
    pub role: String,
    /// Score in points, with one decimal.
    pub score: Option<f64>,
    /// One verdict per criterion.
    pub criteria: Vec<ComparedCriterion>,
}

/// A verdict on a criterion.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ComparedCriterion {
    /// Id of the criterion.
    pub id: String,
    /// Status of the criterion.
    pub status: Status,
    /// One verdict per part.
    pub parts: Vec<ComparedPart>,
}

/// A verdict on a part.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ComparedPart {
    /// Name of the part.
    pub name: String,
    /// Credit, 0 to 1.
    pub credit: f64,
    /// The evidence for the part.
    pub evidence: Vec<ComparedEvidence>,
}

/// A passage of the resume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedEvidence {
    /// The words of the passage.
    pub quote: String,
    /// `demonstrated`, `claimed` or `mentioned`.
    pub strength: String,
}

/// The role that fits best.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ComparedBest {
    /// Id of the role; `None` if no role fits.
    pub role: Option<String>,
}

impl Recorded for ComparedCandidate {
    fn schema(&self) -> &str {
        &self.schema
    }
}

/// Reads the run in the file at `path`.
///
/// # Errors
/// [`Error::Io`], or [`Error::Judgements`] with the faulty line.
pub fn read(path: &Path) -> Result<ComparedRun> {
    let file = File::open(path).map_err(Error::io(path))?;
    parse(&path.display().to_string(), BufReader::new(file))
}

/// Returns the run of `candidates` in the form in which it would be read from a file.
///
/// # Errors
/// None in practice, because [`v1`] writes records that can be read.
pub fn of_run(run: &Run<'_>, candidates: &[Candidate]) -> Result<ComparedRun> {
    // Writing and reading first makes sure that only values visible in outputs can differ.
    let whole = Run { top_roles: Some(usize::MAX), ..*run };
    let lines = candidates.iter().map(|candidate| serde_json::to_string(&v1::CandidateRecord::new(&whole, candidate)));
    let text = lines.collect::<serde_json::Result<Vec<_>>>();
    let text = text.map_err(|error| fault("this run", 0, error.to_string(), FORM))?.join("\n");
    parse("this run", text.as_bytes())
}

fn parse(file: &str, lines: impl BufRead) -> Result<ComparedRun> {
    let mut records = ComparedRun::new();
    each(file, lines, |line, record: ComparedCandidate| {
        let id = record.candidate.id.clone();
        match records.insert(id.clone(), record) {
            Some(_) => Err(fault(file, line, format!("`{id}` occurs twice"), FORM)),
            None => Ok(()),
        }
    })?;
    Ok(records)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::output::gone_record;
    use crate::output::sample_run::run;

    #[test]
    fn what_is_written_can_be_read_back() {
        let catalog = sample::catalog();
        let run = Run { top_roles: Some(1), ..run(&catalog) };
        let records = of_run(&run, &[sample::candidate("a", 70, 1000), sample::unreadable("b")]).unwrap();
        assert_eq!((records["a"].roles.len(), records["a"].roles[0].score), (2, Some(70.0)));
        assert_eq!((records["b"].roles.len(), records["b"].status.as_str()), (0, "unreadable"));
    }

    #[test]
    fn lines_on_candidates_who_are_gone_are_passed_over() {
        let gone = format!("{{\"schema\":\"{}\",\"candidate\":{{\"id\":\"a\"}}}}", gone_record::GONE_SCHEMA);
        assert!(parse("old.jsonl", gone.as_bytes()).unwrap().is_empty());
    }

    #[test]
    fn a_line_that_is_no_record_is_named() {
        let error = parse("old.jsonl", "\n{\"schema\": 1}".as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("old.jsonl:2: invalid type: "), "{error}");
        assert!(error.ends_with("give the output of `rolefit rank --format jsonl`"), "{error}");
    }
}
