//! Lists the source files that decide what is read from a file, and what is made of the text.
//!
//! The build script shares this file: a hash of each list's sources is the version under which results are cached. A test
//! holds that the files of a list import nothing that no list covers.

/// Sources that decide the text that is read from bytes.
const READER: [&str; 2] = ["crates/document/", "crates/ingest/"];

/// Sources that decide the facts of a text and their verdicts.
const ENGINE: [&str; 10] = [
    "src/cache.rs",
    "src/catalog/",
    "src/engine.rs",
    "src/error.rs",
    "src/evidence.rs",
    "src/matcher/",
    "src/profile/",
    "src/reading/",
    "src/score/",
    "src/titles/",
];

/// Sources that, with reader and engine, decide what a search index says of a resume.
const CANDIDATE: [&str; 2] = ["src/candidate/", "src/pool/search/"];

/// Features, as cargo names them to build scripts, that decide which formats are read.
#[cfg(not(test))]
pub const READER_FEATURES: [&str; 4] = ["ARCHIVE", "MAIL", "OFFICE", "PDF"];

/// True if the text that is read may depend on this file.
pub fn are_of_reader(file: &str) -> bool {
    READER.iter().any(|own| file.starts_with(own))
}

/// True if what tables show of a candidate, and what is withheld, may depend on this file.
pub fn are_of_candidate(file: &str) -> bool {
    CANDIDATE.iter().any(|own| file.starts_with(own))
}

/// True if the facts or verdicts of a text may depend on this file.
pub fn are_of_engine(file: &str) -> bool {
    ENGINE.iter().any(|own| file.starts_with(own))
}
