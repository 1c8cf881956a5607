//! The text of an ODT part: what LibreOffice shows of it, as lines.

use rustc_hash::FxHashSet;

use super::lines::Lines;
use super::look::{Ground, Scope, WHITE};
use super::odt_styles::OdtStyles;
use super::xml::{Content, Element, Handler};
use crate::ingest::Limits;

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
        match text.contains(['\n', '\r', '\t']) {
            true => self.add(&text.replace(['\n', '\r', '\t'], " ")),
            false => self.add(text),
        }
    }
}

/// Headers and footers: of all pages, of left ones and of first ones.
fn is_margin(name: &str) -> bool {
    let kind = name.strip_prefix("header").or_else(|| name.strip_prefix("footer"));
    matches!(kind, Some("" | "-left" | "-first"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::odt;
    use crate::document::HiddenWay::{self, Invisible, SameColor, Tiny, Transparent};

    fn text(body: &str) -> String {
        odt("", body, "").0
    }

    #[test]
    fn headings_lists_and_tables_are_lines() {
        let body = "<p>Ana</p><h>Jobs</h><table><table-row><table-cell><p>Buyer</p></table-cell><covered-table-cell/>\
                    <table-cell><p>2019</p></table-cell></table-row></table><list><list-header><p>Duties</p></list-header>\
                    <list-item><p>bought</p><p>more</p><list><list-item><p>steel</p></list-item></list></list-item></list>";
        assert_eq!(text(body), "Ana\n\nJobs\nBuyer\t2019\nDuties\n• bought\nmore\n• steel\n");
    }

    #[test]
    fn white_space_is_what_its_elements_say() {
        assert_eq!(
            text("<p>Key\n  <span>Account</span><s c='3'/>Manager<tab/>2019<line-break/>Bern</p> x"),
            "Key Account Manager\t2019\nBern\n"
        );
    }

    #[test]
    fn what_is_not_shown_with_the_text_is_left_out() {
        let body = "<tracked-changes><changed-region><deletion><p>old</p></deletion></changed-region></tracked-changes>\
                    <p>Ana<annotation><p>too junior</p></annotation><frame><title>a photo</title></frame></p>";
        assert_eq!(text(body), "Ana\n");
    }

    #[test]
    fn text_boxes_are_read_before_their_paragraph_and_notes_after_the_text() {
        let body = "<p>Sa<note><note-citation>1</note-citation><note-body><p>until May</p></note-body></note>\
                    <frame><text-box><p>Ana</p></text-box></frame>les</p><custom-shape><p>Bern</p></custom-shape>";
        assert_eq!(text(body), "Ana\nSales\nBern\nuntil May\n");
    }

    #[test]
    fn headers_and_footers_are_read_once_unless_no_page_shows_them() {
        let page = |name: &str, inner: &str| format!("<master-page name='{name}'>{inner}</master-page>");
        let styles = page(
            "Standard",
            "<header><p>Ana</p></header><header-left><p>Ana</p></header-left>\
                                       <header-first display='false'><p>no</p></header-first><footer><p>Bern</p></footer>",
        ) + &page("Other", "<header><p>Kubernetes Go</p></header>");
        let used = "<style name='P1' family='paragraph' master-page-name=\"Standard\"/>";
        let read = |styles: &str| odt(used, "<p>Sales</p>", styles);
        assert_eq!(read(&styles), ("Ana\nSales\nBern\n".into(), vec![(Invisible, 2)]));
        assert_eq!(read(&styles.replace("'Other'", "'Standard'")).0, "Ana\nKubernetes Go\nSales\nBern\n");
    }

    #[test]
    fn each_way_of_hiding_is_counted() {
        for (marks, way) in [
            ("display='none'", Some(Invisible)),
            ("font-size='1pt'", Some(Tiny)),
            ("font-size='5%'", Some(Tiny)),
            ("color='#ffffff'", Some(SameColor)),
            ("color='#ffffff' background-color='#000080'", None),
            ("color='#000080' background-color='#000080'", Some(SameColor)),
            ("color='#000000' opacity='0%'", Some(Transparent)),
            ("use-window-font-color='true' opacity='0%'", None),
        ] {
            let styles = format!(
                "<style name='T0' family='text'><text-properties {marks}/></style>\
                                  <style name='T1' family='text' parent-style-name='T0'/>"
            );
            let (text, hidden) = odt(&styles, "<p><span style-name='T1'>Go</span><span>Ana</span></p>", "");
            assert_eq!(hidden.first().map(|hidden| hidden.0), way, "{marks}");
            assert_eq!(text, if way.is_some() { "Ana\n" } else { "GoAna\n" }, "{marks}");
        }
    }

    #[test]
    fn hidden_places_are_left_out_whatever_is_in_them() {
        let hidden: Vec<(HiddenWay, usize)> = vec![(Invisible, 2)];
        for body in [
            "<section display='none'><p>Go <span>expert</span></p></section>",
            "<p><hidden-paragraph is-hidden='true'/>Go expert</p>",
            "<p><hidden-text is-hidden='true'>Go expert</hidden-text></p>",
            "<table><table-row visibility='collapse'><table-cell><p>Go expert</p></table-cell></table-row></table>",
        ] {
            assert_eq!(odt("", &format!("{body}<p>Ana</p>"), ""), ("Ana\n".into(), hidden.clone()), "{body}");
        }
    }

    #[test]
    fn white_letters_are_judged_on_their_own_background() {
        let style =
            |name: &str, family: &str, marks: &str| format!("<style name='{name}' family='{family}'>{marks}</style>");
        let styles = [
            style("W", "paragraph", "<text-properties color='#ffffff'/>"),
            style("C", "table-cell", "<table-cell-properties background-color='#000080'/>"),
            style("F", "graphic", "<graphic-properties draw:fill=\"solid\" fill-color='#000080'/>"),
        ];
        let white = "<p style-name='W'>Go</p>";
        for (body, is_seen) in [
            (format!("<table><table-row><table-cell style-name='C'>{white}</table-cell></table-row></table>"), true),
            (
                format!(
                    "<table><table-row><table-cell style-name='C'/><table-cell>{white}</table-cell></table-row></table>"
                ),
                false,
            ),
            (format!("<custom-shape style-name='F'>{white}</custom-shape>"), true),
            (white.to_owned(), false),
        ] {
            assert_eq!(odt(&styles.concat(), &body, "").0.contains("Go"), is_seen, "{body}");
        }
        assert_eq!(odt(&styles.concat(), white, "<page-layout-properties background-color='#000080'/>").0, "Go\n");
    }
}
