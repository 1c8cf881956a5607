//! JSON Lines: one `rolefit.candidate/1` record per line, in the order of the candidates' ids.

use std::io::{self, Write};

use super::gone_record::GoneRecord;
use super::v1::CandidateRecord;
use super::{Exporter, RowWriter, Run};
use crate::candidate::Candidate;
use crate::output::history::Gone;
use crate::rank::{RankedRow, RowOrder, Tally};

/// Writes one record per line. Records of candidates who are gone since an earlier run follow.
pub struct Jsonl;

impl Exporter for Jsonl {
    fn order(&self) -> RowOrder {
        RowOrder::AsTheyCome
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        vec![record(run, candidate)]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        Ok(Box::new(Lines { run: *run, out }))
    }
}

/// The record of `candidate`, as JSON.
pub(super) fn record(run: &Run, candidate: &Candidate) -> Vec<u8> {
    // Serializing fails only for maps with keys that are no strings, and a record has no map.
    serde_json::to_vec(&CandidateRecord::new(run, candidate)).unwrap_or_default()
}

/// The record of somebody who is `gone`, as JSON.
pub(super) fn gone_record(run: &Run, gone: &Gone<'_>) -> Vec<u8> {
    serde_json::to_vec(&GoneRecord::new(run, gone)).unwrap_or_default()
}

struct Lines<'a> {
    run: Run<'a>,
    out: &'a mut dyn Write,
}

impl RowWriter for Lines<'_> {
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()> {
        self.out.write_all(row.cells)?;
        self.out.write_all(b"\n")
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        for gone in gone {
            self.out.write_all(&gone_record(&self.run, &gone))?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        Ok(())
    }
}
