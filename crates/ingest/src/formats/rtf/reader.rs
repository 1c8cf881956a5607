//! Tracks the groups of an RTF file and collects the text of each story: document, headers, footers, notes and text
//! boxes.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::Encoding;
use memchr::memmem;

use super::charset::Charset;
use super::decoder::Decoder;
use super::group_state::{Destination, GroupState};
use super::rtf_lexer::Token;
use super::shape::Shape;
use crate::formats::color::{Color, WHITE};
use crate::formats::line_buffer::without_repeats;
use crate::formats::paragraph_flow::{Paragraph, ParagraphFlow};
use crate::formats::{Extract, Limits};
use rolefit_document::HiddenWay;

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
    /// The story in this group, with the lines and the paragraph that continue after it.
    story: Option<(Story, ParagraphFlow, Paragraph)>,
}

#[derive(Default)]
pub(super) struct Reader {
    pub(super) state: GroupState,
    groups: Vec<Group>,
    /// Open groups beyond the depth limit, which are skipped.
    skipped_groups: usize,
    is_too_deep: bool,
    is_ended: bool,
    /// True after `\*`: if the next control word is unknown, the group is skipped.
    pub(super) is_optional: bool,
    flow: ParagraphFlow,
    pub(super) paragraph: Paragraph,
    headers: Vec<String>,
    footers: Vec<String>,
    notes: Vec<String>,
    extract: Extract,
    /// Hidden text of the open paragraph, by way of hiding.
    pub(super) hidden: BTreeMap<HiddenWay, String>,
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
        Self {
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
                self.skip = self.state.fallback;
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
            self.extract.is_truncated = true;
            self.is_ended = true;
        }
        !self.is_ended
    }

    /// Ends all open groups and returns the text in reading order.
    pub(super) fn finish(mut self) -> Extract {
        if !self.groups.is_empty() && !self.is_ended {
            self.extract.problem = Some(super::broken_off());
        }
        while !self.groups.is_empty() {
            self.close();
        }
        self.end_paragraph();
        let body = self.flow.finish();
        let Self { headers, notes, footers, mut extract, .. } = self;
        let [headers, notes, footers] =
            [headers, notes, footers].map(|texts| without_repeats(&texts).collect::<String>());
        extract.text = [headers, body, notes, footers].concat();
        extract
    }

    fn open(&mut self) {
        self.decode();
        (self.skip, self.is_optional) = (0, false);
        if self.skipped_groups > 0 || self.groups.len() >= self.max_depth {
            self.skipped_groups += 1;
            self.is_too_deep = true;
            return;
        }
        self.groups.push(Group { outer: self.state, story: None });
    }

    fn close(&mut self) {
        self.decode();
        (self.skip, self.is_optional) = (0, false);
        if self.skipped_groups > 0 {
            self.skipped_groups -= 1;
            return;
        }
        let Some(Group { outer, story }) = self.groups.pop() else {
            self.is_ended = true;
            return;
        };
        if let Some((story, flow, paragraph)) = story {
            self.end_paragraph();
            let text = std::mem::replace(&mut self.flow, flow).finish();
            self.paragraph = paragraph;
            self.end_story(story, text);
        }
        match self.state.destination {
            Destination::Styles => self.end_style(),
            Destination::PropertyValue => self.shape.end_property(),
            _ => {}
        }
        self.state = outer;
        self.is_ended = self.groups.is_empty();
    }

    /// Begins a story in the innermost group, unless the group already has one. A discarded group may contain text
    /// boxes but no other story.
    pub(super) fn begin_story(&mut self, story: Story) {
        if self.state.destination == Destination::Discarded && story != Story::Box {
            return;
        }
        let Some(group) = self.groups.last_mut().filter(|group| group.story.is_none()) else { return };
        group.story = Some((story, std::mem::take(&mut self.flow), std::mem::take(&mut self.paragraph)));
        self.state.destination = Destination::Page;
        self.state.reset_characters();
        self.state.reset_paragraph();
        self.state.in_text_box = story == Story::Box;
        if story == Story::Box {
            self.state.box_hidden = self.state.box_hidden.or(self.shape.hidden());
        }
    }

    fn end_story(&mut self, story: Story, text: String) {
        match story {
            Story::Header => self.headers.push(text),
            Story::Footer => self.footers.push(text),
            Story::Note => self.notes.push(text),
            Story::Box => self.flow.lines(&text),
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
        for (way, text) in std::mem::take(&mut self.hidden) {
            self.extract.hide(None, way, text.split_whitespace().count());
        }
        let mut paragraph = std::mem::take(&mut self.paragraph);
        paragraph.item |= self.state.is_listed && !self.has_labels;
        paragraph.heading = self.state.has_outline_level || self.headings.contains(&self.state.style);
        paragraph.tables = self.state.table_depth();
        self.flow.paragraph(paragraph);
    }

    pub(super) fn end_cell(&mut self, tables: usize) {
        self.end_paragraph();
        self.flow.end_cell(tables);
        self.cell += 1;
    }

    pub(super) fn end_row(&mut self, tables: usize) {
        self.end_paragraph();
        self.flow.end_row(tables);
        self.cell = 0;
    }
}
