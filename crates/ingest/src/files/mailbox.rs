//! A mailbox in the mbox form: many messages in one file. Each message is opened like a file of its own.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::input;
use super::package::{Package, Part, ReadSeek};
use crate::formats::{Limits, mail_headers, problem};
use rolefit_document::{Problem, ProblemCode};

/// The line before each message begins with this.
const SEPARATOR: &[u8] = b"From ";
/// Longer lines are read in pieces.
const MAX_LINE: u64 = 1 << 16;
/// So much of a file is looked at to tell a mailbox from another file.
const SAMPLE: u64 = 1 << 13;

type MailStream<'a> = BufReader<Box<dyn ReadSeek + 'a>>;

/// A mailbox whose messages are found and not read yet.
pub(super) struct Mailbox<'a> {
    stream: Mutex<MailStream<'a>>,
    /// The place of each message, without the line before it.
    messages: Vec<Range<u64>>,
    parts: Vec<Part>,
}

/// Opens `file` as a mailbox. `None` if it is none; the file is then rewound to its start.
pub(super) fn open(mut file: &File, limits: &Limits) -> Result<Option<Mailbox<'static>>, Problem> {
    let unopened = |error| input::unopened(&error);
    let mailbox = Mailbox::open(file.try_clone().map_err(unopened)?, limits)?;
    if mailbox.is_none() {
        file.rewind().map_err(unopened)?;
    }
    Ok(mailbox)
}

impl<'a> Mailbox<'a> {
    /// Finds the messages. `None` if the file does not begin with a message, or holds only one.
    pub(super) fn open(stream: impl ReadSeek + 'a, limits: &Limits) -> Result<Option<Self>, Problem> {
        let mut stream = BufReader::new(Box::new(stream) as Box<dyn ReadSeek + 'a>);
        let unopened = |error| input::unopened(&error);
        let mut start = Vec::new();
        stream.by_ref().take(SAMPLE).read_to_end(&mut start).map_err(unopened)?;
        if !start.starts_with(SEPARATOR) || !mail_headers::is_mail(&start, Some("a.eml")) {
            return Ok(None);
        }
        stream.rewind().map_err(unopened)?;
        let messages = messages(&mut stream, limits.max_entries).map_err(unopened)?;
        if messages.len() > limits.max_entries {
            let message = format!("it holds more than {} messages", limits.max_entries);
            return Err(problem(ProblemCode::LimitBytes, message, "split it, or give a folder of messages"));
        }
        if messages.len() < 2 {
            return Ok(None);
        }
        let digits = messages.len().to_string().len();
        let part = |number: usize| {
            let name = format!("{number:0digits$}.eml");
            Part { id: name.clone(), file_name: Some(name) }
        };
        let parts = (1..=messages.len()).map(part).collect();
        Ok(Some(Self { stream: Mutex::new(stream), messages, parts }))
    }
}

/// The places of the messages, up to one more than `most`. A line that begins with "From " begins a message if the line
/// before is empty and the line behind is a header.
fn messages(stream: &mut MailStream<'_>, most: usize) -> std::io::Result<Vec<Range<u64>>> {
    let mut messages: Vec<Range<u64>> = Vec::new();
    let (mut at, mut line) = (0_u64, Vec::new());
    // Where the line before ended, if it was empty, and where a separator began, if it was the line before.
    let (mut is_line_start, mut is_after_empty, mut separator) = (true, true, None);
    loop {
        line.clear();
        let length = stream.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? as u64;
        if length == 0 || messages.len() > most {
            break;
        }
        if let Some(end) = separator.take().filter(|_| is_header(&line)) {
            messages.last_mut().into_iter().for_each(|last| last.end = end);
            messages.push(at..at);
        }
        if is_line_start && is_after_empty && line.starts_with(SEPARATOR) {
            separator = Some(at);
        }
        is_after_empty = is_line_start && line.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
        is_line_start = line.ends_with(b"\n");
        at += length;
    }
    messages.last_mut().into_iter().for_each(|last| last.end = at);
    Ok(messages)
}

fn is_header(line: &[u8]) -> bool {
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    let is_name = name.iter().all(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name && !name.is_empty() && name.len() < line.len()
}

/// The message as it was sent: ">From " at the start of a line was "From ".
fn unescaped(message: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|&byte| byte == b'\n') {
        let quoted = line.iter().take_while(|&&byte| byte == b'>').count();
        let is_escaped = quoted > 0 && line.get(quoted..).is_some_and(|rest| rest.starts_with(SEPARATOR));
        plain.extend_from_slice(line.get(usize::from(is_escaped)..).unwrap_or_default());
    }
    plain
}

impl Package for Mailbox<'_> {
    fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn bytes(&self, part: usize, limits: &Limits) -> Result<Vec<u8>, Problem> {
        debug_assert!(part < self.messages.len(), "the mailbox has no message {part}");
        let Some(place) = self.messages.get(part) else { return Ok(Vec::new()) };
        // A thread that panicked may have left the stream anywhere. Every read seeks first.
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        stream.seek(SeekFrom::Start(place.start)).map_err(|error| input::unopened(&error))?;
        let length = (place.end - place.start).min(limits.max_bytes as u64 + 1);
        let message = input::read_up_to_limit(stream.by_ref().take(length), limits)?;
        Ok(unescaped(&message))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Cursor;

    use super::*;

    fn opened(text: &str) -> Option<Vec<String>> {
        let limits = Limits::default();
        let mailbox = Mailbox::open(Cursor::new(text.as_bytes().to_vec()), &limits).unwrap()?;
        let message = |part| String::from_utf8(mailbox.bytes(part, &limits).unwrap()).unwrap();
        Some((0..mailbox.parts().len()).map(message).collect())
    }

    const ANA: &str =
        "From a@b Mon\nFrom: Ana <ana@example.com>\nSubject: cv\nTo: hr@example.com\n\nHello\n>From here\n";

    #[test]
    fn each_message_of_a_mailbox_is_a_part() {
        let found = opened(&format!("{ANA}\nFrom c@d Tue\r\nFrom: Ben\r\nTo: hr@example.com\r\n\r\nHi\r\n")).unwrap();
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("From: Ana") && found[0].ends_with("Hello\nFrom here\n\n"), "{}", found[0]);
        assert!(found[1].starts_with("From: Ben") && found[1].ends_with("Hi\r\n"), "{}", found[1]);
    }

    #[test]
    fn a_sentence_that_begins_with_from_parts_nothing() {
        assert_eq!(opened(ANA), None);
        let sentences = "\nFrom May on I sold paper.\nThat was good.\n\nFrom June on\n\nglue.\n";
        assert_eq!(opened(&format!("{ANA}{sentences}")), None);
        assert_eq!(opened("From May on I sold paper.\nFrom: nobody\n\nx"), None);
    }
}
