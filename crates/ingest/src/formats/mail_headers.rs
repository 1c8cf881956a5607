//! Recognises an e-mail or a saved web page by its first headers. Builds that cannot read messages recognise them too.

/// The number of bytes in which headers are searched.
const SAMPLE: usize = 8192;

/// True if the bytes begin with the headers of a message. A file named `.eml`, `.mht` or `.mhtml` needs fewer headers,
/// because a letter may also begin with "From:" and "Date:".
pub(crate) fn is_mail(bytes: &[u8], file_name: Option<&str>) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes).trim_ascii_start();
    let mut found: Vec<String> = Vec::new();
    for line in sample.split(|&byte| byte == b'\n').skip(usize::from(sample.starts_with(b"From "))) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        // The continuation of a header.
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
    fn a_message_is_recognised_by_its_headers() {
        let mail = b"From: Ana <ana@example.com>\r\nSubject: My\r\n resume\r\nMessage-ID: <1@example.com>\r\n\r\nHello";
        assert!(is_mail(mail, None));
        assert!(is_mail(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", Some("cv.doc")));
        let letter = b"From: Ana Keller\nTo: Acme\nDate: 1 May\n\nDear all";
        assert!(!is_mail(letter, Some("cv.txt")));
        assert!(is_mail(letter, Some("cv.EML")));
        assert!(!is_mail(b"Ana Keller\nFrom: here\nTo: there\nMessage-ID: x", None));
    }
}
