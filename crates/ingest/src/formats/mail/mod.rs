//! E-mails and saved web pages. The resume is the attachment, or else the message itself.

mod attachments;
mod part_counts;

use std::borrow::Cow;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::html::Html;
use super::{Contents, Extract, Extractor, Limits, damaged, plain_text, problem, unsupported};
use crate::file_names;
use rolefit_document::{Document, Note, NoteCode, Problem, ProblemCode, content_of};

use attachments::Attachments;

/// Reads messages.
pub(super) struct Mail;

/// The most lines of a message. The parser needs memory for each and has no limit of its own.
const MAX_LINES: usize = 1_000_000;
/// The most parts of a message. Messages with resumes have a dozen; saved pages have one per picture.
const MAX_PARTS: usize = 2_000;
/// The most messages inside one another, for which the parser needs stack. Replies that forward replies have ten.
const MAX_MESSAGES: usize = 64;
/// The number of messages that are opened inside one another if they are attached as files.
const MAX_NESTING: usize = 2;

impl Extractor for Mail {
    /// Reads the message itself, whatever is attached.
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let message = parse(bytes)?;
        extract_message(&message, &Attachments::of(&message), limits)
    }

    fn open(&self, bytes: &[u8], limits: &Limits, depth: usize) -> Result<Contents, Problem> {
        let message = parse(bytes)?;
        let attachments = Attachments::of(&message);
        match attachments.resumes.as_slice() {
            [] => extract_message(&message, &attachments, limits).map(Contents::Text),
            [(name, file)] => {
                let mut document = read_attachment(name, file, limits, depth)?;
                document.content = content_of(bytes);
                Ok(Contents::Attachment(document))
            }
            several => Err(unsupported(&format!("an e-mail with {} resumes", several.len()))),
        }
    }
}

/// Takes the text out of a message, and names an attachment that may be the resume but is not read.
fn extract_message(message: &Message<'_>, attachments: &Attachments<'_>, limits: &Limits) -> Result<Extract, Problem> {
    if attachments::is_encrypted(message) {
        return Err(problem(
            ProblemCode::Encrypted,
            "an encrypted message",
            "save its attachment from the mail program",
        ));
    }
    let mut extract = Extract::default();
    body(message, limits, &mut extract)?;
    if let Some((name, kind)) = attachments.unread() {
        let name = file_names::escape(name.as_bytes());
        let message = format!("its attachment {name} is {kind}; only the message was read");
        extract.problem = Some(problem(ProblemCode::Unsupported, message, "ask for the attachment as PDF or DOCX"));
    }
    Ok(extract)
}

/// Reads the attachment that is the resume; `depth` messages are open around this message.
fn read_attachment(name: &str, file: &[u8], limits: &Limits, depth: usize) -> Result<Document, Problem> {
    if depth >= MAX_NESTING {
        let message = "a message attached to a message that is attached to another";
        return Err(problem(ProblemCode::LimitDepth, message, "save its attachment from the mail program"));
    }
    let escaped = file_names::escape(name.as_bytes());
    let mut document = super::read_nested(file, Some(name), limits, depth + 1).map_err(|problem| {
        let message = format!("its attachment {escaped}: {}", problem.message);
        Problem { message, ..problem }
    })?;
    let message = format!("its attachment {escaped} was read; the message itself is not part of the resume");
    document.notes.push(Note { code: NoteCode::Attachment, message });
    Ok(document)
}

/// The attached resumes with their names, if the message holds several or an archive. A message that cannot be parsed
/// is `None` too: the error is reported when the message is read.
pub(crate) fn several_resumes(bytes: &[u8], is_archive: impl Fn(&[u8]) -> bool) -> Option<Vec<(String, Vec<u8>)>> {
    let message = parse(bytes).ok()?;
    let resumes = Attachments::of(&message).resumes;
    let is_package = resumes.len() > 1 || resumes.iter().any(|(_, file)| is_archive(file));
    is_package.then(|| resumes.into_iter().map(|(name, file)| (name, file.into_owned())).collect())
}

/// Parses a message, unless it has too many parts.
fn parse(bytes: &[u8]) -> Result<Message<'_>, Problem> {
    let counts = part_counts::count(bytes);
    if counts.lines > MAX_LINES || counts.parts > MAX_PARTS {
        let message = format!("it has more than {MAX_PARTS} parts or {MAX_LINES} lines");
        return Err(problem(ProblemCode::LimitBytes, message, "save its attachment from the mail program"));
    }
    if counts.messages > MAX_MESSAGES {
        let message = format!("more than {MAX_MESSAGES} messages inside one another");
        return Err(problem(ProblemCode::LimitDepth, message, "save its attachment from the mail program"));
    }
    if counts.encoded_messages > 0 {
        let message = "a message that contains an encoded message, against the rules of e-mail";
        return Err(problem(ProblemCode::LimitDepth, message, "save its attachment from the mail program"));
    }
    MessageParser::default().parse(bytes).ok_or_else(|| damaged("it cannot be read as a message"))
}

/// Adds the text of a message and of the messages attached to it. A message often has its text as HTML and as plain
/// text: only one is read, HTML first.
fn body(message: &Message<'_>, limits: &Limits, extract: &mut Extract) -> Result<(), Problem> {
    let start = extract.text.len();
    let styles = styles(message);
    for part in message.html_bodies() {
        match &part.body {
            PartType::Html(html) => add(&PartType::Html(format!("{styles}{html}").into()), limits, extract)?,
            body => add(body, limits, extract)?,
        }
    }
    if extract.text.get(start..).is_some_and(|text| text.trim().is_empty()) {
        for part in message.text_bodies() {
            add(&part.body, limits, extract)?;
        }
    }
    for part in message.attachments() {
        if let PartType::Message(inner) = &part.body {
            body(inner, limits, extract)?;
        }
    }
    Ok(())
}

/// The style sheets stored beside a saved page, as `<style>` elements. They decide which text of the page is hidden.
fn styles(message: &Message<'_>) -> String {
    let is_sheet = |part: &&MessagePart<'_>| {
        part.content_type().is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("css"))
    };
    let sheets = message.parts.iter().filter(is_sheet).filter_map(|part| part.text_contents());
    // A style sheet must not be able to end its `<style>` element.
    sheets.map(|sheet| format!("<style>{}</style>", sheet.replace("</", ""))).collect()
}

/// Adds the text of a part.
fn add(part: &PartType<'_>, limits: &Limits, extract: &mut Extract) -> Result<(), Problem> {
    let read = match part {
        PartType::Html(html) => Html.extract(html.as_bytes(), limits)?,
        PartType::Text(text) => plain_text::PlainText.extract(text.as_bytes(), limits)?,
        _ => return Ok(()),
    };
    if !extract.text.is_empty() {
        extract.text.push_str("\n\n");
    }
    extract.text.push_str(&read.text);
    extract.is_truncated |= read.is_truncated;
    for hidden in read.hidden {
        extract.hide(hidden.page, hidden.way, hidden.words);
    }
    extract.notes.extend(read.notes);
    extract.hard_letters += read.hard_letters;
    extract.problem = extract.problem.take().or(read.problem);
    Ok(())
}

/// A file in a message, borrowed from the message if it was not encoded.
type File<'m> = Cow<'m, [u8]>;

#[cfg(test)]
mod tests;
