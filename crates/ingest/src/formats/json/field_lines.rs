//! Writes fields as lines and records their spans. Each field is repaired when written, so that the later repair of the
//! whole text changes nothing and the spans stay right.

use crate::formats::html::Html;
use crate::formats::repair::{BULLET, after_bullet, repair};
use crate::formats::{Extract, Extractor, Limits};
use rolefit_document::HiddenWay;
use rolefit_document::Span;

/// Removing a bullet may uncover text that needs repair. This many passes are made at most.
const MAX_PASSES: usize = 4;

/// The text written so far.
pub(super) struct FieldLines<'a> {
    pub extract: Extract,
    limits: &'a Limits,
}

impl<'a> FieldLines<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { extract: Extract::default(), limits }
    }

    /// The byte offset of the end of the text.
    pub(super) fn end(&self) -> usize {
        self.extract.text.len()
    }

    /// Writes an empty line, except at the top.
    pub(super) fn empty_line(&mut self) {
        let text = &mut self.extract.text;
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push('\n');
        }
    }

    /// Writes a line of `fields` separated by `separator`, then a tab and `last`. Returns the span of each field that
    /// is not empty.
    pub(super) fn line(&mut self, fields: &[&str], separator: &str, last: &str) -> (Vec<Option<Span>>, Option<Span>) {
        let start = self.end();
        let spans = fields.iter().map(|field| self.push_field(field, start, separator)).collect();
        let last = self.push_field(last, start, "\t");
        self.end_line(start);
        (spans, last)
    }

    /// Writes each of `items` as a list item.
    pub(super) fn items<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        for item in items {
            let item = one_line(&self.without_tags(item));
            if !item.is_empty() {
                self.extract.text.extend([BULLET, &item, "\n"]);
            }
        }
    }

    /// Writes the paragraphs of a text, one per line. List items keep their bullets.
    pub(super) fn paragraphs(&mut self, words: &str) {
        let words = self.without_tags(words).replace('\u{c}', "\n");
        for line in repair(&words).lines() {
            let (bullet, line) = after_bullet(line).map_or(("", line), |rest| (BULLET, rest));
            let line = one_line(line);
            if !line.is_empty() {
                self.extract.text.extend([bullet, &line, "\n"]);
            }
        }
    }

    /// Appends a field. It is preceded by `separator`, unless it is the first on the line that begins at `start`.
    fn push_field(&mut self, field: &str, start: usize, separator: &str) -> Option<Span> {
        let field = one_line(&self.without_tags(field));
        if field.is_empty() {
            return None;
        }
        if self.end() > start {
            self.extract.text.push_str(separator);
        }
        let from = self.end();
        self.extract.text.push_str(&field);
        Some(Span::new(from, self.end()))
    }

    fn end_line(&mut self, start: usize) {
        if self.end() > start {
            self.extract.text.push('\n');
        }
    }

    /// The text of a field as a browser would show it. Some editors store HTML in fields.
    fn without_tags(&mut self, words: &str) -> String {
        let is_tagged = words.contains("</") || words.contains("<br");
        match is_tagged.then(|| Html.extract(words.as_bytes(), self.limits)) {
            Some(Ok(html)) => {
                let hidden: Vec<(HiddenWay, usize)> = html.hidden.iter().map(|some| (some.way, some.words)).collect();
                hidden.into_iter().for_each(|(way, count)| self.extract.hide(None, way, count));
                html.text
            }
            _ => words.to_owned(),
        }
    }
}

/// The text repaired and on one line, without a bullet or tabs.
fn one_line(words: &str) -> String {
    let mut line = words.to_owned();
    for _ in 0..MAX_PASSES {
        let repaired = repair(&line.replace(['\u{c}', '\t'], " "));
        let parts: Vec<&str> = repaired.lines().map(|part| after_bullet(part).unwrap_or(part)).collect();
        let next = parts.join(" ").trim().to_owned();
        if next == line {
            break;
        }
        line = next;
    }
    // A dash alone has no meaning, and would be taken for a bullet before the next field.
    if after_bullet(&format!("{line} A")).is_some() { String::new() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_written_on_one_line_and_have_spans() {
        let limits = Limits::default();
        let mut lines = FieldLines::new(&limits);
        let (spans, dates) = lines.line(&["- Key\nAccount Manager", "", "Acme\u{a0}AG"], ", ", "2015 – 2019");
        lines.items(["• grew sales", " "]);
        let text = lines.extract.text;
        assert_eq!(text, "Key Account Manager, Acme AG\t2015 – 2019\n• grew sales\n");
        let slices: Vec<_> = spans.into_iter().map(|span| span.map(|span| span.slice(&text).to_owned())).collect();
        assert_eq!(slices, [Some("Key Account Manager".into()), None, Some("Acme AG".into())]);
        assert_eq!(dates.map(|span| span.slice(&text).to_owned()).as_deref(), Some("2015 – 2019"));
    }

    #[test]
    fn paragraphs_keep_their_lists_and_lose_their_tags() {
        let limits = Limits::default();
        let mut lines = FieldLines::new(&limits);
        lines.paragraphs("Sells.\n\n- to banks\n* to shops");
        lines.paragraphs("<p>Led <b>ten</b></p><ul><li>people</li></ul>");
        assert_eq!(lines.extract.text, "Sells.\n• to banks\n• to shops\nLed ten\n• people\n");
    }
}
