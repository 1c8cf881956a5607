//! The lines of a table of candidates: the figures in columns, and under each candidate a line with the reasons.

use comfy_table::Cell;

use super::style::{Style, shorten};
use super::table::table;
use super::table_columns::{Column, number};

/// The width that comfy-table puts around the words of a cell.
const CELL_MARGIN: usize = 2;
/// The least width for a candidate's name and file.
const LEAST_NAME: usize = 16;
/// The indent of the reasons, which stand under the candidate.
const REASON_INDENT: &str = "      ";

/// A row of a table: a candidate, or the gap between groups.
#[derive(Default)]
pub(super) struct Line {
    pub rank: String,
    /// The words of the columns after the rank. Empty for a gap.
    pub words: Vec<String>,
    /// The mark behind the candidate, such as " #1".
    pub mark: String,
}

/// The table with a head and `rows`. The first of `columns` is the candidate's name, the last the reasons.
pub(super) fn lines(style: &Style, columns: &[Column], rows: &[Line]) -> String {
    let Some((_reasons, columns)) = columns.split_last() else { return String::new() };
    let titles = columns.iter().map(|column| column.title);
    let mut table = table(style, &std::iter::once("").chain(titles).collect::<Vec<_>>());
    let room = name_room(style, columns, rows);
    let mut reasons: Vec<String> = Vec::new();
    let width = style.width.saturating_sub(REASON_INDENT.len());
    for Line { rank, words, mark } in rows {
        let mut row = comfy_table::Row::new();
        // One line, because the reasons come after each line.
        row.max_height(1);
        row.add_cell(number(rank));
        let (name, file) =
            words.first().map_or(("", None), |words| name_and_file(words, room.saturating_sub(mark.chars().count())));
        row.add_cell(Cell::new(format!("{}{mark}", shorten(name, room.saturating_sub(mark.chars().count())))));
        for (column, words) in columns.iter().zip(words).skip(1) {
            row.add_cell(column.cell(words));
        }
        table.add_row(row);
        let reason = words.get(columns.len()).map_or("", String::as_str);
        let reason = file.map_or_else(|| reason.to_owned(), |file| format!("{file}: {reason}"));
        reasons.push(shorten(&reason, width));
    }
    let mut text = String::new();
    // The head and its rule have no reasons.
    for (line, reason) in table.lines().zip([String::new(), String::new()].into_iter().chain(reasons)) {
        text.extend([line.trim_end(), "\n"]);
        if !reason.is_empty() {
            text.extend([REASON_INDENT, &reason, "\n"]);
        }
    }
    text
}

/// The words for the column of the candidate, and the file, if it has no room there. People need the file's whole name
/// to go on with it: "Ana Keller (ana.pdf)".
fn name_and_file(words: &str, room: usize) -> (&str, Option<&str>) {
    let parts = words.strip_suffix(')').and_then(|words| words.split_once(" ("));
    match parts {
        Some((name, file)) if words.chars().count() > room => (name, Some(file)),
        _ => (words, None),
    }
}

/// The width that the other columns leave for the candidate.
fn name_room(style: &Style, columns: &[Column], rows: &[Line]) -> usize {
    let width = |title: &str, at: usize| {
        let words = rows.iter().filter_map(|row| row.words.get(at)).map(|words| words.chars().count());
        words.chain([title.chars().count()]).max().unwrap_or_default() + CELL_MARGIN
    };
    let rank = rows.iter().map(|row| row.rank.len()).max().unwrap_or_default() + CELL_MARGIN;
    let others: usize = columns.iter().enumerate().skip(1).map(|(at, column)| width(column.title, at)).sum();
    style.width.saturating_sub(rank + others + CELL_MARGIN).max(LEAST_NAME)
}
