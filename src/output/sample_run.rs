//! A run over the sample catalog, for the unit tests of outputs.
#![allow(clippy::unwrap_used)]

use jiff::civil::date;

use super::history::HistoryColumns;
use super::{Exporter, Run, write};
use crate::candidate::{Candidate, sample};
use crate::catalog::Catalog;
use crate::rank::CutOffs;

/// A run without history that lists all roles.
pub(crate) fn run(catalog: &Catalog) -> Run<'_> {
    Run { catalog, as_of: date(2026, 11, 21), top_roles: None, history: HistoryColumns::default() }
}

/// Returns the text that `exporter` writes.
pub(crate) fn written(exporter: &dyn Exporter, candidates: &[Candidate], cut: &CutOffs) -> String {
    let catalog = sample::catalog();
    let mut out = Vec::new();
    write(exporter, &run(&catalog), cut, candidates, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
