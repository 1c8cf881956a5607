//! The rows of a table of decisions: of a CSV file in any encoding, or of a workbook.

use csv::{ErrorKind, StringRecord};

use crate::error::{Error, Result, fault};
use crate::explain::words;
use crate::posting::separator;

const REMEDY_ROW: &str =
    "give each row as many fields as the header, and quote fields that hold separators or line breaks";

/// A table as it was read.
pub(super) struct DecisionTable {
    /// The names of the columns.
    pub heads: Vec<String>,
    /// The line of the names.
    pub head_line: usize,
    /// The rows that hold anything.
    pub rows: Vec<TableRow>,
    /// True if semicolons part the cells, as where a comma stands in numbers.
    pub is_semicolons: bool,
}

/// A row, with its line in the file.
pub(super) struct TableRow {
    pub line: usize,
    pub cells: Vec<String>,
}

impl DecisionTable {
    /// Reads the table in the `bytes` of `file`.
    ///
    /// # Errors
    /// [`Error::Judgements`] with the line that is wrong.
    pub(super) fn read(file: &str, bytes: &[u8]) -> Result<DecisionTable> {
        /// What every ZIP archive begins with, and a workbook is one.
        const ZIP: &[u8] = b"PK\x03\x04";
        if !bytes.starts_with(ZIP) {
            return of_csv(file, &rolefit_ingest::decode(bytes));
        }
        #[cfg(feature = "xlsx")]
        return super::decision_workbook::read(file, bytes);
        #[cfg(not(feature = "xlsx"))]
        return Err(fault(file, 1, "this build of rolefit reads no workbooks", "save the sheet as CSV"));
    }
}

fn of_csv(file: &str, text: &str) -> Result<DecisionTable> {
    // Lines are counted by their line feeds.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let separator = separator(&text);
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let owned = |row: &StringRecord| row.iter().map(str::to_owned).collect();
    let heads = owned(reader.headers().map_err(|error| broken(file, &text, &error))?);
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| broken(file, &text, &error))?;
        // Spreadsheets leave empty rows behind.
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(TableRow {
                line: row.position().map_or(0, |position| line(&text, position)),
                cells: owned(&row),
            });
        }
    }
    Ok(DecisionTable { heads, head_line: 1, rows, is_semicolons: separator == b';' })
}

/// The line on which a row begins. `position` is that of the csv crate, before blank lines.
fn line(text: &str, position: &csv::Position) -> usize {
    let rest = usize::try_from(position.byte()).ok().and_then(|start| text.get(start..)).unwrap_or_default();
    let blank = rest.bytes().take_while(|byte| *byte == b'\n').count();
    usize::try_from(position.line()).unwrap_or(usize::MAX).saturating_add(blank)
}

/// The error for a table that is no CSV.
fn broken(file: &str, text: &str, error: &csv::Error) -> Error {
    let line = error.position().map_or(0, |position| line(text, position));
    let message = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            let fields = words::count(usize::try_from(*len).unwrap_or(usize::MAX), "field");
            format!("this row has {fields}, the header has {expected_len}")
        }
        _ => format!("this is not CSV: {error}"),
    };
    fault(file, line, message, REMEDY_ROW)
}
