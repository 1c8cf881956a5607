//! Web pages: block elements become lines; what a browser does not show is left out.

mod declarations;
mod scan;
mod sheet;
mod style;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use ego_tree::NodeRef;
use encoding_rs::Encoding;
use memchr::memmem;
use scraper::node::Element;
use scraper::{ElementRef, Node};

use crate::document::{HiddenWay, Problem, ProblemCode};
use crate::ingest::repair::BULLET;
use crate::ingest::{Extract, Extractor, Limits, plain, problem, row};
use scan::Limit;
use sheet::Sheet;
use style::Style;

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Headings, before which an empty line stands.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements whose text is never shown.
const SILENT: &[&str] = &[
    // For programs that cannot show what the element is for.
    "audio", "canvas", "noscript", "object", "video", // For forms and scripts.
    "datalist", "head", "script", "select", "style", "template", "textarea",
    // Parts of drawings that are shown elsewhere or not at all.
    "clipPath", "defs", "marker", "mask", "pattern", "symbol",
];
/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";
/// Elements of drawings whose own text is shown; that of others names or describes them.
const DRAWN: &[&str] = &["a", "text", "textPath", "tspan"];
/// Begins a cell while its row is being read; no text holds it.
const CELL: char = '\u{1}';
/// Elements may be open without ending as they should, so many times the depth allowed, before a page is cut.
const UNENDED: usize = 4;
/// Where a page states its encoding: browsers look no further.
const STATED_WITHIN: usize = 1024;

/// Reads web pages.
pub(super) struct Html;

impl Extractor for Html {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        Ok(read(decode(bytes), limits))
    }
}

/// Reads a page.
pub(super) fn read(mut page: String, limits: &Limits) -> Extract {
    let limit = scan::limit(&page, limits.max_depth.saturating_mul(UNENDED), limits.max_nodes);
    let (Limit::Depth(end) | Limit::Size(end)) = limit.unwrap_or(Limit::Size(page.len()));
    page.truncate(end);
    let html = scraper::Html::parse_document(&page);
    let sheet = Sheet::new(&html, limits.max_nodes);
    let style = sheet.page();
    let mut writer = Writer { max_depth: limits.max_depth, sheet, ..Writer::default() };
    writer.node(*html.root_element(), 0, false, &style);
    let is_too_deep = writer.too_deep || matches!(limit, Some(Limit::Depth(_)));
    let is_too_large = writer.sheet.is_exhausted() || matches!(limit, Some(Limit::Size(_)));
    let problem = match (is_too_deep, is_too_large) {
        (true, _) => Some(problem(ProblemCode::LimitDepth, "parts nested too deeply were left out", "save it as PDF")),
        (_, true) => Some(too_large()),
        _ => None,
    };
    Extract { text: writer.text, problem, ..writer.extract }
}

/// What is said of a page of which a part was not read.
pub(super) fn too_large() -> Problem {
    problem(ProblemCode::LimitBytes, "it has more elements or styles than are read", "save it as PDF")
}

/// Whether an element of this name shapes a page.
pub(super) fn is_block(name: &str) -> bool {
    ["html", "head", "td", "th"].contains(&name) || HEADINGS.contains(&name) || BLOCKS.contains(&name)
}

/// Decodes a page by what the bytes say of themselves, else by what the page states, else as any text.
fn decode(bytes: &[u8]) -> String {
    let tells = Encoding::for_bom(bytes).is_some() || plain::utf16(bytes).is_some() || plain::is_utf8(bytes);
    let stated = stated_encoding(bytes).filter(|_| !tells);
    stated.map_or_else(|| plain::decode(bytes), |encoding| encoding.decode(bytes).0.into_owned())
}

/// The encoding that stands behind `charset=` near the start.
fn stated_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Cow<'_, [u8]> = bytes.get(..STATED_WITHIN).unwrap_or(bytes).to_ascii_lowercase().into();
    let after = head.get(memmem::find(&head, b"charset=")? + 8..)?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
    let end = after.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')))?;
    Encoding::for_label(after.get(..end)?)
}

/// Whether the text of a node in an element that looks like `around` is seen, or else how it is hidden; text of a
/// drawing may also be none that anybody hid.
fn seen_in(node: NodeRef<'_, Node>, around: &Style) -> Result<(), Option<HiddenWay>> {
    let parent = node.parent().and_then(|parent| parent.value().as_element());
    let way = match parent.filter(|parent| is_drawing(parent)) {
        Some(parent) if !DRAWN.contains(&parent.name()) => return Err(None),
        Some(_) => around.hidden_in_drawing(),
        None => around.hidden(),
    };
    way.map_or(Ok(()), |way| Err(Some(way)))
}

fn is_drawing(element: &Element) -> bool {
    &*element.name.ns == SVG
}

/// The name of an element, or of one that begins and ends lines as an element of a drawing does.
fn standing_as(element: &Element) -> &str {
    let begins_line = match element.name() {
        "text" => true,
        "tspan" => element.attr("y").is_some() || element.attr("dy").is_some(),
        _ => false,
    };
    if begins_line && is_drawing(element) { "div" } else { element.name() }
}

#[derive(Default)]
struct Writer {
    text: String,
    /// What is hidden.
    extract: Extract,
    sheet: Sheet,
    max_depth: usize,
    too_deep: bool,
    /// Where the rows that are open begin in the text.
    rows: Vec<usize>,
    /// Within preformatted text line breaks count.
    preformatted: usize,
}

impl Writer {
    /// Writes a node in an element that looks like `around`; one that is `apart` stands beside its neighbours and not
    /// right after them.
    fn node(&mut self, node: NodeRef<'_, Node>, depth: usize, apart: bool, around: &Style) {
        match node.value() {
            Node::Text(text) => match seen_in(node, around) {
                Err(None) => {}
                Err(Some(way)) => self.extract.hide(None, way, text.split_whitespace().count()),
                Ok(()) => self.words(text),
            },
            Node::Element(_) if depth > self.max_depth => self.too_deep = true,
            Node::Element(element) => {
                let name = standing_as(element);
                if SILENT.contains(&name) {
                    return;
                }
                let Some((own, style)) = ElementRef::wrap(node).map(|element| self.sheet.look(element, around)) else {
                    return;
                };
                if !style.takes_no_room {
                    if apart || own.floats {
                        self.part();
                    }
                    self.begin(name);
                }
                for child in node.children() {
                    self.node(child, depth + 1, own.parts_children, &style);
                }
                if !style.takes_no_room {
                    self.end(name);
                }
            }
            _ => {}
        }
    }

    /// Parts what follows from the text before it on the same line.
    fn part(&mut self) {
        self.trim_line();
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\t', CELL]) && !self.text.ends_with(BULLET.trim_end())
        {
            self.text.push('\t');
        }
    }

    fn begin(&mut self, name: &str) {
        match name {
            "br" => self.text.push('\n'),
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
            _ => {}
        }
        if HEADINGS.contains(&name) || BLOCKS.contains(&name) {
            self.end_line();
        }
    }

    /// A row of single lines becomes one line; where cells hold blocks, the table is there for layout.
    fn end_row(&mut self) {
        let Some(start) = self.rows.pop() else { return };
        let row = self.text.split_off(start);
        let cells = row.split(CELL).map(|cell| cell.lines().map(|line| line.trim().to_owned()).collect());
        self.text.push_str(&row::row(cells.collect()).join("\n"));
    }

    /// Adds text as a browser would flow it: white space of any kind is one space.
    fn words(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.text.push_str(text);
            return;
        }
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n', CELL]) {
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
        self.trim_line();
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
