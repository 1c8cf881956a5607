//! A range of bytes in a document's text.

use serde::{Deserialize, Serialize};

/// Byte offsets into [`Document::text`](crate::document::Document), end-exclusive.
///
/// Both ends stand on character boundaries of the text they were made from.
///
/// ```
/// use rolefit_document::Span;
/// let span = Span::new(4, 11);
/// assert_eq!(span.slice("Key Account Manager"), "Account");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The bytes of `text` that the span covers. A span outside `text` is a fault of the caller: it covers nothing, and
    /// panics in debug builds.
    #[inline]
    pub fn slice(self, text: &str) -> &str {
        let slice = text.get(self.start..self.end);
        debug_assert!(slice.is_some(), "{self:?} lies outside a text of {} bytes, or inside a character", text.len());
        slice.unwrap_or_default()
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True if the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// True if `offset` lies inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// True if all of `other` lies inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True if the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True if it shares at least one byte with one of `others`, which are in text order and apart from each other.
    pub fn overlaps_any(self, others: &[Self]) -> bool {
        let behind = others.partition_point(|other| other.start < self.end);
        behind.checked_sub(1).and_then(|last| others.get(last)).is_some_and(|last| last.overlaps(self))
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span without the white space at either end.
    pub fn trim(self, text: &str) -> Self {
        let slice = self.slice(text);
        let kept = slice.trim_start();
        let start = self.start + (slice.len() - kept.len());
        Self::new(start, start + kept.trim_end().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg_attr(debug_assertions, should_panic(expected = "lies outside a text of 5 bytes"))]
    fn a_span_outside_the_text_covers_nothing() {
        assert_eq!(Span::new(2, 9).slice("short"), "");
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "  two words \n";
        assert_eq!(Span::new(0, text.len()).trim(text).slice(text), "two words");
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        let others = [Span::new(1, 3), Span::new(6, 9)];
        let overlaps = |start, end| Span::new(start, end).overlaps_any(&others);
        assert_eq!([overlaps(0, 1), overlaps(2, 4), overlaps(3, 6), overlaps(8, 12)], [false, true, false, true]);
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
