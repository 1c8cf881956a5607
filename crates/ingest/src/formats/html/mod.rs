//! Web pages. Block elements become lines. Text that a browser does not show is counted and left out.
//!
//! A page is checked (`tag_limits`), parsed by scraper, and written as lines (`page_writer`). `css_syntax` splits style
//! sheets into rules. For each element, `style_sheet` finds the rules that match (`selector_rules`); `css_declarations`
//! parses them, with `css_values`, `css_math` and `css_paint`; `element_style` tells if text is seen.

mod css_declarations;
mod css_effects;
mod css_math;
mod css_paint;
mod css_syntax;
mod css_transforms;
mod css_values;
mod css_variables;
mod data_url;
mod element_style;
mod media_query;
mod page_nodes;
mod page_writer;
mod presentation;
mod selector_rules;
mod style_sheet;
mod tag_limits;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use encoding_rs::Encoding;
use memchr::memmem;

use crate::formats::{Extract, Extractor, Limits, plain_text, problem};
pub(super) use page_writer::is_block;
use rolefit_document::{Note, NoteCode, Problem, ProblemCode};

use page_writer::PageWriter;
use style_sheet::StyleSheet;
use tag_limits::TagLimit;

/// A page is cut if this many times the allowed depth of elements are open. More than the allowed depth, because many
/// pages do not close their elements.
const UNCLOSED_FACTOR: usize = 4;
/// The number of bytes in which a page may state its encoding, as in browsers.
const CHARSET_WITHIN: usize = 1024;

/// Reads web pages.
pub(super) struct Html;

impl Extractor for Html {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        Ok(read(decode(bytes), limits))
    }
}

/// Reads a page.
pub(super) fn read(page: String, limits: &Limits) -> Extract {
    read_within(page, limits, false)
}

/// Reads a page, or a page in a frame of another.
fn read_within(mut page: String, limits: &Limits, is_in_frame: bool) -> Extract {
    let limit = tag_limits::find(&page, limits.max_depth.saturating_mul(UNCLOSED_FACTOR), limits.max_nodes);
    let (TagLimit::Depth(end) | TagLimit::Size(end)) = limit.unwrap_or(TagLimit::Size(page.len()));
    page.truncate(end);
    let html = scraper::Html::parse_document(&page);
    let sheet = StyleSheet::new(&html, limits.max_nodes);
    let style = sheet.page_style();
    let mut writer = PageWriter::new(sheet, *limits, is_in_frame);
    writer.node(*html.root_element(), 0, false, &style);
    let is_too_deep = writer.too_deep || matches!(limit, Some(TagLimit::Depth(_)));
    let is_too_large = writer.sheet.is_exhausted() || matches!(limit, Some(TagLimit::Size(_)));
    let problem = match (is_too_deep, is_too_large) {
        (true, _) => Some(problem(ProblemCode::LimitDepth, "parts nested too deeply were left out", "save it as PDF")),
        (_, true) => Some(too_large()),
        _ => None,
    };
    let notes = undecided(writer.doubtful_words, writer.has_cover || writer.sheet.is_doubtful.get());
    Extract { text: writer.text, problem, notes, ..writer.extract }
}

/// The note that it cannot be decided whether text is seen, if there is such text.
fn undecided(words: usize, anywhere: bool) -> Vec<Note> {
    let message = match (words, anywhere) {
        (0, false) => return Vec::new(),
        (0, true) => {
            "parts may be hidden or added by a program or by style that cannot be decided; look at the page".into()
        }
        (1, _) => "1 word may be hidden by style that cannot be decided; look at the page".into(),
        (words, _) => format!("{words} words may be hidden by style that cannot be decided; look at the page"),
    };
    vec![Note { code: NoteCode::UndecidedStyle, message }]
}

/// The problem of a page of which a part was not read.
pub(super) fn too_large() -> Problem {
    problem(ProblemCode::LimitBytes, "it has more elements or styles than are read", "save it as PDF")
}

/// Decodes a page: as Unicode if the bytes fit, else by the encoding that the page states, else as plain text.
fn decode(bytes: &[u8]) -> String {
    let is_unicode =
        Encoding::for_bom(bytes).is_some() || plain_text::utf16(bytes).is_some() || plain_text::is_utf8(bytes);
    let stated = stated_encoding(bytes).filter(|_| !is_unicode);
    stated.map_or_else(|| plain_text::decode(bytes), |encoding| encoding.decode(bytes).0.into_owned())
}

/// The encoding after `charset=` near the start.
fn stated_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Cow<'_, [u8]> = bytes.get(..CHARSET_WITHIN).unwrap_or(bytes).to_ascii_lowercase().into();
    let after = head.get(memmem::find(&head, b"charset=")? + 8..)?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
    let end = after.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')))?;
    Encoding::for_label(after.get(..end)?)
}
