//! Reads resumes: bytes of any supported format become one text in which a block stands on a line.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rolefit_document::{Document, Format, Note, NoteCode, Problem, ProblemCode};

mod assemble;
mod color;
mod detect;
#[cfg(feature = "office")]
mod doc;
mod extractor;
mod flow;
mod html;
mod json;
mod limits;
#[cfg(feature = "mail")]
pub(crate) mod mail;
pub(crate) mod mail_headers;
mod markdown;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod plain_text;
mod reading_problems;
mod repair;
mod row;
mod rtf;
mod signatures;
mod visible;
pub(crate) mod zip_entries;
#[cfg(any(feature = "archive", feature = "office"))]
pub(crate) mod zip_inflate;
pub(crate) mod zip_kinds;

pub use limits::Limits;

pub use plain_text::decode;

use assemble::assemble;
use detect::Kind;
use extractor::{Extract, Extractor};
#[cfg(any(feature = "pdf", feature = "office"))]
use reading_problems::expands;
pub(crate) use reading_problems::problem;
pub(crate) use reading_problems::unsupported;
use reading_problems::{crashed, damaged, locked, unsupported_with};

/// Reads one file; lets reading move into another process without its callers knowing.
pub trait Reader: Sync {
    /// Reads `bytes`; `file_name` is a hint only where the content leaves the format open.
    ///
    /// # Errors
    /// A [`Problem`] when there is no text to work with.
    fn read(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem>;
}

/// Reads in the calling thread, within the limits it holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct InProcess(pub Limits);

impl Reader for InProcess {
    fn read(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem> {
        read(bytes, file_name, &self.0)
    }
}

/// Reads a resume from its bytes; the format is told by the content.
///
/// ```
/// use rolefit_ingest::{Limits, read};
/// let document = read(b"Account Manager\n\n- grew sales\n", Some("cv.txt"), &Limits::default()).unwrap();
/// assert_eq!(document.text, "Account Manager\n\n\u{2022} grew sales\n");
/// ```
///
/// # Errors
/// A [`Problem`] when the file is empty, encrypted, a scan, damaged, of no supported format, or past a limit.
pub fn read(bytes: &[u8], file_name: Option<&str>, limits: &Limits) -> Result<Document, Problem> {
    read_at(bytes, file_name, limits, 0)
}

/// Reads a resume whose format is known, whatever its bytes look like.
///
/// # Errors
/// As [`read`]; bytes of another format are damaged or have no text.
pub fn read_as(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, Problem> {
    check_size(bytes, limits)?;
    read_format(format, bytes, limits, 0)
}

/// Reads a resume that `depth` messages stand around.
fn read_at(bytes: &[u8], file_name: Option<&str>, limits: &Limits, depth: usize) -> Result<Document, Problem> {
    check_size(bytes, limits)?;
    // Third-party parsers may panic on damaged files; one file must not end the batch.
    let format = match catch_panics(|| detect::detect(bytes, file_name)) {
        Ok(Kind::Resume(format)) => format,
        Ok(Kind::Other(name)) => return Err(unsupported(name)),
        Ok(Kind::Image(name)) => {
            return Err(unsupported_with(name, "run OCR first, and give the text or PDF that it makes"));
        }
        Ok(Kind::Archive(name)) => return Err(unsupported_with(name, "unpack it, and give the files in it")),
        Ok(Kind::Locked) => return Err(locked()),
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
    let extractor = extractor(format).ok_or_else(|| unsupported("of a format which this build does not read"))?;
    let outcome = catch_panics(|| match attached(bytes, format, limits, depth)? {
        Some(document) => Ok(Read::Attached(document)),
        None => extractor.extract(bytes, limits).map(Read::Here),
    });
    match outcome.unwrap_or_else(|_| Err(crashed()))? {
        Read::Attached(document) => Ok(document),
        Read::Here(extract) => assemble(bytes, format, extract, limits),
    }
}

/// Refuses files without bytes and those of more than are read.
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

/// Where the resume was read.
enum Read {
    Here(Extract),
    /// In a file attached to a message.
    Attached(Document),
}

/// The resume attached to a message; `None` if the bytes are no message, or nothing but one.
fn attached(bytes: &[u8], format: Format, limits: &Limits, depth: usize) -> Result<Option<Document>, Problem> {
    #[cfg(feature = "mail")]
    if format == Format::Eml {
        return mail::attached(bytes, limits, depth);
    }
    let _ = (bytes, format, limits, depth);
    Ok(None)
}

/// What reads `format`; `None` if it was left out of this build.
fn extractor(format: Format) -> Option<&'static dyn Extractor> {
    match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => Some(&pdf::Pdf),
        #[cfg(feature = "office")]
        Format::Docx => Some(&office::Docx),
        #[cfg(feature = "office")]
        Format::Odt => Some(&office::Odt),
        #[cfg(feature = "office")]
        Format::Doc => Some(&doc::Doc),
        Format::Rtf => Some(&rtf::Rtf),
        Format::Html => Some(&html::Html),
        Format::Markdown => Some(&markdown::Markdown),
        Format::Text => Some(&plain_text::PlainText),
        Format::Json => Some(&json::Json),
        #[cfg(feature = "mail")]
        Format::Eml => Some(&mail::Mail),
        #[cfg(not(all(feature = "pdf", feature = "office", feature = "mail")))]
        _ => None,
    }
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a reader whose panics become a [`Problem`]: a program's panic hook need not tell its
/// users of them. The library itself sets no hook.
pub fn is_catching_panics() -> bool {
    READING.get()
}

/// Runs a reader; its panic is an error.
pub fn catch_panics<T>(reader: impl FnOnce() -> T) -> std::thread::Result<T> {
    let outer = READING.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(reader));
    READING.set(outer);
    outcome
}

#[cfg(test)]
mod tests;
