//! Markdown: rendered to HTML, then read by the HTML reader.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};

use super::{Extract, Extractor, Limits, html, plain_text};
use rolefit_document::{PAGE_BREAK, Problem};

/// Reads Markdown.
pub(super) struct Markdown;

impl Extractor for Markdown {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        // A page break must at least end the line. HTML would treat it as a space.
        let source = plain_text::decode(bytes).replace(PAGE_BREAK, "  \n");
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        // A short source may describe a table of very many cells, so the events are counted before they are rendered.
        let mut events = Parser::new_ext(&source, options);
        let mut page = String::new();
        push_html(&mut page, shown(events.by_ref().take(limits.max_nodes)));
        let mut extract = html::read(page, limits);
        if events.next().is_some() {
            extract.problem.get_or_insert_with(html::too_large);
        }
        Ok(extract)
    }
}

/// The events to render: without struck-out text and the alternative text of images, which no page shows, and with a
/// break after each paragraph.
fn shown<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let (mut struck_out, mut in_images) = (0_usize, 0_usize);
    let events = events.filter(move |event| {
        match event {
            Event::Start(Tag::Strikethrough) => struck_out += 1,
            Event::End(TagEnd::Strikethrough) => {
                struck_out -= 1;
                return false;
            }
            Event::Start(Tag::Image { .. }) => in_images += 1,
            Event::End(TagEnd::Image) => {
                in_images -= 1;
                return false;
            }
            _ => {}
        }
        struck_out == 0 && in_images == 0
    });
    events.flat_map(|event| {
        let line_break = matches!(event, Event::End(TagEnd::Paragraph)).then(|| Event::Html("<br>".into()));
        std::iter::once(event).chain(line_break)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rolefit_document::ProblemCode;

    #[test]
    fn a_file_past_a_limit_has_a_problem() {
        let cells = format!("{}\n{}\n{}", "|a".repeat(2_000), "|-".repeat(2_000), "|b\n".repeat(2_000));
        let extract = Markdown.extract(cells.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitBytes);
        let deep = format!("Manager\n\n{}deep", "<div>".repeat(1_100));
        let extract = Markdown.extract(deep.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(extract.problem.unwrap().code, ProblemCode::LimitDepth);
    }
}
