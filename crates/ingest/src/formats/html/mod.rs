//! Web pages: block elements become lines; what a browser does not show is left out.

mod css_declarations;
mod css_values;
mod element_style;
mod page_writer;
mod style_sheet;
mod tag_limits;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use encoding_rs::Encoding;
use memchr::memmem;

use crate::formats::{Extract, Extractor, Limits, plain_text, problem};
pub(super) use page_writer::is_block;
use rolefit_document::{Problem, ProblemCode};

use page_writer::PageWriter;
use style_sheet::StyleSheet;
use tag_limits::TagLimit;

/// Elements may be open without ending as they should, so many times the depth allowed, before a page is cut.
const UNENDED: usize = 4;
/// Where a page states its encoding: browsers look no further.
const STATED_WITHIN: usize = 1024;

/// Reads web pages.
pub(super) struct Html;

impl Extractor for Html {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        Ok(read(decode(bytes), limits))
    }
}

/// Reads a page.
pub(super) fn read(mut page: String, limits: &Limits) -> Extract {
    let limit = tag_limits::find(&page, limits.max_depth.saturating_mul(UNENDED), limits.max_nodes);
    let (TagLimit::Depth(end) | TagLimit::Size(end)) = limit.unwrap_or(TagLimit::Size(page.len()));
    page.truncate(end);
    let html = scraper::Html::parse_document(&page);
    let sheet = StyleSheet::new(&html, limits.max_nodes);
    let style = sheet.page();
    let mut writer = PageWriter::new(sheet, limits.max_depth);
    writer.node(*html.root_element(), 0, false, &style);
    let is_too_deep = writer.too_deep || matches!(limit, Some(TagLimit::Depth(_)));
    let is_too_large = writer.sheet.is_exhausted() || matches!(limit, Some(TagLimit::Size(_)));
    let problem = match (is_too_deep, is_too_large) {
        (true, _) => Some(problem(ProblemCode::LimitDepth, "parts nested too deeply were left out", "save it as PDF")),
        (_, true) => Some(too_large()),
        _ => None,
    };
    Extract { text: writer.text, problem, ..writer.extract }
}

/// What is said of a page of which a part was not read.
pub(super) fn too_large() -> Problem {
    problem(ProblemCode::LimitBytes, "it has more elements or styles than are read", "save it as PDF")
}

/// Decodes a page by what the bytes say of themselves, else by what the page states, else as any text.
fn decode(bytes: &[u8]) -> String {
    let tells = Encoding::for_bom(bytes).is_some() || plain_text::utf16(bytes).is_some() || plain_text::is_utf8(bytes);
    let stated = stated_encoding(bytes).filter(|_| !tells);
    stated.map_or_else(|| plain_text::decode(bytes), |encoding| encoding.decode(bytes).0.into_owned())
}

/// The encoding that stands behind `charset=` near the start.
fn stated_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Cow<'_, [u8]> = bytes.get(..STATED_WITHIN).unwrap_or(bytes).to_ascii_lowercase().into();
    let after = head.get(memmem::find(&head, b"charset=")? + 8..)?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
    let end = after.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')))?;
    Encoding::for_label(after.get(..end)?)
}
