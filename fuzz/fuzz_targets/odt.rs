//! Reading ODT files: whole archives, and their main part inside a sound archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolefit::document::Format;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return rolefit_fuzz::check(Format::Odt, bytes);
    }
    rolefit_fuzz::check(Format::Odt, &rolefit_fuzz::archive("content.xml", bytes));
});
