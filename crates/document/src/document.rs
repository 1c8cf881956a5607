//! What reading a file yields: its text, page starts and format, or the problem that prevented it.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::structured::Structured;

/// Parts the pages in [`Document::text`].
pub const PAGE_BREAK: char = '\u{c}';

/// By what a file is known under any name: `blake3:` and the hash of its bytes in hexadecimal.
///
/// ```
/// assert!(rolefit_document::content_of(b"Ana").starts_with("blake3:"));
/// ```
pub fn content_of(bytes: &[u8]) -> String {
    format!("blake3:{}", blake3::hash(bytes).to_hex())
}

/// A resume as text.
///
/// One block (heading, list item, paragraph, table row) stands on a line; a list item begins with `• `.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Exactly what `rolefit text` prints and what every [`Span`] points into; pages are parted by U+000C.
    pub text: String,
    /// What the bytes turned out to be.
    pub format: Format,
    /// Byte offset at which each page starts; `None` for formats without pages.
    pub pages: Option<Vec<usize>>,
    /// What [`content_of`] says of the file's bytes.
    pub content: String,
    /// Words that a reader of the page would not see, by page and way; they are not in `text`.
    pub hidden: Vec<Hidden>,
    /// What its user should know, though nothing is wrong with the reading.
    pub notes: Vec<Note>,
    /// Set when only part of the file could be read.
    pub problem: Option<Problem>,
    /// Facts that the file states in fields of their own; `None` for formats without such fields.
    pub structured: Option<Structured>,
}

impl Document {
    /// Text that comes from no file: without pages, and with nothing to be known beside it.
    pub fn of_text(text: impl Into<String>) -> Document {
        Document {
            text: text.into(),
            format: Format::Text,
            pages: None,
            content: String::new(),
            hidden: Vec::new(),
            notes: Vec::new(),
            problem: None,
            structured: None,
        }
    }

    /// Whether the machine's load may have cut it short.
    pub fn may_be_cut_by_chance(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.code.may_be_chance())
    }

    /// How many words a reader of the page would not see.
    pub fn hidden_words(&self) -> usize {
        self.hidden.iter().map(|hidden| hidden.words).sum()
    }

    /// The page, from 1, on which `span` starts; `None` for formats without pages.
    pub fn page_of(&self, span: Span) -> Option<usize> {
        let pages = self.pages.as_ref()?;
        Some(pages.partition_point(|&start| start <= span.start).max(1))
    }
}

/// The kinds of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML word processing.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Word 97 to 2003.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text in any common encoding.
    Text,
    /// JSON Resume.
    Json,
    /// E-mail, or a web page saved as one.
    Eml,
}

impl Format {
    /// What people call it, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Format::Pdf => "a PDF file",
            Format::Docx => "a DOCX file",
            Format::Odt => "an ODT file",
            Format::Doc => "a DOC file",
            Format::Rtf => "an RTF file",
            Format::Html => "a web page",
            Format::Markdown => "a Markdown file",
            Format::Text => "plain text",
            Format::Json => "a JSON Resume",
            Format::Eml => "an e-mail or a saved web page",
        }
    }
}

/// Words of a file that its reader does not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// The page they stand on, from 1; `None` for formats without pages.
    pub page: Option<usize>,
    /// How they are hidden.
    pub way: HiddenWay,
    /// How many they are.
    pub words: usize,
}

/// How words can be hidden from the reader of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HiddenWay {
    /// Marked as not to be shown.
    Invisible,
    /// Drawn with no or hardly any opacity.
    Transparent,
    /// Too small to read.
    Tiny,
    /// Outside the page.
    OffPage,
    /// Cut off by a clipping path.
    Clipped,
    /// Painted over.
    Covered,
    /// In the colour of what lies beneath.
    SameColor,
    /// In characters that have no shape.
    ZeroWidth,
}

/// What a user should know of a file that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about, for programs.
    pub code: NoteCode,
    /// What there is to know, for people: lower case, without the file's name.
    pub message: String,
}

/// What notes are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteCode {
    /// The name ends as that of another format.
    OtherName,
    /// The text is what a program recognised in pictures of pages.
    TextLayer,
    /// The text is that of a file attached to a message.
    Attachment,
}

/// Why a file could not be read, wholly or in part, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What went wrong, for programs.
    pub code: ProblemCode,
    /// What went wrong, for people: lower case, without the file's name.
    pub message: String,
    /// What the user can do.
    pub remedy: String,
    /// The page it happened on, from 1, if it is one page's problem.
    pub page: Option<usize>,
}

/// What can go wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    /// No bytes, or no text in them.
    Empty,
    /// Needs a password.
    Encrypted,
    /// Pictures of pages without a text layer.
    Scanned,
    /// Broken beyond repair, or only partly readable.
    Damaged,
    /// A format that is not read.
    Unsupported,
    /// Larger, or inflates to more, than allowed.
    LimitBytes,
    /// Nested deeper than allowed.
    LimitDepth,
    /// More pages than allowed.
    LimitPages,
    /// Took longer than allowed.
    LimitTime,
    /// Took more memory than allowed.
    LimitMemory,
    /// The operating system would not give the file.
    Io,
    /// The reader died on it.
    Crashed,
}

impl ProblemCode {
    /// Whether the machine's load may have decided it, so that another time more might come of the file.
    pub fn may_be_chance(self) -> bool {
        matches!(self, Self::LimitTime | Self::LimitMemory | Self::Crashed | Self::Io)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_belongs_to_the_page_it_starts_on() {
        let pages = Some(vec![0, 4]);
        let document = Document { format: Format::Pdf, pages, ..Document::of_text("one\u{c}two") };
        assert_eq!(document.page_of(Span::new(0, 3)), Some(1));
        assert_eq!(document.page_of(Span::new(4, 7)), Some(2));
    }
}
