//! The lines of an office document as they are read: paragraphs, list items and table rows; what is hidden is counted.

use crate::formats::repair::BULLET;
use crate::formats::table_row::row;
use crate::formats::{Extract, Limits};
use rolefit_document::HiddenWay;

/// Collects the lines of a document.
#[derive(Debug)]
pub(super) struct Lines {
    flow: Flow,
    /// The flows around the one that is open.
    around: Vec<Flow>,
    /// Hidden words so far.
    extract: Extract,
    /// Bytes of text past which nothing is kept.
    most: usize,
}

/// Text that is read in one go: the body, or a header or a note apart from it.
#[derive(Debug, Default)]
struct Flow {
    text: String,
    paragraph: Paragraph,
    /// Paragraphs around the text boxes that are open.
    around: Vec<Paragraph>,
    /// Rows that are open, each inside a cell of the one before, as cells of lines.
    rows: Vec<Vec<Vec<String>>>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    is_item: bool,
    is_heading: bool,
    /// Stretches of letters that are not seen.
    hidden: Vec<(HiddenWay, String)>,
}

impl Lines {
    pub fn new(limits: &Limits) -> Self {
        let (flow, extract) = (Flow::default(), Extract::default());
        Self { flow, around: Vec::new(), extract, most: limits.max_text_bytes }
    }

    /// Adds to the open paragraph what is read, or counts what is hidden.
    pub fn words(&mut self, text: &str, hidden: Option<HiddenWay>) {
        let paragraph = &mut self.flow.paragraph;
        match (hidden, paragraph.hidden.last_mut()) {
            (None, last) => {
                if let Some((_, last)) = last {
                    last.push(' ');
                }
                let room = (self.most + 1).saturating_sub(paragraph.text.len());
                paragraph.text.push_str(text.get(..text.floor_char_boundary(room)).unwrap_or(text));
            }
            (Some(way), Some((last, stretch))) if *last == way => stretch.push_str(text),
            (Some(way), _) => paragraph.hidden.push((way, text.to_owned())),
        }
    }

    /// A tab; before the first word it only indents.
    pub fn tab(&mut self, hidden: Option<HiddenWay>) {
        if hidden.is_some() || !self.flow.paragraph.text.is_empty() {
            self.words("\t", hidden);
        }
    }

    /// Makes the open paragraph a list item, or no longer one.
    pub fn set_item(&mut self, is_item: bool) {
        self.flow.paragraph.is_item = is_item;
    }

    /// Makes the open paragraph a heading, or no longer one.
    pub fn set_heading(&mut self, is_heading: bool) {
        self.flow.paragraph.is_heading = is_heading;
    }

    pub fn end_paragraph(&mut self) {
        let Paragraph { text, is_item, is_heading, hidden } = std::mem::take(&mut self.flow.paragraph);
        for (way, stretch) in hidden {
            self.extract.hide(None, way, stretch.split_whitespace().count());
        }
        let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
        if is_heading && lines.peek().is_some() {
            self.line(String::new());
        }
        // A numbered heading is a heading.
        let mut bullet = if is_item && !is_heading { BULLET } else { "" };
        for line in lines {
            self.line(format!("{bullet}{line}"));
            bullet = "";
        }
    }

    /// A text box begins inside a paragraph; its own paragraphs come first.
    pub fn start_box(&mut self) {
        let paragraph = std::mem::take(&mut self.flow.paragraph);
        self.flow.around.push(paragraph);
    }

    pub fn end_box(&mut self) {
        self.end_paragraph();
        self.flow.paragraph = self.flow.around.pop().unwrap_or_default();
    }

    pub fn start_row(&mut self) {
        self.flow.rows.push(Vec::new());
    }

    pub fn start_cell(&mut self) {
        if let Some(cells) = self.flow.rows.last_mut() {
            cells.push(Vec::new());
        }
    }

    pub fn end_row(&mut self) {
        for line in row(self.flow.rows.pop().unwrap_or_default()) {
            self.line(line);
        }
    }

    /// What follows is no part of the text around it, until it is taken.
    pub fn set_apart(&mut self) {
        let flow = std::mem::take(&mut self.flow);
        self.around.push(flow);
    }

    /// The text that was set apart.
    pub fn take_apart(&mut self) -> String {
        self.end_paragraph();
        let around = self.around.pop().unwrap_or_default();
        std::mem::replace(&mut self.flow, around).text
    }

    /// Writes what is open where a part breaks off; the open paragraph only if its letters are right.
    pub fn break_off(&mut self, is_right: bool) {
        if !is_right {
            self.flow.paragraph = Paragraph::default();
        }
        loop {
            self.end_paragraph();
            while let Some(paragraph) = self.flow.around.pop() {
                self.flow.paragraph = paragraph;
                self.end_paragraph();
            }
            while !self.flow.rows.is_empty() {
                self.end_row();
            }
            let Some(around) = self.around.pop() else { break };
            let apart = std::mem::replace(&mut self.flow, around).text;
            self.flow.text.push_str(&apart);
        }
    }

    /// Adds lines that were set apart before.
    pub fn add(&mut self, text: &str) {
        if self.flow.text.len() <= self.most {
            self.flow.text.push_str(text);
        }
    }

    /// All lines, and the words that were hidden.
    pub fn finish(self) -> Extract {
        Extract { text: self.flow.text, ..self.extract }
    }

    /// A line goes to the innermost open cell, or else to the text.
    fn line(&mut self, line: String) {
        match self.flow.rows.last_mut().and_then(|cells| cells.last_mut()) {
            Some(cell) => cell.push(line),
            None => {
                self.add(&line);
                self.add("\n");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Lines {
        Lines::new(&Limits::default())
    }

    #[test]
    fn a_hidden_word_in_pieces_is_one_word() {
        let mut lines = lines();
        lines.words("Kuber", Some(HiddenWay::Tiny));
        lines.words("netes", Some(HiddenWay::Tiny));
        lines.words("Ana", None);
        lines.words("expert", Some(HiddenWay::Tiny));
        lines.end_paragraph();
        let extract = lines.finish();
        assert_eq!((extract.text.as_str(), extract.hidden.first().map(|hidden| hidden.words)), ("Ana\n", Some(2)));
    }

    #[test]
    fn a_text_box_comes_before_the_rest_of_its_paragraph() {
        let mut lines = lines();
        lines.words("Sales ", None);
        lines.start_box();
        lines.words("Ana Keller", None);
        lines.end_box();
        lines.words("manager", None);
        lines.end_paragraph();
        assert_eq!(lines.finish().text, "Ana Keller\nSales manager\n");
    }

    #[test]
    fn what_is_set_apart_does_not_fall_into_an_open_cell() {
        let mut lines = lines();
        lines.start_row();
        lines.start_cell();
        lines.words("2019", None);
        lines.set_apart();
        lines.words("until May", None);
        assert_eq!(lines.take_apart(), "until May\n");
        lines.end_paragraph();
        lines.end_row();
        assert_eq!(lines.finish().text, "2019\n");
    }

    #[test]
    fn where_a_part_breaks_off_only_right_letters_stay() {
        for (is_right, expected) in [(true, "Ana\nSales\n"), (false, "Ana\n")] {
            let mut lines = lines();
            lines.start_row();
            lines.start_cell();
            lines.words("Ana", None);
            lines.end_paragraph();
            lines.words("Sales", None);
            lines.break_off(is_right);
            assert_eq!(lines.finish().text, expected);
        }
    }
}
