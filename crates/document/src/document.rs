//! The result of reading a file: its text, page starts and format, or the problem that prevented reading.

use serde::{Deserialize, Serialize};

use crate::span::Span;
use crate::structured::Structured;

/// Parts the pages in [`Document::text`].
pub const PAGE_BREAK: char = '\u{c}';

/// The identity of a file whatever its name: `blake3:` and the hash of its bytes in hexadecimal.
///
/// ```
/// assert!(rolefit_document::content_of(b"Ana").starts_with("blake3:"));
/// ```
pub fn content_of(bytes: &[u8]) -> String {
    named_hash(blake3::hash(bytes))
}

/// Writes a hash as all outputs do: `blake3:` and hexadecimal digits.
pub fn named_hash(hash: blake3::Hash) -> String {
    format!("blake3:{}", hash.to_hex())
}

/// A resume as text.
///
/// Each line holds one block (heading, list item, paragraph, table row); a list item begins with `• `.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The exact bytes that `rolefit text` prints and that every [`Span`] points into; pages are separated by U+000C.
    pub text: String,
    /// The format that the bytes turned out to have.
    pub format: Format,
    /// Byte offset at which each page starts; `None` for formats without pages.
    pub pages: Option<Vec<usize>>,
    /// The result of [`content_of`] for the file's bytes.
    pub content: String,
    /// Words that a reader of the page would not see, by page and way; they are not in `text`.
    pub hidden: Vec<Hidden>,
    /// The parts of `text` of which it cannot be decided if a reader sees them, in text order. They are claims at most.
    pub doubtful: Vec<Span>,
    /// Remarks for the user that are no problems.
    pub notes: Vec<Note>,
    /// Set when only part of the file could be read.
    pub problem: Option<Problem>,
    /// The language of the text, as a code of ISO 639, if it is one that is not read; `None` for English.
    pub language: Option<String>,
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
            doubtful: Vec::new(),
            notes: Vec::new(),
            problem: None,
            language: None,
            structured: None,
        }
    }

    /// True if the machine's load may have cut the text short.
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
    /// The name that people use, with its article.
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
    /// The page of the words, from 1; `None` for formats without pages.
    pub page: Option<usize>,
    /// The way in which the words are hidden.
    pub way: HiddenWay,
    /// The number of words.
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

/// A remark for the user about a file that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The subject, for programs.
    pub code: NoteCode,
    /// The remark, for people: lower case, without the file's name.
    pub message: String,
}

/// The subjects of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteCode {
    /// The name ends as that of another format.
    OtherName,
    /// The text was recognised by a program in pictures of pages.
    TextLayer,
    /// The text is that of a file attached to a message.
    Attachment,
    /// A position is held to the present, but the newest date stated is years old.
    OldDates,
    /// Lines of a template were not filled in.
    Template,
    /// Lines say what a posting says, in its words.
    PostingWording,
    /// Dates that are impossible, that lie in the future or that were not read.
    Dates,
    /// It cannot be decided if words of a web page are seen.
    UndecidedStyle,
    /// Words are so small or pale that a reader may miss them.
    UndecidedLook,
    /// Comments, descriptions of pictures and deleted passages hold words that are not part of the text.
    BesideText,
    /// No name was found, so that one may be left where names are withheld.
    NameUnknown,
}

/// The reason why a file could not be read, wholly or in part, and its remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The kind of problem, for programs.
    pub code: ProblemCode,
    /// The problem, for people: lower case, without the file's name.
    pub message: String,
    /// An action that the user can take.
    pub remedy: String,
    /// The page it happened on, from 1, if it is one page's problem.
    pub page: Option<usize>,
}

/// The kinds of problem with a file.
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
    /// True if the problem may come from the machine's load, so that another attempt may read more.
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
