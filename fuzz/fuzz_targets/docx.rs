//! Fuzzes reading DOCX files: whole files, and the main part in a valid archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolefit::document::Format;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return rolefit_fuzz::check(Format::Docx, bytes);
    }
    rolefit_fuzz::check(Format::Docx, &rolefit_fuzz::archive("word/document.xml", bytes));
});
