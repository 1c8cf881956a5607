//! JSON Lines: one `rolefit.candidate/1` record a line, in the order of the candidates' ids.

use std::io::{self, Write};

use super::{Exporter, RowWriter, Run, v1::Record};
use crate::candidate::Candidate;
use crate::rank::{Order, Row, Tally};

/// Writes one record a line.
pub struct Jsonl;

impl Exporter for Jsonl {
    fn order(&self) -> Order {
        Order::AsTheyCome
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        vec![record(run, candidate)]
    }

    fn begin<'a>(&self, _: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        Ok(Box::new(Lines { out }))
    }
}

/// The record of `candidate`, as JSON.
pub(super) fn record(run: &Run, candidate: &Candidate) -> Vec<u8> {
    // Writing to memory fails only for maps whose keys are no strings, and a record has none.
    serde_json::to_vec(&Record::new(run, candidate)).unwrap_or_default()
}

struct Lines<'a> {
    out: &'a mut dyn Write,
}

impl RowWriter for Lines<'_> {
    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        self.out.write_all(row.cells)?;
        self.out.write_all(b"\n")
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        Ok(())
    }
}
