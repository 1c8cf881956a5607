//! Builds DOCX and ODT files from XML for unit tests.

#![allow(clippy::unwrap_used)]

use super::{Docx, Odt};
use crate::formats::repair::repair;
use crate::formats::zip_entries::tests::zip;
use crate::formats::{Extractor, Limits};
use rolefit_document::{HiddenWay, Problem};

/// Builds an archive of named parts.
pub(in crate::formats) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
    zip(&files)
}

/// Number of hidden words per way of hiding.
pub(super) type Hidden = Vec<(HiddenWay, usize)>;

/// Returns the repaired text of a file and its hidden words.
pub(super) fn read(extractor: &dyn Extractor, file: &[u8]) -> (String, Hidden) {
    let extract = extractor.extract(file, &Limits::default()).unwrap();
    let hidden = extract.hidden.iter().map(|hidden| (hidden.way, hidden.words)).collect();
    (repair(&extract.text), hidden)
}

/// Reads a DOCX file built from a body and other parts.
pub(super) fn docx(body: &str, parts: &[(&str, &str)]) -> (String, Hidden) {
    let document = format!("<document><body>{body}</body></document>");
    read(&Docx, &archive(&[&[("word/document.xml", document.as_str())], parts].concat()))
}

/// Reads an ODT file built from automatic styles, a body, and the content of `styles.xml`.
pub(super) fn odt(automatic: &str, body: &str, styles: &str) -> (String, Hidden) {
    let content = format!("<c><automatic-styles>{automatic}</automatic-styles><body><text>{body}</text></body></c>");
    read(&Odt, &archive(&[("content.xml", &content), ("styles.xml", &format!("<s>{styles}</s>"))]))
}

/// Returns the problem of a file that cannot be read in whole or in part.
pub(super) fn problem(extractor: &dyn Extractor, file: &[u8], limits: &Limits) -> Option<Problem> {
    extractor.extract(file, limits).map_or_else(Some, |extract| extract.problem)
}
