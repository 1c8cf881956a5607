//! CSV for spreadsheets: RFC 4180, and no cell that runs as a formula.

use std::io::{self, Write};

use ::csv::{ErrorKind, Terminator, Writer, WriterBuilder};
use serde::Serialize;

/// Writes `rows` under the names of their fields. Text cells that would run as a formula get an apostrophe in front.
///
/// # Errors
/// The errors of `out`, among them a closed pipe.
pub fn write_rows<T: Serialize>(rows: &[T], out: &mut dyn Write) -> io::Result<()> {
    let mut plain = WriterBuilder::new().from_writer(Vec::new());
    rows.iter().try_for_each(|row| plain.serialize(row)).map_err(io_error)?;
    let plain = plain.into_inner().map_err(|error| error.into_error())?;
    let mut writer = writer(out);
    for record in ::csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_slice()).records() {
        let cell = |cell: &str| if cell.parse::<f64>().is_ok() { cell.to_owned() } else { safe(cell) };
        writer.write_record(record.map_err(io_error)?.iter().map(cell)).map_err(io_error)?;
    }
    writer.flush()
}

/// A writer of RFC 4180: rows end in CR LF. Callers write the header.
pub(super) fn writer(out: &mut dyn Write) -> Writer<&mut dyn Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).has_headers(false).from_writer(out)
}

/// The I/O error inside an error of the csv crate, so that callers recognise a closed pipe.
pub(super) fn io_error(error: ::csv::Error) -> io::Error {
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

/// Puts an apostrophe before the cell that begins at `start` of `text`, if a spreadsheet would run it as a formula.
pub(super) fn neutralise(text: &mut String, start: usize) {
    if text.get(start..).is_some_and(is_formula) {
        text.insert(start, '\'');
    }
}

/// True if a spreadsheet would run `cell` as a formula.
fn is_formula(cell: &str) -> bool {
    const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    // A dash alone is the id of standard input.
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
