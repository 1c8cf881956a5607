//! Writes the paragraphs, list items and table rows of a word processor's file as lines, and counts hidden words.
//!
//! In DOCX and ODT files the elements say where rows and cells begin. In RTF and DOC files the paragraphs and the ends
//! of cells and rows come in one stream, and each says how deep in tables it is.

use super::line_buffer::LineBuffer;
use super::visibility::Sight;
use super::{Extract, Limits};
use rolefit_document::HiddenWay;

/// Receives the text of a document in document order.
#[derive(Debug, Default)]
pub(super) struct DocumentWriter {
    flow: Flow,
    /// The flows that wait until the open aside ends.
    outer: Vec<Flow>,
    /// Hidden words so far.
    extract: Extract,
    /// Bytes of text after which further text is dropped.
    max_bytes: usize,
}

/// One continuous text: the body, or an aside such as a header or a note.
#[derive(Debug, Default)]
struct Flow {
    lines: LineBuffer,
    paragraph: Paragraph,
    /// Paragraphs that wait until the text boxes inside them end.
    #[cfg(feature = "office")]
    outer: Vec<Paragraph>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    is_item: bool,
    is_heading: bool,
    /// Stretches of hidden text, each with its way of hiding.
    hidden: Vec<(HiddenWay, String)>,
}

impl Flow {
    fn new(max_bytes: usize) -> Self {
        Self { lines: LineBuffer::new(max_bytes), ..Self::default() }
    }
}

impl DocumentWriter {
    pub(super) fn new(limits: &Limits) -> Self {
        let max_bytes = limits.max_text_bytes;
        Self { flow: Flow::new(max_bytes), max_bytes, ..Self::default() }
    }

    /// Adds text to the open paragraph. Hidden text is only counted.
    pub(super) fn text(&mut self, text: &str, sight: Sight) {
        let paragraph = &mut self.flow.paragraph;
        match (sight, paragraph.hidden.last_mut()) {
            (Sight::Hidden(way), Some((last, stretch))) if *last == way => stretch.push_str(text),
            (Sight::Hidden(way), _) => paragraph.hidden.push((way, text.to_owned())),
            (_, last) => {
                if let Some((_, last)) = last {
                    last.push(' ');
                }
                let room = (self.max_bytes + 1).saturating_sub(paragraph.text.len());
                paragraph.text.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or(text));
                self.extract.see(text, sight);
            }
        }
    }

    /// Adds a tab; before the first word a tab only indents and is dropped.
    #[cfg(feature = "office")]
    pub(super) fn tab(&mut self, sight: Sight) {
        if matches!(sight, Sight::Hidden(_)) || !self.flow.paragraph.text.is_empty() {
            self.text("\t", sight);
        }
    }

    /// States whether the open paragraph is a list item; the last call counts.
    pub(super) fn set_item(&mut self, is_item: bool) {
        self.flow.paragraph.is_item = is_item;
    }

    /// States whether the open paragraph is a heading; the last call counts.
    pub(super) fn set_heading(&mut self, is_heading: bool) {
        self.flow.paragraph.is_heading = is_heading;
    }

    pub(super) fn end_paragraph(&mut self) {
        let Paragraph { text, is_item, is_heading, hidden } = std::mem::take(&mut self.flow.paragraph);
        for (way, stretch) in hidden {
            self.extract.hide(None, way, stretch.split_whitespace().count());
        }
        if is_heading && !text.trim().is_empty() {
            self.flow.lines.line(String::new());
        }
        // A numbered heading is a heading, not a list item.
        self.flow.lines.paragraph(&text, is_item && !is_heading);
    }

    /// Ends a paragraph inside so many nested tables.
    pub(super) fn end_paragraph_in(&mut self, tables: usize) {
        self.flow.lines.set_depth(tables);
        self.end_paragraph();
    }

    /// Ends a cell of the innermost of `tables` nested tables.
    pub(super) fn end_cell_in(&mut self, tables: usize) {
        self.flow.lines.set_depth(tables.max(1));
        self.flow.lines.start_cell();
    }

    /// Ends a row of the innermost of `tables` nested tables.
    pub(super) fn end_row_in(&mut self, tables: usize) {
        self.flow.lines.set_depth(tables.max(1));
        self.flow.lines.end_row();
    }

    /// Begins a text box inside a paragraph; the paragraphs of the box are written before that paragraph.
    #[cfg(feature = "office")]
    pub(super) fn start_box(&mut self) {
        let paragraph = std::mem::take(&mut self.flow.paragraph);
        self.flow.outer.push(paragraph);
    }

    #[cfg(feature = "office")]
    pub(super) fn end_box(&mut self) {
        self.end_paragraph();
        debug_assert!(!self.flow.outer.is_empty(), "each end of a text box follows its start");
        self.flow.paragraph = self.flow.outer.pop().unwrap_or_default();
    }

    /// Returns the lines, to begin and end rows and cells.
    #[cfg(feature = "office")]
    pub(super) fn rows(&mut self) -> &mut LineBuffer {
        &mut self.flow.lines
    }

    /// Adds lines that were built as an aside, such as the lines of a text box.
    pub(super) fn lines(&mut self, text: &str) {
        text.lines().filter(|line| !line.is_empty()).for_each(|line| self.flow.lines.line(line.to_owned()));
    }

    /// Adds the lines of a text box, or counts their words if the box is hidden.
    pub(super) fn box_lines(&mut self, text: &str, hidden: Option<HiddenWay>) {
        match hidden {
            Some(way) => self.extract.hide(None, way, text.split_whitespace().count()),
            None => self.lines(text),
        }
    }

    /// Begins an aside: text such as a note that is kept out of the surrounding text.
    pub(super) fn start_aside(&mut self) {
        let aside = Flow::new(self.max_bytes);
        self.outer.push(std::mem::replace(&mut self.flow, aside));
    }

    /// Ends the aside and returns its lines; the surrounding text continues. Unfinished rows end here.
    pub(super) fn end_aside(&mut self) -> String {
        self.end_paragraph();
        self.flow.lines.set_depth(0);
        let outer = self.outer.pop().unwrap_or_else(|| Flow::new(self.max_bytes));
        std::mem::replace(&mut self.flow, outer).lines.text
    }

    /// Closes everything that is open at the point where a part breaks off. The open paragraph is kept only if
    /// `is_reliable`, that is, if the part is cut off rather than corrupt.
    #[cfg(feature = "office")]
    pub(super) fn close_all(&mut self, is_reliable: bool) {
        if !is_reliable {
            self.flow.paragraph = Paragraph::default();
        }
        loop {
            self.end_paragraph();
            while let Some(paragraph) = self.flow.outer.pop() {
                self.flow.paragraph = paragraph;
                self.end_paragraph();
            }
            self.flow.lines.set_depth(0);
            let Some(outer) = self.outer.pop() else { break };
            let aside = std::mem::replace(&mut self.flow, outer).lines.text;
            self.flow.lines.text.push_str(&aside);
        }
    }

    /// Appends finished lines to the text.
    pub(super) fn append(&mut self, lines: &str) {
        self.flow.lines.append(lines);
    }

    /// Returns all lines and the number of hidden words.
    pub(super) fn finish(self) -> Extract {
        Extract { text: self.flow.lines.text, ..self.extract }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writer() -> DocumentWriter {
        DocumentWriter::new(&Limits::default())
    }

    #[test]
    fn a_hidden_word_split_into_runs_is_one_word() {
        let mut writer = writer();
        let tiny = Sight::Hidden(HiddenWay::Tiny);
        for (text, sight) in [("Kuber", tiny), ("netes", tiny), ("Ana", Sight::Shown), ("expert", tiny)] {
            writer.text(text, sight);
        }
        writer.end_paragraph();
        let extract = writer.finish();
        assert_eq!((extract.text.as_str(), extract.hidden.first().map(|hidden| hidden.words)), ("Ana\n", Some(2)));
    }

    #[test]
    #[cfg(feature = "office")]
    fn the_open_paragraph_of_a_broken_part_is_kept_only_if_its_text_is_reliable() {
        for (is_reliable, expected) in [(true, "Ana\nSales\n"), (false, "Ana\n")] {
            let mut writer = writer();
            writer.rows().start_row();
            writer.rows().start_cell();
            writer.text("Ana", Sight::Shown);
            writer.end_paragraph();
            writer.text("Sales", Sight::Shown);
            writer.close_all(is_reliable);
            assert_eq!(writer.finish().text, expected);
        }
    }

    /// Builds the text of steps: ends of paragraphs, cells (`|`) and rows (`#`), each inside so many tables; `+` is an
    /// item, `!` a heading, `…` an unfinished paragraph, `(` and `)` a text box, `[` and `]` an aside whose text
    /// follows its end.
    fn flow(steps: &[(&str, usize)]) -> String {
        let mut writer = writer();
        for &(step, tables) in steps {
            match step {
                "|" => writer.end_cell_in(tables),
                "#" => writer.end_row_in(tables),
                "(" => writer.start_box(),
                ")" => writer.end_box(),
                "[" => writer.start_aside(),
                "]" => {
                    let aside = writer.end_aside();
                    writer.lines(&aside);
                }
                text => {
                    writer.set_item(text.contains('+'));
                    writer.set_heading(text.contains('!'));
                    writer.text(text.trim_matches(['+', '!', '…']), Sight::Shown);
                    if !text.ends_with('…') {
                        writer.end_paragraph_in(tables);
                    }
                }
            }
        }
        writer.close_all(true);
        writer.finish().text
    }

    #[test]
    #[cfg(feature = "office")]
    fn paragraphs_cells_and_rows_become_lines() {
        let one_line = [("Manager", 1), ("|", 1), ("2019", 1), ("|", 1), ("#", 1)];
        assert_eq!(flow(&one_line), "Manager\t2019\n");
        let longer = [("Skills", 1), ("CRM", 1), ("|", 1), ("Jobs", 1), ("|", 1), ("#", 1)];
        assert_eq!(flow(&longer), "Skills\nCRM\nJobs\n");
        let table_in_a_cell =
            [("CRM", 2), ("|", 2), ("5", 2), ("|", 2), ("#", 2), ("|", 1), ("Tools", 1), ("|", 1), ("#", 1)];
        assert_eq!(flow(&table_in_a_cell), "CRM\t5\tTools\n");
        assert_eq!(flow(&[("+!Experience", 0), ("+! ", 0)]), "\nExperience\n", "a blank heading is dropped");
        assert_eq!(flow(&[("Manager", 1), ("|", 1), ("+sold", 1), ("cut", 9_999)]), "Manager\n• sold\ncut\n");
        let text_box = [("Sales …", 0), ("(", 0), ("Ana Keller", 0), (")", 0), ("manager", 0)];
        assert_eq!(flow(&text_box), "Ana Keller\nSales manager\n", "before the rest of its paragraph");
        let aside = [("2019…", 1), ("[", 0), ("until May", 0), ("]", 0), ("", 1), ("|", 1), ("#", 1)];
        assert_eq!(flow(&aside), "until May\n2019\n");
    }
}
