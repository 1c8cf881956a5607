//! Looks over a message before it is parsed: whether it is one, and how much a parser without limits would meet.

/// Headers are looked at within so many bytes.
const SAMPLE: usize = 8192;

/// What makes a parser take memory or stack.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub lines: usize,
    /// Lines that say what a part is.
    pub parts: usize,
    /// Places where a message may begin inside another.
    pub messages: usize,
}

/// Counts what may be parts and messages: never fewer than there are.
pub(super) fn count(bytes: &[u8]) -> Counts {
    let mut counts = Counts::default();
    for line in bytes.split(|&byte| byte == b'\n') {
        counts.lines += 1;
        counts.parts += usize::from(begins(line, b"content-type") || line.starts_with(b"--"));
        for at in memchr::memchr_iter(b'/', line) {
            let subtype = line.get(at + 1..).unwrap_or_default().trim_ascii_start();
            let is_message = [&b"rfc822"[..], b"global", b"digest"].iter().any(|name| begins(subtype, name));
            counts.messages += usize::from(is_message);
        }
    }
    counts
}

fn begins(line: &[u8], name: &[u8]) -> bool {
    line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

/// Whether the bytes begin with the headers of a message; one whose name says so needs fewer.
pub(in crate::ingest) fn is_mail(bytes: &[u8], file_name: Option<&str>) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes).trim_ascii_start();
    let mut found: Vec<String> = Vec::new();
    for line in sample.split(|&byte| byte == b'\n').skip(usize::from(sample.starts_with(b"From "))) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        // A header that goes on.
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
        let is_name = name.iter().all(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !is_name || name.is_empty() || name.len() == line.len() {
            break;
        }
        found.push(String::from_utf8_lossy(name).to_ascii_lowercase());
    }
    let any = |names: &[&str]| names.iter().any(|name| found.iter().any(|header| header == name));
    let extension =
        file_name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension.to_ascii_lowercase());
    let is_named = matches!(extension.as_deref(), Some("eml" | "mht" | "mhtml"));
    let is_addressed = any(&["from"]) && any(&["to", "date", "subject"]);
    let is_sent = any(&["message-id", "received", "return-path", "mime-version"]);
    (any(&["mime-version"]) && any(&["content-type"])) || (is_addressed && (is_sent || is_named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_told_by_its_headers() {
        let mail = b"From: Ana <ana@example.com>\r\nSubject: My\r\n resume\r\nMessage-ID: <1@example.com>\r\n\r\nHello";
        assert!(is_mail(mail, None));
        assert!(is_mail(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", Some("cv.doc")));
        let letter = b"From: Ana Keller\nTo: Acme\nDate: 1 May\n\nDear all";
        assert!(!is_mail(letter, Some("cv.txt")));
        assert!(is_mail(letter, Some("cv.EML")));
        assert!(!is_mail(b"Ana Keller\nFrom: here\nTo: there\nMessage-ID: x", None));
    }

    #[test]
    fn what_costs_a_parser_is_counted() {
        let mail = b"Content-Type: message/rfc822\n\ncontent-type: multipart/ digest; boundary=b\n--b\n";
        assert_eq!(count(mail), Counts { lines: 5, parts: 3, messages: 2 });
    }
}
