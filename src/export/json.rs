//! JSON: one array of the records that [`jsonl`](super::jsonl) writes.

use std::io::{self, Write};

use super::{Exporter, Results, v1::Record};

/// Writes one array, a record a line.
pub struct Json;

impl Exporter for Json {
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()> {
        let mut before = "[\n";
        for candidate in results.shown() {
            out.write_all(before.as_bytes())?;
            serde_json::to_writer(&mut *out, &Record::new(&results.run, candidate))?;
            before = ",\n";
        }
        out.write_all(if before == ",\n" { b"\n]\n" } else { b"[]\n" })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::{Candidate, sample};
    use crate::export::Run;
    use crate::rank::Cut;

    fn written(candidates: &[Candidate], cut: &Cut) -> serde_json::Value {
        let catalog = sample::catalog();
        let run = Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None };
        let mut out = Vec::new();
        Json.write(&Results::new(run, candidates, cut), &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn no_candidate_is_an_empty_array() {
        assert_eq!(written(&[], &Cut::default()), serde_json::json!([]));
    }

    #[test]
    fn a_candidate_cut_off_in_every_role_is_left_out_and_an_unreadable_one_stays() {
        let candidates = [sample::candidate("a", 70, 1000), sample::candidate("b", 30, 1000), sample::unreadable("c")];
        let records = written(&candidates, &Cut { min_score: Some(50_000), ..Cut::default() });
        let ids: Vec<_> = records.as_array().unwrap().iter().map(|record| &record["candidate"]["id"]).collect();
        assert_eq!(ids, ["a", "c"]);
    }
}
