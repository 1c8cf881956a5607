//! How much a file may cost to read.

use serde::{Deserialize, Serialize};

/// Counts past which reading stops, so that what is read never depends on the machine or its load.
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
    /// Bytes that compressed parts may inflate to, all together. Default 128 MiB: one page scanned without loss is 26.
    pub max_inflated_bytes: u64,
    /// Bytes of text; what stands past them is left out and said. Default 1 MiB: the longest real CVs are under 200 kB.
    pub max_text_bytes: usize,
    /// Pages read; further ones are left out and said. Default 100.
    pub max_pages: usize,
    /// Elements or arrays inside one another. Default 256: word processors stay under 40.
    pub max_depth: usize,
    /// Things drawn on all pages together. Default 1,000,000: a dense page draws 10,000.
    pub max_operators: usize,
    /// Elements and text nodes of a marked-up file. Default 500,000.
    pub max_nodes: usize,
    /// Seconds on a processor for one file in a worker process (where the system does not count them: of waiting). Default
    /// 10: the counts above are reached in 2, on slow machines too. Like the limit below it is a backstop, which reading in
    /// the caller's own process does not have.
    pub max_seconds: u64,
    /// Bytes of memory for one file in a worker process, beyond what the process itself takes. Default 512 MiB: a file that
    /// stays within the counts above takes less than 300.
    pub max_memory_bytes: u64,
    /// Files in an archive. Default 20,000: a year's applications of a large employer.
    pub max_entries: usize,
    /// Bytes that the resumes of an archive inflate to, all together. Default 4 GiB: 20,000 of 200 kB.
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
    /// Cuts `text` to the bytes allowed, at the end of a line, or else of a word; says whether it was longer.
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

    fn cut(text: &str, max_text_bytes: usize) -> (String, bool) {
        let mut text = text.to_owned();
        let longer = Limits { max_text_bytes, ..Limits::default() }.truncate(&mut text);
        (text, longer)
    }

    #[test]
    fn text_is_cut_at_a_line_or_word_or_letter() {
        assert_eq!(cut("one\ntwo\n", 8), ("one\ntwo\n".into(), false));
        assert_eq!(cut("one\ntwo\n", 7), ("one\n".into(), true));
        assert_eq!(cut("one two", 6), ("one".into(), true));
        assert_eq!(cut("éé", 3), ("é".into(), true));
    }
}
