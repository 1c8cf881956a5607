//! The table of formats: extensions and reader of each. A new format needs a row here; [`super`] lists the other steps.

use super::extractor::Extractor;
#[cfg(feature = "mail")]
use super::mail;
#[cfg(feature = "pdf")]
use super::pdf;
#[cfg(feature = "office")]
use super::{doc, office};
use super::{html, json, markdown, plain_text, rtf};
use rolefit_document::Format;

/// A row of the table.
struct Row {
    format: Format,
    /// In lower case.
    extensions: &'static [&'static str],
    /// `None` if this build leaves out the cargo feature that reads the format.
    extractor: Option<&'static dyn Extractor>,
}

/// The reader, or `None` without its cargo feature.
macro_rules! with_feature {
    ($feature:literal, $extractor:expr) => {{
        #[cfg(feature = $feature)]
        {
            Some(&$extractor)
        }
        #[cfg(not(feature = $feature))]
        {
            None
        }
    }};
}

const FORMATS: &[Row] = &[
    Row { format: Format::Pdf, extensions: &["pdf"], extractor: with_feature!("pdf", pdf::Pdf) },
    Row { format: Format::Docx, extensions: &["docx"], extractor: with_feature!("office", office::Docx) },
    Row { format: Format::Doc, extensions: &["doc"], extractor: with_feature!("office", doc::Doc) },
    Row { format: Format::Odt, extensions: &["odt"], extractor: with_feature!("office", office::Odt) },
    Row { format: Format::Rtf, extensions: &["rtf"], extractor: Some(&rtf::Rtf) },
    Row { format: Format::Html, extensions: &["html", "htm", "xhtml"], extractor: Some(&html::Html) },
    Row { format: Format::Markdown, extensions: &["md", "markdown"], extractor: Some(&markdown::Markdown) },
    Row { format: Format::Text, extensions: &["txt", "text"], extractor: Some(&plain_text::PlainText) },
    Row { format: Format::Json, extensions: &["json"], extractor: Some(&json::Json) },
    Row { format: Format::Eml, extensions: &["eml"], extractor: with_feature!("mail", mail::Mail) },
];

/// Further extensions of files that may hold resumes: web pages saved as messages, whose browsers disagree about the
/// format, archives and mailboxes.
const OTHER_EXTENSIONS: &[&str] = &["mht", "mhtml", "zip", "mbox"];

/// The reader of `format`; `None` if this build leaves it out.
pub(super) fn extractor(format: Format) -> Option<&'static dyn Extractor> {
    let row = FORMATS.iter().find(|row| row.format == format);
    debug_assert!(row.is_some(), "{format:?} has no row in the table of formats");
    row?.extractor
}

/// The format that files with this extension, in lower case, usually have.
pub(super) fn format_of_extension(extension: &str) -> Option<Format> {
    FORMATS.iter().find(|row| row.extensions.contains(&extension)).map(|row| row.format)
}

/// True if a file of this name may be a resume, or hold resumes, by its extension. `.pdf` alone is a hidden file
/// without an extension.
pub(crate) fn has_resume_extension(name: &[u8]) -> bool {
    let Some(dot) = name.iter().rposition(|&byte| byte == b'.').filter(|&dot| dot > 0) else { return false };
    let extension = name.get(dot + 1..).unwrap_or_default();
    let mut known = FORMATS.iter().flat_map(|row| row.extensions).chain(OTHER_EXTENSIONS);
    known.any(|known| known.as_bytes().eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_what_may_be_a_resume() {
        for (name, expected) in
            [("cv.PDF", true), ("a.b.docx", true), ("cv", false), (".pdf", false), ("photo.png", false), ("cv.", false)]
        {
            assert_eq!(has_resume_extension(name.as_bytes()), expected, "{name}");
        }
        for name in
            ["cv.mht", "cv.mhtml", "all.zip", "cv.eml", "cv.htm", "cv.xhtml", "cv.text", "cv.markdown", "cv.json"]
        {
            assert!(has_resume_extension(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn no_extension_belongs_to_two_formats() {
        let mut extensions: Vec<_> = FORMATS.iter().flat_map(|row| row.extensions).chain(OTHER_EXTENSIONS).collect();
        let all = extensions.len();
        extensions.sort();
        extensions.dedup();
        assert_eq!(extensions.len(), all);
    }

    #[test]
    fn a_full_build_reads_every_format() {
        let is_full = cfg!(all(feature = "pdf", feature = "office", feature = "mail"));
        assert_eq!(FORMATS.iter().all(|row| extractor(row.format).is_some()), is_full);
    }
}
