//! The text of an ODT part: what LibreOffice shows of it, as lines.

use rustc_hash::FxHashSet;

use super::odt_styles::OdtStyles;
use crate::formats::Limits;
use crate::formats::color::WHITE;
use crate::formats::office::character_format::{Ground, Scope};
use crate::formats::office::document_writer::Lines;
use crate::formats::office::xml::{Content, Element, Handler};

/// Elements whose content is not shown with the text: what was deleted, comments, form fields, descriptions of pictures,
/// the numbers of notes, patterns of indexes, and how Chinese letters are spoken.
const SILENT: &[&str] = &[
    "tracked-changes",
    "annotation",
    "forms",
    "scripts",
    "event-listeners",
    "title",
    "desc",
    "note-citation",
    "ruby-text",
    "table-of-content-source",
    "alphabetical-index-source",
    "illustration-index-source",
    "table-index-source",
    "object-index-source",
    "user-index-source",
    "bibliography-source",
    "font-face-decls",
];
/// Drawings that may hold paragraphs.
const SHAPES: &[&str] = &[
    "text-box",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "polygon",
    "regular-polygon",
    "path",
    "polyline",
    "line",
    "connector",
    "measure",
    "caption",
];
/// The master page of paragraphs that name none.
const STANDARD: &str = "Standard";

/// Reads the parts of an ODT file that hold text.
pub(super) struct OdtText {
    pub lines: Lines,
    pub headers: Vec<String>,
    pub footers: Vec<String>,
    pub notes: Vec<String>,
    styles: OdtStyles,
    drawings: Drawings,
    /// Master pages that some paragraph or page names.
    pages: FxHashSet<String>,
    /// The elements that are open, each inside the one before.
    scopes: Vec<Scope>,
    /// Where among them the paragraphs are.
    paragraphs: Vec<usize>,
    /// Whether a list item has begun whose first paragraph has not.
    is_item: bool,
}

/// What is drawn somewhere in the document, apart from its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawings {
    /// Something lies behind the text.
    pub are_behind: bool,
    /// Something is filled on which a box without a fill may lie.
    pub are_filled: bool,
}

impl OdtText {
    pub fn new(limits: &Limits, drawings: Drawings, pages: FxHashSet<String>) -> Self {
        Self {
            lines: Lines::new(limits),
            headers: Vec::new(),
            footers: Vec::new(),
            notes: Vec::new(),
            styles: OdtStyles::default(),
            drawings,
            pages,
            scopes: Vec::new(),
            paragraphs: Vec::new(),
            is_item: false,
        }
    }

    /// Begins a part, which stays apart until it is taken from the lines.
    pub fn start_part(&mut self) {
        self.scopes.clear();
        self.paragraphs.clear();
        self.is_item = false;
        self.lines.set_apart();
    }

    /// The place that is open.
    fn scope(&self) -> Scope {
        self.scopes.last().copied().unwrap_or_else(|| Scope::on(self.page(), false))
    }

    /// What text lies on where nothing else is beneath it.
    fn page(&self) -> Ground {
        match self.styles.page {
            _ if self.drawings.are_behind => Ground::Other,
            None | Some(Ground::Clear) => Ground::Rgb(WHITE),
            Some(ground) => ground,
        }
    }

    /// What an element says of the place it is.
    fn place(&mut self, name: &str, element: &Element<'_>) -> Scope {
        let mut scope = self.scope().inner();
        let style = element.get("style-name");
        let style = style.as_deref();
        let is = |key: &str, value: &str| element.get(key).is_some_and(|stated| stated == value);
        match name {
            "p" | "h" => {
                let style = self.styles.paragraph(style);
                scope.look = style.look;
                self.lines.set_heading(name == "h" || style.is_heading);
                self.lines.set_item(std::mem::take(&mut self.is_item));
            }
            "span" => scope.look = self.styles.resolve("text", style).look.over(scope.look),
            "table" | "table-row" | "table-cell" | "section" => {
                scope.look.ground = self.styles.resolve(name, style).look.ground;
                scope.is_concealed |= is("visibility", "collapse") || is("visibility", "filter");
                scope.is_concealed |= is("display", "none") || is("is-hidden", "true");
            }
            // A cell under another one that spans several.
            "covered-table-cell" => scope.is_concealed = true,
            "hidden-text" => scope.is_concealed |= is("is-hidden", "true"),
            "master-page" => {
                let name = element.get("name").unwrap_or_default();
                scope.is_concealed |= name != STANDARD && !self.pages.is_empty() && !self.pages.contains(name.as_ref());
            }
            "header" | "footer" => scope.look.ground = self.styles.margin,
            "frame" => scope.look.ground = self.drawn(style),
            _ if SHAPES.contains(&name) && name != "text-box" => scope.look.ground = self.drawn(style),
            _ => {}
        }
        scope
    }

    /// What the text of a drawing lies on.
    fn drawn(&self, style: Option<&str>) -> Option<Ground> {
        let ground = self.styles.resolve("graphic", style).look.ground;
        match ground {
            None | Some(Ground::Clear) if self.drawings.are_filled => Some(Ground::Other),
            ground => ground,
        }
    }

    fn add(&mut self, text: &str) {
        if !self.paragraphs.is_empty() {
            let hidden = self.scope().hidden();
            self.lines.words(text, hidden);
        }
    }
}

impl Handler for OdtText {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        let is_off = |key: &str, value: &str| element.get(key).is_some_and(|stated| stated == value);
        if SILENT.contains(&name) || (is_margin(name) && is_off("display", "false")) {
            return Content::Skip;
        }
        let scope = self.place(name, element);
        self.scopes.push(scope);
        if self.styles.start(name, element) {
            return Content::Read;
        }
        match name {
            "p" | "h" => self.paragraphs.push(self.scopes.len()),
            "list-item" => self.is_item = true,
            "table-row" => self.lines.start_row(),
            "table-cell" | "covered-table-cell" => self.lines.start_cell(),
            "note-body" => self.lines.set_apart(),
            "tab" => self.lines.tab(self.scope().hidden()),
            "s" => self.add(" "),
            "line-break" => self.add("\n"),
            "hidden-paragraph" if is_off("is-hidden", "true") => {
                let start = self.paragraphs.last().map_or(0, |&start| start.saturating_sub(1));
                self.scopes.iter_mut().skip(start).for_each(|scope| scope.is_concealed = true);
            }
            _ if is_margin(name) => self.lines.set_apart(),
            _ if SHAPES.contains(&name) => self.lines.start_box(),
            _ => {}
        }
        Content::Read
    }

    fn end(&mut self, name: &str) {
        self.scopes.pop();
        self.styles.end(name);
        match name {
            "p" | "h" => {
                self.paragraphs.pop();
                self.lines.end_paragraph();
            }
            "list-item" => self.is_item = false,
            "table-row" => self.lines.end_row(),
            "note-body" => {
                let note = self.lines.take_apart();
                self.notes.push(note);
            }
            _ if is_margin(name) => {
                let text = self.lines.take_apart();
                let margins = if name.starts_with("header") { &mut self.headers } else { &mut self.footers };
                margins.push(text);
            }
            _ if SHAPES.contains(&name) => self.lines.end_box(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.paragraphs.is_empty() {
            self.add(&text.replace(['\n', '\r', '\t'], " "));
        }
    }
}

/// Headers and footers: of all pages, of left ones and of first ones.
fn is_margin(name: &str) -> bool {
    let kind = name.strip_prefix("header").or_else(|| name.strip_prefix("footer"));
    matches!(kind, Some("" | "-left" | "-first"))
}
