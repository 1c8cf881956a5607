//! The text of a DOCX part: what Word shows of it, as lines.

use super::docx_styles::DocxStyles;
use super::run_properties::{Theme, apply};
use super::shape_fill::Shapes;
use crate::formats::Limits;
use crate::formats::color::WHITE;
use crate::formats::office::character_format::{Ground, Scope, rgb};
use crate::formats::office::document_writer::Lines;
use crate::formats::office::xml::{Content, Element, Handler};

/// Elements whose content is not shown: what was deleted or moved away, what formatting used to be, the settings of
/// controls and formulas, tab stops, lines and effects around shapes and letters, and how Chinese letters are spoken.
const SILENT: &[&str] = &[
    "del",
    "moveFrom",
    "rPrChange",
    "pPrChange",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
    "sectPrChange",
    "sdtPr",
    "sdtEndPr",
    "ctrlPr",
    "ffData",
    "tabs",
    "rt",
    "ln",
    "lnRef",
    "effectRef",
    "fontRef",
    "effectLst",
    "glow",
    "shadow",
    "reflection",
    "textOutline",
    "scene3d",
    "props3d",
];
/// Where fonts of symbols have their signs.
const SYMBOLS: u32 = 0xf000;

/// Reads the parts of a DOCX file that hold text.
pub(super) struct DocxText<'a> {
    pub lines: Lines,
    /// Headers and footers that the document uses, by type and the id of their relation.
    pub references: Vec<(String, String)>,
    /// Whether a first page has headers of its own.
    pub has_title_page: bool,
    /// Whether the text goes on in a file of another format, which the document holds.
    pub has_other_file: bool,
    styles: &'a DocxStyles<'a>,
    theme: &'a Theme,
    /// The places that are open, each inside the one before: page, table, row, cell, paragraph, run.
    scopes: Vec<Scope>,
    shapes: Shapes<'a>,
    /// Fields that are open, and whether their result has begun.
    fields: Vec<bool>,
    /// How much text there was where each choice between two drawings began.
    choices: Vec<usize>,
    seen: usize,
    is_text: bool,
    is_mark: bool,
}

impl<'a> DocxText<'a> {
    pub fn new(limits: &Limits, styles: &'a DocxStyles<'a>, theme: &'a Theme, shapes: Shapes<'a>) -> Self {
        Self {
            lines: Lines::new(limits),
            references: Vec::new(),
            has_title_page: false,
            has_other_file: false,
            styles,
            theme,
            scopes: Vec::new(),
            shapes,
            fields: Vec::new(),
            choices: Vec::new(),
            seen: 0,
            is_text: false,
            is_mark: false,
        }
    }

    /// Begins a part, which stays apart until it is taken from the lines; one that the document does not show is concealed.
    pub fn start_part(&mut self, is_concealed: bool) {
        let ground = if self.shapes.is_behind() { Ground::Other } else { Ground::Rgb(WHITE) };
        self.scopes = vec![Scope::on(ground, is_concealed)];
        (self.is_text, self.is_mark) = (false, false);
        self.fields.clear();
        self.choices.clear();
        self.shapes.clear();
        self.lines.set_apart();
    }

    fn scope(&self) -> Scope {
        self.scopes.last().copied().unwrap_or(Scope::on(Ground::Other, false))
    }

    /// Adds text as the open run shows it.
    fn add(&mut self, text: &str) {
        if self.fields.iter().all(|&is_result| is_result) {
            self.seen += text.len();
            let hidden = self.scope().hidden();
            self.lines.words(text, hidden);
        }
    }

    fn start_paragraph(&mut self, style: Option<&str>) {
        let style = self.styles.paragraph(style);
        if let Some(scope) = self.scopes.last_mut() {
            scope.look = style.look;
        }
        self.lines.set_item(style.is_item == Some(true));
        self.lines.set_heading(style.is_heading);
    }

    /// Marks of runs, paragraphs, cells, rows and tables, which hold for the place that is open.
    fn mark(&mut self, name: &str, element: &Element<'_>) {
        let value = element.get("val");
        let Some(scope) = self.scopes.last_mut() else { return };
        match name {
            "pStyle" => self.start_paragraph(value.as_deref()),
            "rStyle" => scope.look = self.styles.styles.resolve(value.as_deref()).look.over(scope.look),
            "tblStyle" if self.styles.styles.resolve(value.as_deref()).is_shading => {
                scope.look.ground = Some(Ground::Other);
            }
            "numId" => self.lines.set_item(value.is_some_and(|id| id != "0")),
            "outlineLvl" if value.is_some_and(|level| level != "9") => self.lines.set_heading(true),
            "hidden" => scope.is_concealed |= element.is_on(),
            _ => apply(&mut scope.look, name, element, self.theme),
        }
    }

    /// What stands in a run in place of letters.
    fn sign(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "t" => self.is_text = true,
            "tab" | "ptab" => self.lines.tab(self.scope().hidden()),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("-"),
            "sym" => {
                let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Letters of symbol fonts are written both with and without their private place.
                let place = |code: u32| if code < 0x100 { code | SYMBOLS } else { code };
                if let Some(sign) = code.and_then(|code| char::from_u32(place(code))) {
                    self.add(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => match element.get("fldCharType").as_deref() {
                Some("begin") => self.fields.push(false),
                Some("separate") => {
                    if let Some(is_result) = self.fields.last_mut() {
                        *is_result = true;
                    }
                }
                _ => {
                    self.fields.pop();
                }
            },
            _ => {}
        }
    }
}

impl Handler for DocxText<'_> {
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content {
        // The mark at a paragraph's end has a look of its own, which nothing else has.
        if SILENT.contains(&name) || (name == "rPr" && self.is_mark) {
            return Content::Skip;
        }
        match name {
            "AlternateContent" => self.choices.push(self.seen),
            "Fallback" if self.choices.last().is_some_and(|&seen| self.seen > seen) => return Content::Skip,
            "tbl" | "tr" | "tc" | "p" | "r" => {
                let inner = self.scope().inner();
                self.scopes.push(inner);
            }
            "txbxContent" => {
                let around = self.scope();
                let page = self.scopes.first().map_or(Ground::Other, Scope::ground);
                let is_concealed = around.is_concealed || self.shapes.is_hidden();
                self.scopes.push(Scope::on(self.shapes.ground(page), is_concealed));
                self.lines.start_box();
            }
            "background" => {
                let color = element.get("color").and_then(|color| rgb(&color));
                self.scopes = vec![Scope::on(color.map_or(Ground::Other, Ground::Rgb), false)];
            }
            "headerReference" | "footerReference" => {
                let value = |key| element.get(key).unwrap_or_default().into_owned();
                self.references.push((value("type"), value("id")));
            }
            "altChunk" => self.has_other_file = true,
            "titlePg" => self.has_title_page |= element.is_on(),
            "pPr" => self.is_mark = true,
            _ => {}
        }
        match name {
            "p" => self.start_paragraph(None),
            "tr" => self.lines.start_row(),
            "tc" => self.lines.start_cell(),
            _ => {}
        }
        if let Some(scope) = self.scopes.last_mut()
            && self.shapes.start(name, element, scope)
        {
            return Content::Read;
        }
        self.mark(name, element);
        self.sign(name, element);
        Content::Read
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "pPr" => self.is_mark = false,
            "AlternateContent" => {
                self.choices.pop();
            }
            "p" => self.lines.end_paragraph(),
            "tr" => self.lines.end_row(),
            "txbxContent" => self.lines.end_box(),
            _ => {}
        }
        if matches!(name, "tbl" | "tr" | "tc" | "p" | "r" | "txbxContent") {
            self.scopes.pop();
        }
        self.shapes.end(name);
    }

    fn text(&mut self, text: &str) {
        if self.is_text {
            self.add(text);
        }
    }
}
