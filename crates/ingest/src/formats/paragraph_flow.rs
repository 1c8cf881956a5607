//! Builds the lines of RTF and DOC files. In both formats, paragraphs and the ends of cells and rows come in one
//! stream, and each paragraph states how deep in tables it is.

use super::line_buffer::LineBuffer;

/// Deepest nesting of tables; no page has room for more. Deeper paragraphs count as being at this depth.
const MAX_TABLES: usize = 32;

/// One paragraph and its role.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub text: String,
    /// True for a list item.
    pub item: bool,
    pub heading: bool,
    /// Number of tables around the paragraph.
    pub tables: usize,
}

/// Turns a stream of paragraphs, cell ends and row ends into lines.
#[derive(Debug, Default)]
pub(super) struct ParagraphFlow(LineBuffer);

impl ParagraphFlow {
    /// Adds a paragraph, opening and closing rows until its table depth is reached.
    pub(super) fn paragraph(&mut self, paragraph: Paragraph) {
        self.set_depth(paragraph.tables);
        if paragraph.heading && !paragraph.text.trim().is_empty() && self.0.open_rows() == 0 {
            self.0.append("\n");
        }
        // A numbered heading is a heading, not a list item.
        self.0.paragraph(&paragraph.text, paragraph.item && !paragraph.heading);
    }

    /// Ends a cell of the innermost of `tables` nested tables.
    pub(super) fn end_cell(&mut self, tables: usize) {
        self.set_depth(tables.max(1));
        self.0.start_cell();
    }

    /// Ends a row of the innermost of `tables` nested tables.
    pub(super) fn end_row(&mut self, tables: usize) {
        self.set_depth(tables.max(1));
        self.0.end_row();
    }

    /// Adds lines that were built elsewhere, such as the lines of a text box.
    pub(super) fn lines(&mut self, text: &str) {
        text.lines().filter(|line| !line.is_empty()).for_each(|line| self.0.line(line.to_owned()));
    }

    /// Returns all lines; unfinished rows end here.
    pub(super) fn finish(mut self) -> String {
        self.set_depth(0);
        self.0.text
    }

    /// Opens or closes rows until `tables` rows are open; each opened row begins with an open cell.
    fn set_depth(&mut self, tables: usize) {
        let tables = tables.min(MAX_TABLES);
        while self.0.open_rows() > tables {
            self.0.end_row();
        }
        while self.0.open_rows() < tables {
            self.0.start_row();
            self.0.start_cell();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(flow: &mut ParagraphFlow, text: &str, tables: usize) {
        flow.paragraph(Paragraph { text: text.into(), tables, ..Paragraph::default() });
        flow.end_cell(tables);
    }

    #[test]
    fn a_row_of_single_lines_is_one_line_and_longer_cells_follow_each_other() {
        let mut flow = ParagraphFlow::default();
        cell(&mut flow, "Manager", 1);
        cell(&mut flow, "2019", 1);
        flow.end_row(1);
        cell(&mut flow, "Skills\nCRM", 1);
        cell(&mut flow, "Jobs", 1);
        flow.end_row(1);
        assert_eq!(flow.finish(), "Manager\t2019\nSkills\nCRM\nJobs\n");
    }

    #[test]
    fn a_table_inside_a_cell_stays_in_that_cell() {
        let mut flow = ParagraphFlow::default();
        cell(&mut flow, "CRM", 2);
        cell(&mut flow, "5", 2);
        flow.end_row(2);
        flow.end_cell(1);
        cell(&mut flow, "Tools", 1);
        flow.end_row(1);
        assert_eq!(flow.finish(), "CRM\t5\tTools\n");
    }

    #[test]
    fn a_numbered_heading_is_a_heading_and_a_blank_heading_is_dropped() {
        let mut flow = ParagraphFlow::default();
        for text in ["Experience", " "] {
            flow.paragraph(Paragraph { text: text.into(), item: true, heading: true, ..Paragraph::default() });
        }
        assert_eq!(flow.finish(), "\nExperience\n");
    }

    #[test]
    fn an_unfinished_row_is_kept() {
        let mut flow = ParagraphFlow::default();
        cell(&mut flow, "Manager", 1);
        flow.paragraph(Paragraph { text: "sold".into(), item: true, ..Paragraph::default() });
        cell(&mut flow, "cut", 9_999);
        assert_eq!(flow.finish(), "Manager\n• sold\ncut\n");
    }
}
