//! What the reader of one format takes from the bytes, and how it is asked for it.

use super::Limits;
use rolefit_document::Structured;
use rolefit_document::{Hidden, HiddenWay, Note, Problem};

/// Reads one format.
pub(super) trait Extractor {
    /// Takes the text out of `bytes`, whose format is known.
    ///
    /// # Errors
    /// A [`Problem`] when there is no text to work with.
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem>;
}

/// What a reader hands back: text before repair, pages parted by U+000C.
#[derive(Debug, Default)]
pub(super) struct Extract {
    pub text: String,
    pub hidden: Vec<Hidden>,
    pub notes: Vec<Note>,
    /// Whether there was more text than [`Limits::max_text_bytes`].
    pub is_truncated: bool,
    /// Why only a part could be read.
    pub problem: Option<Problem>,
    /// What the file states in fields of their own; holds only if the text needs no repair.
    pub structured: Option<Structured>,
}

impl Extract {
    /// Counts hidden words; those hidden on one page in one way are counted together.
    pub fn hide(&mut self, page: Option<usize>, way: HiddenWay, words: usize) {
        if words == 0 {
            return;
        }
        match self.hidden.iter_mut().find(|hidden| (hidden.page, hidden.way) == (page, way)) {
            Some(hidden) => hidden.words += words,
            None => self.hidden.push(Hidden { page, way, words }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hidden_on_one_page_in_one_way_are_counted_together() {
        let mut extract = Extract::default();
        for (page, way, words) in
            [(1, HiddenWay::Tiny, 2), (1, HiddenWay::Covered, 1), (1, HiddenWay::Tiny, 3), (2, HiddenWay::Tiny, 0)]
        {
            extract.hide(Some(page), way, words);
        }
        let hidden: Vec<_> = extract.hidden.iter().map(|hidden| (hidden.page, hidden.way, hidden.words)).collect();
        assert_eq!(hidden, [(Some(1), HiddenWay::Tiny, 5), (Some(1), HiddenWay::Covered, 1)]);
    }
}
