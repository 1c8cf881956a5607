//! Puts together the lines of RTF and DOC, whose paragraphs, ends of cells and ends of rows come in one stream.

use std::collections::HashSet;

use super::repair::BULLET;
use super::table_row::row;

/// Tables inside one another; no page has room for more, and whatever claims to stand deeper counts as standing here.
const MAX_TABLES: usize = 32;

/// A paragraph as it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub text: String,
    /// It is an item of a list.
    pub item: bool,
    pub heading: bool,
    /// How many tables it stands in, one inside the other.
    pub tables: usize,
}

/// The lines read so far, and the rows that are not finished.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    /// Rows that are open, each inside a cell of the one before; the last cell of each is open.
    rows: Vec<Vec<Vec<String>>>,
}

impl Flow {
    pub fn paragraph(&mut self, paragraph: Paragraph) {
        self.stand_in(paragraph.tables);
        let mut lines = paragraph.text.lines().filter(|line| !line.trim().is_empty()).peekable();
        if paragraph.heading && lines.peek().is_some() && self.rows.is_empty() {
            self.text.push('\n');
        }
        // A numbered heading is a heading.
        let mut bullet = if paragraph.item && !paragraph.heading { BULLET } else { "" };
        for line in lines {
            self.line(format!("{bullet}{line}"));
            bullet = "";
        }
    }

    /// Ends a cell of the innermost of `tables` tables.
    pub fn end_cell(&mut self, tables: usize) {
        self.stand_in(tables.max(1));
        if let Some(cells) = self.rows.last_mut() {
            cells.push(Vec::new());
        }
    }

    /// Ends a row of the innermost of `tables` tables.
    pub fn end_row(&mut self, tables: usize) {
        self.stand_in(tables.max(1));
        self.close_row();
    }

    /// Adds lines that were put together elsewhere, such as those of a text box.
    pub fn lines(&mut self, text: &str) {
        text.lines().filter(|line| !line.is_empty()).for_each(|line| self.line(line.to_owned()));
    }

    /// All lines; rows that were not finished end here.
    pub fn finish(mut self) -> String {
        self.stand_in(0);
        self.text
    }

    /// Opens and closes rows until so many are open.
    fn stand_in(&mut self, tables: usize) {
        let tables = tables.min(MAX_TABLES);
        while self.rows.len() > tables {
            self.close_row();
        }
        while self.rows.len() < tables {
            self.rows.push(vec![Vec::new()]);
        }
    }

    fn close_row(&mut self) {
        for line in row(self.rows.pop().unwrap_or_default()) {
            self.line(line);
        }
    }

    /// A line goes to the innermost open cell, or else to the text.
    fn line(&mut self, line: String) {
        match self.rows.last_mut().and_then(|cells| cells.last_mut()) {
            Some(cell) => cell.push(line),
            None => self.text.extend([line.as_str(), "\n"]),
        }
    }
}

/// Texts in their order, each once: first, even and odd pages often repeat one header.
#[derive(Debug, Default)]
pub(super) struct Once {
    pub text: String,
    seen: HashSet<String>,
}

impl Once {
    pub fn add(&mut self, text: String) {
        if !self.seen.contains(&text) {
            self.text.push_str(&text);
            self.seen.insert(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(flow: &mut Flow, text: &str, tables: usize) {
        flow.paragraph(Paragraph { text: text.into(), tables, ..Paragraph::default() });
        flow.end_cell(tables);
    }

    #[test]
    fn a_row_of_single_lines_is_one_line_and_blocks_follow_each_other() {
        let mut flow = Flow::default();
        cell(&mut flow, "Manager", 1);
        cell(&mut flow, "2019", 1);
        flow.end_row(1);
        cell(&mut flow, "Skills\nCRM", 1);
        cell(&mut flow, "Jobs", 1);
        flow.end_row(1);
        assert_eq!(flow.finish(), "Manager\t2019\nSkills\nCRM\nJobs\n");
    }

    #[test]
    fn a_table_stands_inside_the_cell_of_another() {
        let mut flow = Flow::default();
        cell(&mut flow, "CRM", 2);
        cell(&mut flow, "5", 2);
        flow.end_row(2);
        flow.end_cell(1);
        cell(&mut flow, "Tools", 1);
        flow.end_row(1);
        assert_eq!(flow.finish(), "CRM\t5\tTools\n");
    }

    #[test]
    fn a_numbered_heading_is_a_heading_and_an_empty_one_is_nothing() {
        let mut flow = Flow::default();
        for text in ["Experience", " "] {
            flow.paragraph(Paragraph { text: text.into(), item: true, heading: true, ..Paragraph::default() });
        }
        assert_eq!(flow.finish(), "\nExperience\n");
    }

    #[test]
    fn a_row_that_is_not_finished_is_not_lost() {
        let mut flow = Flow::default();
        cell(&mut flow, "Manager", 1);
        flow.paragraph(Paragraph { text: "sold".into(), item: true, ..Paragraph::default() });
        cell(&mut flow, "cut", 9_999);
        assert_eq!(flow.finish(), "Manager\n• sold\ncut\n");
    }
}
