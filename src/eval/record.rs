//! Reads back the records that `rolefit rank --format jsonl` wrote, as far as runs are compared by them.

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

/// A run: one record a candidate, by id.
pub type Records = BTreeMap<String, Record>;

/// One candidate of a run; fields that are not compared are passed over.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Record {
    schema: String,
    /// The day that "present" meant.
    pub as_of: Date,
    candidate: CandidateRecord,
    /// `scored`, `partial` or `unreadable`.
    pub status: String,
    /// Verdicts on roles.
    pub roles: Vec<RoleRecord>,
    /// The role that fits best.
    pub best: BestRecord,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct CandidateRecord {
    id: String,
}

/// A candidate in one role.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RoleRecord {
    /// The role's id.
    pub role: String,
    /// Points with one decimal.
    pub score: Option<f64>,
    /// One a criterion.
    pub criteria: Vec<CriterionRecord>,
}

/// A verdict on a criterion.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CriterionRecord {
    /// The criterion's id.
    pub id: String,
    /// Its status.
    pub status: Status,
    /// One a part.
    pub parts: Vec<PartRecord>,
}

/// A verdict on a part.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PartRecord {
    /// The part's name.
    pub name: String,
    /// 0 to 1.
    pub credit: f64,
    /// The passages it rests on.
    pub evidence: Vec<EvidenceRecord>,
}

/// A passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    /// Its words.
    pub quote: String,
    /// `demonstrated` or `claimed`.
    pub strength: String,
}

/// The role that fits best.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct BestRecord {
    /// Its id; none where no role fits.
    pub role: Option<String>,
}

impl Recorded for Record {
    fn schema(&self) -> &str {
        &self.schema
    }
}

/// Reads the run in the file at `path`.
///
/// # Errors
/// [`Error::Io`], or [`Error::Judgements`] with the line that is wrong.
pub fn read(path: &Path) -> Result<Records> {
    let file = File::open(path).map_err(Error::io(path))?;
    parse(&path.display().to_string(), BufReader::new(file))
}

/// The run of `candidates`, as it would be read back.
///
/// # Errors
/// None in practice: what [`v1`] writes can be read.
pub fn of_run(run: &Run<'_>, candidates: &[Candidate]) -> Result<Records> {
    // Compared as read back, so that only what outputs show can differ.
    let whole = Run { top_roles: Some(usize::MAX), ..*run };
    let lines = candidates.iter().map(|candidate| serde_json::to_string(&v1::CandidateRecord::new(&whole, candidate)));
    let text = lines.collect::<serde_json::Result<Vec<_>>>();
    let text = text.map_err(|error| fault("this run", 0, error.to_string(), FORM))?.join("\n");
    parse("this run", text.as_bytes())
}

fn parse(file: &str, lines: impl BufRead) -> Result<Records> {
    let mut records = Records::new();
    each(file, lines, |line, record: Record| {
        let id = record.candidate.id.clone();
        match records.insert(id.clone(), record) {
            Some(_) => Err(fault(file, line, format!("`{id}` stands here twice"), FORM)),
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
    use crate::output::history::HistoryColumns;

    #[test]
    fn what_is_written_can_be_read_back() {
        let catalog = sample::catalog();
        let run = Run {
            catalog: &catalog,
            as_of: jiff::civil::date(2026, 11, 21),
            top_roles: Some(1),
            history: HistoryColumns::default(),
        };
        let records = of_run(&run, &[sample::candidate("a", 70, 1000), sample::unreadable("b")]).unwrap();
        assert_eq!((records["a"].roles.len(), records["a"].roles[0].score), (2, Some(70.0)));
        assert_eq!((records["b"].roles.len(), records["b"].status.as_str()), (0, "unreadable"));
    }

    #[test]
    fn lines_on_candidates_who_are_gone_are_passed_over() {
        let gone = format!("{{\"schema\":\"{}\",\"candidate\":{{\"id\":\"a\"}}}}", v1::GONE_SCHEMA);
        assert!(parse("old.jsonl", gone.as_bytes()).unwrap().is_empty());
    }

    #[test]
    fn a_line_that_is_no_record_is_named() {
        let error = parse("old.jsonl", "\n{\"schema\": 1}".as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("old.jsonl:2: invalid type: "), "{error}");
        assert!(error.ends_with("give what `rolefit rank --format jsonl` wrote"), "{error}");
    }
}
