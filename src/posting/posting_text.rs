//! A posting as a text of lines, whatever it was read from.

/// One posting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PostingText {
    /// Which posting of the source it is, from 1, where a source may hold several.
    pub number: Option<usize>,
    /// The title, where the source names it as such.
    pub title: Option<String>,
    /// Further titles, where the source names them as such.
    pub other_titles: Vec<String>,
    /// A line a block, as [`Document::text`](rolefit_document::Document) has it.
    pub text: String,
}

/// A line as an item of a list, whatever mark it has; empty if it has no words.
pub(super) fn bulleted(line: &str) -> String {
    let bare = line.trim().trim_start_matches(['\u{2022}', '-', '*', ' ']);
    if bare.is_empty() { String::new() } else { format!("\u{2022} {bare}") }
}

impl PostingText {
    /// Adds a heading and what stands under it, unless that is nothing.
    pub fn section(&mut self, heading: &str, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().filter(|line| !line.trim().is_empty()).peekable();
        if lines.peek().is_some() {
            self.text.push_str(&format!("{}\n\n", heading.trim()));
            lines.for_each(|line| self.text.push_str(&format!("{}\n", line.trim_end())));
            self.text.push('\n');
        }
    }
}
