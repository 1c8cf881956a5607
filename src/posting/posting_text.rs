//! The text of one posting, laid out alike for every kind of source.

use crate::catalog::Vacancy;

/// The text of one posting.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PostingText {
    /// Number in its source, from 1; `None` if the source can hold only one posting.
    pub number: Option<usize>,
    /// The title, if the source marks it as such.
    pub title: Option<String>,
    /// Headings of the page or document that may be the title, the likeliest first.
    pub headlines: Vec<String>,
    /// True for the text of a page or document, false for the fields of structured data.
    pub is_free_text: bool,
    /// The name of the file, without its extension.
    pub file_stem: Option<String>,
    /// The data of the vacancy besides its demands.
    pub vacancy: Vacancy,
    /// Other titles, if the source marks them as such.
    pub other_titles: Vec<String>,
    /// One block per line, as in [`Document::text`](rolefit_document::Document).
    pub text: String,
}

/// Returns a line as a list item with one kind of bullet; empty if it has no words.
pub(super) fn bulleted(line: &str) -> String {
    let bare = line.trim().trim_start_matches(['\u{2022}', '-', '*', ' ']);
    if bare.is_empty() { String::new() } else { format!("\u{2022} {bare}") }
}

impl PostingText {
    /// Appends a heading and its lines, unless all lines are empty.
    pub(super) fn section(&mut self, heading: &str, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().filter(|line| !line.trim().is_empty()).peekable();
        if lines.peek().is_some() {
            self.text.push_str(&format!("{}\n\n", heading.trim()));
            lines.for_each(|line| self.text.push_str(&format!("{}\n", line.trim_end())));
            self.text.push('\n');
        }
    }
}
