//! The text of a DOCX part: what Word shows of it, as lines.

use super::docx_look::{Theme, apply};
use super::docx_shape::Shapes;
use super::docx_styles::DocxStyles;
use super::lines::Lines;
use super::look::{Ground, Scope, WHITE, rgb};
use super::xml::{Content, Element, Handler};
use crate::ingest::Limits;

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

#[cfg(test)]
mod tests {
    use super::super::testing::docx;
    use crate::document::HiddenWay;

    fn text(body: &str) -> String {
        docx(body, &[]).0
    }

    #[test]
    fn runs_of_a_paragraph_join_with_their_tabs_breaks_and_signs() {
        let body = "<p><pPr><tabs><tab/></tabs></pPr><r><tab/><t>Key</t></r><r><noBreakHyphen/><t>Account</t><softHyphen/>\
                    <t>s</t><tab/><t>2019</t><br/><t>Bern</t><sym font='Symbol' char='2013'/></r></p>\
                    <p><r><sym font='Wingdings' char='A7'/><t>sold</t></r></p>";
        assert_eq!(text(body), "Key-Accounts\t2019\nBern–\n• sold\n");
    }

    #[test]
    fn what_was_deleted_is_left_out_and_what_was_inserted_is_read() {
        let body = "<p><ins><r><t>new</t></r></ins><del><r><delText>old</delText></r></del>\
                    <moveFrom><r><t>gone</t></r></moveFrom></p>";
        assert_eq!(text(body), "new\n");
    }

    #[test]
    fn a_field_shows_its_result() {
        let field = |kind| format!("<r><fldChar fldCharType='{kind}'/></r>");
        let nested = format!(
            "{}<r><instrText>IF 1</instrText></r>{}<r><t>inner</t></r>{}",
            field("begin"),
            field("begin"),
            field("end")
        );
        let body = format!("<p>{nested}{}<r><t>outer</t></r>{}<r><t> on</t></r></p>", field("separate"), field("end"));
        assert_eq!(text(&body), "outer on\n");
    }

    #[test]
    fn controls_links_and_formulas_are_read() {
        let body = "<p><sdt><sdtPr><rPr><vanish/></rPr></sdtPr><sdtContent><r><t>Ana </t></r></sdtContent></sdt>\
                    <hyperlink><r><t>Keller</t></r></hyperlink></p>";
        assert_eq!(text(body), "Ana Keller\n");
    }

    #[test]
    fn a_text_box_is_read_once_and_in_whichever_form_it_has() {
        let shown = "<txbxContent><p><r><t>Ana</t></r></p></txbxContent>";
        let both = |choice: &str| {
            format!(
                "<p><r><AlternateContent><Choice><wsp>{choice}</wsp></Choice>\
                     <Fallback><shape>{shown}</shape></Fallback></AlternateContent></r><r><t>Sales</t></r></p>"
            )
        };
        assert_eq!(text(&both(shown)), "Ana\nSales\n");
        assert_eq!(text(&both("")), "Ana\nSales\n");
    }

    #[test]
    fn a_table_in_a_table_stays_in_its_cell() {
        let cell = |inner: &str| format!("<tc>{inner}</tc>");
        let line = |text: &str| format!("<p><r><t>{text}</t></r></p>");
        let inner = format!("<tbl><tr>{}{}</tr></tbl>", cell(&line("CRM")), cell(&line("Excel")));
        let body =
            format!("<tbl><tr>{}{}</tr></tbl>", cell(&format!("{}{inner}", line("Skills"))), cell(&line("Bern")));
        assert_eq!(text(&body), "Skills\nCRM\tExcel\nBern\n");
    }

    #[test]
    fn each_way_of_hiding_is_counted() {
        use HiddenWay::{Invisible, SameColor, Tiny, Transparent};
        let run = |marks: &str| format!("<r><rPr>{marks}</rPr><t>Go</t></r>");
        let black = "<shd val='clear' fill='000000'/>";
        for (marks, way) in [
            ("<vanish/>", Some(Invisible)),
            ("<vanish val='0'/>", None),
            ("<webHidden/>", Some(Invisible)),
            ("<sz val='3'/>", Some(Tiny)),
            ("<sz val='4'/>", None),
            ("<color val='FFFFFF'/>", Some(SameColor)),
            ("<color val='FEFEFE'/>", Some(SameColor)),
            ("<color val='auto'/>", None),
            ("<color val='000000' themeColor='background1'/>", Some(SameColor)),
            ("<color val='000000' themeColor='background1' themeShade='80'/>", None),
            (&format!("<color val='FFFFFF'/>{black}"), None),
            (&format!("<color val='000000'/>{black}"), Some(SameColor)),
            ("<color val='FFFFFF'/><highlight val='blue'/>", None),
            ("<textFill><noFill/></textFill>", Some(Transparent)),
            ("<textFill><solidFill><srgbClr val='FFFFFF'/></solidFill></textFill>", Some(SameColor)),
            (
                "<textFill><solidFill><srgbClr val='000000'><alpha val='99000'/></srgbClr></solidFill></textFill>",
                Some(Transparent),
            ),
        ] {
            let (text, hidden) = docx(&format!("<p>{}<r><t>Ana</t></r></p>", run(marks)), &[]);
            assert_eq!(hidden.first().map(|hidden| hidden.0), way, "{marks}");
            assert_eq!(text, if way.is_some() { "Ana\n" } else { "GoAna\n" }, "{marks}");
        }
    }

    #[test]
    fn white_letters_are_judged_on_their_own_background() {
        let white = "<p><r><rPr><color val='FFFFFF'/></rPr><t>Go</t></r></p>";
        let blue = "<shd val='clear' fill='1F3864'/>";
        for (body, is_seen) in [
            (format!("<tbl><tr><tc><tcPr>{blue}</tcPr>{white}</tc></tr></tbl>"), true),
            (format!("<tbl><tr><tc><tcPr>{blue}</tcPr></tc><tc>{white}</tc></tr></tbl>"), false),
            (format!("<tbl><tblPr>{blue}</tblPr><tr><tc>{white}</tc></tr></tbl>"), true),
            (white.replace("<p>", &format!("<p><pPr>{blue}</pPr>")), true),
            (format!("<p><pPr>{blue}</pPr></p>{white}"), false),
            (
                format!(
                    "<p><r><wsp><spPr><solidFill><srgbClr val='1F3864'/></solidFill></spPr><txbx><txbxContent>{white}</txbxContent></txbx></wsp></r></p>"
                ),
                true,
            ),
            (
                format!(
                    "<p><r><wsp><spPr><solidFill><srgbClr val='FFFFFF'/></solidFill><ln><solidFill><srgbClr val='000000'/></solidFill></ln></spPr><txbx><txbxContent>{white}</txbxContent></txbx></wsp></r></p>"
                ),
                false,
            ),
            (
                format!(
                    "<p><r><rect fillcolor='#1F3864 [3]'><textbox><txbxContent>{white}</txbxContent></textbox></rect></r></p>"
                ),
                true,
            ),
            (
                format!("<p><r><anchor behindDoc=\"1\"><wsp><spPr><solidFill/></spPr></wsp></anchor></r></p>{white}"),
                true,
            ),
            (format!("<p><r><anchor behindDoc=\"0\"><pic><blipFill/></pic></anchor></r></p>{white}"), false),
        ] {
            let (text, hidden) = docx(&body, &[]);
            assert_eq!((text.contains("Go"), hidden.is_empty()), (is_seen, is_seen || text.contains("Go")), "{body}");
        }
        assert_eq!(
            docx(white, &[("word/header1.xml", "<h><pict style='z-index:-1'><rect fillcolor='#000000'/></pict></h>")])
                .0,
            "Go\n"
        );
        let page = format!("<d><background color='1F3864'/><body>{white}</body></d>");
        assert_eq!(
            super::super::testing::read(
                &super::super::Docx,
                &super::super::testing::archive(&[("word/document.xml", &page)])
            )
            .0,
            "Go\n"
        );
    }

    #[test]
    fn hidden_rows_and_drawings_are_left_out() {
        let line = "<p><r><t>Go expert</t></r></p>";
        let row = format!("<tbl><tr><trPr><hidden/></trPr><tc>{line}</tc></tr></tbl>");
        let drawing =
            format!("<p><r><drawing><docPr hidden='1'/><wsp><txbxContent>{line}</txbxContent></wsp></drawing></r></p>");
        for body in [row, drawing] {
            assert_eq!(docx(&body, &[]), (String::new(), vec![(HiddenWay::Invisible, 2)]));
        }
    }
}
