//! Reads resumes: bytes of any supported format become one text in which a block stands on a line.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::document::{Document, Format, HiddenWay, Note, NoteCode, PAGE_BREAK, Problem, ProblemCode, content_of};

#[cfg(feature = "archive")]
mod archive;
mod ascii;
mod color;
mod detect;
#[cfg(feature = "office")]
mod doc;
mod extract;
mod flow;
mod foreign;
mod html;
mod input;
mod inputs;
mod json;
mod limits;
#[cfg(feature = "mail")]
mod mail;
mod markdown;
mod message;
mod names;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod repair;
mod row;
mod rtf;
mod stream;
mod unpack;
mod visible;
mod walk;
mod window;
#[cfg(feature = "workers")]
pub mod worker;
mod zip_entries;
#[cfg(any(feature = "archive", feature = "office"))]
mod zip_inflate;
mod zip_kinds;

pub use input::Input;
pub use inputs::Inputs;
pub use limits::Limits;
pub use names::{escaped, unescaped};
pub use stream::{Maker, stream};
pub use unpack::{Piece, Skipped, Unpacked};
pub use walk::{Walk, walk};

#[cfg(any(feature = "search", feature = "store"))]
pub(crate) use names::STORE;
pub(crate) use plain::decode;

use detect::Kind;
use extract::{Extract, Extractor};

/// More replacement characters than one in this many letters means that the text is not what was written.
const DAMAGED_ONE_IN: usize = 20;

/// Fewer letters than these are no resume: from a damaged file they are scraps, and a picture beside them is a scan.
const SPARSE: usize = 50;

/// No word of a language written in Latin letters is as long, nor is a line of encoded data shorter.
const LONGEST_WORD: usize = 50;

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
    let format = match guarded(|| detect::detect(bytes, file_name)) {
        Ok(Kind::Resume(format)) => format,
        Ok(Kind::Other(name)) => return Err(unsupported(name)),
        Ok(Kind::Image(name)) => return Err(foreign(name, "run OCR first, and give the text or PDF that it makes")),
        Ok(Kind::Archive(name)) => return Err(foreign(name, "unpack it, and give the files in it")),
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
    let outcome = guarded(|| match attached(bytes, format, limits, depth)? {
        Some(document) => Ok(Read::Attached(document)),
        None => extractor.extract(bytes, limits).map(Read::Here),
    });
    match outcome.unwrap_or_else(|_| Err(crashed()))? {
        Read::Attached(document) => Ok(document),
        Read::Here(extract) => finish(bytes, format, extract, limits),
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
        Format::Text => Some(&plain::Plain),
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
pub fn is_reading() -> bool {
    READING.get()
}

/// Runs a reader; its panic is an error.
pub(crate) fn guarded<T>(reader: impl FnOnce() -> T) -> std::thread::Result<T> {
    let outer = READING.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(reader));
    READING.set(outer);
    outcome
}

/// Repairs the text, finds its pages and refuses what is too damaged to judge.
fn finish(bytes: &[u8], format: Format, mut extract: Extract, limits: &Limits) -> Result<Document, Problem> {
    for (page, words) in repair::shapeless::take(&mut extract.text) {
        extract.hide((format == Format::Pdf).then_some(page), HiddenWay::ZeroWidth, words);
        // What stood behind the words no longer stands where it did.
        extract.stated = None;
    }
    let Extract { mut text, hidden, notes, mut is_cut, problem: mut partial, stated } = extract;
    if format != Format::Pdf {
        // Elsewhere the sign that parts pages is only white space.
        text = text.replace(PAGE_BREAK, "\n");
    }
    is_cut |= limits.cut(&mut text);
    let unrepaired = text;
    let mut text = repair::repair(&unrepaired);
    // The places of stated fields hold only where repair has changed nothing, as it does in a text of repaired fields.
    let stated = stated.filter(|_| text == unrepaired);
    // Repair seldom lengthens a text, but it may: a bullet gets its space.
    is_cut |= limits.cut(&mut text);
    // Repair leaves no white space but that of ASCII.
    let letters = text.chars().count() - text.bytes().filter(|&b| matches!(b, b'\t'..=b'\r' | b' ')).count();
    let is_broken = |problem: &Problem| {
        matches!(problem.code, ProblemCode::Damaged | ProblemCode::Crashed | ProblemCode::LimitDepth)
    };
    if letters == 0 || (letters < SPARSE && partial.as_ref().is_some_and(is_broken)) {
        return Err(partial.unwrap_or_else(|| {
            let message = match hidden.iter().map(|hidden| hidden.words).sum() {
                0_usize => "no readable text".to_owned(),
                words => format!("no readable text: {words} words in it are hidden"),
            };
            problem(ProblemCode::Empty, message, "open it and check that it shows text")
        }));
    }
    let lost = ascii::others(&text).filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    if lost * DAMAGED_ONE_IN > letters {
        return Err(damaged("too many characters cannot be made out"));
    }
    if is_encoded(&text, letters) {
        return Err(damaged("it holds encoded data and no text"));
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
    let content = content_of(bytes);
    let stated = stated.map(|stated| stated.within(text.len()));
    Ok(Document { text, format, pages, content, hidden, notes, problem: partial, stated })
}

/// Whether most letters stand in words that no language has: the rest of a message that was cut inside an attachment.
/// Scripts without spaces are not of these letters.
fn is_encoded(text: &str, letters: usize) -> bool {
    let is_data = |word: &[u8]| word.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b));
    let (bytes, mut at, mut encoded) = (text.as_bytes(), 0, 0);
    // What begins in a window that holds a blank is no longer than any word, but for what follows the last blank.
    while let Some(window) = bytes.get(at..=at + LONGEST_WORD) {
        if let Some(blank) = window.iter().rposition(u8::is_ascii_whitespace) {
            at += blank + 1;
            continue;
        }
        let word = bytes.get(at..).and_then(|rest| rest.split(u8::is_ascii_whitespace).next()).unwrap_or_default();
        encoded += if is_data(word) { word.len() } else { 0 };
        at += word.len();
    }
    encoded * 2 > letters
}

fn problem(code: ProblemCode, message: impl Into<String>, remedy: &str) -> Problem {
    Problem { code, message: message.into(), remedy: remedy.into(), page: None }
}

fn crashed() -> Problem {
    problem(ProblemCode::Crashed, "the reader failed on this file", "save it again as PDF or DOCX")
}

fn damaged(message: &str) -> Problem {
    problem(ProblemCode::Damaged, message, "open it in the program that made it and save it again")
}

/// What is said of a file that asks for a password.
fn locked() -> Problem {
    problem(ProblemCode::Encrypted, "password-protected", "save it without a password")
}

/// What is said of a file that would fill the memory.
#[cfg(any(feature = "pdf", feature = "office"))]
fn expands(most: u64) -> Problem {
    let message = format!("expands past the limit of {} MiB", most >> 20);
    problem(ProblemCode::LimitBytes, message, "save or print it to a new PDF")
}

fn unsupported(name: &str) -> Problem {
    foreign(name, "save it as PDF or DOCX")
}

fn foreign(name: &str, remedy: &str) -> Problem {
    problem(ProblemCode::Unsupported, format!("this is {name}"), remedy)
}

#[cfg(test)]
mod tests;
