//! Fuzzes reading PDF files: whole files, and content streams in a valid file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use rolefit::document::Format;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF-") {
        return rolefit_fuzz::check(Format::Pdf, bytes);
    }
    let mut file = format!(
        "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
         2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R\
         /Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>> endobj\n\
         4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n\
         6 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</X 6 0 R>>>>/Length 5>> stream\n\
         /X Do\nendstream endobj\n5 0 obj <</Length {}>> stream\n",
        bytes.len()
    )
    .into_bytes();
    file.extend_from_slice(bytes);
    file.extend_from_slice(b"\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF");
    rolefit_fuzz::check(Format::Pdf, &file);
});
