//! Makes a document of what a reader took out of a file: repairs its text, finds its pages, and refuses what cannot be judged.

use super::reading_problems::{damaged, problem};
use rolefit_document::ascii;

use super::{Extract, Limits, repair};
use rolefit_document::{Document, Format, HiddenWay, PAGE_BREAK, Problem, ProblemCode, content_of};

/// More replacement characters than one in this many letters means that the text is not what was written.
const DAMAGED_ONE_IN: usize = 20;

/// Fewer letters than these are no resume: from a damaged file they are scraps, and a picture beside them is a scan.
pub(super) const SPARSE: usize = 50;

/// No word of a language written in Latin letters is as long, nor is a line of encoded data shorter.
const LONGEST_WORD: usize = 50;

/// Repairs the text, finds its pages and refuses what is too damaged to judge.
pub(super) fn assemble(
    bytes: &[u8],
    format: Format,
    mut extract: Extract,
    limits: &Limits,
) -> Result<Document, Problem> {
    for (page, words) in repair::invisible_chars::remove(&mut extract.text) {
        extract.hide((format == Format::Pdf).then_some(page), HiddenWay::ZeroWidth, words);
        // What stood behind the words no longer stands where it did.
        extract.structured = None;
    }
    let Extract { mut text, hidden, notes, mut is_truncated, problem: mut partial, structured } = extract;
    if format != Format::Pdf {
        // Elsewhere the sign that parts pages is only white space.
        text = text.replace(PAGE_BREAK, "\n");
    }
    is_truncated |= limits.truncate(&mut text);
    let unrepaired = text;
    let mut text = repair::repair(&unrepaired);
    // The places of structured fields hold only where repair has changed nothing, as it does in a text of repaired fields.
    let structured = structured.filter(|_| text == unrepaired);
    // Repair seldom lengthens a text, but it may: a bullet gets its space.
    is_truncated |= limits.truncate(&mut text);
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
    if is_truncated && partial.is_none() {
        let message = format!("more than {} MiB of text: what stands before was used", limits.max_text_bytes >> 20);
        partial = Some(problem(ProblemCode::LimitBytes, message, "shorten it"));
    }
    let pages = (format == Format::Pdf)
        .then(|| std::iter::once(0).chain(text.match_indices(PAGE_BREAK).map(|(at, _)| at + 1)).collect());
    let content = content_of(bytes);
    let structured = structured.map(|structured| structured.within(text.len()));
    Ok(Document { text, format, pages, content, hidden, notes, problem: partial, structured })
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
