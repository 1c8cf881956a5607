//! JSON Lines: one `rolefit.candidate/1` record a line, in the order of the candidates' ids.

use std::io::{self, Write};

use super::{Exporter, Results, v1::Record};

/// Writes one record a line.
pub struct Jsonl;

impl Exporter for Jsonl {
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()> {
        for candidate in results.shown() {
            serde_json::to_writer(&mut *out, &Record::new(&results.run, candidate))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}
