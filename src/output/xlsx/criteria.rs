//! The sheets about criteria: one row per candidate and criterion, and a matrix of candidates and criteria.

use rust_xlsxwriter::{
    Color, ConditionalFormat2ColorScale, ConditionalFormatType, Format, FormatAlign, Workbook, XlsxError,
};

use super::columns::{Column, Look, Source};
use super::sheet::{MOST_ROWS, Styles, Table, write_cell};
use crate::candidate::{Candidate, Scored};
use crate::catalog::Role;
use crate::output::Run;
use crate::output::cells::Cells;
use crate::output::criterion_rows::criterion_rows;
use crate::score::RoleAssessment;

/// Cells per criterion: status, credit, points, points at most, reason, quote, page.
const CELLS: usize = 7;
/// The columns of the sheet *Ranking* that name a candidate.
const FILE: usize = 21;
const NAME: usize = 2;
const SCORE: usize = 4;

const NOTE: &str = "What each resume shows of each requirement and duty, with the quote. “points” are what it adds to the score, \
    of at most “of”.";
const MATRIX: &str =
    "How far each resume shows each requirement and duty, from 0 to 1. An empty cell could not be read.";

/// The sheet *Criteria*.
const COLUMNS: [Column; 15] = [
    column("role", 20.0, Look::Text),
    column("rank", 6.0, Look::Number),
    column("name", 22.0, Look::Text),
    column("file", 30.0, Look::Text),
    column("criterion", 30.0, Look::Text),
    column("kind", 12.0, Look::Text),
    column("priority", 9.0, Look::Text),
    column("weight", 8.0, Look::Number),
    column("status", 18.0, Look::Text),
    column("credit", 8.0, Look::Number),
    column("points", 8.0, Look::Number),
    column("of", 8.0, Look::Number),
    column("reason", 44.0, Look::Long),
    column("quote", 50.0, Look::Long),
    column("page", 6.0, Look::Number),
];

const fn column(head: &'static str, width: f64, look: Look) -> Column {
    Column { head, width, look, source: Source::Content }
}

/// Appends the cells of all criteria of a role.
pub(super) fn write_cells(
    run: &Run<'_>,
    candidate: &Candidate,
    scored: &Scored,
    assessment: &RoleAssessment,
    cells: &mut Cells,
) {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    for row in criterion_rows(run, candidate, scored, assessment) {
        cells.push(row.status);
        [row.credit, row.points, row.of].into_iter().for_each(|it| cells.push(&number(it)));
        cells.push(&row.reason);
        cells.push(&row.quote);
        cells.push(&row.page.map(|page| page.to_string()).unwrap_or_default());
    }
}

/// The two sheets, while they are filled.
pub(super) struct CriteriaSheets {
    criteria: Table,
    /// Per row: the role, and rank, name, file, score, then the credits.
    matrix: Vec<(usize, Vec<String>)>,
}

impl Default for CriteriaSheets {
    fn default() -> CriteriaSheets {
        CriteriaSheets { criteria: Table::new(&COLUMNS, NOTE), matrix: Vec::new() }
    }
}

impl CriteriaSheets {
    /// Adds a candidate: the cells of its row in the ranking, and those of its criteria.
    pub(super) fn push(&mut self, role_index: usize, role: &Role, rank: usize, main: &[&str], criteria: &[&str]) {
        let main = |at: usize| main.get(at).copied().unwrap_or_default();
        let rank = rank.to_string();
        let mut credits = vec![rank.clone(), main(NAME).to_owned(), main(FILE).to_owned(), main(SCORE).to_owned()];
        for (criterion, cells) in role.criteria.iter().zip(criteria.chunks(CELLS)) {
            let (kind, priority) = (word(&criterion.kind), word(&criterion.priority));
            let weight = criterion.weight.to_string();
            let head = [role.id.as_str(), &rank, main(NAME), main(FILE), &criterion.label, &kind, &priority, &weight];
            self.criteria.push(&head.into_iter().chain(cells.iter().copied()).collect::<Vec<_>>(), "", "");
            credits.push(cells.get(1).copied().unwrap_or_default().to_owned());
        }
        self.matrix.push((role_index, credits));
    }

    /// Writes both sheets. Returns what did not fit.
    pub(super) fn write(
        &self,
        workbook: &mut Workbook,
        styles: &Styles,
        run: &Run<'_>,
    ) -> Result<Vec<String>, XlsxError> {
        let beyond = self.criteria.write(workbook.add_worksheet().set_name("Criteria")?, styles)?;
        let sheet = workbook.add_worksheet().set_name("Matrix")?;
        let upright = Format::new().set_bold().set_text_wrap().set_rotation(60).set_align(FormatAlign::Bottom);
        sheet.merge_range(0, 0, 0, 8, MATRIX, &Format::new().set_italic().set_text_wrap())?.set_row_height(0, 32)?;
        sheet.set_column_width(1, 22)?.set_column_width(2, 30)?.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_freeze_panes(0, 4)?;
        let (mut row, mut shown, mut cut) = (1u32, None, 0);
        for (role_index, cells) in &self.matrix {
            if row as usize + 2 >= MOST_ROWS {
                cut += 1;
                continue;
            }
            if shown != Some(*role_index) {
                row += u32::from(shown.is_some());
                shown = Some(*role_index);
                let role = run.catalog.roles.get(*role_index);
                let labels = role.iter().flat_map(|role| &role.criteria).map(|criterion| criterion.label.as_str());
                sheet.set_row_height(row, 110)?;
                for (at, head) in (0u16..).zip(["rank", "name", "file", "score"].into_iter().chain(labels)) {
                    sheet.write_string_with_format(row, at, head, &upright)?;
                }
                row += 1;
            }
            for (at, cell) in (0u16..).zip(cells) {
                let look = if matches!(at, 1 | 2) { Look::Text } else { Look::Number };
                write_cell(sheet, row, at, cell, look, styles)?;
            }
            row += 1;
        }
        let columns = self.matrix.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        if let Some(last) =
            u16::try_from(columns).ok().and_then(|columns| columns.checked_sub(1)).filter(|last| *last > 3)
        {
            let scale = ConditionalFormat2ColorScale::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, 1)
                .set_minimum_color(Color::White)
                .set_maximum_color(Color::RGB(0x008A_B0F0));
            sheet.add_conditional_format(1, 4, row, last, &scale)?;
        }
        let beyond = beyond.map(|words| format!("Criteria: {words}"));
        let cut =
            (cut > 0).then(|| format!("Matrix: {cut} rows are left out, because a sheet has {MOST_ROWS} at most"));
        Ok(beyond.into_iter().chain(cut).collect())
    }
}

/// The word of JSON for a kind or priority.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
