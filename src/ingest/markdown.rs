//! Markdown: the same block lines as every other format, without the marks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::Html;
use super::repair::BULLET;
use super::{Extract, Extractor, Limits, plain};
use crate::document::Problem;

/// Reads Markdown.
pub(super) struct Markdown;

impl Extractor for Markdown {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let source = plain::decode(bytes);
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let mut writer = Writer::default();
        for event in Parser::new_ext(&source, options) {
            writer.event(event);
        }
        let mut extract = Extract { text: writer.text, ..Extract::default() };
        // Markdown may hold whole HTML blocks; they are read as such and follow, for they are seldom more than a header.
        if !writer.html.is_empty() {
            let html = Html.extract(writer.html.as_bytes(), limits)?;
            extract.hidden = html.hidden;
            extract.text.push_str(&html.text);
        }
        Ok(extract)
    }
}

/// Turns events into lines.
#[derive(Default)]
struct Writer {
    text: String,
    html: String,
    /// Depth within what is not shown: metadata and struck-out text.
    hidden: usize,
    first_cell: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(_) | Tag::Strikethrough) => self.hidden += 1,
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::Strikethrough) => self.hidden -= 1,
            Event::Text(text) | Event::Code(text) if self.hidden == 0 => self.text.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) if is_break(&html) => self.html_break(),
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak | Event::Rule => self.text.push('\n'),
            Event::Start(Tag::Heading { .. }) => self.text.push_str("\n\n"),
            Event::Start(Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_)) => self.end_line(),
            Event::Start(Tag::Item) => {
                self.end_line();
                self.text.push_str(BULLET);
            }
            Event::Start(Tag::TableRow | Tag::TableHead) => {
                self.end_line();
                self.first_cell = true;
            }
            Event::Start(Tag::TableCell) if std::mem::take(&mut self.first_cell) => {}
            Event::Start(Tag::TableCell) => self.text.push('\t'),
            Event::End(TagEnd::Paragraph) => self.text.push_str("\n\n"),
            Event::End(
                TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::CodeBlock,
            ) => {
                self.end_line();
            }
            _ => {}
        }
    }

    /// Ends the line unless it is empty or holds only the bullet of the item that begins.
    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') && !self.text.ends_with(BULLET) {
            self.text.push('\n');
        }
    }

    fn html_break(&mut self) {
        self.text.push('\n');
    }
}

/// Whether the tag ends a line.
fn is_break(html: &str) -> bool {
    html.trim_start().get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::repair::repair;
    use super::*;

    fn text(source: &str) -> String {
        repair(&Markdown.extract(source.as_bytes(), &Limits::default()).unwrap().text)
    }

    #[test]
    fn marks_go_and_blocks_stay() {
        let source = "# Ana Keller\n**Key Account\nManager** at [Acme](https://acme.example)\n\n- grew *sales*\n  by half\n- led\n";
        assert_eq!(text(source), "Ana Keller\nKey Account Manager at Acme\n\n• grew sales by half\n• led\n");
    }

    #[test]
    fn a_table_row_is_one_line() {
        assert_eq!(text("| Tool | Years |\n|---|---|\n| CRM | 5 |\n"), "Tool\tYears\nCRM\t5\n");
    }

    #[test]
    fn metadata_and_struck_out_text_are_not_shown() {
        assert_eq!(text("---\ntitle: x\n---\nSales ~~boss~~ lead<br>Acme\n"), "Sales lead\nAcme\n");
    }

    #[test]
    fn html_blocks_are_read_as_html() {
        assert_eq!(text("<div align=\"center\"><h1>Ana</h1></div>\n\nSales\n"), "Sales\n\nAna\n");
    }
}
