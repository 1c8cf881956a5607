//! Fuzzes reading Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolefit::document::Format;

fuzz_target!(|bytes: &[u8]| rolefit_fuzz::check(Format::Markdown, bytes));
