//! Splits paragraphs that begin with a heading: "Minimum qualifications: a degree; two years in retail".

use super::corpus::{PostingSection, PostingWords};
use super::line_sections::heading;
use super::posting_lines::Line;

/// A label with so few words behind it is a field of the posting's head.
const MOST_FIELD_WORDS: usize = 4;

/// Splits each such line into its heading and its demands, all with the number of the line.
pub(super) fn split(lines: Vec<Line>, posting_words: &PostingWords) -> Vec<Line> {
    lines.into_iter().flat_map(|line| parts(&line, posting_words).unwrap_or_else(|| vec![line])).collect()
}

fn parts(line: &Line, posting_words: &PostingWords) -> Option<Vec<Line>> {
    let (label, rest) = line.text.split_once(": ").filter(|_| !line.is_item)?;
    let head = Line { text: format!("{label}:"), ..line.clone() };
    let kind = heading(&head, &[], posting_words)?;
    let rest = rest.trim();
    // "Position: Baker" and "Salary: on application" are fields, not sections.
    let is_short = !kind.asks() && rest.split_whitespace().count() <= MOST_FIELD_WORDS;
    let is_field = is_short || matches!(kind, PostingSection::Summary | PostingSection::End);
    if is_field || rest.is_empty() {
        return None;
    }
    let part = |text: &str, is_item: bool| Line {
        text: text.trim().trim_end_matches(';').to_owned(),
        is_item,
        is_heading: false,
        after_blank: false,
        ..line.clone()
    };
    let pieces: Vec<&str> = rest.split("; ").filter(|piece| piece.chars().any(char::is_alphanumeric)).collect();
    let is_list = kind.asks() && pieces.len() > 1;
    let body =
        if is_list { pieces.into_iter().map(|piece| part(piece, true)).collect() } else { vec![part(rest, false)] };
    Some(std::iter::once(head).chain(body).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::posting::posting_lines::lines;

    #[test]
    fn a_paragraph_behind_a_heading_is_split_and_a_field_is_not() {
        let posting_words = PostingWords::embedded().unwrap();
        let text = "Requirements: clean oven; own car; patience\nLocation: Leeds\nRole: Baker\n- Skills: Java";
        let lines = split(lines(text, &posting_words.tables), &posting_words);
        let texts: Vec<(&str, bool)> = lines.iter().map(|line| (line.text.as_str(), line.is_item)).collect();
        assert_eq!(
            texts,
            [
                ("Requirements:", false),
                ("clean oven", true),
                ("own car", true),
                ("patience", true),
                ("Location: Leeds", false),
                ("Role: Baker", false),
                ("Skills: Java", true),
            ]
        );
    }
}
