//! Fuzzes the way from text to profile: the span of every fact must be valid.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use rolefit::catalog::Catalog;
use rolefit::document::Format;
use rolefit::ingest::read_as;
use rolefit::profile::{Lexicon, extract};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let catalog = Catalog::embedded().expect("the embedded catalog is sound");
    Lexicon::new(&catalog.vocabulary)
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = read_as(Format::Text, bytes, &rolefit_fuzz::limits()) else { return };
    let profile = extract(&document, &LEXICON);
    assert_eq!(profile, extract(&document, &LEXICON));
    let spans = profile.segments.iter().map(|segment| segment.span).chain(profile.positions.iter().map(|p| p.span));
    for span in spans.chain(profile.education.iter().map(|education| education.degree.span)) {
        assert!(document.text.get(span.start..span.end).is_some_and(|words| !words.is_empty()));
    }
});
