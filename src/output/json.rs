//! JSON: one array of the records that [`super::jsonl`] writes.

use std::io::{self, Write};

use serde::Serialize;

use super::{Exporter, RowWriter, Run, jsonl};
use crate::candidate::Candidate;
use crate::output::history::Gone;
use crate::rank::{RankedRow, RowOrder, Tally};

/// Writes one array, with one record per line.
pub struct Json;

impl Exporter for Json {
    fn order(&self) -> RowOrder {
        RowOrder::AsTheyCome
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        vec![jsonl::record(run, candidate)]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        Ok(Box::new(Array { run: *run, out, before: BEFORE_FIRST }))
    }
}

/// Writes `items` as one array, or as one object per line.
///
/// # Errors
/// The errors of `out`, among them a closed pipe.
pub fn write_items<T: Serialize>(items: &[T], is_array: bool, out: &mut dyn Write) -> io::Result<()> {
    if is_array {
        serde_json::to_writer_pretty(&mut *out, items)?;
        return out.write_all(b"\n");
    }
    for item in items {
        serde_json::to_writer(&mut *out, item)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The text before the first record.
const BEFORE_FIRST: &str = "[\n";

struct Array<'a> {
    run: Run<'a>,
    out: &'a mut dyn Write,
    /// The text before the next record.
    before: &'static str,
}

impl RowWriter for Array<'_> {
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()> {
        self.write(row.cells)
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        for gone in gone {
            self.write(&jsonl::gone_record(&self.run, &gone))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Tally) -> io::Result<()> {
        self.out.write_all(if self.before == BEFORE_FIRST { b"[]\n" } else { b"\n]\n" })
    }
}

impl Array<'_> {
    fn write(&mut self, record: &[u8]) -> io::Result<()> {
        self.out.write_all(self.before.as_bytes())?;
        self.before = ",\n";
        self.out.write_all(record)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::output::sample_run::written;
    use crate::rank::CutOffs;
    use crate::units::Score;

    fn records(candidates: &[Candidate], cut: &CutOffs) -> serde_json::Value {
        serde_json::from_str(&written(&Json, candidates, cut)).unwrap()
    }

    #[test]
    fn no_candidate_is_an_empty_array() {
        assert_eq!(records(&[], &CutOffs::default()), serde_json::json!([]));
    }

    #[test]
    fn a_candidate_cut_off_in_every_role_is_left_out_and_an_unreadable_one_stays() {
        let candidates = [sample::candidate("a", 70, 1000), sample::candidate("b", 30, 1000), sample::unreadable("c")];
        let records = records(&candidates, &CutOffs { min_score: Some(Score::new(50_000)), ..CutOffs::default() });
        let ids: Vec<_> = records.as_array().unwrap().iter().map(|record| &record["candidate"]["id"]).collect();
        assert_eq!(ids, ["a", "c"]);
    }
}
