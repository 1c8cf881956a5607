//! The lines of a document in the making, with the table rows that are still open.

use std::collections::HashSet;

use super::repair::BULLET;
use super::table_row::row;

/// Deepest nesting of tables; no page has room for more. Deeper paragraphs count as being at this depth.
const MAX_TABLES: usize = 32;

/// Collects the lines of a text. Lines inside a table wait until their row ends.
#[derive(Debug, Default)]
pub(super) struct LineBuffer {
    /// The finished lines, each with its line break.
    pub text: String,
    /// Open rows as cells of lines; each row lies inside the last cell of the row before it.
    rows: Vec<Vec<Vec<String>>>,
    /// Length of the text, in bytes, after which further lines are dropped.
    max_bytes: usize,
}

impl LineBuffer {
    /// Creates a buffer that drops lines once its text is longer than `max_bytes`.
    pub(super) fn new(max_bytes: usize) -> Self {
        Self { max_bytes, ..Self::default() }
    }

    /// Adds the non-blank lines of a paragraph; the first line of a list item gets a bullet.
    pub(super) fn paragraph(&mut self, text: &str, is_item: bool) {
        let mut bullet = if is_item { BULLET } else { "" };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.line(format!("{bullet}{line}"));
            bullet = "";
        }
    }

    /// Adds one line to the innermost open cell or, outside tables, to the text.
    pub(super) fn line(&mut self, line: String) {
        match self.rows.last_mut().and_then(|cells| cells.last_mut()) {
            Some(cell) => cell.push(line),
            None => {
                self.append(&line);
                self.append("\n");
            }
        }
    }

    /// Appends finished lines to the text, whatever rows are open.
    pub(super) fn append(&mut self, lines: &str) {
        if self.text.len() <= self.max_bytes {
            self.text.push_str(lines);
        }
    }

    /// Opens a row inside the innermost open cell.
    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Opens the next cell of the innermost row; without a row, does nothing.
    pub(super) fn start_cell(&mut self) {
        if let Some(cells) = self.rows.last_mut() {
            cells.push(Vec::new());
        }
    }

    /// Closes the innermost row and adds its lines to the surrounding cell or text.
    pub(super) fn end_row(&mut self) {
        debug_assert!(!self.rows.is_empty(), "each end of a row follows its start");
        for line in row(self.rows.pop().unwrap_or_default()) {
            self.line(line);
        }
    }

    /// Opens or closes rows until `tables` rows, which lie inside one another, are open; each opened row begins with an
    /// open cell.
    pub(super) fn set_depth(&mut self, tables: usize) {
        let tables = tables.min(MAX_TABLES);
        while self.rows.len() > tables {
            self.end_row();
        }
        while self.rows.len() < tables {
            self.start_row();
            self.start_cell();
        }
    }
}

/// Returns the texts in their order, without repeats: headers of first, even and odd pages are often the same.
pub(super) fn without_repeats(texts: &[String]) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    texts.iter().map(String::as_str).filter(move |text| seen.insert(*text))
}
