//! CSV as spreadsheets take it: RFC 4180, and no cell that would run.

use std::io::{self, Write};

use ::csv::{ErrorKind, Terminator, Writer, WriterBuilder};
use serde::Serialize;

/// Writes `rows` under the names of their fields, text cells neutralised as in a ranking.
///
/// # Errors
/// What `out` says; a closed pipe among them.
pub fn write_rows<T: Serialize>(rows: &[T], out: &mut dyn Write) -> io::Result<()> {
    let mut plain = WriterBuilder::new().from_writer(Vec::new());
    rows.iter().try_for_each(|row| plain.serialize(row)).map_err(as_said)?;
    let plain = plain.into_inner().map_err(|error| error.into_error())?;
    let mut writer = writer(out);
    for record in ::csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_slice()).records() {
        let cell = |cell: &str| if cell.parse::<f64>().is_ok() { cell.to_owned() } else { safe(cell) };
        writer.write_record(record.map_err(as_said)?.iter().map(cell)).map_err(as_said)?;
    }
    writer.flush()
}

/// A writer as RFC 4180 has it, rows ending in CR LF; the header is written by hand.
pub(super) fn writer(out: &mut dyn Write) -> Writer<&mut dyn Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).has_headers(false).from_writer(out)
}

/// `error` as the output itself said it: wrapped by the csv crate, a closed pipe is not known for one.
pub(super) fn as_said(error: ::csv::Error) -> io::Error {
    let words = error.to_string();
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        _ => io::Error::other(words),
    }
}

/// `cell`, with an apostrophe before it if a spreadsheet would run it as a formula.
pub(super) fn safe(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// Whether a spreadsheet would run `cell`.
pub(super) fn is_formula(cell: &str) -> bool {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    // A dash alone is the id of standard input, and no formula.
    cell.starts_with(FORMULA) && cell != "-"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_would_run_is_neutralised() {
        assert_eq!(safe("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(safe("+49 30"), "'+49 30");
        assert_eq!((safe("-"), safe("a=b")), ("-".into(), "a=b".into()));
    }
}
