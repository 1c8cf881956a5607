//! The hits of a search, for tables, CSV and JSON.

pub mod csv;
pub mod json;
#[cfg(feature = "cli")]
pub mod table;

use std::cmp::Reverse;

use crate::candidate::blind;
use crate::catalog::{Catalog, Role};
use crate::pool::search::{FileState, Hit, Resume, Snippet};
use crate::score::{Gate, RoleAssessment};
use crate::units::{Confidence, Score};
use jiff::civil::Date;

/// The hits of a search that are shown.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// The query as it was given.
    pub query: &'a str,
    /// The day that "present" meant.
    pub as_of: Date,
    /// The role that hits are ranked for, with its catalog.
    pub role: Option<(&'a Catalog, &'a Role)>,
    /// The number of resumes that answer the query.
    pub found: usize,
    /// The number of resumes in the index.
    pub pool: usize,
    /// The hits that are shown, best first.
    pub rows: Vec<HitRow>,
}

/// A resume that was found.
#[derive(Clone, Debug)]
pub struct HitRow {
    /// The rank, from 1. Equal hits share a rank.
    pub rank: usize,
    /// The candidate's id when it was indexed.
    pub id: String,
    /// The candidate's name if it is certain, else the file's stem. Empty if withheld.
    pub display_name: String,
    /// The title of the present or latest position. Empty if none was found.
    pub current_title: String,
    /// Whole years in dated positions.
    pub years: Option<u32>,
    /// The BM25 score in thousandths, comparable only with other hits of the same query.
    pub relevance: u32,
    /// The verdict on the role asked for.
    pub fit: Option<Fit>,
    /// `blake3:` and the hash of its bytes.
    pub content: String,
    /// The path where it was indexed. Empty if withheld.
    pub place: String,
    /// The state of its file since it was indexed.
    pub file: FileState,
    /// The lines that show the words of the query.
    pub snippets: Vec<Snippet>,
}

/// The verdict on a resume for one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The score. `None` if nothing could be answered, or if scoring failed.
    pub score: Option<Score>,
    /// The share of the role that could be judged.
    pub confidence: Confidence,
    /// The state of the must-haves.
    pub gate: Gate,
}

/// The key that hits are sorted by, ascending: score, then confidence, then relevance.
pub type SortKey = (Reverse<Option<Score>>, Reverse<Confidence>, Reverse<u32>);

impl Fit {
    /// The verdict of `assessment`. `None` means that scoring failed.
    pub fn of(assessment: Option<&RoleAssessment>) -> Fit {
        match assessment {
            Some(RoleAssessment { score, confidence, gate, .. }) => {
                Fit { score: *score, confidence: *confidence, gate: *gate }
            }
            None => Fit { score: None, confidence: Confidence::default(), gate: Gate::Unknown },
        }
    }
}

/// The sort key of `hit`: by fit if hits are ranked for a role, else by relevance.
pub fn sort_key(hit: &Hit, fit: Option<Fit>) -> SortKey {
    match fit {
        Some(fit) => (Reverse(fit.score), Reverse(fit.confidence), Reverse(0)),
        None => (Reverse(None), Reverse(Confidence::default()), Reverse(hit.relevance)),
    }
}

/// The ranks of sorted keys. Equal keys share a rank: 1, 2, 2, 4.
pub fn ranks(keys: &[SortKey]) -> Vec<usize> {
    let mut ranks: Vec<usize> = Vec::with_capacity(keys.len());
    for (at, sort_key) in keys.iter().enumerate() {
        let before = at.checked_sub(1).filter(|&before| keys.get(before) == Some(sort_key));
        ranks.push(before.and_then(|before| ranks.get(before).copied()).unwrap_or(at + 1));
    }
    ranks
}

impl HitRow {
    /// The row of `resume`. If `is_blind`, name and path are left out.
    pub fn new(resume: &Resume, hit: &Hit, as_of: Date, is_blind: bool) -> HitRow {
        let shown = |text: &str| if is_blind { String::new() } else { text.to_owned() };
        HitRow {
            rank: 0,
            id: if is_blind {
                blind::id(Some(&resume.document.content), &resume.location.id)
            } else {
                resume.location.id.clone()
            },
            display_name: shown(&resume.display_name),
            current_title: if is_blind { &resume.blind_title } else { &resume.current_title }.clone(),
            years: resume.years(as_of),
            relevance: hit.relevance,
            fit: None,
            content: resume.document.content.clone(),
            place: shown(&resume.location.path()),
            file: resume.file_state(),
            snippets: Vec::new(),
        }
    }
}

/// The relevance as a number with up to three decimals.
fn relevance(row: &HitRow) -> f64 {
    f64::from(row.relevance) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_a_rank() {
        let sort_key = |score| (Reverse(Some(Score::new(score))), Reverse(Confidence::new(1000)), Reverse(0));
        assert_eq!(ranks(&[sort_key(9), sort_key(7), sort_key(7), sort_key(1)]), [1, 2, 2, 4]);
    }
}
