//! The messages between a pool and its workers. A message has the lengths of header and body, a header in JSON, and a
//! body of raw bytes.
//!
//! First the pool sends [`Limits`](crate::formats::Limits) and the worker answers [`Ready`]. Then the worker answers
//! each [`Request`], whose body is the file, with an [`Answer`], whose body is the text.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::formats::{Limits, PageImage};
use rolefit_document::{Document, Problem};

/// Sent by a worker when it is ready to read files.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ready;

/// Sent by the pool to have a file read, or a page of it drawn.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request<'a> {
    pub file_name: Option<Cow<'a, str>>,
    /// The number of the page to draw, from 0. `None` to read the file.
    pub page: Option<usize>,
}

/// Sent by a worker when it has read a file, or drawn a page.
pub(super) type Answer<T> = Result<T, Problem>;

/// The result of a request. Its text is moved to the body, where it need not be escaped.
pub(super) trait Answered: Serialize + DeserializeOwned {
    /// Bytes of the longest text.
    fn max_bytes(limits: &Limits) -> usize;

    fn text(&mut self) -> &mut String;
}

impl Answered for Document {
    fn max_bytes(limits: &Limits) -> usize {
        limits.max_text_bytes
    }

    fn text(&mut self) -> &mut String {
        &mut self.text
    }
}

impl Answered for PageImage {
    fn max_bytes(_: &Limits) -> usize {
        /// A page of photographs without loss.
        const MAX_IMAGE_BYTES: usize = 64 << 20;
        MAX_IMAGE_BYTES
    }

    fn text(&mut self) -> &mut String {
        &mut self.svg
    }
}

/// The longest header. Headers of a hundred pages with notes take some kilobytes.
const MAX_HEADER_BYTES: usize = 16 << 20;

/// Two lengths, in 64 bits each, little-endian.
const PREFIX_BYTES: usize = 16;

/// The longest message that is copied together and sent in one piece. To copy longer messages costs more than it saves.
const ONE_PIECE_BYTES: usize = 64 << 10;

/// Sends a message.
pub(super) fn send(output: &mut impl Write, header: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let mut message = Vec::with_capacity(ONE_PIECE_BYTES.min(body.len()) + 1024);
    message.resize(PREFIX_BYTES, 0);
    serde_json::to_writer(&mut message, header)?;
    let lengths = [message.len() - PREFIX_BYTES, body.len()].map(|length| (length as u64).to_le_bytes());
    for (byte, length) in message.iter_mut().zip(lengths.as_flattened()) {
        *byte = *length;
    }
    if message.len() + body.len() <= ONE_PIECE_BYTES {
        message.extend_from_slice(body);
        output.write_all(&message)?;
    } else {
        output.write_all(&message)?;
        output.write_all(body)?;
    }
    output.flush()
}

/// Receives a message with a body of at most `max_body_bytes`. `None` if the other process has ended.
pub(super) fn receive<H: DeserializeOwned>(
    input: &mut impl Read,
    max_body_bytes: usize,
) -> io::Result<Option<(H, Vec<u8>)>> {
    let mut prefix = [0; PREFIX_BYTES];
    if input.read(&mut prefix[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut prefix[1..])?;
    let [header, body] = lengths(prefix);
    let header: Vec<u8> = exactly(input, header, MAX_HEADER_BYTES)?;
    let body = exactly(input, body, max_body_bytes)?;
    Ok(Some((serde_json::from_slice(&header)?, body)))
}

fn lengths(prefix: [u8; PREFIX_BYTES]) -> [u64; 2] {
    let prefix = u128::from_le_bytes(prefix);
    [prefix as u64, (prefix >> 64) as u64]
}

/// Reads `length` bytes. Memory is allocated as they arrive, because the stated length may be wrong.
fn exactly(input: &mut impl Read, length: u64, max: usize) -> io::Result<Vec<u8>> {
    if length > max as u64 {
        return Err(io::Error::new(ErrorKind::InvalidData, "a message longer than any can be"));
    }
    let mut bytes = Vec::with_capacity((length as usize).min(1 << 20));
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// Sends an answer.
pub(super) fn send_answer<T: Answered>(output: &mut impl Write, mut answer: Answer<T>) -> io::Result<()> {
    let text = answer.as_mut().map(|answered| std::mem::take(answered.text())).unwrap_or_default();
    send(output, &answer, text.as_bytes())
}

/// Receives an answer.
pub(super) fn receive_answer<T: Answered>(input: &mut impl Read, limits: &Limits) -> io::Result<Answer<T>> {
    let (mut answer, text): (Answer<T>, _) = receive(input, T::max_bytes(limits))?.ok_or(ErrorKind::UnexpectedEof)?;
    if let Ok(answered) = &mut answer {
        *answered.text() = String::from_utf8(text).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::formats::read;

    fn request(file_name: Option<&str>, body: &[u8]) -> Vec<u8> {
        let mut sent = Vec::new();
        send(&mut sent, &Request { file_name: file_name.map(Cow::from), page: None }, body).unwrap();
        sent
    }

    fn received(mut sent: &[u8]) -> io::Result<Option<(Request<'static>, Vec<u8>)>> {
        receive(&mut sent, 100_000)
    }

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        for body in [&b""[..], b"\0\n\xff", &[7; 100_000]] {
            let (request, received) = received(&request(Some("zoë.pdf"), body)).unwrap().unwrap();
            assert_eq!((request.file_name.as_deref(), received.as_slice()), (Some("zoë.pdf"), body));
        }
        assert!(received(b"").unwrap().is_none());
    }

    #[test]
    fn cut_messages_and_absurd_lengths_are_refused() {
        let sent = request(None, b"Ana");
        for end in 1..sent.len() {
            assert_eq!(received(&sent[..end]).unwrap_err().kind(), ErrorKind::UnexpectedEof, "{end}");
        }
        assert_eq!(received(&request(None, &[7; 100_001])).unwrap_err().kind(), ErrorKind::InvalidData);
        assert_eq!(received(&[0xff; 40]).unwrap_err().kind(), ErrorKind::InvalidData);
        assert!(received(b"\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0no").is_err());
    }

    #[test]
    fn answers_arrive_as_they_were() {
        let limits = Limits::default();
        for answer in [read("Zoë\tsold \"pens\"\n\u{c}".as_bytes(), Some("cv.pdf"), &limits), read(b"", None, &limits)]
        {
            let mut sent = Vec::new();
            send_answer(&mut sent, answer.clone()).unwrap();
            assert_eq!(receive_answer::<Document>(&mut sent.as_slice(), &limits).unwrap(), answer);
        }
    }
}
