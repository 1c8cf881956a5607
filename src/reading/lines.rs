//! The lines of a text, without bullets and outer white space, each with its words.

use std::ops::Range;

use memchr::memchr2_iter;

use super::meaning::{Marks, mark};
use super::words::TextWord;
use rolefit_document::PAGE_BREAK;
use rolefit_document::Span;

/// Characters that begin a list item when a blank follows.
const BULLETS: [char; 17] =
    ['•', '-', '–', '—', '*', '·', '▪', '◦', '●', '■', '►', '➢', '❖', '✓', '✔', '\u{f0b7}', '\u{f0a7}'];

/// A line that is not blank.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Without bullet and outer white space.
    pub span: Span,
    /// Its words, as indices.
    pub words: Range<usize>,
    /// The marks of all its words together.
    pub marks: Marks,
    /// True if a bullet precedes the line.
    pub bullet: bool,
}

impl Line {
    /// True if a word of the line holds a digit.
    pub(crate) fn holds_digit(&self) -> bool {
        self.marks & mark::DIGIT != 0
    }
}

/// Splits `text` into lines; `words` are all its words, in order.
pub(crate) fn read(text: &str, words: &[TextWord]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / 64 + 4);
    let (mut start, mut word) = (0, 0);
    for end in memchr2_iter(b'\n', PAGE_BREAK as u8, text.as_bytes()).chain([text.len()]) {
        let whole = Span::new(start, end).trim(text);
        start = end + 1;
        let (span, bullet) = without_bullet(text, whole);
        let (first, mut marks) = (word, 0);
        while let Some(next) = words.get(word).filter(|next| next.span.start < end) {
            marks |= next.marks;
            word += 1;
        }
        if !span.is_empty() && first < word {
            lines.push(Line { span, words: first..word, marks, bullet });
        }
    }
    lines
}

fn without_bullet(text: &str, line: Span) -> (Span, bool) {
    let slice = line.slice(text);
    if slice.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return (line, false);
    }
    let mut rest = slice;
    while let Some(next) = rest.strip_prefix(BULLETS).filter(|next| next.starts_with(char::is_whitespace)) {
        rest = next.trim_start();
    }
    // Marks that need no blank: nobody begins a word with them.
    let rest = rest.trim_start_matches(['•', '▪', '●', '■', '►', '➢', '\u{f0b7}', '\u{f0a7}']).trim_start();
    (Span::new(line.end - rest.len(), line.end), rest.len() < slice.len())
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::*;

    #[test]
    fn bullets_and_blank_lines_fall_away() {
        let text = "Heading\n\n • Item one\n\u{c}- Item two\n•";
        let words = super::super::words::read(text, &Lexicon::default());
        let lines = read(text, &words);
        let seen: Vec<_> = lines.iter().map(|line| (line.span.slice(text), line.bullet, line.words.len())).collect();
        assert_eq!(seen, [("Heading", false, 1), ("Item one", true, 2), ("Item two", true, 2)]);
    }
}
