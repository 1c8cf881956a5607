//! Counts before a message is parsed what a parser without limits would meet in it.

/// What makes a parser take memory or stack.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub lines: usize,
    /// Lines that say what a part is.
    pub parts: usize,
    /// Places where a message may begin inside another.
    pub messages: usize,
    /// Headers of messages inside others that are encoded, so that what they hold cannot be counted.
    pub encoded_messages: usize,
}

/// What the headers of one part say, as far as it is known.
#[derive(Default)]
struct Headers {
    is_typed: bool,
    is_message: bool,
    is_encoded: bool,
}

/// Counts what may be parts and messages: never fewer than there are.
pub(super) fn count(bytes: &[u8]) -> Counts {
    let (mut counts, mut headers, mut has_digest) = (Counts::default(), Headers::default(), false);
    for line in bytes.split(|&byte| byte == b'\n') {
        counts.lines += 1;
        if line.trim_ascii().is_empty() {
            headers = Headers::default();
        }
        headers.is_typed |= begins(line, b"content-type");
        counts.parts += usize::from(begins(line, b"content-type") || line.starts_with(b"--"));
        for at in memchr::memchr_iter(b'/', line) {
            let subtype = line.get(at + 1..).unwrap_or_default().trim_ascii_start();
            let is_message = [&b"rfc822"[..], b"global", b"digest"].iter().any(|name| begins(subtype, name));
            counts.messages += usize::from(is_message);
            headers.is_message |= is_message;
            has_digest |= begins(subtype, b"digest");
        }
        headers.is_encoded |= is_encoding(line);
        // Parts of a digest are messages unless they say otherwise.
        if headers.is_encoded && (headers.is_message || (has_digest && !headers.is_typed)) {
            counts.encoded_messages += 1;
        }
    }
    counts
}

/// Whether a line names one of the encodings: the header's name may stand on the line before.
fn is_encoding(line: &[u8]) -> bool {
    let value = line.rsplit(|&byte| byte == b':').next().unwrap_or_default().trim_ascii();
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    (begins(line, b"content-transfer-encoding") || line.first().is_some_and(u8::is_ascii_whitespace))
        && (begins(value, b"base64") || begins(value, b"quoted-printable"))
}

fn begins(line: &[u8], name: &[u8]) -> bool {
    line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_a_parser_is_counted() {
        let mail = b"Content-Type: message/rfc822\n\ncontent-type: multipart/ digest; boundary=b\n--b\n";
        assert_eq!(count(mail), Counts { lines: 5, parts: 3, messages: 2, encoded_messages: 0 });
    }

    #[test]
    fn messages_whose_parts_are_encoded_cannot_be_counted() {
        let encoded = |headers: &str| count(headers.as_bytes()).encoded_messages > 0;
        assert!(encoded("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"));
        assert!(encoded("Content-Transfer-Encoding:\n quoted-printable\nContent-Type: message/global\n\n"));
        assert!(encoded("Content-Type: multipart/digest; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\n"));
        assert!(!encoded(
            "Content-Type: message/rfc822\n\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
        ));
    }
}
