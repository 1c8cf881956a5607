//! The table of decisions in a workbook, as `rank -o ranking.xlsx` writes it and people fill it in.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

use super::decision_table::{DecisionTable, TableRow};
use super::decisions::COLUMNS;
use crate::error::{Result, fault};

/// The name of the sheet. Without one of this name the first sheet is read.
pub(crate) const SHEET: &str = "Decisions";
/// The names of the columns are in one of so many first rows, below what explains the sheet.
const HEAD_ROWS: usize = 5;

/// Reads the sheet of decisions in the workbook `bytes`.
///
/// # Errors
/// [`Error::Judgements`](crate::Error::Judgements) if there is none.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<DecisionTable> {
    let unread = |why: String| fault(file, 1, format!("this is not a workbook: {why}"), "save it as .xlsx or as CSV");
    let mut workbook: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| unread(error.to_string()))?;
    let names = workbook.sheet_names();
    let name = names.iter().find(|name| *name == SHEET).or(names.first()).cloned().unwrap_or_default();
    let sheet = workbook.worksheet_range(&name).map_err(|error| unread(error.to_string()))?;
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    let mut rows = sheet
        .rows()
        .enumerate()
        .map(|(at, cells)| TableRow { line: first + at + 1, cells: cells.iter().map(words).collect() });
    let is_head = |row: &TableRow| row.cells.iter().any(|cell| cell.trim().eq_ignore_ascii_case(COLUMNS[0]));
    let head = rows.by_ref().take(HEAD_ROWS).find(is_head);
    let head = head.ok_or_else(|| {
        fault(
            file,
            1,
            format!("the sheet `{name}` has no column `content`"),
            "fill in the sheet `Decisions` that rolefit writes",
        )
    })?;
    let is_filled = |row: &TableRow| row.cells.iter().any(|cell| !cell.trim().is_empty());
    Ok(DecisionTable {
        heads: head.cells,
        head_line: head.line,
        rows: rows.filter(is_filled).collect(),
        is_semicolons: false,
    })
}

/// A cell as text. A date is written as 2026-11-21.
fn words(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        cell => cell.to_string(),
    }
}
