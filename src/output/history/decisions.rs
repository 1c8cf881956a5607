//! People's decisions on candidates: a table that joins with outputs by the content of files.

use std::path::Path;

use crate::candidate::history::Decision;
use csv::{ErrorKind, StringRecord};
use rustc_hash::FxHashMap;

use super::content_hash;
use crate::error::{Error, Result, fault};
use crate::explain::words;
use crate::posting::separator;

/// The columns of a table of decisions, in any order. Only the first is required.
pub const COLUMNS: [&str; 5] = ["content", "decision", "note", "who", "date"];
const FORM: &str = "write a table with the columns content, decision, note, who, date";
const REMEDY_ROW: &str =
    "give each row as many fields as the header, and quote fields that hold separators or line breaks";

/// A table of decisions.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    decisions: Vec<Decision>,
    by_content: FxHashMap<blake3::Hash, u32>,
    /// The number of rows that a later row on the same content replaces.
    superseded: usize,
}

impl Decisions {
    /// Reads the table in the file at `path`. With `blind`, notes are left out.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Judgements`] with the line that is wrong.
    pub fn read(path: &Path, blind: bool) -> Result<Decisions> {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(Error::io(path))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            fault(&file, line, "this is not UTF-8", "save the table as CSV in UTF-8")
        })?;
        Decisions::parse(&file, &text, blind)
    }

    fn parse(file: &str, text: &str, blind: bool) -> Result<Decisions> {
        // Lines are counted by their line feeds.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let mut reader = csv::ReaderBuilder::new().delimiter(separator(&text)).from_reader(text.as_bytes());
        let heads = reader.headers().map_err(|error| broken(file, &text, &error))?.clone();
        let columns = columns(&heads).map_err(|message| fault(file, 1, message, FORM))?;
        let mut decisions = Decisions::default();
        for row in reader.records() {
            let row = row.map_err(|error| broken(file, &text, &error))?;
            // Spreadsheets leave empty rows behind.
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let line = row.position().map_or(0, |position| line(&text, position));
            let cell = |column: usize| {
                columns.get(column).copied().flatten().and_then(|at| row.get(at)).unwrap_or_default().trim()
            };
            let Some(content) = content_hash(cell(0)) else {
                let message = format!("`{}` is not a content hash", words::one_line(cell(0)));
                return Err(fault(file, line, message, "copy it from the column `content` of a ranking"));
            };
            let date = match cell(4) {
                "" => None,
                date => Some(date.parse().map_err(|_| {
                    fault(file, line, format!("`{}` is not a date", words::one_line(date)), "write dates as 2026-11-21")
                })?),
            };
            let note = Some(cell(2)).filter(|note| !note.is_empty() && !blind).map(str::to_owned);
            let decision = Decision { decision: cell(1).to_owned(), note, who: cell(3).to_owned(), date };
            decisions.add(content, decision);
        }
        Ok(decisions)
    }

    /// Adds a decision. Of several decisions on one content the latest counts: by date, then by line. Decisions without
    /// a date come before all others.
    fn add(&mut self, content: blake3::Hash, decision: Decision) {
        let next = u32::try_from(self.decisions.len()).unwrap_or(u32::MAX);
        let number = *self.by_content.entry(content).or_insert(next);
        match self.decisions.get_mut(number as usize) {
            None => self.decisions.push(decision),
            Some(held) => {
                self.superseded += usize::from(*held != decision);
                if decision.date >= held.date {
                    *held = decision;
                }
            }
        }
    }

    /// The number of contents with a decision.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    /// True if there is no decision.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// The number of rows that do not count, because a later row on the same content says otherwise.
    pub fn superseded(&self) -> usize {
        self.superseded
    }

    /// The decision on `content`, and its number from 0.
    pub fn of(&self, content: &str) -> Option<(u32, &Decision)> {
        let number = *self.by_content.get(&content_hash(content)?)?;
        Some((number, self.decisions.get(number as usize)?))
    }
}

/// The position of each of [`COLUMNS`] in the table.
///
/// # Errors
/// The fault of the header.
fn columns(heads: &StringRecord) -> std::result::Result<[Option<usize>; COLUMNS.len()], String> {
    let mut columns = [None; COLUMNS.len()];
    for (at, head) in heads.iter().enumerate() {
        let known = head.trim().to_lowercase();
        let column = COLUMNS.iter().position(|column| *column == known);
        let Some(slot) = column.and_then(|column| columns.get_mut(column)) else {
            return Err(format!("there is no column `{}` in a table of decisions", words::one_line(head)));
        };
        if slot.replace(at).is_some() {
            return Err(format!("the column `{known}` occurs twice"));
        }
    }
    match columns {
        [Some(_), ..] => Ok(columns),
        _ => Err("there is no column `content`".into()),
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn hash(of: &str) -> String {
        format!("blake3:{}", blake3::hash(of.as_bytes()).to_hex())
    }

    fn parse(text: &str) -> Result<Decisions> {
        Decisions::parse("d.csv", text, false)
    }

    fn error(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn columns_stand_in_any_order_behind_any_separator() {
        let (a, bare) = (hash("a"), hash("b").replace("blake3:", ""));
        let text = format!("\u{feff}Who;content;decision\r\nKim;{a};invite\r\n;{bare};\"no; not now\"\r\n;;\r\n");
        let decisions = parse(&text).unwrap();
        let (number, decision) = decisions.of(&hash("b")).unwrap();
        assert_eq!((number, decision.decision.as_str(), decisions.len()), (1, "no; not now", 2));
        assert_eq!(
            decisions.of(&a).unwrap().1,
            &Decision { decision: "invite".into(), who: "Kim".into(), ..Decision::default() }
        );
        assert_eq!(decisions.of(&hash("c")), None);
    }

    #[test]
    fn of_several_decisions_the_latest_counts() {
        let a = hash("a");
        let decided = |rows: &[&str]| {
            let rows: Vec<String> = rows.iter().map(|row| format!("{a},{row}")).collect();
            let decisions = parse(&format!("content,decision,date\n{}\n", rows.join("\n"))).unwrap();
            (decisions.of(&a).unwrap().1.decision.clone(), decisions.superseded())
        };
        assert_eq!(decided(&["invite,2026-11-02", "wait,2026-11-01"]), ("invite".into(), 1));
        assert_eq!(decided(&["invite,2026-11-02", "wait,2026-11-02"]), ("wait".into(), 1));
        assert_eq!(decided(&["invite,2026-11-02", "wait,"]), ("invite".into(), 1));
        assert_eq!(decided(&["invite,", "wait,", "wait,"]), ("wait".into(), 1));
    }

    #[test]
    fn blind_withholds_the_note() {
        let text = format!("content,decision,note\n{},invite,Ana rang\n", hash("a"));
        let note = |blind| Decisions::parse("d.csv", &text, blind).unwrap().of(&hash("a")).unwrap().1.note.clone();
        assert_eq!((note(false), note(true)), (Some("Ana rang".into()), None));
    }

    #[test]
    fn what_is_wrong_is_told_with_the_line() {
        let a = hash("a");
        assert!(
            error("content,verdict\n")
                .starts_with("d.csv:1: there is no column `verdict` in a table of decisions; write")
        );
        assert!(error("decision,note\n").starts_with("d.csv:1: there is no column `content`; "));
        assert!(error("").starts_with("d.csv:1: there is no column `content`; "));
        assert!(error("content,Content\n").starts_with("d.csv:1: the column `content` occurs twice; "));
        let ragged = error(&format!("content,decision\r\n{a},\"two\r\nlines\"\r\n{a}\r\n"));
        assert!(ragged.starts_with("d.csv:4: this row has 1 field, the header has 2; "), "{ragged}");
        let blank = error(&format!("content,decision\n{a},invite\n\n,wait\n"));
        assert!(blank.starts_with("d.csv:4: `` is not a content hash; copy it"), "{blank}");
        let date = error(&format!("content,date\n{a},21.11.2026\n"));
        assert!(date.starts_with("d.csv:2: `21.11.2026` is not a date; write dates as 2026-11-21"), "{date}");
    }
}
