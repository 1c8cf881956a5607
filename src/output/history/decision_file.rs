//! A table of decisions that is kept up to date: one row per content and role, in a CSV file or in memory.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::content_hash;
use super::decision_table::{DecisionTable, TableRow};
use super::decisions::{COLUMNS, Decisions};
use crate::atomic_file;
use crate::error::{Error, Result, fault};
use crate::output::sheet;

/// A further column: `yes` if names were withheld when the decision was made.
const BLIND: &str = "blind";

/// The decisions of people, as they are made. Other columns and other rows of the file stay as they are.
pub(crate) struct DecisionFile {
    path: Option<PathBuf>,
    /// The table; read anew before each use if it is a file, because people may edit it meanwhile.
    table: DecisionTable,
}

impl DecisionFile {
    /// Opens the CSV file at `path`, which need not exist yet; without a path the decisions are kept in memory.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Judgements`] with the line that is wrong. A workbook is refused, because it would be
    /// overwritten by a CSV file.
    pub(crate) fn open(path: Option<&Path>) -> Result<DecisionFile> {
        let heads = COLUMNS.iter().chain([&BLIND]).map(|head| (*head).to_owned()).collect();
        let table = DecisionTable { heads, head_line: 1, rows: Vec::new(), is_semicolons: false };
        let mut file = DecisionFile { path: path.map(Path::to_owned), table };
        if let Some(path) = path
            && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
        {
            let remedy = "save its sheet `Decisions` as CSV, and name the CSV file";
            return Err(fault(&path.display().to_string(), 0, "decisions are written as CSV", remedy));
        }
        file.decisions(false)?;
        Ok(file)
    }

    /// The file, if there is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The decisions. `None` if there is neither a file nor a decision. With `blind`, reasons and notes are left out.
    ///
    /// # Errors
    /// As for [`DecisionFile::open`].
    pub(crate) fn decisions(&mut self, blind: bool) -> Result<Option<Decisions>> {
        let is_there = self.read()?;
        let decisions = Decisions::of_table(&self.name(), &self.table, blind)?;
        Ok((is_there || !self.table.rows.is_empty()).then_some(decisions))
    }

    /// The rows, each with its cells by the names of their columns.
    ///
    /// # Errors
    /// As for [`DecisionFile::open`].
    pub(crate) fn rows(&mut self) -> Result<Vec<BTreeMap<&'static str, String>>> {
        self.decisions(false)?;
        let known = |head: &String| {
            let mut columns = COLUMNS.into_iter().chain([BLIND]);
            columns.find(|column| head.trim().eq_ignore_ascii_case(column))
        };
        let columns: Vec<Option<&'static str>> = self.table.heads.iter().map(known).collect();
        let cells = |row: &'_ TableRow| {
            let cells = columns.iter().zip(&row.cells);
            cells.filter_map(|(head, cell)| Some(((*head)?, cell.trim().to_owned()))).collect()
        };
        Ok(self.table.rows.iter().map(cells).collect())
    }

    /// Replaces the decision on `content` for `role`: `cells` holds the values of the other columns by their names. An
    /// empty map takes the decision back. The file is written atomically.
    ///
    /// # Errors
    /// As for [`DecisionFile::open`], and [`Error::Io`] if the file cannot be written.
    pub(crate) fn set(&mut self, content: &str, role: &str, cells: &BTreeMap<&str, String>) -> Result<()> {
        // A file with faults is left as it is.
        self.decisions(false)?;
        let [content_at, role_at] = ["content", "role"].map(|head| self.column(head));
        let cell = |row: &TableRow, at: usize| row.cells.get(at).map_or("", |cell| cell.trim()).to_owned();
        let is_same = |row: &TableRow| {
            content_hash(&cell(row, content_at)) == content_hash(content) && cell(row, role_at) == role
        };
        let at = self.table.rows.iter().position(is_same).unwrap_or(self.table.rows.len());
        let old = self.table.rows.iter().rfind(|row| is_same(row)).map(|row| row.cells.clone());
        self.table.rows.retain(|row| !is_same(row));
        if !cells.is_empty() {
            let mut row = old.unwrap_or_default();
            for (head, value) in [("content", content), ("role", role)]
                .into_iter()
                .chain(cells.iter().map(|(head, value)| (*head, value.as_str())))
            {
                let at = self.column(head);
                row.resize(row.len().max(at + 1), String::new());
                if let Some(cell) = row.get_mut(at) {
                    *cell = sheet::safe(value);
                }
            }
            self.table.rows.insert(at.min(self.table.rows.len()), TableRow { line: 0, cells: row });
        }
        self.write()
    }

    /// The position of a column, which is added if it is missing.
    fn column(&mut self, name: &str) -> usize {
        let heads = &mut self.table.heads;
        heads.iter().position(|head| head.trim().eq_ignore_ascii_case(name)).unwrap_or_else(|| {
            heads.push(name.to_owned());
            heads.len() - 1
        })
    }

    fn name(&self) -> String {
        self.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default()
    }

    /// Reads the file, if it is there.
    fn read(&mut self) -> Result<bool> {
        let Some(path) = &self.path else { return Ok(false) };
        match std::fs::read(path) {
            Ok(bytes) => self.table = DecisionTable::read(&self.name(), &bytes)?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::io(path)(error)),
        }
        Ok(true)
    }

    fn write(&self) -> Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let write = || {
            let mut bytes = Vec::new();
            let separator = if self.table.is_semicolons { b';' } else { b',' };
            let mut builder = csv::WriterBuilder::new();
            let mut rows = builder.delimiter(separator).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
            let width = self.table.heads.len();
            rows.write_record(&self.table.heads).map_err(sheet::io_error)?;
            for row in &self.table.rows {
                let blanks = std::iter::repeat_n("", width.saturating_sub(row.cells.len()));
                rows.write_record(row.cells.iter().map(String::as_str).chain(blanks)).map_err(sheet::io_error)?;
            }
            rows.flush()?;
            drop(rows);
            atomic_file::write(path, &bytes)
        };
        write().map_err(Error::io(path))
    }
}
