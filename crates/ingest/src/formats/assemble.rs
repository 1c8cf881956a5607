//! The last step of reading: repairs the extracted text, finds the pages, and refuses a text that cannot be judged.

use super::reading_problems::{damaged, problem};
use rolefit_document::ascii;

use super::{Extract, Limits, doubtful_text, language, repair};
use rolefit_document::{Document, Format, HiddenWay, Note, NoteCode, PAGE_BREAK, Problem, ProblemCode, content_of};

/// A text is damaged if more than one in this many letters is U+FFFD.
const DAMAGED_ONE_IN: usize = 20;

/// A text with fewer letters is not a resume. From a damaged file it is a scrap; with an image beside it, the page is a
/// scan.
pub(super) const SPARSE: usize = 50;

/// Fewer letters that a reader may miss are marks and numbers of a design.
const LEAST_HARD_LETTERS: usize = 30;
/// The usual number of letters in a word.
const LETTERS_PER_WORD: usize = 6;

/// Words in Latin letters are shorter, and lines of encoded data are longer.
const LONGEST_WORD: usize = 50;

/// Builds the document.
pub(super) fn assemble(
    bytes: &[u8],
    format: Format,
    mut extract: Extract,
    limits: &Limits,
) -> Result<Document, Problem> {
    // Glyphs of a PDF are where they are seen.
    if format != Format::Pdf && repair::bidi::apply(&mut extract.text) {
        extract.structured = None;
    }
    for (page, words) in repair::invisible_chars::remove(&mut extract.text) {
        extract.hide((format == Format::Pdf).then_some(page), HiddenWay::ZeroWidth, words);
        // The text after the removed words has moved, so the spans are wrong.
        extract.structured = None;
    }
    let Extract {
        mut text,
        hidden,
        doubtful,
        mut notes,
        hard_letters,
        mut is_truncated,
        problem: mut partial,
        structured,
    } = extract;
    if hard_letters >= LEAST_HARD_LETTERS {
        let words = hard_letters / LETTERS_PER_WORD;
        let message = format!("about {words} words are so small or pale that a reader may miss them; look at the page");
        notes.push(Note { code: NoteCode::UndecidedLook, message });
    }
    if format != Format::Pdf {
        // Only PDF has pages. In other formats U+000C is white space.
        text = text.replace(PAGE_BREAK, "\n");
    }
    is_truncated |= limits.truncate(&mut text);
    let unrepaired = text;
    let mut text = repair::repair(&unrepaired);
    // The spans are right only if repair has changed nothing. The JSON reader repairs each field itself.
    let structured = structured.filter(|_| text == unrepaired);
    // Repair may lengthen a text: a bullet gets a space.
    is_truncated |= limits.truncate(&mut text);
    // After repair all white space is ASCII.
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
        return Err(damaged("too many characters are unreadable"));
    }
    if is_encoded(&text, letters) {
        return Err(damaged("it holds encoded data, not text"));
    }
    // The reader says what is broken. That some text could be used is known only here.
    if let Some(problem) = partial.as_mut().filter(|problem| problem.code == ProblemCode::Damaged) {
        problem.message.push_str("; the readable part was used");
    }
    if is_truncated && partial.is_none() {
        let message = format!("more than {} MiB of text: only the text before was used", limits.max_text_bytes >> 20);
        partial = Some(problem(ProblemCode::LimitBytes, message, "shorten it"));
    }
    let pages = (format == Format::Pdf)
        .then(|| std::iter::once(0).chain(text.match_indices(PAGE_BREAK).map(|(at, _)| at + 1)).collect());
    let content = content_of(bytes);
    let language = language::unread_language(&text);
    let problem = partial.or_else(|| language.map(|(_, name)| language::unread(name)));
    let language = language.map(|(code, _)| code.to_owned());
    let structured = structured.map(|structured| structured.within(text.len()));
    let doubtful = doubtful_text::spans(&text, &doubtful);
    Ok(Document { text, format, pages, content, hidden, doubtful, notes, problem, language, structured })
}

/// True if most letters belong to words that are longer than any language has, as in a message that was cut inside an
/// encoded attachment. Only ASCII letters count, because some scripts have no spaces.
fn is_encoded(text: &str, letters: usize) -> bool {
    let is_data = |word: &[u8]| word.iter().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(b));
    let (bytes, mut at, mut encoded) = (text.as_bytes(), 0, 0);
    // A word that ends within the window is short enough. The next window starts after the last blank.
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
