//! Writes the text of a DOCX part as Word displays it.

use rustc_hash::FxHashSet;

use super::anchors::Anchors;
use super::docx_styles::DocxStyles;
use super::run_properties::{Theme, apply_property, twips};
use super::shape_fill::Shapes;
use crate::formats::Limits;
use crate::formats::color::{Paint, WHITE};
use crate::formats::covers::Covers;
use crate::formats::document_writer::DocumentWriter;
use crate::formats::office::character_format::{Scope, rgb};
use crate::formats::office::xml::{Content, Element, Handler};
use crate::formats::visibility::hidden_box;
use rolefit_document::HiddenWay;

/// Elements whose content is not displayed: deleted and moved text, earlier formatting, settings of controls and
/// formulas, tab stops, outlines and effects of shapes and text, and phonetic guides.
pub(super) const SKIPPED: &[&str] = &[
    "del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "sdtEndPr",
    "ctrlPr", "ffData", "tabs", "rt", "ln", "lnRef", "effectRef", "fontRef", "effectLst", "glow", "shadow",
    "reflection", "textOutline", "scene3d", "props3d",
];
/// Start of the private-use range in which symbol fonts have their characters.
const SYMBOL_BASE: u32 = 0xf000;

/// Reads the parts of a DOCX file that hold text.
pub(super) struct DocxText<'a> {
    pub writer: DocumentWriter,
    /// Type and relationship id of the headers and footers that the document refers to.
    pub references: Vec<(String, String)>,
    /// True if the first page has its own headers.
    pub has_title_page: bool,
    /// True if the document embeds text in a file of another format.
    pub has_other_file: bool,
    styles: &'a DocxStyles<'a>,
    theme: &'a Theme,
    /// The scopes of the open elements, outermost first: page, table, row, cell, paragraph, run.
    scopes: Vec<Scope>,
    shapes: Shapes<'a>,
    /// The drawings of the part that hide text boxes beneath them.
    pub covers: Covers,
    /// The state of the open part.
    part: PartState,
    /// The notes that the document refers to.
    notes: FxHashSet<String>,
    /// True if the document was read to its end, so that a note without a reference is one that no page shows.
    pub conceals_notes: bool,
}

/// The elements of a part that are open.
#[derive(Default)]
struct PartState {
    anchors: Anchors,
    /// The open fields; true once a field's result has begun.
    fields: Vec<bool>,
    /// Value of `shown_bytes` at the start of each open choice between two drawings.
    choices: Vec<usize>,
    shown_bytes: usize,
    in_text: bool,
    in_paragraph_properties: bool,
    in_control_properties: bool,
    /// The open content controls; true for one that still shows its prompt, which nobody wrote.
    controls: Vec<bool>,
    in_row_properties: bool,
    /// True if the columns of the open table do not grow with their text.
    is_fixed_table: bool,
}

impl<'a> DocxText<'a> {
    pub(super) fn new(limits: &Limits, styles: &'a DocxStyles<'a>, theme: &'a Theme, shapes: Shapes<'a>) -> Self {
        Self {
            writer: DocumentWriter::new(limits),
            references: Vec::new(),
            has_title_page: false,
            has_other_file: false,
            styles,
            theme,
            scopes: Vec::new(),
            shapes,
            covers: Covers::default(),
            part: PartState::default(),
            notes: FxHashSet::default(),
            conceals_notes: false,
        }
    }

    /// Begins a part as an aside. `is_unused` is true for headers and footers that no page shows.
    pub(super) fn start_part(&mut self, is_unused: bool) {
        let background = if self.shapes.is_behind() { Paint::Unknown } else { Paint::Plain(WHITE) };
        self.scopes = vec![Scope::on(background, is_unused.then_some(HiddenWay::Invisible))];
        self.part = PartState::default();
        self.shapes.clear();
        self.writer.start_aside();
    }

    fn scope(&self) -> Scope {
        self.scopes.last().copied().unwrap_or(Scope::on(Paint::Unknown, None))
    }

    /// Adds text with the formatting of the open run.
    fn add(&mut self, text: &str) {
        if self.part.fields.iter().all(|&is_result| is_result) {
            self.part.shown_bytes += text.len();
            let sight = self.scope().sight();
            self.writer.text(text, sight);
        }
    }

    fn start_paragraph(&mut self, style: Option<&str>) {
        let style = self.styles.paragraph(style, self.scope().table);
        if let Some(scope) = self.scopes.last_mut() {
            scope.format = style.format;
        }
        self.writer.set_item(style.is_item == Some(true));
        self.writer.set_heading(style.is_heading);
    }

    /// Applies a property of a run, paragraph, cell, row or table to the open scope.
    fn property(&mut self, name: &str, element: &Element<'_>) {
        let value = element.get("val");
        let Some(scope) = self.scopes.last_mut() else { return };
        match name {
            "pStyle" => self.start_paragraph(value.as_deref()),
            "rStyle" => scope.format = self.styles.styles.resolve(value.as_deref()).format.over(scope.format),
            "tblStyle" => {
                let style = self.styles.styles.resolve(value.as_deref());
                scope.table = style.format;
                if style.is_shading {
                    scope.format.background = Some(Paint::Unknown);
                }
            }
            "numId" => self.writer.set_item(value.is_some_and(|id| id != "0")),
            "outlineLvl" if value.is_some_and(|level| level != "9") => self.writer.set_heading(true),
            "hidden" => scope.hide(element.is_on()),
            "trHeight" if element.has("hRule", "exact") => scope.conceal(hidden_box([], [twips(element, "val")])),
            "tblInd" => scope.conceal(hidden_box([twips(element, "w")], [])),
            "tblLayout" => self.part.is_fixed_table = element.has("type", "fixed"),
            "tcW" if self.part.is_fixed_table && element.has("type", "dxa") => {
                scope.conceal(hidden_box([], [twips(element, "w").filter(|&width| width > 0.0)]));
            }
            // A table or paragraph that floats at a place of the page.
            "tblpPr" | "framePr" => {
                scope.conceal(hidden_box(["tblpX", "tblpY", "x", "y"].map(|name| twips(element, name)), []));
            }
            _ => apply_property(&mut scope.format, name, element, self.theme),
        }
    }

    /// Handles elements of a run that stand for text: tabs, breaks, symbols, fields.
    fn special_character(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "t" => self.part.in_text = true,
            "tab" | "ptab" => self.writer.tab(self.scope().sight()),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "sym" => {
                let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Files write characters of symbol fonts with or without the offset of the private-use range.
                let symbol = |code: u32| if code < 0x100 { code | SYMBOL_BASE } else { code };
                if let Some(sign) = code.and_then(|code| char::from_u32(symbol(code))) {
                    self.add(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => match element.get("fldCharType").as_deref() {
                Some("begin") => self.part.fields.push(false),
                Some("separate") => {
                    if let Some(is_result) = self.part.fields.last_mut() {
                        *is_result = true;
                    }
                }
                _ => {
                    self.part.fields.pop();
                }
            },
            _ => {}
        }
    }
}

impl Handler for DocxText<'_> {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        if self.part.in_control_properties {
            if let Some(is_prompt) = self.part.controls.last_mut().filter(|_| name == "showingPlcHdr") {
                *is_prompt = element.is_on();
            }
            return Content::Skip;
        }
        // The run properties inside paragraph properties format the paragraph mark only.
        if name == "del" && self.part.in_row_properties {
            // The row is deleted, and stays until somebody accepts that.
            self.scopes.last_mut().into_iter().for_each(|row| row.hide(true));
        }
        if SKIPPED.contains(&name) || (name == "rPr" && self.part.in_paragraph_properties) {
            return Content::Skip;
        }
        self.part.anchors.start(name, element);
        match name {
            "sdt" => self.part.controls.push(false),
            "sdtPr" => self.part.in_control_properties = true,
            "sdtContent" if self.part.controls.last() == Some(&true) => return Content::Skip,
            "AlternateContent" => self.part.choices.push(self.part.shown_bytes),
            "Fallback" if self.part.choices.last().is_some_and(|&before| self.part.shown_bytes > before) => {
                return Content::Skip;
            }
            "tbl" | "tr" | "tc" | "p" | "r" => {
                let inner = self.scope().inner();
                self.scopes.push(inner);
            }
            "txbxContent" => {
                let around = self.scope();
                let page = self.scopes.first().map_or(Paint::Unknown, Scope::background);
                let is_covered = self.part.anchors.open().is_some_and(|placed| self.covers.hide(placed));
                let hidden = self.shapes.hidden().or(is_covered.then_some(HiddenWay::Covered));
                let mut scope = Scope::on(self.shapes.background(page), around.concealed.or(hidden));
                scope.table.color = self.shapes.ink();
                self.scopes.push(scope);
                self.writer.start_box();
            }
            "background" => {
                let color = element.get("color").and_then(|color| rgb(&color));
                self.scopes = vec![Scope::on(Paint::of(color, Paint::Unknown), None)];
            }
            "headerReference" | "footerReference" => {
                let value = |key| element.get(key).unwrap_or_default().into_owned();
                self.references.push((value("type"), value("id")));
            }
            "altChunk" => self.has_other_file = true,
            "titlePg" => self.has_title_page |= element.is_on(),
            "footnoteReference" | "endnoteReference" => {
                self.notes.extend(element.get("id").map(|id| format!("{name} {id}")));
            }
            "footnote" | "endnote" if self.conceals_notes => {
                let reference = element.get("id").map(|id| format!("{name}Reference {id}"));
                let mut scope = self.scope().inner();
                scope.hide(reference.is_some_and(|reference| !self.notes.contains(&reference)));
                self.scopes.push(scope);
            }
            "trPr" => self.part.in_row_properties = true,
            "pPr" => self.part.in_paragraph_properties = true,
            _ => {}
        }
        match name {
            "p" => self.start_paragraph(None),
            "tr" => self.writer.rows().start_row(),
            "tc" => self.writer.rows().start_cell(),
            _ => {}
        }
        if let Some(scope) = self.scopes.last_mut()
            && self.shapes.start(name, element, scope)
        {
            return Content::Read;
        }
        self.property(name, element);
        self.special_character(name, element);
        Content::Read
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.part.in_text = false,
            "pPr" => self.part.in_paragraph_properties = false,
            "sdtPr" => self.part.in_control_properties = false,
            "sdt" => {
                self.part.controls.pop();
            }
            "trPr" => self.part.in_row_properties = false,
            "footnote" | "endnote" if self.conceals_notes => drop(self.scopes.pop()),
            "AlternateContent" => {
                self.part.choices.pop();
            }
            "p" => self.writer.end_paragraph(),
            "tr" => self.writer.rows().end_row(),
            "txbxContent" => self.writer.end_box(),
            _ => {}
        }
        if matches!(name, "tbl" | "tr" | "tc" | "p" | "r" | "txbxContent") {
            self.scopes.pop();
        }
        self.shapes.end(name);
        self.part.anchors.end(name);
    }

    fn text(&mut self, text: &str) {
        if self.part.in_text {
            self.add(text);
        } else {
            self.shapes.text(text);
            self.part.anchors.text(text);
        }
    }
}
