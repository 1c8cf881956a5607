//! What a search found, as tables, CSV and JSON show it.

pub mod csv;
pub mod json;
#[cfg(feature = "cli")]
pub mod table;

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::{Catalog, Role};
use crate::pool::search::{Hit, Resume, Since, Snippet};
use crate::score::{Gate, RoleAssessment};

/// The hits of a search that are shown.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// The query as it was given.
    pub query: &'a str,
    /// What "present" meant.
    pub as_of: Date,
    /// The role that hits are ranked for, of this catalog.
    pub role: Option<(&'a Catalog, &'a Role)>,
    /// How many resumes answer the query.
    pub found: usize,
    /// How many resumes there are.
    pub pool: usize,
    /// Those that are shown, the best first.
    pub rows: Vec<HitRow>,
}

/// A resume that was found.
#[derive(Clone, Debug)]
pub struct HitRow {
    /// Its place, from 1; equals share one.
    pub rank: usize,
    /// The candidate's id when it was indexed.
    pub id: String,
    /// The candidate's name, or what stands for it; empty when withheld.
    pub display_name: String,
    /// The title of the position held now or last; empty where none was made out.
    pub current_title: String,
    /// Whole years in dated positions.
    pub years: Option<u32>,
    /// Of no meaning beside other hits of the same query; thousandths.
    pub relevance: u32,
    /// Where it stands for the role asked for.
    pub fit: Option<Fit>,
    /// `blake3:` and the hash of its bytes.
    pub content: String,
    /// Where it was seen; empty when withheld.
    pub place: String,
    /// What became of its file.
    pub file: Since,
    /// Lines that show the words.
    pub snippets: Vec<Snippet>,
}

/// Where a resume stands for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Thousandths of a point; `None` where nothing could be answered, or scoring failed.
    pub score: Option<u32>,
    /// Thousandths.
    pub confidence: u32,
    /// The must-haves.
    pub gate: Gate,
}

/// What decides a place; the least stands first.
pub type SortKey = (Reverse<Option<u32>>, Reverse<u32>, Reverse<u32>);

impl Fit {
    /// What `assessment` comes to; `None` stands for one that failed.
    pub fn of(assessment: Option<&RoleAssessment>) -> Fit {
        match assessment {
            Some(RoleAssessment { score, confidence, gate, .. }) => {
                Fit { score: *score, confidence: *confidence, gate: *gate }
            }
            None => Fit { score: None, confidence: 0, gate: Gate::Unknown },
        }
    }
}

/// How `hit` stands: by its fit where there is one, else by its relevance.
pub fn sort_key(hit: &Hit, fit: Option<Fit>) -> SortKey {
    match fit {
        Some(fit) => (Reverse(fit.score), Reverse(fit.confidence), Reverse(0)),
        None => (Reverse(None), Reverse(0), Reverse(hit.relevance)),
    }
}

/// The ranks of keys that are in order; equals share one.
pub fn ranks(keys: &[SortKey]) -> Vec<usize> {
    let mut ranks: Vec<usize> = Vec::with_capacity(keys.len());
    for (at, sort_key) in keys.iter().enumerate() {
        let before = at.checked_sub(1).filter(|&before| keys.get(before) == Some(sort_key));
        ranks.push(before.and_then(|before| ranks.get(before).copied()).unwrap_or(at + 1));
    }
    ranks
}

impl HitRow {
    /// A row of `resume`, without what tells who it is if `blind`.
    pub fn new(resume: &Resume, hit: &Hit, as_of: Date, blind: bool) -> HitRow {
        let shown = |text: &str| if blind { String::new() } else { text.to_owned() };
        HitRow {
            rank: 0,
            id: resume.id.clone(),
            display_name: shown(&resume.display_name),
            current_title: if blind { &resume.blind_title } else { &resume.current_title }.clone(),
            years: resume.years(as_of),
            relevance: hit.relevance,
            fit: None,
            content: resume.document.content.clone(),
            place: shown(&resume.place),
            file: resume.since(),
            snippets: Vec::new(),
        }
    }
}

/// How well the words answer, for people and programs: a number with up to three decimals.
fn relevance(row: &HitRow) -> f64 {
    f64::from(row.relevance) / 1000.0
}

/// A candidate as JSON names it.
#[derive(Serialize)]
struct Candidate<'a> {
    id: &'a str,
    display_name: &'a str,
    current_title: &'a str,
    years: Option<u32>,
    content: &'a str,
    place: &'a str,
    file: Since,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_share_a_rank() {
        let sort_key = |score| (Reverse(Some(score)), Reverse(1000), Reverse(0));
        assert_eq!(ranks(&[sort_key(9), sort_key(7), sort_key(7), sort_key(1)]), [1, 2, 2, 4]);
    }
}
