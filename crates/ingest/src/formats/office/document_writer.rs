//! Writes the paragraphs, list items and table rows of a DOCX or ODT file as lines, and counts hidden words.

use crate::formats::line_buffer::LineBuffer;
use crate::formats::{Extract, Limits};
use rolefit_document::HiddenWay;

/// Receives the text of a document in document order.
#[derive(Debug)]
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
#[derive(Debug)]
struct Flow {
    lines: LineBuffer,
    paragraph: Paragraph,
    /// Paragraphs that wait until the text boxes inside them end.
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
        Self { lines: LineBuffer::new(max_bytes), paragraph: Paragraph::default(), outer: Vec::new() }
    }
}

impl DocumentWriter {
    pub(super) fn new(limits: &Limits) -> Self {
        let max_bytes = limits.max_text_bytes;
        Self { flow: Flow::new(max_bytes), outer: Vec::new(), extract: Extract::default(), max_bytes }
    }

    /// Adds visible text to the open paragraph, or remembers hidden text for counting.
    pub(super) fn text(&mut self, text: &str, hidden: Option<HiddenWay>) {
        let paragraph = &mut self.flow.paragraph;
        match (hidden, paragraph.hidden.last_mut()) {
            (None, last) => {
                if let Some((_, last)) = last {
                    last.push(' ');
                }
                let room = (self.max_bytes + 1).saturating_sub(paragraph.text.len());
                paragraph.text.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or(text));
            }
            (Some(way), Some((last, stretch))) if *last == way => stretch.push_str(text),
            (Some(way), _) => paragraph.hidden.push((way, text.to_owned())),
        }
    }

    /// Adds a tab; before the first word a tab only indents and is dropped.
    pub(super) fn tab(&mut self, hidden: Option<HiddenWay>) {
        if hidden.is_some() || !self.flow.paragraph.text.is_empty() {
            self.text("\t", hidden);
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

    /// Begins a text box inside a paragraph; the paragraphs of the box are written before that paragraph.
    pub(super) fn start_box(&mut self) {
        let paragraph = std::mem::take(&mut self.flow.paragraph);
        self.flow.outer.push(paragraph);
    }

    pub(super) fn end_box(&mut self) {
        self.end_paragraph();
        debug_assert!(!self.flow.outer.is_empty(), "each end of a text box follows its start");
        self.flow.paragraph = self.flow.outer.pop().unwrap_or_default();
    }

    pub(super) fn start_row(&mut self) {
        self.flow.lines.start_row();
    }

    pub(super) fn start_cell(&mut self) {
        self.flow.lines.start_cell();
    }

    pub(super) fn end_row(&mut self) {
        self.flow.lines.end_row();
    }

    /// Begins an aside: text such as a note that is kept out of the surrounding text.
    pub(super) fn start_aside(&mut self) {
        let aside = Flow::new(self.max_bytes);
        self.outer.push(std::mem::replace(&mut self.flow, aside));
    }

    /// Ends the aside and returns its lines; the surrounding text continues.
    pub(super) fn end_aside(&mut self) -> String {
        self.end_paragraph();
        let outer = self.outer.pop().unwrap_or_else(|| Flow::new(self.max_bytes));
        std::mem::replace(&mut self.flow, outer).lines.text
    }

    /// Closes everything that is open at the point where a part breaks off. The open paragraph is kept only if
    /// `is_reliable`, that is, if the part is cut off rather than corrupt.
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
            while self.flow.lines.open_rows() > 0 {
                self.end_row();
            }
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
        writer.text("Kuber", Some(HiddenWay::Tiny));
        writer.text("netes", Some(HiddenWay::Tiny));
        writer.text("Ana", None);
        writer.text("expert", Some(HiddenWay::Tiny));
        writer.end_paragraph();
        let extract = writer.finish();
        assert_eq!((extract.text.as_str(), extract.hidden.first().map(|hidden| hidden.words)), ("Ana\n", Some(2)));
    }

    #[test]
    fn a_text_box_comes_before_the_rest_of_its_paragraph() {
        let mut writer = writer();
        writer.text("Sales ", None);
        writer.start_box();
        writer.text("Ana Keller", None);
        writer.end_box();
        writer.text("manager", None);
        writer.end_paragraph();
        assert_eq!(writer.finish().text, "Ana Keller\nSales manager\n");
    }

    #[test]
    fn a_note_does_not_fall_into_an_open_cell() {
        let mut writer = writer();
        writer.start_row();
        writer.start_cell();
        writer.text("2019", None);
        writer.start_aside();
        writer.text("until May", None);
        assert_eq!(writer.end_aside(), "until May\n");
        writer.end_paragraph();
        writer.end_row();
        assert_eq!(writer.finish().text, "2019\n");
    }

    #[test]
    fn the_open_paragraph_of_a_broken_part_is_kept_only_if_its_text_is_reliable() {
        for (is_reliable, expected) in [(true, "Ana\nSales\n"), (false, "Ana\n")] {
            let mut writer = writer();
            writer.start_row();
            writer.start_cell();
            writer.text("Ana", None);
            writer.end_paragraph();
            writer.text("Sales", None);
            writer.close_all(is_reliable);
            assert_eq!(writer.finish().text, expected);
        }
    }
}
