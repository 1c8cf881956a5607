//! Writes the text of an ODT part as LibreOffice displays it.

use rustc_hash::FxHashSet;

use super::odt_styles::{OdtStyles, hidden_frame, placed_box};
use crate::formats::Limits;
use crate::formats::color::{Paint, WHITE};
use crate::formats::covers::Covers;
use crate::formats::document_writer::DocumentWriter;
use crate::formats::office::character_format::Scope;
use crate::formats::office::xml::{Content, Element, Handler};
use rolefit_document::HiddenWay;

/// Elements whose content is not displayed with the text: deleted text, comments, form fields, descriptions of
/// pictures, numbers of notes, templates of indexes, and phonetic guides.
pub(super) const SKIPPED: &[&str] = &[
    "tracked-changes", "annotation", "forms", "scripts", "event-listeners", "title", "desc", "note-citation",
    "ruby-text", "table-of-content-source", "alphabetical-index-source", "illustration-index-source",
    "table-index-source", "object-index-source", "user-index-source", "bibliography-source", "font-face-decls",
];
/// Drawing elements that may contain paragraphs.
const SHAPES: &[&str] = &[
    "text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "regular-polygon", "path", "polyline", "line",
    "connector", "measure", "caption",
];
/// The master page of paragraphs that name no master page.
const STANDARD: &str = "Standard";

/// Reads the parts of an ODT file that hold text.
#[derive(Default)]
pub(super) struct OdtText {
    pub writer: DocumentWriter,
    pub headers: Vec<String>,
    pub footers: Vec<String>,
    pub notes: Vec<String>,
    styles: OdtStyles,
    drawings: Drawings,
    /// The drawings that hide text boxes beneath them.
    pub covers: Covers,
    /// The number of paragraphs outside text boxes so far.
    outer: usize,
    /// Names of the master pages in use.
    pages: FxHashSet<String>,
    /// The scopes of the open elements, outermost first.
    scopes: Vec<Scope>,
    /// Positions of the open paragraphs in `scopes`, counted from 1.
    paragraphs: Vec<usize>,
    /// True between the start of a list item and its first paragraph.
    is_item: bool,
}

/// Drawings found anywhere in the document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drawings {
    /// True if something lies behind the text.
    pub are_behind: bool,
    /// True if anything is filled that may lie beneath a text box without a fill.
    pub are_filled: bool,
}

impl OdtText {
    pub(super) fn new(limits: &Limits, drawings: Drawings, pages: FxHashSet<String>) -> Self {
        Self { writer: DocumentWriter::new(limits), drawings, pages, ..Self::default() }
    }

    /// Begins a part as an aside.
    pub(super) fn start_part(&mut self) {
        self.scopes.clear();
        self.paragraphs.clear();
        self.is_item = false;
        self.outer = 0;
        self.writer.start_aside();
    }

    /// Returns the innermost open scope.
    fn scope(&self) -> Scope {
        self.scopes.last().copied().unwrap_or_else(|| Scope::on(self.page_background(), None))
    }

    /// Returns the background of text that has no other background.
    fn page_background(&self) -> Paint {
        match self.styles.page {
            _ if self.drawings.are_behind => Paint::Unknown,
            None | Some(Paint::Clear) => Paint::Plain(WHITE),
            Some(background) => background,
        }
    }

    /// Returns the scope of the element that begins now.
    fn element_scope(&mut self, name: &str, element: &Element<'_>) -> Scope {
        let mut scope = self.scope().inner();
        let style = element.get("style-name");
        let style = style.as_deref();
        match name {
            "p" | "h" => {
                let style = self.styles.paragraph(style);
                scope.format = style.format;
                self.writer.set_heading(name == "h" || style.is_heading);
                self.writer.set_item(std::mem::take(&mut self.is_item));
            }
            "span" => scope.format = self.styles.resolve("text", style).format.over(scope.format),
            "table" | "table-row" | "table-cell" | "section" => {
                let stated = self.styles.resolve(name, style).format;
                scope.format.background = stated.background;
                scope.conceal((stated.is_flat == Some(true)).then_some(HiddenWay::Clipped));
                scope.conceal((stated.is_off_page == Some(true)).then_some(HiddenWay::OffPage));
                scope.hide(element.has("visibility", "collapse") || element.has("visibility", "filter"));
                scope.hide(element.has("display", "none") || element.has("is-hidden", "true"));
            }
            // A cell that is covered by a spanning cell.
            "covered-table-cell" => scope.hide(true),
            "hidden-text" => scope.hide(element.has("is-hidden", "true")),
            "master-page" => {
                let name = element.get("name").unwrap_or_default();
                let is_unused = name != STANDARD && !self.pages.is_empty() && !self.pages.contains(name.as_ref());
                scope.hide(is_unused);
            }
            "header" | "footer" => scope.format.background = self.styles.margin,
            _ if name == "frame" || (SHAPES.contains(&name) && name != "text-box") => {
                scope.format.background = self.shape_background(style);
                scope.conceal(hidden_frame(element));
                let is_covered = self.covers.hide(&placed_box(element, self.outer));
                scope.conceal(is_covered.then_some(HiddenWay::Covered));
            }
            _ => {}
        }
        scope
    }

    /// Returns the background of text inside a drawing.
    fn shape_background(&self, style: Option<&str>) -> Option<Paint> {
        let background = self.styles.resolve("graphic", style).format.background;
        match background {
            None | Some(Paint::Clear) if self.drawings.are_filled => Some(Paint::Unknown),
            background => background,
        }
    }

    fn add(&mut self, text: &str) {
        if !self.paragraphs.is_empty() {
            let sight = self.scope().sight();
            self.writer.text(text, sight);
        }
    }
}

impl Handler for OdtText {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        if SKIPPED.contains(&name) || (is_margin(name) && element.has("display", "false")) {
            return Content::Skip;
        }
        let scope = self.element_scope(name, element);
        self.scopes.push(scope);
        if self.styles.start(name, element) {
            return Content::Read;
        }
        match name {
            "p" | "h" => {
                self.outer += usize::from(self.paragraphs.is_empty());
                self.paragraphs.push(self.scopes.len());
            }
            "list-item" => self.is_item = true,
            "table-row" => self.writer.rows().start_row(),
            "table-cell" | "covered-table-cell" => self.writer.rows().start_cell(),
            "note-body" => self.writer.start_aside(),
            "tab" => self.writer.tab(self.scope().sight()),
            "s" => self.add(" "),
            "line-break" => self.add("\n"),
            "hidden-paragraph" if element.has("is-hidden", "true") => {
                let start = self.paragraphs.last().map_or(0, |&start| start.saturating_sub(1));
                self.scopes.iter_mut().skip(start).for_each(|scope| scope.hide(true));
            }
            _ if is_margin(name) => self.writer.start_aside(),
            _ if SHAPES.contains(&name) => self.writer.start_box(),
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
                self.writer.end_paragraph();
            }
            "list-item" => self.is_item = false,
            "table-row" => self.writer.rows().end_row(),
            "note-body" => {
                let note = self.writer.end_aside();
                self.notes.push(note);
            }
            _ if is_margin(name) => {
                let text = self.writer.end_aside();
                let margins = if name.starts_with("header") { &mut self.headers } else { &mut self.footers };
                margins.push(text);
            }
            _ if SHAPES.contains(&name) => self.writer.end_box(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.paragraphs.is_empty() {
            self.add(&text.replace(['\n', '\r', '\t'], " "));
        }
    }
}

/// True for headers and footers: common, left-page and first-page ones.
fn is_margin(name: &str) -> bool {
    let kind = name.strip_prefix("header").or_else(|| name.strip_prefix("footer"));
    matches!(kind, Some("" | "-left" | "-first"))
}
