//! Hits of a search as JSON: one `rolefit.hit/1` record per hit, in an array or one per line.

use std::io::{self, Write};

use serde::Serialize;

use super::{HitRow, Listing, relevance};
use crate::explain::words;
use crate::output::json::write_items;
use crate::pool::search::{FileState, Snippet};
use crate::units::Score;

/// The record of a hit.
#[derive(Serialize)]
struct HitRecord<'a> {
    schema: &'static str,
    as_of: String,
    engine: &'static str,
    query: &'a str,
    /// The number of resumes that answer the query, shown or hidden.
    found: usize,
    rank: usize,
    relevance: f64,
    candidate: Candidate<'a>,
    fit: Option<Fit<'a>>,
    snippets: &'a [Snippet],
}

#[derive(Serialize)]
struct Fit<'a> {
    role: &'a str,
    catalog: &'a str,
    score: Option<f64>,
    confidence: f64,
    gate: &'static str,
}

/// The part of a JSON record about the candidate.
#[derive(Serialize)]
struct Candidate<'a> {
    id: &'a str,
    display_name: &'a str,
    current_title: &'a str,
    years: Option<u32>,
    content: &'a str,
    place: &'a str,
    file: FileState,
}

/// Writes one array of records, or one record per line.
///
/// # Errors
/// The errors of `out`, among them a closed pipe.
pub fn write(listing: &Listing, is_array: bool, out: &mut dyn Write) -> io::Result<()> {
    let records: Vec<HitRecord> = listing.rows.iter().map(|row| record(listing, row)).collect();
    write_items(&records, is_array, out)
}

fn record<'a>(listing: &Listing<'a>, row: &'a HitRow) -> HitRecord<'a> {
    let fit = row.fit.zip(listing.role).map(|(fit, (catalog, role))| Fit {
        role: &role.id,
        catalog: &catalog.hash,
        score: fit.score.map(Score::as_f64),
        confidence: f64::from(fit.confidence.thousandths()) / 1000.0,
        gate: words::gate(fit.gate),
    });
    HitRecord {
        schema: "rolefit.hit/1",
        as_of: listing.as_of.to_string(),
        engine: concat!("rolefit ", env!("CARGO_PKG_VERSION")),
        query: listing.query,
        found: listing.found,
        rank: row.rank,
        relevance: relevance(row),
        candidate: Candidate {
            id: &row.id,
            display_name: &row.display_name,
            current_title: &row.current_title,
            years: row.years,
            content: &row.content,
            place: &row.place,
            file: row.file,
        },
        fit,
        snippets: &row.snippets,
    }
}
