//! A document's text with its words and lines, as every part of extraction reads it.

use std::ops::Range;

use super::Fact;
use super::lexicon::Lexicon;
use super::lines::{self, Line};
use super::meaning::{Meaning, mark};
use super::small;
use super::words::{self, TextWord};
use rolefit_document::Span;

/// A text with its words and lines.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub words: Vec<TextWord>,
    pub lines: Vec<Line>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self::of_words(text, lexicon, words::read(text, lexicon))
    }

    /// A text whose words were read already.
    pub(crate) fn of_words(text: &'a str, lexicon: &'a Lexicon, words: Vec<TextWord>) -> Self {
        let lines = lines::read(text, &words);
        let mut reading = Self { text, lexicon, words, lines };
        if small::is_small(&reading.words) {
            small::capitalise(&mut reading);
        }
        reading
    }

    /// The words of a range; none if it is out of reach.
    #[inline]
    pub(crate) fn words(&self, range: Range<usize>) -> &[TextWord] {
        self.words.get(range).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn word(&self, index: usize) -> Option<&TextWord> {
        self.words.get(index)
    }

    /// From the first word's first byte to the last word's last.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        match self.words(range) {
            [] => Span::default(),
            [only] => only.span,
            [first, .., last] => first.span.join(last.span),
        }
    }

    /// The words inside `span`, as indices.
    pub(crate) fn words_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.start < span.start);
        let end = self.words.partition_point(|word| word.span.end <= span.end);
        start..end.max(start)
    }

    /// The span of words, and the bracket that one of them opened.
    pub(crate) fn closed_span(&self, range: Range<usize>) -> Span {
        let span = self.span(range);
        let slice = span.slice(self.text);
        let opened = slice.matches('(').count() > slice.matches(')').count();
        let rest = self.text.get(span.end..).unwrap_or_default();
        // "80%)"
        let marks = rest.strip_prefix('%').map_or(0, |_| 1);
        let closed = opened && rest.get(marks..).is_some_and(|rest| rest.starts_with(')'));
        Span::new(span.start, span.end + if closed { marks + 1 } else { 0 })
    }

    /// True if a single space separates word `index - 1` from word `index`, as it does most words.
    #[inline]
    pub(crate) fn is_spaced(&self, index: usize) -> bool {
        let Some([before, word]) = index.checked_sub(1).and_then(|before| self.words.get(before..=index)) else {
            return false;
        };
        before.span.end + 1 == word.span.start && self.text.as_bytes().get(before.span.end) == Some(&b' ')
    }

    /// The text between word `index - 1` and word `index`.
    #[inline]
    pub(crate) fn gap(&self, index: usize) -> &'a str {
        let Some(before) = index.checked_sub(1).and_then(|before| self.words.get(before)) else { return "" };
        let Some(word) = self.words.get(index) else { return "" };
        self.text.get(before.span.end..word.span.start).unwrap_or_default()
    }

    /// The longest phrase of a wanted meaning at word `index`, ending before `to`.
    #[inline]
    pub(crate) fn phrase(&self, index: usize, to: usize, wanted: impl Fn(Meaning) -> bool) -> Option<(usize, Meaning)> {
        // Few words begin any.
        self.word(index).filter(|word| word.is(mark::PHRASE))?;
        self.lexicon.phrase(self.words(index..to), wanted)
    }

    /// The phrases of a wanted meaning in `range`, in order: the longest where one begins, and none inside another.
    pub(crate) fn phrases(
        &self,
        range: Range<usize>,
        wanted: impl Fn(Meaning) -> bool,
    ) -> impl Iterator<Item = (Range<usize>, Meaning)> {
        let mut free_from = range.start;
        // Few words begin any.
        let openings = range.clone().zip(self.words(range.clone())).filter(|(_, word)| word.is(mark::PHRASE));
        openings.filter_map(move |(at, _)| {
            if at < free_from {
                return None;
            }
            let (length, meaning) = self.lexicon.phrase(self.words(at..range.end), &wanted)?;
            free_from = at + length;
            Some((at..free_from, meaning))
        })
    }

    /// The fact written at `span`.
    pub(crate) fn fact(&self, span: Span) -> Fact {
        let mut text = String::with_capacity(span.len());
        for word in span.slice(self.text).split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Fact { text, span }
    }
}
