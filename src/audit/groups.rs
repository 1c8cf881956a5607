//! The candidates of a ranking, and the groups that a table apart from scoring puts them in, by content hash.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::swap::Swaps;
use crate::error::{Error, Result, fault};

/// The column that joins groups with candidates.
const CONTENT: &str = "content";
/// Joins the categories of an intersection.
pub(super) const AND: &str = " × ";

/// A candidate of a ranking: the content hash, and the score in the role.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// `blake3:` and the hash of the file's bytes.
    pub content: String,
    /// The score from 0 to 100; `None` if nothing could be answered.
    pub score: Option<f64>,
    /// True if the candidate would go on to the next step.
    pub is_selected: bool,
}

/// The groups of candidates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// The names of the columns, such as `sex` and `race`.
    pub columns: Vec<String>,
    /// By content hash, one value per column.
    rows: BTreeMap<String, Vec<String>>,
    /// Values that mean that a category is not known, in lower case.
    unknown: Vec<String>,
}

/// The fields of a record of `rank --format jsonl`.
#[derive(Deserialize)]
struct Record {
    candidate: RecordCandidate,
    #[serde(default)]
    roles: Vec<RecordRole>,
}

#[derive(Deserialize)]
struct RecordCandidate {
    content: Option<String>,
}

#[derive(Deserialize)]
struct RecordRole {
    role: String,
    score: Option<f64>,
}

/// The candidates of each role, by the role's id.
pub type ByRole = BTreeMap<String, Vec<Ranked>>;

/// Reads a ranking that `rolefit rank --format jsonl` wrote. Nobody is selected yet.
///
/// # Errors
/// [`Error::Judgements`] with the line that is wrong.
pub fn ranking(file: &str, text: &str) -> Result<ByRole> {
    let mut roles = ByRole::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let remedy = "give the output of `rolefit rank --format jsonl`";
        let record: Record =
            serde_json::from_str(line).map_err(|error| fault(file, at + 1, error.to_string(), remedy))?;
        let Some(content) = record.candidate.content else { continue };
        for role in record.roles {
            let ranked = Ranked { content: content.clone(), score: role.score, is_selected: false };
            roles.entry(role.role).or_default().push(ranked);
        }
    }
    if roles.is_empty() {
        return Err(fault(
            file,
            0,
            "there is no scored candidate here",
            "give the output of `rolefit rank --format jsonl`",
        ));
    }
    Ok(roles)
}

/// Selects all candidates with at least this score.
pub fn select_by_score(candidates: &mut [Ranked], least: f64) {
    candidates.iter_mut().for_each(|one| one.is_selected = one.score.is_some_and(|score| score >= least));
}

/// Selects the candidates with the highest scores, with all ties at the last rank.
pub fn select_top(candidates: &mut [Ranked], top: usize) {
    let mut scores: Vec<f64> = candidates.iter().filter_map(|one| one.score).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let least = scores.get(top.saturating_sub(1)).or(scores.last()).copied().unwrap_or(f64::INFINITY);
    select_by_score(candidates, least);
}

impl Groups {
    /// Reads a table with the column `content` and one column per attribute.
    ///
    /// # Errors
    /// [`Error::Judgements`] with the line that is wrong.
    pub fn parse(file: &str, text: &str) -> Result<Groups> {
        let unknown = Swaps::embedded()?.groups.unknown;
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let wrong = |line: usize, message: String| -> Error {
            fault(file, line, message, "give a CSV with the columns content, sex, race, or others")
        };
        let headers = reader.headers().map_err(|error| wrong(1, error.to_string()))?.clone();
        let key = headers.iter().position(|name| name.eq_ignore_ascii_case(CONTENT));
        let key = key.ok_or_else(|| wrong(1, "the column content is missing".into()))?;
        let others: Vec<usize> = (0..headers.len()).filter(|&at| at != key).collect();
        if others.is_empty() {
            return Err(wrong(1, "there is no attribute beside the column content".into()));
        }
        let column = |at: &usize| headers.get(*at).unwrap_or_default().to_owned();
        let mut groups = Groups { columns: others.iter().map(column).collect(), rows: BTreeMap::new(), unknown };
        for (at, row) in reader.records().enumerate() {
            let row = row.map_err(|error| wrong(at + 2, error.to_string()))?;
            let content = row.get(key).unwrap_or_default();
            let content = format!("blake3:{}", content.strip_prefix("blake3:").unwrap_or(content));
            let values = others.iter().map(|&at| row.get(at).unwrap_or_default().to_owned()).collect();
            if groups.rows.insert(content, values).is_some() {
                return Err(wrong(at + 2, "this content occurs twice".into()));
            }
        }
        Ok(groups)
    }

    /// Returns the known category of a candidate in these columns.
    pub(super) fn category(&self, content: &str, columns: &[usize]) -> Option<String> {
        let row = self.rows.get(content)?;
        let values: Option<Vec<&str>> = columns
            .iter()
            .map(|&column| {
                let value = row.get(column)?.as_str();
                (!self.unknown.contains(&value.to_lowercase())).then_some(value)
            })
            .collect();
        Some(values?.join(AND))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn wrong_tables_are_refused_with_their_line() {
        assert!(Groups::parse("g.csv", "sex\nf\n").is_err_and(|error| error.to_string().contains("content")));
        assert!(Groups::parse("g.csv", "content,sex\na,f\na,m\n").is_err_and(|error| error.to_string().contains('3')));
        assert!(ranking("r.jsonl", "{}\n").is_err() && ranking("r.jsonl", "").is_err());
    }

    #[test]
    fn a_ranking_is_read_by_role_and_the_top_takes_its_ties() {
        let line = |content: &str, score: f64| {
            format!(
                "{{\"candidate\":{{\"content\":\"blake3:{content}\"}},\"roles\":[{{\"role\":\"r\",\"score\":{score}}}]}}\n"
            )
        };
        let mut roles =
            ranking("r.jsonl", &[line("a", 9.0), line("b", 7.0), line("c", 7.0), line("d", 1.0)].concat()).unwrap();
        let ranked = roles.get_mut("r").unwrap();
        select_top(ranked, 2);
        assert_eq!(ranked.iter().map(|one| one.is_selected).collect::<Vec<_>>(), [true, true, true, false]);
    }
}
