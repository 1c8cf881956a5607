//! Writes the elements of a page as lines, and counts the words that a browser would not show.

use ego_tree::{NodeId, NodeRef};
use scraper::node::Element;
use scraper::{ElementRef, Node};

use super::element_style::InheritedStyle;
use super::page_nodes::{chosen, has_word, is_drawing, is_element, is_empty, is_summary, layout_name, sight_in};
use super::style_sheet::StyleSheet;
use crate::formats::repair::BULLET;
use crate::formats::visibility::Sight;
use crate::formats::{Extract, Limits, table_row};

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
];
/// Headings. An empty line is written before each.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements whose text is never shown.
const SILENT: &[&str] = &[
    // The content is for browsers that do not support the element.
    "audio", "canvas", "noscript", "object", "rp", "video", // Forms and scripts.
    "datalist", "head", "iframe", "script", "style", "template", // Other forms of a formula.
    "annotation", "annotation-xml",
    // Parts of drawings that are shown in another place or not at all.
    "clipPath", "defs", "marker", "mask", "pattern", "symbol",
];
/// Elements for other browsers, in which pages have always hidden text. Their words are counted.
const NEVER_SHOWN: &[&str] = &["noframes", "noembed"];
/// Marks the start of a cell until its row is complete. It is removed from texts.
const CELL: char = '\u{1}';

/// True for block elements and for elements that only a page has.
pub(in crate::formats) fn is_block(name: &str) -> bool {
    ["html", "head", "td", "th"].contains(&name) || HEADINGS.contains(&name) || BLOCKS.contains(&name)
}

/// Writes a page element by element.
#[derive(Default)]
pub(super) struct PageWriter {
    pub text: String,
    /// The hidden words.
    pub extract: Extract,
    pub sheet: StyleSheet,
    /// The number of words of which it cannot be decided if they are seen.
    pub doubtful_words: usize,
    /// True if a box lies over others.
    pub has_cover: bool,
    limits: Limits,
    is_in_frame: bool,
    /// The last list of options, and the option of it that is chosen. It is found once per list.
    list: Option<(NodeId, Option<NodeId>)>,
    /// True if elements deeper than the limit were left out.
    pub too_deep: bool,
    /// The byte offsets in the text at which the open table rows begin.
    rows: Vec<usize>,
    /// The number of open `<pre>` elements, in which line breaks count.
    preformatted: usize,
}

impl PageWriter {
    /// A writer without text, of a page or a page in a frame of another.
    pub(super) fn new(sheet: StyleSheet, limits: Limits, is_in_frame: bool) -> Self {
        Self { sheet, limits, is_in_frame, ..Self::default() }
    }

    /// Writes a node in an element of style `around`. `apart` is true if the parent lays its children out side by side,
    /// so that a tab goes between them.
    pub(super) fn node(&mut self, node: NodeRef<'_, Node>, depth: usize, apart: bool, around: &InheritedStyle) {
        match node.value() {
            Node::Text(text) => match sight_in(node, around) {
                None => {}
                Some(Sight::Hidden(way)) => self.extract.hide(None, way, text.split_whitespace().count()),
                Some(sight) => {
                    if sight == Sight::Undecided {
                        self.doubtful_words += text.split_whitespace().count();
                    }
                    self.extract.see(text, sight);
                    self.words(text);
                }
            },
            Node::Element(_) if depth > self.limits.max_depth => self.too_deep = true,
            Node::Element(element) => {
                let name = layout_name(element);
                if name == "iframe" {
                    self.frame(node, element, around);
                }
                if SILENT.contains(&name) || (name == "option" && !self.shows_option(node)) {
                    return;
                }
                let Some((own, mut style)) = ElementRef::wrap(node).map(|element| self.sheet.style_of(element, around))
                else {
                    return;
                };
                if NEVER_SHOWN.contains(&name) {
                    style.hide();
                }
                self.has_cover |= own.covers(around.background) && is_empty(node);
                let is_folded = name == "details" && element.attr("open").is_none();
                let mut summary = node.children().filter(|_| is_folded).find(|child| is_summary(*child));
                let mut folded = style.clone();
                folded.hide();
                let is_inline = !is_block(name) && name != "br" && !is_drawing(element);
                let stands_apart = is_inline && own.is_apart() && has_word(node);
                if !style.takes_no_room {
                    if is_inline && own.is_block() {
                        self.end_line();
                    } else if apart || own.floats || stands_apart || (is_inline && own.has_sign_before()) {
                        self.separate();
                    } else if own.has_room_before() {
                        self.words(" ");
                    }
                    self.begin(name);
                }
                for child in node.children() {
                    let is_shown = !is_folded || summary.take_if(|summary| summary.id() == child.id()).is_some();
                    self.node(child, depth + 1, own.separates_children, if is_shown { &style } else { &folded });
                }
                if !style.takes_no_room {
                    if is_inline && own.is_block() {
                        self.end_line();
                    } else if stands_apart || (is_inline && own.has_sign_behind()) {
                        self.separate();
                    } else if own.has_room_behind() {
                        self.words(" ");
                    }
                    self.end(name);
                }
            }
            _ => {}
        }
    }

    /// True if a browser shows this option of a list.
    fn shows_option(&mut self, option: NodeRef<'_, Node>) -> bool {
        let Some(list) = option.ancestors().find(|above| is_element(*above, "select")) else { return false };
        let (_, chosen) = match self.list {
            Some(known) if known.0 == list.id() => known,
            _ => *self.list.insert((list.id(), chosen(list))),
        };
        chosen.is_none_or(|chosen| chosen == option.id())
    }

    /// Writes the page that a frame states as text. A frame within it is only noted.
    fn frame(&mut self, node: NodeRef<'_, Node>, frame: &Element, around: &InheritedStyle) {
        let Some(page) = frame.attr("srcdoc") else { return };
        if self.is_in_frame {
            self.sheet.is_doubtful.set(true);
            return;
        }
        let Some((_, style)) = ElementRef::wrap(node).map(|element| self.sheet.style_of(element, around)) else {
            return;
        };
        let inner = super::read_within(page.to_owned(), &self.limits, true);
        match style.look(false).sight() {
            Sight::Hidden(way) => self.extract.hide(None, way, inner.text.split_whitespace().count()),
            sight => {
                self.end_line();
                self.extract.see(&inner.text, sight);
                self.text.push_str(inner.text.trim_end());
                self.text.push('\n');
                inner.hidden.iter().for_each(|hidden| self.extract.hide(None, hidden.way, hidden.words));
                self.extract.doubtful.extend(inner.doubtful);
                if !inner.notes.is_empty() {
                    self.sheet.is_doubtful.set(true);
                }
            }
        }
    }

    /// Writes a tab between the text before and the text after it, on the same line.
    fn separate(&mut self) {
        self.trim_line();
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\t', CELL]) && !self.text.ends_with(BULLET.trim_end())
        {
            self.text.push('\t');
        }
    }

    fn begin(&mut self, name: &str) {
        match name {
            "br" => self.text.push('\n'),
            "option" | "textarea" => self.words(" "),
            "li" => {
                self.end_line();
                self.text.push_str(BULLET);
            }
            "td" | "th" => {
                self.trim_line();
                self.text.push(CELL);
            }
            "tr" => {
                self.end_line();
                self.rows.push(self.text.len());
            }
            "pre" => {
                self.end_line();
                self.preformatted += 1;
            }
            _ if HEADINGS.contains(&name) => {
                self.end_line();
                self.text.push('\n');
            }
            _ if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "pre" => self.preformatted -= 1,
            "tr" => self.end_row(),
            "option" | "textarea" => self.words(" "),
            _ => {}
        }
        if HEADINGS.contains(&name) || BLOCKS.contains(&name) {
            self.end_line();
        }
    }

    /// Ends a table row. If each cell is a single line, the row becomes one line. If cells have several lines, the
    /// table is used for layout, and the cells are written one below the other.
    fn end_row(&mut self) {
        let Some(start) = self.rows.pop() else { return };
        let row = self.text.split_off(start);
        let cells = row.split(CELL).map(|cell| cell.lines().map(|line| line.trim().to_owned()).collect());
        self.text.push_str(&table_row::row(cells.collect()).join("\n"));
    }

    /// Writes text as a browser would: white space of any kind becomes one space.
    fn words(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.text.push_str(text);
            return;
        }
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\t', '\n', CELL]) {
                        self.text.push(' ');
                    }
                }
                CELL => {}
                _ => self.text.push(c),
            }
        }
    }

    fn trim_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
    }

    /// Ends the line unless it is empty or holds only a bullet.
    fn end_line(&mut self) {
        let open = self.text.ends_with(BULLET) || self.text.ends_with(CELL);
        if open || self.text.is_empty() {
            return;
        }
        self.text.truncate(self.text.trim_end_matches([' ', '\t']).len());
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
