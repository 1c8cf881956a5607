//! The interface between reading a file and the reader of one format.

use super::Limits;
use super::visibility::Sight;
use rolefit_document::Structured;
use rolefit_document::{Document, Hidden, HiddenWay, Note, Problem};

/// Reads one format.
pub(super) trait Extractor {
    /// Takes the text out of `bytes`, whose format is known.
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem>;

    /// Reads a file that may have the resume attached, as a message may. `depth` messages are open around the file.
    fn open(&self, bytes: &[u8], limits: &Limits, _depth: usize) -> Result<Contents, Problem> {
        self.extract(bytes, limits).map(Contents::Text)
    }
}

/// Where the resume of a file was found.
#[cfg_attr(not(feature = "mail"), expect(dead_code, reason = "only messages have attachments"))]
pub(super) enum Contents {
    /// The file itself is the resume.
    Text(Extract),
    /// The resume was attached to the file, and has been read.
    Attachment(Document),
}

/// The text of a file before repair, pages parted by U+000C, and the reader's remarks about it.
#[derive(Debug, Default)]
pub(super) struct Extract {
    pub text: String,
    pub hidden: Vec<Hidden>,
    pub notes: Vec<Note>,
    /// The texts of which it cannot be decided if they are seen, in the order in which they were read.
    pub doubtful: Vec<String>,
    /// The number of letters that a reader may miss.
    pub hard_letters: usize,
    /// True if there was more text than [`Limits::max_text_bytes`].
    pub is_truncated: bool,
    /// The reason if only a part of the file could be read.
    pub problem: Option<Problem>,
    /// Facts that the file states in fields of their own, such as a job title. Their spans are dropped if repair
    /// changes the text.
    pub structured: Option<Structured>,
}

impl Extract {
    /// Counts the letters of a text that is read, if a reader may miss them, and keeps a text that may be hidden.
    pub(super) fn see(&mut self, text: &str, sight: Sight) {
        if sight == Sight::Undecided {
            self.doubtful.extend(text.lines().map(str::to_owned));
        }
        if sight == Sight::Hard {
            self.hard_letters += text.chars().filter(|c| !c.is_whitespace()).count();
        }
    }

    /// Counts hidden words: one entry per page and way of hiding.
    pub(super) fn hide(&mut self, page: Option<usize>, way: HiddenWay, words: usize) {
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
    fn hidden_words_are_counted_per_page_and_way_of_hiding() {
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
