//! Reads resumes that people judged part by part, one JSON object per line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result, fault};
use crate::output::history::records::json_line;
use crate::score::Status;

/// The highest level of a part: demonstrated.
pub const HIGHEST_LEVEL: u32 = 2;
/// The highest fit for a role.
pub const HIGHEST_FIT: u32 = 3;
const FORM: &str = r#"write {"id": …, "facets": {"crm": {"level": 2}, …}, "fit": {"<role>": 3, …}, "best_role": …}"#;

/// A file of judged resumes.
#[derive(Clone, Debug)]
pub struct Labels {
    /// File name for error messages.
    pub file: String,
    /// One label per resume with its line number, by id.
    pub labels: Vec<(usize, Label)>,
}

/// The judgement of one resume. Fields that are not measured are ignored.
#[derive(Clone, Debug, Deserialize)]
pub struct Label {
    /// The candidate's id, or the file name without extension.
    pub id: String,
    /// Judgements of parts, by facet.
    pub facets: BTreeMap<String, Facet>,
    /// Fit by role, from 0 (does not fit) to [`HIGHEST_FIT`].
    pub fit: BTreeMap<String, u32>,
    /// The role that fits best, if any does.
    pub best_role: Option<String>,
}

/// The judgement of one part.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Facet {
    /// 0 (not found), 1 (claimed or partial) or [`HIGHEST_LEVEL`] (demonstrated).
    pub level: u32,
}

impl Labels {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Judgements`] with the faulty line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
        Self::parse(&path.display().to_string(), &text)
    }

    fn parse(file: &str, text: &str) -> Result<Self> {
        let mut labels: Vec<(usize, Label)> = json_lines(file, text, FORM)?;
        let mut ids = BTreeSet::new();
        for (line, label) in &labels {
            check(file, *line, label)?;
            if !ids.insert(&label.id) {
                return Err(fault(file, *line, format!("`{}` is judged twice", label.id), "keep one of the lines"));
            }
        }
        if labels.is_empty() {
            return Err(fault(file, 0, "no resume is judged here", FORM));
        }
        labels.sort_by(|(_, a), (_, b)| a.id.cmp(&b.id));
        Ok(Self { file: file.to_owned(), labels })
    }
}

impl Label {
    /// Returns the highest fit for any role.
    pub fn highest_fit(&self) -> u32 {
        self.fit.values().copied().max().unwrap_or(0)
    }
}

/// Returns the status that follows from the levels of a criterion's parts: missing if all are 0, met if each is at
/// least 1 and their mean is at least half of the highest level, else partial.
///
/// ```
/// use rolefit::{eval::labels::status, score::Status};
/// assert_eq!([status(&[1, 1]), status(&[2, 0]), status(&[0, 0])], [Status::Met, Status::Partial, Status::Missing]);
/// ```
pub fn status(levels: &[u32]) -> Status {
    // Levels of at least 1 have a mean of at least half of 2, so the second condition follows from the first.
    match levels.iter().filter(|&&level| level > 0).count() {
        0 => Status::Missing,
        shown if shown == levels.len() => Status::Met,
        _ => Status::Partial,
    }
}

/// Parses every line of `text` that is not blank, with its number.
fn json_lines<T: DeserializeOwned>(file: &str, text: &str, remedy: &str) -> Result<Vec<(usize, T)>> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines.map(|(line, number)| Ok((number, json_line(file, number, line, remedy)?))).collect()
}

fn check(file: &str, line: usize, label: &Label) -> Result<()> {
    let high_level = label.facets.iter().find(|(_, facet)| facet.level > HIGHEST_LEVEL);
    if let Some((name, Facet { level })) = high_level {
        let remedy = "levels are 0 (not found), 1 (claimed or partial) and 2 (demonstrated)";
        return Err(fault(file, line, format!("the level {level} of `{name}` is not valid"), remedy));
    }
    if let Some((role, fit)) = label.fit.iter().find(|(_, fit)| **fit > HIGHEST_FIT) {
        return Err(fault(file, line, format!("the fit {fit} for {role} is not valid"), "fit is 0 to 3"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const GOOD: &str =
        r#"{"id": "b", "facets": {"crm": {"level": 2, "quote": "CRM"}}, "fit": {"x": 1}, "best_role": null}"#;

    fn error(text: &str) -> String {
        Labels::parse("labels.jsonl", text).unwrap_err().to_string()
    }

    #[test]
    fn labels_stand_in_the_order_of_their_ids_with_their_lines() {
        let labels = Labels::parse("l", &format!("{GOOD}\n\n{}", GOOD.replace("\"b\"", "\"a\""))).unwrap().labels;
        assert_eq!(labels.iter().map(|(line, it)| (*line, it.id.as_str())).collect::<Vec<_>>(), [(3, "a"), (1, "b")]);
    }

    #[test]
    fn a_wrong_line_is_named_with_what_to_do() {
        let message = error(&format!("{GOOD}\n{{\"id\": \"c\"}}"));
        assert!(message.starts_with("labels.jsonl:2: missing field `facets` at column 11; write {"), "{message}");
        assert_eq!(error(&format!("{GOOD}\n{GOOD}")), "labels.jsonl:2: `b` is judged twice; keep one of the lines");
        assert!(error(&GOOD.replace("2,", "3,")).starts_with("labels.jsonl:1: the level 3 of `crm` is not valid; "));
        assert!(error(&GOOD.replace("1}", "4}")).contains("the fit 4 for x is not valid; fit is 0 to 3"));
        assert!(error(" \n").starts_with("labels.jsonl: no resume is judged here; "));
    }
}
