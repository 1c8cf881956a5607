//! The checks of all fuzz targets: no crash, and a consistent document.

use std::io::{Cursor, Write};

use rolefit::document::{Format, PAGE_BREAK, ProblemCode};
use rolefit::ingest::{Limits, read_as};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Small limits, so that an execution takes milliseconds and the code at the limits is reached soon.
pub fn limits() -> Limits {
    Limits {
        max_inflated_bytes: 4 << 20,
        max_text_bytes: 64 << 10,
        max_pages: 8,
        max_operators: 20_000,
        max_nodes: 20_000,
        ..Limits::default()
    }
}

/// Reads `bytes` as `format`; panics if the document or problem is not valid.
pub fn check(format: Format, bytes: &[u8]) {
    match read_as(format, bytes, &limits()) {
        Ok(document) => {
            assert!(document.text.len() <= limits().max_text_bytes);
            for start in document.pages.iter().flatten() {
                assert!(document.text.is_char_boundary(*start));
            }
            assert!(document.pages.is_some() || !document.text.contains(PAGE_BREAK));
            assert!(!document.problem.is_some_and(|problem| problem.code == ProblemCode::Crashed), "a page crashed");
        }
        Err(problem) => assert!(problem.code != ProblemCode::Crashed, "{}", problem.message),
    }
}

/// A ZIP archive with one part. The part is stored without compression, so that mutations change its own bytes.
pub fn archive(name: &str, part: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file(name, options).expect("memory takes any file");
    archive.write_all(part).expect("memory takes any bytes");
    archive.finish().expect("memory takes any archive").into_inner()
}
