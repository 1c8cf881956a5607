//! Detects the format of a file by its content. The name only decides between Markdown, pieces of HTML and plain text.

use memchr::memmem;

use super::{format_table, mail_headers, signatures, zip_entries, zip_kinds};
use rolefit_document::Format;
use rolefit_document::ascii;

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentKind {
    /// A supported format.
    Resume(Format),
    /// Another file, named with its article: "an Excel file".
    Other(&'static str),
    /// An image, named with its article.
    Image(&'static str),
    /// An archive of a kind that is not opened, named with its article.
    Archive(&'static str),
    /// A file that needs another remedy, named with its article, and the remedy.
    Refused(&'static str, &'static str),
    /// A DOCX, XLSX or PPTX file that needs a password.
    Locked,
}

/// PDF readers accept a header anywhere in the first kilobyte.
const PDF_HEADER_WITHIN: usize = 1024;
/// The number of bytes in which HTML and binary data are recognised.
const SAMPLE: usize = 4096;
/// A text has at most one control character in this many bytes. Binary data have one in ten.
const CONTROLS_ONE_IN: usize = 50;
/// A text has at most one zero byte in this many bytes. Careless programs separate or pad text with zeros.
const ZEROS_ONE_IN: usize = 4;

/// Detects the format, or the kind of a file that is not supported.
pub(super) fn detect(bytes: &[u8], file_name: Option<&str>) -> ContentKind {
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    if memmem::find(head, b"%PDF-").is_some() {
        return ContentKind::Resume(Format::Pdf);
    }
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return ContentKind::Resume(Format::Rtf);
    }
    if zip_kinds::is_zip(bytes) {
        let entries = zip_entries::entries_by_header(bytes).map(|(name, entry)| (name, entry.data));
        return zip_kinds::kind(entries).unwrap_or(ContentKind::Other("a ZIP archive"));
    }
    if let Some(kind) = signatures::kind_of_start(bytes) {
        return kind;
    }
    if mail_headers::is_mail(bytes, file_name) {
        return ContentKind::Resume(Format::Eml);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if is_binary(sample) {
        return signatures::kind_of_ole(bytes).unwrap_or(ContentKind::Other("a binary file of an unknown kind"));
    }
    if super::plain_text::is_utf7(bytes) || super::plain_text::states_utf7(bytes) {
        return ContentKind::Refused("text in UTF-7, an encoding of old mail programs", "save it as UTF-8");
    }
    let words = super::plain_text::decode(sample);
    if is_latex(&words) {
        return ContentKind::Refused("LaTeX source", "compile it, and give the PDF that it makes");
    }
    if super::json::is_json(&words) {
        return match super::json::is_resume(&super::plain_text::decode(bytes)) {
            true => ContentKind::Resume(Format::Json),
            false => ContentKind::Other("a JSON file that is not a JSON Resume"),
        };
    }
    let extension =
        file_name.and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension.to_ascii_lowercase());
    let stated = extension.as_deref().and_then(format_table::format_of_extension);
    let stated = stated.filter(|format| matches!(format, Format::Markdown | Format::Html)).unwrap_or(Format::Text);
    let start = without_blanks(&words);
    match (start.starts_with('<') && is_html(bytes, stated), stated) {
        (true, _) => ContentKind::Resume(Format::Html),
        (false, Format::Markdown) => ContentKind::Resume(Format::Markdown),
        // Word 2003 XML, flat ODT, drawings. As plain text, their tags would be read as words.
        _ if start.starts_with("<?xml") => ContentKind::Other("an XML file"),
        (false, _) => ContentKind::Resume(Format::Text),
    }
}

/// True if a line begins as LaTeX documents begin.
fn is_latex(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    lines.any(|line| line.starts_with("\\documentclass") || line.starts_with("\\documentstyle"))
}

/// The extension of `name`, if files with this extension usually have another format than `format`.
pub(super) fn other_extension(format: Format, name: &str) -> Option<String> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    let stated = format_table::format_of_extension(&extension)?;
    (stated != format).then_some(extension)
}

/// True if there are too many control characters or zeros for a text. In UTF-16 and UTF-32, zeros are parts of letters.
fn is_binary(sample: &[u8]) -> bool {
    if super::plain_text::utf32(sample).is_some() || super::plain_text::utf16(sample).is_some() {
        return false;
    }
    if ascii::run(sample, |b| (b >= 32) | matches!(b, b'\t'..=b'\r' | 0x1b)) == sample.len() {
        return false;
    }
    let zeros = sample.iter().filter(|&&b| b == 0).count();
    let controls = sample.iter().filter(|&&b| b < 32 && !matches!(b, 0 | b'\t'..=b'\r' | 0x1b)).count();
    controls * CONTROLS_ONE_IN > sample.len() || zeros * ZEROS_ONE_IN > sample.len()
}

/// True if a text that begins with a tag is HTML. `stated` is the format by the name:
///
/// - HTML: the tag is enough.
/// - Markdown: only a whole page is HTML, because Markdown may contain any element.
/// - Otherwise the text must contain a block element.
fn is_html(bytes: &[u8], stated: Format) -> bool {
    // Comments at the start may be longer than the sample.
    let text = super::plain_text::decode(bytes);
    let page = after_comments(&text);
    let page: String = page.chars().take(SAMPLE).collect::<String>().to_ascii_lowercase();
    let is_whole = || page.starts_with("<!doctype html") || has_element(&page, |name| name == "html");
    match stated {
        Format::Markdown => is_whole(),
        Format::Html => page.starts_with('<'),
        _ => page.starts_with('<') && (is_whole() || has_element(&page, super::html::is_block)),
    }
}

fn without_blanks(text: &str) -> &str {
    text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
}

/// The text after the comments and processing instructions at the start.
fn after_comments(text: &str) -> &str {
    let mut rest = without_blanks(text);
    loop {
        let end = match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => "-->",
            [b'<', b'?', ..] => ">",
            _ => return rest,
        };
        rest = rest.split_once(end).map_or("", |(_, after)| without_blanks(after));
    }
}

/// True if there is a start tag whose name `is_wanted`.
fn has_element(page: &str, is_wanted: impl Fn(&str) -> bool) -> bool {
    let mut tags = page.split('<').skip(1);
    tags.any(|tag| {
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let (name, rest) = tag.split_at_checked(end).unwrap_or_default();
        is_wanted(name) && rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_decides_between_markdown_and_text_only() {
        assert_eq!(detect(b"# Ana", Some("cv.MD")), ContentKind::Resume(Format::Markdown));
        assert_eq!(detect(b"# Ana", Some("cv.pdf")), ContentKind::Resume(Format::Text));
        assert_eq!(detect(b"%PDF-1.7", Some("cv.md")), ContentKind::Resume(Format::Pdf));
    }

    #[test]
    fn html_is_recognised_by_its_tags() {
        assert_eq!(detect(b"\n<!DOCTYPE html><p>Ana", None), ContentKind::Resume(Format::Html));
        assert_eq!(detect(b"<Ana> knows <html>", None), ContentKind::Resume(Format::Html));
        assert_eq!(detect(b"I know <html> well", None), ContentKind::Resume(Format::Text));
    }

    #[cfg(feature = "archive")]
    #[test]
    fn zip_files_are_recognised_by_the_names_of_their_entries_and_not_by_the_contents() {
        use crate::formats::zip_entries::tests::zip;
        let docx = zip(&[("word/document.xml", b"<document/>")]);
        assert_eq!(detect(&docx, None), ContentKind::Resume(Format::Docx));
        assert_eq!(detect(docx.get(..60).unwrap_or_default(), None), ContentKind::Resume(Format::Docx));
        let files = zip(&[("cv.docx", &docx), ("a.txt", b"word/document.xml"), ("word/documents/b.txt", b"")]);
        assert_eq!(detect(&files, None), ContentKind::Other("a ZIP archive"));
    }

    #[test]
    fn a_message_is_recognised_in_every_build() {
        let mail = b"From: ana@example.com\nTo: b@example.com\nMessage-ID: <1@example.com>\n\nHello";
        assert_eq!(detect(mail, None), ContentKind::Resume(Format::Eml));
    }

    #[test]
    fn pieces_of_html_and_pages_after_comments_are_html() {
        let comment = format!("<?xml version='1.0'?>\n<!--{}-->\n<Div>Ana", "x > y ".repeat(2_000));
        for page in ["<table><tr><td>Ana", "<section><h2>Ana</h2>", "<dl class=a><dt>Ana", comment.as_str()] {
            assert_eq!(detect(page.as_bytes(), None), ContentKind::Resume(Format::Html), "{page}");
        }
        for name in ["cv.HTML", "cv.htm", "cv.xhtml"] {
            assert_eq!(detect(b"<span>Ana", Some(name)), ContentKind::Resume(Format::Html), "{name}");
        }
        assert_eq!(detect(b"<span>Ana", None), ContentKind::Resume(Format::Text));
        assert_eq!(detect(b"Ana", Some("cv.html")), ContentKind::Resume(Format::Text));
    }

    #[test]
    fn xml_that_is_not_html_is_named() {
        assert_eq!(
            detect(b"<?xml version='1.0'?><w:wordDocument><w:p>Ana", Some("cv.doc")),
            ContentKind::Other("an XML file")
        );
        assert_eq!(detect(b"<?xml version='1.0'?><html><p>Ana", None), ContentKind::Resume(Format::Html));
    }

    #[test]
    fn markdown_may_begin_with_an_element() {
        let head = b"<h1 align=center>Ana</h1>\n\n## Experience\n";
        assert_eq!(detect(head, Some("cv.md")), ContentKind::Resume(Format::Markdown));
        assert_eq!(detect(b"<!-- by hand -->\n# Ana", Some("cv.md")), ContentKind::Resume(Format::Markdown));
        assert_eq!(detect(b"<!-- saved -->\n<html><body>Ana", Some("cv.md")), ContentKind::Resume(Format::Html));
        assert_eq!(detect(b"<!DOCTYPE html><p>Ana", Some("cv.md")), ContentKind::Resume(Format::Html));
    }

    #[test]
    fn a_name_of_another_format_is_noticed() {
        assert_eq!(other_extension(Format::Docx, "cv.PDF").as_deref(), Some("pdf"));
        assert_eq!(other_extension(Format::Html, "cv.doc").as_deref(), Some("doc"));
        assert_eq!(other_extension(Format::Pdf, "cv.pdf"), None);
        assert_eq!(other_extension(Format::Text, "cv"), None);
    }

    #[test]
    fn source_of_latex_and_text_in_utf7_are_refused_by_name() {
        let name = |bytes: &[u8]| match detect(bytes, Some("cv.txt")) {
            ContentKind::Refused(name, _) => name,
            _ => "",
        };
        assert_eq!(name(b"% my cv\n\\documentclass[11pt]{moderncv}\n"), "LaTeX source");
        assert!(name(b"Andr+AOk- Keller\nKey Account Manager").contains("UTF-7"));
        assert!(name(b"M+APw-ller, Z+APw-rich").contains("UTF-7"));
        assert!(name(b"<html><meta charset=\"UTF-7\"><body>+ADw-p+AD4-Key Account Manager").contains("UTF-7"));
        for text in
            ["I know LaTeX", "+44 20 7946 0958, +353-1-555", "REST+API, CRM+Excel", "C++ and A+ grades", "1+1=2"]
        {
            assert_eq!(name(text.as_bytes()), "", "{text}");
        }
    }

    #[test]
    fn a_few_zeros_do_not_make_a_text_binary() {
        assert_eq!(detect(b"Key Account\0 Manager\0 at Acme\0\0\0", None), ContentKind::Resume(Format::Text));
        assert_eq!(detect(b"\0\0\xfe\xff\0\0\0A", None), ContentKind::Resume(Format::Text));
    }

    #[test]
    fn bytes_without_text_are_binary() {
        assert!(matches!(detect(&[0, 1, 2, 3, 250, 7, 6, 5], None), ContentKind::Other(_)));
        assert_eq!(detect(b"A\0n\0a\0 \0K\0e\0y\0", None), ContentKind::Resume(Format::Text));
    }
}
