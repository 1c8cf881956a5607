//! Turns the bytes of a resume into a [`Document`]: a text in which each paragraph, list item and table row is one
//! line. Nothing here knows paths or other files.
//!
//! # The way of a file
//!
//! 1. [`read`] refuses an empty file, and a file larger than [`Limits::max_bytes`].
//! 2. [`detect`] tells the format by the content. The name only decides between Markdown, pieces of HTML and plain
//!    text. Pictures, spreadsheets and other files that are not resumes are refused by name, for example "this is a PNG
//!    image".
//! 3. [`format_table`] has the reader of the format, an [`Extractor`]. The reader returns an [`Extract`]: the raw text,
//!    pages parted by U+000C, and the number of words that the file hides. Readers count pages, elements and bytes, and
//!    stop at the counts in [`Limits`]. The result thus never depends on the machine or its load.
//! 4. [`assemble`](assemble::assemble) repairs the text ([`repair`]), finds the pages, refuses a text that is too
//!    damaged to judge, and builds the [`Document`].
//!
//! Third-party parsers may panic in steps 2 and 3. [`catch_panics`] turns the panic into a [`Problem`] with code
//! `crashed` of this file alone. A parser that hangs or eats memory is stopped only in a worker process, see
//! [`worker`](crate::worker).
//!
//! # Adding a format
//!
//! 1. A variant of [`Format`], with the name that people read, in `crates/document/src/document.rs`.
//! 2. A module here with a type that implements [`Extractor`]; `markdown.rs` is a short example.
//! 3. A row in `format_table.rs`: the format, its extensions, its reader, and the cargo feature if it has one.
//! 4. A line that recognises the content: in `detect.rs`, or in `zip_kinds.rs` if files of the format are ZIP archives.
//! 5. A file in `fixtures/resumes`, which tests then break and read in workers too, and a target in
//!    `fuzz/fuzz_targets`.
//! 6. Cases of reading in `crates/ingest/cases`, whose README describes their form.

mod assemble;
#[cfg(test)]
mod cases;
mod color;
#[cfg(feature = "office")]
mod covers;
mod detect;
#[cfg(feature = "office")]
mod doc;
mod document_writer;
mod doubtful_text;
mod extractor;
mod format_table;
mod html;
mod json;
mod language;
mod limits;
mod line_buffer;
pub(crate) mod little_endian;
#[cfg(feature = "mail")]
pub(crate) mod mail;
pub(crate) mod mail_headers;
mod markdown;
#[cfg(feature = "office")]
mod office;
mod page_image;
mod panics;
#[cfg(feature = "pdf")]
mod pdf;
mod plain_text;
mod reading_problems;
mod repair;
mod rtf;
mod signatures;
mod table_row;
#[cfg(test)]
mod tests;
mod visibility;
pub(crate) mod zip_entries;
#[cfg(any(feature = "archive", feature = "office"))]
pub(crate) mod zip_inflate;
pub(crate) mod zip_kinds;

pub use limits::Limits;
pub use page_image::{ImageLine, PageImage};
pub use panics::{catch_panics, is_catching_panics};
pub use plain_text::decode;

pub(crate) use format_table::has_resume_extension;
#[cfg(any(feature = "pdf", feature = "office"))]
use reading_problems::expands;
use reading_problems::{crashed, damaged, locked, unsupported_with};
pub(crate) use reading_problems::{problem, unsupported};

use assemble::assemble;
use detect::ContentKind;
use extractor::{Contents, Extract, Extractor};
use rolefit_document::{Document, Format, Note, NoteCode, Problem, ProblemCode};

/// Reads one file. Callers need not know if that happens in their own process ([`InProcess`]) or in another
/// ([`WorkerPool`](crate::worker::WorkerPool)).
pub trait Reader: Sync {
    /// Reads `bytes`. The format is detected from the content; `file_name` is a hint where the content leaves it open.
    ///
    /// # Errors
    /// A [`Problem`] if there is no text to work with.
    fn read(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem>;

    /// Draws the page with this number, from 0, of a PDF file.
    ///
    /// # Errors
    /// A [`Problem`] if the file has no such page, or if this reader draws none.
    fn draw(&self, _bytes: &[u8], _page: usize) -> Result<PageImage, Problem> {
        Err(no_image())
    }
}

/// The problem of a page that cannot be drawn.
fn no_image() -> Problem {
    problem(ProblemCode::Unsupported, "there is no picture of this page", "read its text")
}

/// Reads in the calling thread, within the given limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct InProcess(pub Limits);

impl Reader for InProcess {
    fn read(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem> {
        read(bytes, file_name, &self.0)
    }

    #[cfg(feature = "page-image")]
    fn draw(&self, bytes: &[u8], page: usize) -> Result<PageImage, Problem> {
        catch_panics(|| pdf::page_image(bytes, page, &self.0)).unwrap_or_else(|_| Err(no_image()))
    }
}

/// Reads a resume from its bytes. The format is detected from the content; `file_name` is a hint where the content
/// leaves it open.
///
/// ```
/// use rolefit_ingest::{Limits, read};
/// let document = read(b"Account Manager\n\n- grew sales\n", Some("cv.txt"), &Limits::default()).unwrap();
/// assert_eq!(document.text, "Account Manager\n\n\u{2022} grew sales\n");
/// ```
///
/// # Errors
/// A [`Problem`] if the file is empty, encrypted, a scan, damaged, of no supported format, or past a limit.
pub fn read(bytes: &[u8], file_name: Option<&str>, limits: &Limits) -> Result<Document, Problem> {
    read_nested(bytes, file_name, limits, 0)
}

/// Reads a resume as `format`, whatever its bytes look like.
///
/// # Errors
/// As [`read`]; bytes of another format are damaged or have no text.
pub fn read_as(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, Problem> {
    check_size(bytes, limits)?;
    read_format(format, bytes, limits, 0)
}

/// Reads a resume that is attached to a message, which may be attached to another: `depth` messages in all.
fn read_nested(bytes: &[u8], file_name: Option<&str>, limits: &Limits, depth: usize) -> Result<Document, Problem> {
    check_size(bytes, limits)?;
    let format = match catch_panics(|| detect::detect(bytes, file_name)) {
        Ok(ContentKind::Resume(format)) => format,
        Ok(ContentKind::Other(name)) => return Err(unsupported(name)),
        Ok(ContentKind::Image(name)) => {
            return Err(unsupported_with(name, "run OCR first, and give the text or PDF that it makes"));
        }
        Ok(ContentKind::Archive(name)) => return Err(unsupported_with(name, "unpack it, and give the files in it")),
        Ok(ContentKind::Refused(name, remedy)) => return Err(unsupported_with(name, remedy)),
        Ok(ContentKind::Locked) => return Err(locked()),
        Err(_) => return Err(crashed()),
    };
    let mut document = read_format(format, bytes, limits, depth)?;
    if let Some(extension) = file_name.and_then(|name| detect::other_extension(format, name)) {
        let message = format!("its name ends in .{extension}, but it is {}", format.name());
        document.notes.push(Note { code: NoteCode::OtherName, message });
    }
    Ok(document)
}

fn read_format(format: Format, bytes: &[u8], limits: &Limits, depth: usize) -> Result<Document, Problem> {
    let extractor =
        format_table::extractor(format).ok_or_else(|| unsupported("of a format which this build does not read"))?;
    match catch_panics(|| extractor.open(bytes, limits, depth)).unwrap_or_else(|_| Err(crashed()))? {
        Contents::Text(extract) => assemble(bytes, format, extract, limits),
        Contents::Attachment(document) => Ok(document),
    }
}

/// Refuses an empty file and a file that is too large.
fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), Problem> {
    if bytes.is_empty() {
        return Err(problem(ProblemCode::Empty, "the file is empty", "ask for the file again"));
    }
    if bytes.len() > limits.max_bytes {
        let message = format!("larger than {} MiB", limits.max_bytes >> 20);
        return Err(problem(ProblemCode::LimitBytes, message, "save it without pictures"));
    }
    Ok(())
}
