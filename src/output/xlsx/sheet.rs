//! Sheets with a note above a table that has a frozen head and a filter.

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatText, ConditionalFormatTextRule, DataValidation, ExcelDateTime,
    Format, FormatAlign, Worksheet, XlsxError,
};

use super::columns::{Column, Look, Source};

/// Rows of a sheet, as spreadsheets limit them.
pub(super) const MOST_ROWS: usize = 1_048_576;
/// Letters of a cell, as spreadsheets limit them.
const MOST_LETTERS: usize = 32_767;
/// The row of the heads, below the note.
const HEAD_ROW: u32 = 1;
/// The first row of cells.
pub(super) const FIRST_ROW: u32 = HEAD_ROW + 1;
/// The note is wrapped over so many columns.
const NOTE_COLUMNS: u16 = 9;

/// The height of a line of text, in points.
const LINE: f64 = 15.0;

/// The most lines of a row, so that several candidates fit on a screen. All of a longer cell shows when it is chosen.
const MOST_LINES: usize = 6;

/// The width of what is printed, in characters. More on one page across is too small to read: on A4 about 6 points.
const MOST_PRINTED: f64 = 215.0;
/// One blue in three strengths for what is shown, and amber for what speaks against a must-have.
const STRONG: Color = Color::RGB(0x00AF_C8F5);
const POSSIBLE: Color = Color::RGB(0x00D6_E3FA);
const SHOWN: Color = Color::RGB(0x00EE_F3FD);
const AMBER: Color = Color::RGB(0x00FF_E8BF);
const BAR: Color = Color::RGB(0x003F_74D9);

/// The formats of cells.
pub(super) struct Styles {
    note: Format,
    pub head: Format,
    text: Format,
    long: Format,
    number: Format,
    score: Format,
    date: Format,
}

impl Styles {
    pub(super) fn new() -> Styles {
        let text = Format::new().set_align(FormatAlign::Top);
        Styles {
            note: Format::new().set_text_wrap().set_align(FormatAlign::Top).set_italic(),
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color(SHOWN),
            long: text.clone().set_text_wrap(),
            number: text.clone().set_num_format("0.##"),
            score: text.clone().set_num_format("0.0"),
            date: text.clone().set_num_format("yyyy-mm-dd"),
            text,
        }
    }
}

/// A table of cells under its heads.
pub(super) struct Table {
    columns: &'static [Column],
    note: &'static str,
    rows: Vec<Vec<String>>,
    /// The rows that no sheet holds.
    beyond: usize,
}

impl Table {
    pub(super) fn new(columns: &'static [Column], note: &'static str) -> Table {
        Table { columns, note, rows: Vec::new(), beyond: 0 }
    }

    /// Adds a row, now that its rank and its group are known.
    pub(super) fn push(&mut self, cells: &[&str], rank: &str, same: &str) {
        if self.rows.len() + FIRST_ROW as usize >= MOST_ROWS {
            self.beyond += 1;
            return;
        }
        let cells = self.columns.iter().zip(cells).map(|(column, cell)| match column.source {
            Source::Rank => rank.to_owned(),
            Source::SamePerson => same.to_owned(),
            _ => (*cell).to_owned(),
        });
        self.rows.push(cells.collect());
    }

    /// Writes the sheet. Returns what did not fit.
    pub(super) fn write(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<Option<String>, XlsxError> {
        let last_row = FIRST_ROW + u32::try_from(self.rows.len().saturating_sub(1)).unwrap_or(0);
        sheet.merge_range(0, 0, 0, NOTE_COLUMNS, self.note, &styles.note)?.set_row_height(0, 32)?;
        sheet.set_freeze_panes(FIRST_ROW, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
        let printed = self.last_printed();
        sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?.set_print_area(0, 0, last_row, printed)?;
        for (at, column) in (0u16..).zip(self.columns) {
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(HEAD_ROW, at, column.head, &styles.head)?;
            for (row, cells) in (FIRST_ROW..).zip(&self.rows) {
                let cell = cells.get(usize::from(at)).map(String::as_str).unwrap_or_default();
                write_cell(sheet, row, at, cell, column.look, styles)?;
            }
            if !self.rows.is_empty() {
                self.colour(sheet, at, last_row, column.look)?;
            }
        }
        for (row, cells) in (FIRST_ROW..).zip(&self.rows) {
            sheet.set_row_height(row, LINE * self.lines(cells, printed) as f64)?;
        }
        if !self.rows.is_empty() {
            let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(0);
            sheet.autofilter(HEAD_ROW, 0, last_row, last)?;
        }
        Ok((self.beyond > 0)
            .then(|| format!("{} rows are left out, because a sheet has {MOST_ROWS} at most", self.beyond)))
    }

    /// The lines of a row, by its wrapped cells up to the column `printed`. LibreOffice sets no height by itself.
    fn lines(&self, cells: &[String], printed: u16) -> usize {
        let cells = self.columns.iter().zip(cells).take(usize::from(printed) + 1);
        let wrapped = cells.filter(|(column, _)| column.look == Look::Long);
        let lines = wrapped.map(|(column, cell)| (cell.chars().count() as f64 / column.width).ceil() as usize);
        lines.max().unwrap_or(1).clamp(1, MOST_LINES)
    }

    /// The last column that is printed. The columns after it are for the screen.
    fn last_printed(&self) -> u16 {
        let mut width = 0.0;
        let printed = self.columns.iter().take_while(|column| {
            width += column.width;
            width <= MOST_PRINTED
        });
        u16::try_from(printed.count().saturating_sub(1)).unwrap_or(0)
    }

    /// Colours a column by what its cells say.
    fn colour(&self, sheet: &mut Worksheet, at: u16, last_row: u32, look: Look) -> Result<(), XlsxError> {
        let filled = |colour: Color| Format::new().set_background_color(colour);
        let mut colour = |words: &str, colour: Color| -> Result<(), XlsxError> {
            let rule = ConditionalFormatTextRule::Contains(words.to_owned());
            let format = ConditionalFormatText::new().set_rule(rule).set_format(filled(colour));
            sheet.add_conditional_format(FIRST_ROW, at, last_row, at, &format)?;
            Ok(())
        };
        match look {
            Look::Band => {
                colour("strong", STRONG)?;
                colour("possible", POSSIBLE)
            }
            Look::MustHaves => {
                colour("not met", AMBER)?;
                colour("contradicted", AMBER)
            }
            Look::Score => {
                let bar = ConditionalFormatDataBar::new().set_fill_color(BAR).set_solid_fill(true);
                let bar = bar.set_minimum(rust_xlsxwriter::ConditionalFormatType::Number, 0);
                let bar = bar.set_maximum(rust_xlsxwriter::ConditionalFormatType::Number, 100);
                sheet.add_conditional_format(FIRST_ROW, at, last_row, at, &bar)?;
                Ok(())
            }
            Look::Text | Look::Long | Look::Number | Look::Date => Ok(()),
        }
    }

    /// Offers `choices` in the cells of the column `head`; other words are allowed.
    pub(super) fn offer(&self, sheet: &mut Worksheet, head: &str, choices: &[&str]) -> Result<(), XlsxError> {
        let column = self.columns.iter().position(|column| column.head == head);
        let Some(column) = column.and_then(|at| u16::try_from(at).ok()).filter(|_| !self.rows.is_empty()) else {
            return Ok(());
        };
        let last_row = FIRST_ROW + u32::try_from(self.rows.len() - 1).unwrap_or(0);
        let list = DataValidation::new().allow_list_strings(choices)?.show_error_message(false);
        sheet.add_data_validation(FIRST_ROW, column, last_row, column, &list)?;
        Ok(())
    }
}

/// Writes one cell: a number or a date where the column has them, else text.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    look: Look,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let format = match look {
        Look::Number => &styles.number,
        Look::Score => &styles.score,
        Look::Date => &styles.date,
        Look::Long => &styles.long,
        Look::Text | Look::Band | Look::MustHaves => &styles.text,
    };
    let is_number = matches!(look, Look::Number | Look::Score);
    if cell.is_empty() {
        return Ok(());
    }
    if let Some(number) = cell.parse::<f64>().ok().filter(|number| is_number && number.is_finite()) {
        sheet.write_number_with_format(row, column, number, format)?;
    } else if let Some(date) =
        Some(cell).filter(|_| look == Look::Date).and_then(|cell| ExcelDateTime::parse_from_str(cell).ok())
    {
        sheet.write_datetime_with_format(row, column, &date, format)?;
    } else {
        sheet.write_string_with_format(row, column, fitting(cell), format)?;
    }
    Ok(())
}

/// The text without what a spreadsheet refuses: more letters than a cell holds, and control characters.
fn fitting(cell: &str) -> String {
    let tame = cell.chars().map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter });
    // Letters beyond the first plane count twice.
    let mut units = 0;
    let kept = tame.take_while(|letter| {
        units += letter.len_utf16();
        units <= MOST_LETTERS
    });
    kept.collect()
}

/// Writes a sheet of names and values.
pub(super) fn write_facts(sheet: &mut Worksheet, styles: &Styles, facts: &[(String, String)]) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 44)?.set_column_width(1, 76)?.set_print_fit_to_pages(1, 0);
    for (row, (name, value)) in (0u32..).zip(facts) {
        sheet.write_string_with_format(row, 0, name, &styles.head)?;
        sheet.write_string_with_format(row, 1, fitting(value), &styles.text)?;
    }
    Ok(())
}
