//! Tracks the groups of an RTF file and collects the text of each story: document, headers, footers, notes and text
//! boxes.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::Encoding;
use memchr::memmem;

use super::charset::Charset;
use super::decoder::Decoder;
use super::group_state::{CharacterState, Destination, GroupState, ParagraphState};
use super::rtf_lexer::Token;
use super::shape::Shape;
use crate::formats::color::{Color, WHITE};
use crate::formats::document_writer::DocumentWriter;
use crate::formats::line_buffer::without_repeats;
use crate::formats::{Extract, Limits};

/// A text apart from the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    Header,
    Footer,
    Note,
    Box,
}

/// An open group.
#[derive(Default)]
struct Group {
    /// The state to restore at the end of the group.
    outer: GroupState,
    /// The story in this group.
    story: Option<Story>,
    /// The texts of the boxes in this group, if it is a drawing: its place may follow its text.
    boxes: Option<Vec<String>>,
}

#[derive(Default)]
pub(super) struct Reader {
    pub(super) state: GroupState,
    groups: Vec<Group>,
    /// Open groups beyond the depth limit, which are skipped.
    skipped_groups: usize,
    is_too_deep: bool,
    is_ended: bool,
    is_truncated: bool,
    /// True after `\*`: if the next control word is unknown, the group is skipped.
    pub(super) is_optional: bool,
    pub(super) writer: DocumentWriter,
    headers: Vec<String>,
    footers: Vec<String>,
    notes: Vec<String>,
    pub(super) decoder: Decoder,
    /// Fallback characters still to skip after a Unicode character.
    pub(super) skip: usize,
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) default_font: i32,
    pub(super) fonts: BTreeMap<i32, Charset>,
    pub(super) colors: Vec<Option<Color>>,
    pub(super) color: Option<Color>,
    /// The style being defined, its name, and the styles of headings.
    pub(super) style: i32,
    pub(super) style_name: String,
    headings: BTreeSet<i32>,
    /// Shading of the cells of the row, shading of the cell being defined, and index of the open cell.
    pub(super) cells: Vec<i32>,
    pub(super) cell_shade: i32,
    pub(super) cell: usize,
    /// True if the row has next to no height.
    pub(super) has_flat_row: bool,
    pub(super) shape: Shape,
    /// True if list items carry labels. Otherwise each paragraph of a list is an item.
    has_labels: bool,
    /// The page colour; `None` where shapes may lie beneath the text.
    pub(super) page: Option<Color>,
    pub(super) written: usize,
    max_depth: usize,
    max_text_bytes: usize,
}

impl Reader {
    pub(super) fn new(bytes: &[u8], limits: &Limits) -> Self {
        let holds = |mark: &[u8]| memmem::find(bytes, mark).is_some();
        let mut writer = DocumentWriter::new(limits);
        writer.start_aside();
        Self {
            writer,
            has_labels: holds(b"\\listtext") || holds(b"\\pntext"),
            page: (!holds(b"fillColor") && !holds(b"\\*\\background") && !holds(b"\\dpfill")).then_some(WHITE),
            max_depth: limits.max_depth,
            max_text_bytes: limits.max_text_bytes,
            ..Self::default()
        }
    }

    /// True if groups were nested beyond the depth limit.
    pub(super) fn is_too_deep(&self) -> bool {
        self.is_too_deep
    }

    /// Handles one token; returns false at the end of the document.
    pub(super) fn token(&mut self, token: Token<'_>) -> bool {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            _ if self.skipped_groups > 0 => {}
            Token::Byte(byte) => self.byte(byte),
            Token::Symbol(b'*') => self.is_optional = true,
            Token::Word("u", Some(number)) => {
                self.unicode(number);
                self.skip = self.state.fallback.unwrap_or(1);
            }
            // A control word counts as one fallback character.
            Token::Word(..) | Token::Symbol(_) if self.skip > 0 => self.skip -= 1,
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(name, number) => {
                // `\u` without a number is not a character.
                self.decode();
                self.word(name, number);
                self.is_optional = false;
            }
        }
        if self.written > self.max_text_bytes {
            (self.is_truncated, self.is_ended) = (true, true);
        }
        !self.is_ended
    }

    /// Ends all open groups and returns the text in reading order.
    pub(super) fn finish(mut self) -> Extract {
        let is_cut = !self.groups.is_empty() && !self.is_ended;
        while !self.groups.is_empty() {
            self.close();
        }
        self.end_paragraph();
        let body = self.writer.end_aside();
        let [headers, notes, footers] = [&self.headers, &self.notes, &self.footers];
        for texts in [headers, &vec![body], notes, footers] {
            without_repeats(texts).for_each(|text| self.writer.append(text));
        }
        Extract { problem: is_cut.then(super::broken_off), is_truncated: self.is_truncated, ..self.writer.finish() }
    }

    fn open(&mut self) {
        self.decode();
        (self.skip, self.is_optional) = (0, false);
        if self.skipped_groups > 0 || self.groups.len() >= self.max_depth {
            self.skipped_groups += 1;
            self.is_too_deep = true;
            return;
        }
        self.groups.push(Group { outer: self.state, story: None, boxes: None });
    }

    fn close(&mut self) {
        self.decode();
        (self.skip, self.is_optional) = (0, false);
        if self.skipped_groups > 0 {
            self.skipped_groups -= 1;
            return;
        }
        let Some(Group { outer, story, boxes }) = self.groups.pop() else {
            self.is_ended = true;
            return;
        };
        if let Some(story) = story {
            self.end_paragraph();
            let text = self.writer.end_aside();
            match story {
                Story::Header => self.headers.push(text),
                Story::Footer => self.footers.push(text),
                Story::Note => self.notes.push(text),
                Story::Box => match self.groups.iter_mut().rev().find_map(|group| group.boxes.as_mut()) {
                    Some(boxes) => boxes.push(text),
                    None => self.writer.lines(&text),
                },
            }
        }
        if let Some(boxes) = boxes {
            let hidden = self.shape.hidden().filter(|_| self.state.box_hidden.is_none());
            boxes.iter().for_each(|text| self.writer.box_lines(text, hidden));
        }
        match self.state.destination {
            Destination::Styles => self.end_style(),
            Destination::PropertyValue => self.shape.end_property(),
            _ => {}
        }
        self.state = outer;
        self.is_ended = self.groups.is_empty();
    }

    /// Marks the innermost group as a drawing, whose boxes are written at its end.
    pub(super) fn begin_drawing(&mut self) {
        self.groups.last_mut().into_iter().for_each(|group| group.boxes = Some(Vec::new()));
    }

    /// Begins a story in the innermost group, unless the group already has one. A discarded group may contain text
    /// boxes but no other story.
    pub(super) fn begin_story(&mut self, story: Story) {
        if self.state.destination == Destination::Discarded && story != Story::Box {
            return;
        }
        let Some(group) = self.groups.last_mut().filter(|group| group.story.is_none()) else { return };
        group.story = Some(story);
        self.writer.start_aside();
        self.state.destination = Destination::Page;
        (self.state.characters, self.state.paragraph) = (CharacterState::default(), ParagraphState::default());
        self.state.in_text_box = story == Story::Box;
        if story == Story::Box {
            self.state.box_hidden = self.state.box_hidden.or(self.shape.hidden());
        }
    }

    fn end_style(&mut self) {
        let name = std::mem::take(&mut self.style_name).trim().to_ascii_lowercase();
        if name.starts_with("heading") && !name.contains("char") {
            self.headings.insert(self.style);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        self.decode();
        let paragraph = self.state.paragraph;
        if paragraph.is_listed && !self.has_labels {
            self.writer.set_item(true);
        }
        self.writer.set_heading(paragraph.has_outline_level || self.headings.contains(&paragraph.style));
        self.writer.end_paragraph_in(self.state.table_depth());
    }

    pub(super) fn end_cell(&mut self, tables: usize) {
        self.end_paragraph();
        self.writer.end_cell_in(tables);
        self.cell += 1;
    }

    pub(super) fn end_row(&mut self, tables: usize) {
        self.end_paragraph();
        self.writer.end_row_in(tables);
        self.cell = 0;
    }
}
