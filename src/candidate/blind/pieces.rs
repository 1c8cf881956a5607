//! Cuts a text into its runs of letters and digits, each with its folded form, and into lines and fields.

use unicode_normalization::char::is_combining_mark;

use crate::candidate::folded;
use rolefit_document::Span;

/// Characters that part the fields of a line.
const FIELD_ENDS: [char; 8] = ['|', '\t', '•', '·', ';', '\n', '\u{c}', '∙'];

/// A run of letters and digits.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub span: Span,
    /// In lower case, without accents.
    pub word: String,
    /// True if it begins with a capital.
    pub is_capital: bool,
}

impl Piece {
    /// Returns the number that the piece is, if it is one.
    pub(super) fn number(&self) -> Option<u32> {
        self.word.parse().ok().filter(|_| self.word.bytes().all(|byte| byte.is_ascii_digit()))
    }

    pub(super) fn letters(&self) -> usize {
        self.word.chars().count()
    }
}

/// A text with its pieces.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    pub text: &'a str,
    pub all: Vec<Piece>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str) -> Pieces<'a> {
        let parts = |c: char| !c.is_alphanumeric() && !is_combining_mark(c);
        let mut next = 0;
        let mut all = Vec::new();
        for piece in text.split_inclusive(parts) {
            let start = next;
            next += piece.len();
            let span = Span::new(start, start + piece.trim_end_matches(parts).len());
            if !span.is_empty() {
                let word = span.slice(text);
                all.push(Piece { span, is_capital: word.starts_with(char::is_uppercase), word: folded(word) });
            }
        }
        Pieces { text, all }
    }

    /// Returns the folded words from piece `at` on.
    pub(super) fn words_from(&self, at: usize) -> impl Iterator<Item = &str> {
        self.all.iter().skip(at).map(|piece| piece.word.as_str())
    }

    /// Returns the text between piece `at` and the next, or the end of the text.
    pub(super) fn gap_after(&self, at: usize) -> &'a str {
        let start = self.all.get(at).map_or(self.text.len(), |piece| piece.span.end);
        let end = self.all.get(at + 1).map_or(self.text.len(), |piece| piece.span.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Returns the text between piece `at` and the piece before, or the start of the text.
    pub(super) fn gap_before(&self, at: usize) -> &'a str {
        let start = at.checked_sub(1).and_then(|before| self.all.get(before)).map_or(0, |piece| piece.span.end);
        let end = self.all.get(at).map_or(self.text.len(), |piece| piece.span.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// True if piece `at` begins a field: a line, or the part of a line after a bar, a tab or a comma.
    pub(super) fn begins_field(&self, at: usize) -> bool {
        at == 0 || self.gap_before(at).contains(FIELD_ENDS) || self.gap_before(at).contains([',', '(', ':'])
    }

    /// Returns the first pieces of the text, up to the end of line number `lines`.
    pub(super) fn top(&self, lines: usize) -> &[Piece] {
        let filled = self.text.split_inclusive(['\n', '\u{c}']).filter(|line| !line.trim().is_empty()).take(lines);
        let end = filled.last().map_or(0, |last| last.as_ptr() as usize + last.len() - self.text.as_ptr() as usize);
        let count = self.all.partition_point(|piece| piece.span.end <= end);
        self.all.get(..count).unwrap_or_default()
    }

    /// Returns the rest of the field from byte `start` on.
    pub(super) fn rest_of_field(&self, start: usize) -> Span {
        let rest = self.text.get(start..).unwrap_or_default();
        Span::new(start, start + rest.find(FIELD_ENDS).unwrap_or(rest.len())).trim(self.text)
    }

    /// Returns the fields of the text, each with the range of its pieces.
    pub(super) fn fields(&self) -> Vec<(Span, std::ops::Range<usize>)> {
        let (mut fields, mut start) = (Vec::new(), 0);
        for field in self.text.split_inclusive(FIELD_ENDS) {
            let span = Span::new(start, start + field.trim_end_matches(FIELD_ENDS).len());
            start += field.len();
            let first = self.all.partition_point(|piece| piece.span.start < span.start);
            let end = self.all.partition_point(|piece| piece.span.start < span.end);
            if first < end {
                fields.push((span.trim(self.text), first..end));
            }
        }
        fields
    }
}
