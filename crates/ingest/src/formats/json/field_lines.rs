//! Writes fields as lines and keeps their places; each field is repaired by itself, so that repairing the whole changes nothing.

use crate::formats::html::Html;
use crate::formats::repair::{BULLET, after_bullet, repair};
use crate::formats::{Extract, Extractor, Limits};
use rolefit_document::HiddenWay;
use rolefit_document::Span;

/// How often taking a bullet away may uncover another thing to repair.
const MAX_PASSES: usize = 4;

/// The text so far.
pub(super) struct FieldLines<'a> {
    pub extract: Extract,
    limits: &'a Limits,
}

impl<'a> FieldLines<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self { extract: Extract::default(), limits }
    }

    /// Where the next line begins.
    pub fn at(&self) -> usize {
        self.extract.text.len()
    }

    /// Leaves an empty line, but not at the top.
    pub fn gap(&mut self) {
        let text = &mut self.extract.text;
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push('\n');
        }
    }

    /// A line of `fields` parted by `separator`, with `last` behind a tab; the places of all, as far as they hold words.
    pub fn line(&mut self, fields: &[&str], separator: &str, last: &str) -> (Vec<Option<Span>>, Option<Span>) {
        let start = self.at();
        let spans = fields.iter().map(|field| self.put(field, start, separator)).collect();
        let last = self.put(last, start, "\t");
        self.end(start);
        (spans, last)
    }

    /// A list item for each of `items`.
    pub fn items<'t>(&mut self, items: impl IntoIterator<Item = &'t str>) {
        for item in items {
            let item = one_line(&self.without_tags(item));
            if !item.is_empty() {
                self.extract.text.extend([BULLET, &item, "\n"]);
            }
        }
    }

    /// A text of one or more paragraphs, each on a line; its own lists stay lists.
    pub fn paragraphs(&mut self, words: &str) {
        let words = self.without_tags(words).replace('\u{c}', "\n");
        for line in repair(&words).lines() {
            let (bullet, line) = after_bullet(line).map_or(("", line), |rest| (BULLET, rest));
            let line = one_line(line);
            if !line.is_empty() {
                self.extract.text.extend([bullet, &line, "\n"]);
            }
        }
    }

    /// Appends a field behind `separator`, unless it begins the line that began at `start`.
    fn put(&mut self, field: &str, start: usize, separator: &str) -> Option<Span> {
        let field = one_line(&self.without_tags(field));
        if field.is_empty() {
            return None;
        }
        if self.at() > start {
            self.extract.text.push_str(separator);
        }
        let from = self.at();
        self.extract.text.push_str(&field);
        Some(Span::new(from, self.at()))
    }

    fn end(&mut self, start: usize) {
        if self.at() > start {
            self.extract.text.push('\n');
        }
    }

    /// Editors put their mark-up into fields; what a browser would show of it is meant.
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

/// The words repaired and on one line, without a bullet or tabs.
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
    // A dash alone stands for nothing, and would be a bullet before the next field.
    if after_bullet(&format!("{line} A")).is_some() { String::new() } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_on_one_line_with_their_places() {
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
