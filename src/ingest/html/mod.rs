//! Web pages: block elements become lines; what a browser does not show is left out.

mod style;

use ego_tree::NodeRef;
use memchr::memchr_iter;
use scraper::Node;

use crate::document::{Problem, ProblemCode};
use crate::ingest::repair::BULLET;
use crate::ingest::{Extract, Extractor, Limits, plain, problem};
use style::Sheet;

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
const SILENT: &[&str] = &["head", "noscript", "object", "script", "select", "style", "svg", "template", "textarea"];
/// Begins a cell while its row is being read; no text holds it.
const CELL: char = '\u{1}';

/// Reads web pages.
pub(super) struct Html;

impl Extractor for Html {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        if memchr_iter(b'<', bytes).count() > limits.max_nodes {
            let message = format!("more than {} elements", limits.max_nodes);
            return Err(problem(ProblemCode::LimitBytes, message, "save it as PDF"));
        }
        let page = plain::decode(bytes);
        let html = scraper::Html::parse_document(&page);
        let mut writer = Writer { max_depth: limits.max_depth, sheet: Sheet::new(&page), ..Writer::default() };
        writer.node(*html.root_element(), 0, false);
        let problem = writer
            .too_deep
            .then(|| problem(ProblemCode::LimitDepth, "parts nested too deeply were left out", "save it as PDF"));
        Ok(Extract { text: writer.text, problem, ..writer.extract })
    }
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
    /// Writes a node; one that is `apart` stands beside its neighbours and not right after them.
    fn node(&mut self, node: NodeRef<'_, Node>, depth: usize, apart: bool) {
        match node.value() {
            Node::Text(text) => self.words(text),
            Node::Element(_) if depth > self.max_depth => self.too_deep = true,
            Node::Element(element) => {
                let name = element.name();
                if SILENT.contains(&name) {
                    return;
                }
                let look = self.sheet.look_of(element);
                if let Some(way) = look.hidden {
                    self.extract.hide(None, way, words_in(node));
                    return;
                }
                if apart || look.floats {
                    self.part();
                }
                self.begin(name);
                for child in node.children() {
                    self.node(child, depth + 1, look.parts_children);
                }
                self.end(name);
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
        let cells: Vec<&str> = row.split(CELL).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let joint = if cells.iter().any(|cell| cell.contains('\n')) { "\n" } else { "\t" };
        self.text.push_str(&cells.join(joint));
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

fn words_in(node: NodeRef<'_, Node>) -> usize {
    node.descendants().filter_map(|node| node.value().as_text()).map(|text| text.split_whitespace().count()).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ingest::repair::repair;

    fn text(source: &str) -> String {
        repair(&Html.extract(source.as_bytes(), &Limits::default()).unwrap().text)
    }

    #[test]
    fn blocks_are_lines_and_inline_elements_do_not_split_words() {
        let source =
            "<body><h1>Ana</h1><p>Sales\n  <b>man</b>ager<br>Acme</p><ul><li><p>grew <i>sales</i></p></li><li>led</ul>";
        assert_eq!(text(source), "Ana\nSales manager\nAcme\n• grew sales\n• led\n");
    }

    #[test]
    fn a_table_row_is_one_line() {
        let source = "<table><tr><td><p>Title</p></td><td>2019</td></tr><tr><th>CRM</th> <td>5</td></tr></table>";
        assert_eq!(text(source), "Title\t2019\nCRM\t5\n");
    }

    #[test]
    fn hidden_text_is_counted_and_left_out() {
        let source = "<p>seen</p><p hidden>one two</p><p style='Display : none'>three</p><style>p{}</style>\
                      <p style='font-size:0.9em;opacity:0.8'>also seen</p><p style='opacity: 0'>four</p>";
        let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(repair(&extract.text), "seen\nalso seen\n");
        assert_eq!(extract.hidden.iter().map(|hidden| hidden.words).sum::<usize>(), 4);
    }

    #[test]
    fn dates_set_to_the_right_are_parted_from_their_title() {
        let source = "<style>.job{display:flex}</style><div class=job><b>Manager</b><span>2019</span></div>\
                      <p>Clerk<span style='float:right'>2015</span></p>";
        assert_eq!(text(source), "Manager\t2019\nClerk\t2015\n");
    }

    #[test]
    fn what_is_nested_too_deeply_is_said() {
        let source = format!("<p>top</p>{}deep", "<div>".repeat(10_000));
        let extract = Html.extract(source.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth);
        assert_eq!(repair(&extract.text), "top\n");
    }
}
