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

/// A longer line is read as several, so that work that grows with the square of a line's words stays small. Nearly all
/// resumes that are pasted without line ends are shorter.
const LONGEST_LINE: usize = 4_000;

/// A line that is not blank, or a part of a line that is very long.
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
            let line = Line { span, words: first..word, marks, bullet };
            if line.words.len() > LONGEST_LINE { lines.extend(parts(text, words, line)) } else { lines.push(line) }
        }
    }
    lines
}

/// The parts of a line that is too long. Each part but the last has [`LONGEST_LINE`] words.
fn parts(text: &str, words: &[TextWord], line: Line) -> impl Iterator<Item = Line> {
    let starts = line.words.clone().step_by(LONGEST_LINE);
    starts.map(move |first| {
        let next = line.words.end.min(first + LONGEST_LINE);
        // The end of the line where no word begins any more.
        let start_of =
            |at: usize| words.get(at).filter(|_| at < line.words.end).map_or(line.span.end, |word| word.span.start);
        let start = if first == line.words.start { line.span.start } else { start_of(first) };
        let marks = words.get(first..next).unwrap_or_default().iter().fold(0, |marks, word| marks | word.marks);
        let span = Span::new(start, start_of(next)).trim(text);
        Line { span, words: first..next, marks, bullet: line.bullet }
    })
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

    #[test]
    fn a_line_of_very_many_words_is_read_in_parts() {
        let text = format!("• {}end.\nNext", "word ".repeat(2 * LONGEST_LINE));
        let words = super::super::words::read(&text, &Lexicon::default());
        let lines = read(&text, &words);
        let lengths: Vec<usize> = lines.iter().map(|line| line.words.len()).collect();
        assert_eq!(lengths, [LONGEST_LINE, LONGEST_LINE, 1, 1]);
        assert_eq!(lines[0].words.end, lines[1].words.start);
        assert_eq!(lines[1].span.slice(&text).len(), 5 * LONGEST_LINE - 1);
        assert_eq!((lines[2].span.slice(&text), lines[2].bullet), ("end.", true));
    }
}
