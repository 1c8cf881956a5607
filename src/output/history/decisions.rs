//! People's decisions on candidates: a table that joins with outputs by the content of files.

use std::path::Path;

use crate::candidate::history::Decision;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::content_hash;
use super::decision_date::{DATE_REMEDY, DayOrder};
use super::decision_table::{DecisionTable, TableRow};
use crate::error::{Error, Result, fault};
use crate::explain::words;

/// The columns of a table of decisions, in any order and among others. Only the first is required.
pub const COLUMNS: [&str; 7] = ["content", "role", "decision", "reason", "note", "who", "date"];
const FORM: &str = "write a table with the columns content, role, decision, reason, note, who, date";

/// A table of decisions.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// The decisions on each content, at most one per role.
    decisions: Vec<Vec<Decision>>,
    by_content: FxHashMap<blake3::Hash, u32>,
    /// The number of rows that a later row on the same content and role replaces.
    superseded: usize,
}

impl Decisions {
    /// Reads the table in the file at `path`: a CSV file as people or spreadsheets write it, or the sheet `Decisions`
    /// of a workbook. With `blind`, reasons and notes are left out.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Judgements`] with the line that is wrong.
    pub fn read(path: &Path, blind: bool) -> Result<Decisions> {
        let bytes = std::fs::read(path).map_err(Error::io(path))?;
        let file = path.display().to_string();
        Decisions::of_table(&file, &DecisionTable::read(&file, &bytes)?, blind)
    }

    pub(super) fn of_table(file: &str, table: &DecisionTable, blind: bool) -> Result<Decisions> {
        let columns = columns(&table.heads).map_err(|message| fault(file, table.head_line, message, FORM))?;
        let cell = |row: &'_ TableRow, column: usize| -> String {
            let at = columns.get(column).copied().flatten();
            at.and_then(|at| row.cells.get(at)).map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let dates: Vec<String> = table.rows.iter().map(|row| cell(row, 6)).collect();
        let order = DayOrder::of(&dates, table.is_semicolons);
        let mut decisions = Decisions::default();
        for (row, date) in table.rows.iter().zip(&dates) {
            let Some(content) = content_hash(&cell(row, 0)) else {
                let message = format!("`{}` is not a content hash", words::one_line(&cell(row, 0)));
                return Err(fault(file, row.line, message, "copy it from the column `content` of a ranking"));
            };
            let date = date_of(file, row.line, date, order)?;
            let open = |column| Some(cell(row, column)).filter(|text| !text.is_empty() && !blind);
            let decision = Decision {
                role: cell(row, 1),
                decision: cell(row, 2),
                reason: open(3),
                note: open(4),
                who: cell(row, 5),
                date,
            };
            // A workbook lists everybody, decided or not.
            if decision != (Decision { role: decision.role.clone(), ..Decision::default() })
                || columns.iter().flatten().count() == 1
            {
                decisions.add(content, decision);
            }
        }
        Ok(decisions)
    }

    /// Adds a decision. Of several decisions on one content and role the latest counts: by date, then by line.
    /// Decisions without a date come before all others.
    fn add(&mut self, content: blake3::Hash, decision: Decision) {
        let next = u32::try_from(self.decisions.len()).unwrap_or(u32::MAX);
        let number = *self.by_content.entry(content).or_insert(next);
        if number == next {
            self.decisions.push(Vec::new());
        }
        let Some(held) = self.decisions.get_mut(number as usize) else { return };
        match held.iter_mut().find(|other| other.role == decision.role) {
            None => held.push(decision),
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

    /// The decisions on `content`, and the number of the content from 0.
    pub fn of(&self, content: &str) -> Option<(u32, &[Decision])> {
        let number = *self.by_content.get(&content_hash(content)?)?;
        Some((number, self.decisions.get(number as usize)?))
    }
}

fn date_of(file: &str, line: usize, date: &str, order: Option<DayOrder>) -> Result<Option<Date>> {
    if date.is_empty() {
        return Ok(None);
    }
    let read = super::decision_date::read(date, order);
    read.map(Some).map_err(|why| fault(file, line, format!("`{}` {why}", words::one_line(date)), DATE_REMEDY))
}

/// The position of each of [`COLUMNS`] in the table. Other columns are left alone: spreadsheets get more.
///
/// # Errors
/// The fault of the header.
fn columns(heads: &[String]) -> std::result::Result<[Option<usize>; COLUMNS.len()], String> {
    let mut columns = [None; COLUMNS.len()];
    for (at, head) in heads.iter().enumerate() {
        let known = head.trim().to_lowercase();
        let Some(slot) = COLUMNS.iter().position(|column| *column == known).and_then(|it| columns.get_mut(it)) else {
            continue;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn hash(of: &str) -> String {
        format!("blake3:{}", blake3::hash(of.as_bytes()).to_hex())
    }

    fn parse(text: &str) -> Result<Decisions> {
        parse_as(text.as_bytes(), false)
    }

    fn parse_as(bytes: &[u8], blind: bool) -> Result<Decisions> {
        Decisions::of_table("d.csv", &DecisionTable::read("d.csv", bytes)?, blind)
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
        assert_eq!((number, decision[0].decision.as_str(), decisions.len()), (1, "no; not now", 2));
        assert_eq!(
            decisions.of(&a).unwrap().1,
            [Decision { decision: "invite".into(), who: "Kim".into(), ..Decision::default() }]
        );
        assert_eq!(decisions.of(&hash("c")), None);
    }

    #[test]
    fn of_several_decisions_the_latest_counts() {
        let a = hash("a");
        let decided = |rows: &[&str]| {
            let rows: Vec<String> = rows.iter().map(|row| format!("{a},{row}")).collect();
            let decisions = parse(&format!("content,decision,date\n{}\n", rows.join("\n"))).unwrap();
            (decisions.of(&a).unwrap().1[0].decision.clone(), decisions.superseded())
        };
        assert_eq!(decided(&["invite,2026-11-02", "wait,2026-11-01"]), ("invite".into(), 1));
        assert_eq!(decided(&["invite,2026-11-02", "wait,2026-11-02"]), ("wait".into(), 1));
        assert_eq!(decided(&["invite,2026-11-02", "wait,"]), ("invite".into(), 1));
        assert_eq!(decided(&["invite,", "wait,", "wait,"]), ("wait".into(), 1));
    }

    #[test]
    fn blind_withholds_the_note() {
        let text = format!("content,decision,note\n{},invite,Ana rang\n", hash("a"));
        let note = |blind| parse_as(text.as_bytes(), blind).unwrap().of(&hash("a")).unwrap().1[0].note.clone();
        assert_eq!((note(false), note(true)), (Some("Ana rang".into()), None));
    }

    #[test]
    fn a_decision_for_one_role_leaves_those_for_others() {
        let a = hash("a");
        let text = format!("content,role,decision\n{a},baker,invite\n{a},,hold\n{a},miller,decline\n{a},baker,hold\n");
        let decisions = parse(&text).unwrap();
        let held = decisions.of(&a).unwrap().1;
        let words: Vec<_> = held.iter().map(|it| (it.role.as_str(), it.decision.as_str())).collect();
        assert_eq!(words, [("baker", "hold"), ("", "hold"), ("miller", "decline")]);
        assert_eq!((decisions.len(), decisions.superseded()), (1, 1));
    }

    #[test]
    fn a_table_as_a_spreadsheet_saves_it_is_read() {
        let text =
            format!("content;Candidate;decision;note;date\r\n{};x.pdf;invite;caf\u{e9};5.11.2026\r\n", hash("a"));
        let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &latin, &utf16] {
            let decisions = parse_as(bytes, false).unwrap();
            let decision = &decisions.of(&hash("a")).unwrap().1[0];
            assert_eq!(
                (decision.note.as_deref(), decision.date),
                (Some("caf\u{e9}"), Some(jiff::civil::date(2026, 11, 5)))
            );
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_the_line() {
        let a = hash("a");
        assert!(error("decision,note\n").starts_with("d.csv:1: there is no column `content`; "));
        assert!(error("").starts_with("d.csv:1: there is no column `content`; "));
        assert!(error("content,Content\n").starts_with("d.csv:1: the column `content` occurs twice; "));
        let ragged = error(&format!("content,decision\r\n{a},\"two\r\nlines\"\r\n{a}\r\n"));
        assert!(ragged.starts_with("d.csv:4: this row has 1 field, the header has 2; "), "{ragged}");
        let blank = error(&format!("content,decision\n{a},invite\n\n,wait\n"));
        assert!(blank.starts_with("d.csv:4: `` is not a content hash; copy it"), "{blank}");
        let date = error(&format!("content,date\n{a},yesterday\n"));
        assert!(date.starts_with("d.csv:2: `yesterday` is not a date; write dates as 2026-11-21"), "{date}");
    }
}
