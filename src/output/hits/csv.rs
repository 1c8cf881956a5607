//! Hits of a search as CSV: one row per hit, safe to open in a spreadsheet.

use std::io::{self, Write};

use super::{Fit, HitRow, Listing, relevance};
use crate::explain::words;
use crate::output::sheet::{io_error, safe, writer};
use crate::pool::search::FileState;

/// Stands between the items of a cell.
const SEPARATOR: &str = " … ";

/// The way to write a cell.
enum Cell {
    Hit(fn(&HitRow) -> String),
    /// Empty unless hits are ranked for a role.
    Fit(fn(Fit) -> String),
    /// The id of the role, likewise.
    Role,
}

use Cell::Hit;

/// The columns; their names and order are a promise.
const COLUMNS: [(&str, Cell); 17] = [
    ("rank", Hit(|row| row.rank.to_string())),
    ("candidate", Hit(|row| safe(&row.id))),
    ("display_name", Hit(|row| safe(&row.display_name))),
    ("current_title", Hit(|row| safe(&row.current_title))),
    ("years", Hit(|row| row.years.map(|years| years.to_string()).unwrap_or_default())),
    ("role", Cell::Role),
    ("score", Cell::Fit(|fit| fit.score.map(|score| words::points(Some(score))).unwrap_or_default())),
    ("confidence", Cell::Fit(|fit| fit.confidence.to_string())),
    ("gate", Cell::Fit(|fit| words::gate(fit.gate).to_owned())),
    ("relevance", Hit(|row| relevance(row).to_string())),
    ("snippet", Hit(|row| row.snippets.first().map(|snippet| safe(&snippet.quote)).unwrap_or_default())),
    ("start", Hit(|row| row.snippets.first().map(|snippet| snippet.start.to_string()).unwrap_or_default())),
    ("end", Hit(|row| row.snippets.first().map(|snippet| snippet.end.to_string()).unwrap_or_default())),
    ("more_snippets", Hit(more_snippets)),
    ("content", Hit(|row| safe(&row.content))),
    ("place", Hit(|row| safe(&row.place))),
    ("file", Hit(|row| file(row.file).to_owned())),
];

/// Writes the header and one row per hit.
///
/// # Errors
/// The errors of `out`, among them a closed pipe.
pub fn write(listing: &Listing, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(COLUMNS.map(|(name, _)| name)).map_err(io_error)?;
    for row in &listing.rows {
        let fit = row.fit.zip(listing.role);
        let cells = COLUMNS.map(|(_, cell)| match cell {
            Cell::Hit(cell) => cell(row),
            Cell::Fit(cell) => fit.map(|(fit, _)| cell(fit)).unwrap_or_default(),
            Cell::Role => fit.map(|(_, (_, role))| safe(&role.id)).unwrap_or_default(),
        });
        writer.write_record(cells).map_err(io_error)?;
    }
    writer.flush()
}

/// The snippets after the first.
fn more_snippets(row: &HitRow) -> String {
    let more: Vec<&str> = row.snippets.iter().skip(1).map(|snippet| snippet.quote.as_str()).collect();
    safe(&more.join(SEPARATOR))
}

fn file(since: FileState) -> &'static str {
    match since {
        FileState::Same => "same",
        FileState::Changed => "changed",
        FileState::Gone => "gone",
    }
}
