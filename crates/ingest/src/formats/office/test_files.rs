//! Builds DOCX and ODT files from XML for unit tests.

use crate::formats::zip_entries::tests::zip;
use crate::formats::{Extractor, Limits};
use rolefit_document::Problem;

/// Builds an archive of named parts.
pub(in crate::formats) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
    zip(&files)
}

/// Returns the problem of a file that cannot be read in whole or in part.
pub(super) fn problem(extractor: &dyn Extractor, file: &[u8], limits: &Limits) -> Option<Problem> {
    extractor.extract(file, limits).map_or_else(Some, |extract| extract.problem)
}
