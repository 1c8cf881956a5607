//! Counts the parts of a message before it is parsed, because the parser has no limits.

/// The numbers of everything for which the parser needs memory or stack.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub lines: usize,
    /// Headers and boundary lines that may begin a part.
    pub parts: usize,
    /// Places where a message may begin inside another.
    pub messages: usize,
    /// Inner messages that are encoded, so that their parts cannot be counted.
    pub encoded_messages: usize,
}

/// Facts about the headers of one part.
#[derive(Default)]
struct Headers {
    is_typed: bool,
    is_message: bool,
    is_encoded: bool,
}

/// Counts lines, parts and messages. The counts may be too high, never too low.
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
        // Parts of a digest are messages unless they state another type.
        if headers.is_encoded && (headers.is_message || (has_digest && !headers.is_typed)) {
            counts.encoded_messages += 1;
        }
    }
    counts
}

/// True if a line names an encoding. The name of the header may be on the line before.
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
    fn lines_parts_and_messages_are_counted() {
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
