//! Reads resumes: bytes of any supported format become one text in which a block stands on a line.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::document::{Document, Format, HiddenWay, NoteCode, PAGE_BREAK, Problem, ProblemCode};

mod color;
mod detect;
#[cfg(feature = "office")]
mod doc;
mod extract;
mod flow;
mod foreign;
mod html;
mod limits;
mod markdown;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod repair;
mod rtf;
mod walk;

pub use limits::Limits;
pub use walk::{Input, Walk, walk};

use detect::Kind;
use extract::{Extract, Extractor};

/// More replacement characters than one in this many letters means that the text is not what was written.
const DAMAGED_ONE_IN: usize = 20;

/// Fewer letters than these are no resume: from a damaged file they are scraps, and a picture beside them is a scan.
const SPARSE: usize = 50;

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
/// use rolefit::ingest::{Limits, read};
/// let document = read(b"Account Manager\n\n- grew sales\n", Some("cv.txt"), &Limits::default()).unwrap();
/// assert_eq!(document.text, "Account Manager\n\n\u{2022} grew sales\n");
/// ```
///
/// # Errors
/// A [`Problem`] when the file is empty, encrypted, a scan, damaged, of no supported format, or past a limit.
pub fn read(bytes: &[u8], file_name: Option<&str>, limits: &Limits) -> Result<Document, Problem> {
    if bytes.is_empty() {
        return Err(problem(ProblemCode::Empty, "the file is empty", "ask for the file again"));
    }
    if bytes.len() > limits.max_bytes {
        let message = format!("larger than {} MiB", limits.max_bytes >> 20);
        return Err(problem(ProblemCode::LimitBytes, message, "save it without pictures"));
    }
    let format = match detect::detect(bytes, file_name) {
        Kind::Resume(format) => format,
        Kind::Other(name) => return Err(unsupported(name)),
        Kind::Image(name) => return Err(foreign(name, "run OCR first, and give the text or PDF that it makes")),
        Kind::Archive(name) => return Err(foreign(name, "unpack it, and give the files in it")),
        Kind::Locked => {
            let message = "a password is needed to open it";
            return Err(problem(ProblemCode::Encrypted, message, "save it without a password"));
        }
    };
    let extractor = extractor(format).ok_or_else(|| unsupported("of a format which this build does not read"))?;
    // Third-party parsers may panic on damaged files; one file must not end the batch.
    let outcome = guarded(|| extractor.extract(bytes, limits));
    let mut extract = outcome.unwrap_or_else(|_| {
        Err(problem(ProblemCode::Crashed, "the reader failed on this file", "save it again as PDF or DOCX"))
    })?;
    if let Some(extension) = file_name.and_then(|name| detect::other_extension(format, name)) {
        extract.note(NoteCode::OtherName, format!("its name ends in .{extension}, but it is {}", format.name()));
    }
    finish(bytes, format, extract, limits)
}

/// What reads `format`; `None` if it was left out of this build.
fn extractor(format: Format) -> Option<&'static dyn Extractor> {
    match format {
        #[cfg(feature = "pdf")]
        Format::Pdf => Some(&pdf::Pdf),
        #[cfg(feature = "office")]
        Format::Docx => Some(&office::Docx),
        #[cfg(feature = "office")]
        Format::Doc => Some(&doc::Doc),
        Format::Rtf => Some(&rtf::Rtf),
        Format::Html => Some(&html::Html),
        Format::Markdown => Some(&markdown::Markdown),
        Format::Text => Some(&plain::Plain),
        #[cfg(not(all(feature = "pdf", feature = "office")))]
        _ => None,
    }
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a reader whose panics become a [`Problem`]: a program's panic hook need not tell its
/// users of them. The library itself sets no hook.
pub fn is_reading() -> bool {
    READING.get()
}

/// Runs a reader; its panic is an error.
fn guarded<T>(reader: impl FnOnce() -> T) -> std::thread::Result<T> {
    let outer = READING.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(reader));
    READING.set(outer);
    outcome
}

/// Repairs the text, finds its pages and refuses what is too damaged to judge.
fn finish(bytes: &[u8], format: Format, mut extract: Extract, limits: &Limits) -> Result<Document, Problem> {
    for (page, words) in repair::shapeless::take(&mut extract.text) {
        extract.hide((format == Format::Pdf).then_some(page), HiddenWay::ZeroWidth, words);
    }
    let Extract { mut text, hidden, notes, mut is_cut, problem: mut partial } = extract;
    if format != Format::Pdf {
        // Elsewhere the sign that parts pages is only white space.
        text = text.replace(PAGE_BREAK, "\n");
    }
    is_cut |= limits.cut(&mut text);
    let mut text = repair::repair(&text);
    // Repair seldom lengthens a text, but it may: a bullet gets its space.
    is_cut |= limits.cut(&mut text);
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    let is_broken = |problem: &Problem| {
        matches!(problem.code, ProblemCode::Damaged | ProblemCode::Crashed | ProblemCode::LimitDepth)
    };
    if letters == 0 || (letters < SPARSE && partial.as_ref().is_some_and(is_broken)) {
        return Err(partial.unwrap_or_else(|| {
            problem(ProblemCode::Empty, "there is no text in the file", "open it and check that it shows text")
        }));
    }
    let lost = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    if lost * DAMAGED_ONE_IN > letters {
        return Err(damaged("too many characters cannot be made out"));
    }
    // Readers say what is broken; only here it is known that some text came of it.
    if let Some(problem) = partial.as_mut().filter(|problem| problem.code == ProblemCode::Damaged) {
        problem.message.push_str("; what could be read was used");
    }
    if is_cut && partial.is_none() {
        let message = format!("more than {} MiB of text: what stands before was used", limits.max_text_bytes >> 20);
        partial = Some(problem(ProblemCode::LimitBytes, message, "shorten it"));
    }
    let pages = (format == Format::Pdf)
        .then(|| std::iter::once(0).chain(text.match_indices(PAGE_BREAK).map(|(at, _)| at + 1)).collect());
    let content = format!("blake3:{}", blake3::hash(bytes).to_hex());
    Ok(Document { text, format, pages, content, hidden, notes, problem: partial })
}

fn problem(code: ProblemCode, message: impl Into<String>, remedy: &str) -> Problem {
    Problem { code, message: message.into(), remedy: remedy.into(), page: None }
}

fn damaged(message: &str) -> Problem {
    problem(ProblemCode::Damaged, message, "open it in the program that made it and save it again")
}

fn unsupported(name: &str) -> Problem {
    foreign(name, "save it as PDF or DOCX")
}

fn foreign(name: &str, remedy: &str) -> Problem {
    problem(ProblemCode::Unsupported, format!("this is {name}"), remedy)
}

#[cfg(test)]
mod tests;
