//! The data of the page piece by piece, for a page that a server keeps up to date.

use std::io;

use rolefit_document::Span;

use super::detail::{Detail, quoted_spans};
use super::index::Person;
use super::{Html, Index, json};
use crate::candidate::Candidate;
use crate::output::Run;
use crate::rank::{CutOffs, Entrant, Ranker, RowOrder};

/// The index of `candidates`, which must be in the order of their ids.
///
/// # Errors
/// A full temporary directory, where rows wait that do not fit into memory.
pub(crate) fn index(run: &Run<'_>, html: Html, candidates: &[Candidate]) -> io::Result<String> {
    let cut = CutOffs::default();
    let mut ranker = Ranker::new(RowOrder::ById, run.catalog.roles.len(), &cut, None);
    for candidate in candidates {
        let person = json(&Person::new(run, candidate)).into_bytes();
        ranker.add(&Entrant::new(candidate, &cut, vec![person]), &mut |_| Ok(()))?;
    }
    let mut index = Index { html, run: *run, people: String::new(), gone: Vec::new() };
    let tally = ranker.finish(&mut |row| {
        index.add(&row, std::str::from_utf8(row.cells).unwrap_or_default());
        Ok(())
    })?;
    Ok(index.json(&tally))
}

/// The details of one candidate, as an element of a block.
pub(crate) fn details(run: &Run<'_>, html: Html, candidate: &Candidate) -> String {
    json(&Detail::new(run, candidate, &html))
}

/// The passages that any role quotes, in the order in which the details number them.
pub(crate) fn passages(run: &Run<'_>, candidate: &Candidate) -> Vec<Span> {
    candidate.as_scored().map(|scored| quoted_spans(run, scored).into_keys().collect()).unwrap_or_default()
}
