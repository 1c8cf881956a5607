//! The limits of reading one file.

use serde::{Deserialize, Serialize};

/// Counts at which reading stops. They are counts and not times, so that the text never depends on the machine or its
/// load.
///
/// ```
/// use rolefit_ingest::Limits;
/// let limits = Limits { max_pages: 3, ..Limits::default() };
/// assert_eq!(limits.max_pages, 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file itself. Default 32 MiB: resumes with photographs stay under 10.
    pub max_bytes: usize,
    /// Bytes to which all compressed parts together may inflate. Default 128 MiB: one page scanned without loss is 26
    /// MiB.
    pub max_inflated_bytes: u64,
    /// Bytes of text. The text after them is dropped, with a problem. Default 1 MiB: the longest real CVs are under 200
    /// kB.
    pub max_text_bytes: usize,
    /// Pages. Further pages are dropped, with a problem. Default 100.
    pub max_pages: usize,
    /// Depth of nested elements or arrays. Default 256: word processors stay under 40.
    pub max_depth: usize,
    /// Drawing operations on all pages together. Default 1,000,000: a dense page has 10,000.
    pub max_operators: usize,
    /// Elements and text nodes of HTML, XML or JSON. Default 500,000.
    pub max_nodes: usize,
    /// Seconds on a processor for one file in a worker process; by the clock where the system does not count them.
    /// Default 10: even slow machines reach the counts above in 2. This limit and the next only stop defects of
    /// parsers. Reading in the caller's own process does not have them.
    pub max_seconds: u64,
    /// Bytes of memory for one file in a worker process, beyond the process itself. Default 512 MiB: a file within the
    /// counts above takes less than 300 MiB.
    pub max_memory_bytes: u64,
    /// Files in an archive. Default 20,000: a year's applications of a large employer.
    pub max_entries: usize,
    /// Bytes to which all resumes of an archive together may inflate. Default 4 GiB: 20,000 of 200 kB.
    pub max_archive_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 32 << 20,
            max_inflated_bytes: 128 << 20,
            max_text_bytes: 1 << 20,
            max_pages: 100,
            max_depth: 256,
            max_operators: 1_000_000,
            max_nodes: 500_000,
            max_seconds: 10,
            max_memory_bytes: 512 << 20,
            max_entries: 20_000,
            max_archive_bytes: 4 << 30,
        }
    }
}

impl Limits {
    /// Truncates `text` to [`Limits::max_text_bytes`], at the end of a line or else of a word. Returns true if it was
    /// longer.
    pub(super) fn truncate(&self, text: &mut String) -> bool {
        if text.len() <= self.max_text_bytes {
            return false;
        }
        text.truncate(text.floor_char_boundary(self.max_text_bytes));
        let end = text.rfind('\n').map(|at| at + 1).or_else(|| text.rfind(' '));
        text.truncate(end.unwrap_or(text.len()));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truncated(text: &str, max_text_bytes: usize) -> (String, bool) {
        let mut text = text.to_owned();
        let was_longer = Limits { max_text_bytes, ..Limits::default() }.truncate(&mut text);
        (text, was_longer)
    }

    #[test]
    fn text_is_truncated_at_a_line_or_word_or_letter() {
        assert_eq!(truncated("one\ntwo\n", 8), ("one\ntwo\n".into(), false));
        assert_eq!(truncated("one\ntwo\n", 7), ("one\n".into(), true));
        assert_eq!(truncated("one two", 6), ("one".into(), true));
        assert_eq!(truncated("éé", 3), ("é".into(), true));
    }
}
