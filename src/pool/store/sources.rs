//! Lists of the source files that decide the text of a file and the facts and verdicts drawn from it.
//!
//! The build script shares this file. A hash of each list's sources is the version under which results are stored. A
//! test checks that the listed files import only listed files.

/// Sources that decide the text that is read from bytes.
const READER: [&str; 2] = ["crates/document/", "crates/ingest/"];

/// Sources that decide the facts of a text and their verdicts.
const ENGINE: &[&str] = &[
    "src/atomic_file/", "src/cache.rs", "src/catalog/", "src/engine.rs", "src/error.rs", "src/evidence.rs",
    "src/matcher/", "src/profile/", "src/reading/", "src/score/", "src/titles/", "src/units.rs",
];

/// Sources that, with reader and engine, decide the contents of a search index.
const CANDIDATE: [&str; 3] = ["corpus/blind/", "src/candidate/", "src/pool/search/"];

/// Features, as cargo names them to build scripts, that decide which formats are read.
#[cfg(not(test))]
pub(crate) const READER_FEATURES: [&str; 4] = ["ARCHIVE", "MAIL", "OFFICE", "PDF"];

/// True if the text that is read may depend on this file.
pub(crate) fn are_of_reader(file: &str) -> bool {
    READER.iter().any(|own| file.starts_with(own))
}

/// True if the contents of a search index may depend on this file.
pub(crate) fn are_of_candidate(file: &str) -> bool {
    CANDIDATE.iter().any(|own| file.starts_with(own))
}

/// True if the facts or verdicts of a text may depend on this file.
pub(crate) fn are_of_engine(file: &str) -> bool {
    ENGINE.iter().any(|own| file.starts_with(own))
}
