//! Follows the groups of an RTF file and collects its text by story: page, headers and footers, text boxes, notes.

use std::collections::{BTreeMap, BTreeSet};

use encoding_rs::Encoding;
use memchr::memmem;

use super::charset::Charset;
use super::decoder::Decoder;
use super::lexer::Token;
use super::state::{State, Target};
use crate::formats::color::{Color, WHITE};
use crate::formats::flow::{Flow, Once, Paragraph};
use crate::formats::{Extract, Limits};
use rolefit_document::HiddenWay;

/// A text of its own inside the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    Header,
    Footer,
    Note,
    Box,
}

/// A group that is open.
#[derive(Default)]
struct Group {
    /// What held around it.
    outer: State,
    /// The story that it holds, with the lines that were read before it.
    story: Option<(Story, Flow, Paragraph)>,
}

#[derive(Default)]
pub(super) struct Reader {
    pub(super) state: State,
    groups: Vec<Group>,
    /// Groups past the depth allowed, which are passed over.
    too_deep: usize,
    was_too_deep: bool,
    ended: bool,
    /// The group began with `\*`: what it is for may be unknown.
    pub(super) optional: bool,
    flow: Flow,
    pub(super) paragraph: Paragraph,
    headers: Once,
    footers: Once,
    notes: Once,
    extract: Extract,
    /// Hidden text of the paragraph, by way.
    pub(super) hidden: BTreeMap<HiddenWay, String>,
    pub(super) decoder: Decoder,
    /// Characters to pass over after a Unicode character.
    pub(super) skip: usize,
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) default_font: i32,
    pub(super) fonts: BTreeMap<i32, Charset>,
    pub(super) colors: Vec<Option<Color>>,
    pub(super) color: Option<Color>,
    /// The style that is being defined, its name, and those that are headings'.
    pub(super) style: i32,
    pub(super) style_name: String,
    headings: BTreeSet<i32>,
    /// The shades of the cells of the row, and that of the cell being defined.
    pub(super) cells: Vec<i32>,
    pub(super) cell_shade: i32,
    pub(super) cell: usize,
    /// List items carry labels; where they do not, membership in a list makes an item.
    has_labels: bool,
    /// The colour of the page; `None` where shapes may be painted over it.
    pub(super) page: Option<Color>,
    pub(super) written: usize,
    max_depth: usize,
    max_text_bytes: usize,
}

impl Reader {
    pub fn new(bytes: &[u8], limits: &Limits) -> Self {
        let holds = |mark: &[u8]| memmem::find(bytes, mark).is_some();
        Self {
            has_labels: holds(b"\\listtext") || holds(b"\\pntext"),
            page: (!holds(b"fillColor") && !holds(b"\\*\\background") && !holds(b"\\dpfill")).then_some(WHITE),
            max_depth: limits.max_depth,
            max_text_bytes: limits.max_text_bytes,
            ..Self::default()
        }
    }

    /// Whether groups were nested deeper than allowed.
    pub fn is_too_deep(&self) -> bool {
        self.was_too_deep
    }

    /// Follows one token; false when there is nothing more to read.
    pub fn token(&mut self, token: Token<'_>) -> bool {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            _ if self.too_deep > 0 => {}
            Token::Byte(byte) => self.byte(byte),
            Token::Symbol(b'*') => self.optional = true,
            Token::Word("u", Some(number)) => {
                self.unicode(number);
                self.skip = self.state.fallback;
            }
            // A control word stands for one character after a Unicode character.
            Token::Word(..) | Token::Symbol(_) if self.skip > 0 => self.skip -= 1,
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(name, number) => {
                // `\u` without a number is no character.
                self.decode();
                self.word(name, number);
                self.optional = false;
            }
        }
        if self.written > self.max_text_bytes {
            self.extract.is_truncated = true;
            self.ended = true;
        }
        !self.ended
    }

    /// Everything that was read.
    pub fn finish(mut self) -> Extract {
        if !self.groups.is_empty() && !self.ended {
            self.extract.problem = Some(super::broken_off());
        }
        while !self.groups.is_empty() {
            self.close();
        }
        self.end_paragraph();
        let body = self.flow.finish();
        let Self { headers, notes, footers, mut extract, .. } = self;
        extract.text = [headers.text, body, notes.text, footers.text].concat();
        extract
    }

    fn open(&mut self) {
        self.decode();
        (self.skip, self.optional) = (0, false);
        if self.too_deep > 0 || self.groups.len() >= self.max_depth {
            self.too_deep += 1;
            self.was_too_deep = true;
            return;
        }
        self.groups.push(Group { outer: self.state, story: None });
    }

    fn close(&mut self) {
        self.decode();
        (self.skip, self.optional) = (0, false);
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(Group { outer, story }) = self.groups.pop() else {
            self.ended = true;
            return;
        };
        if let Some((story, flow, paragraph)) = story {
            self.end_paragraph();
            let text = std::mem::replace(&mut self.flow, flow).finish();
            self.paragraph = paragraph;
            self.end_story(story, text);
        }
        if self.state.target == Target::Styles {
            self.end_style();
        }
        self.state = outer;
        self.ended = self.groups.is_empty();
    }

    /// The group that is open holds a story.
    pub(super) fn begin_story(&mut self, story: Story) {
        if self.state.target == Target::Nowhere && story != Story::Box {
            return;
        }
        let Some(group) = self.groups.last_mut().filter(|group| group.story.is_none()) else { return };
        group.story = Some((story, std::mem::take(&mut self.flow), std::mem::take(&mut self.paragraph)));
        self.state.target = Target::Page;
        self.state.plain();
        self.state.plain_paragraph();
        self.state.in_box = story == Story::Box;
    }

    fn end_story(&mut self, story: Story, text: String) {
        match story {
            Story::Header => self.headers.add(text),
            Story::Footer => self.footers.add(text),
            Story::Note => self.notes.add(text),
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
        paragraph.item |= self.state.listed && !self.has_labels;
        paragraph.heading = self.state.outlined || self.headings.contains(&self.state.style);
        paragraph.tables = self.state.depth_of_tables();
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
