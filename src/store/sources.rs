//! Which source files make a version: what they say decides what is read from a file, or what is made of it.
//!
//! The build script shares this file. The engine is named by what is *not* of it, so that a new module counts unless somebody
//! says otherwise; the reader is few files, and a test holds that they use no others.

/// What decides the text that is read from bytes.
const READER: [&str; 5] = ["src/ingest/", "src/document.rs", "src/span.rs", "src/stated.rs", "src/profile/mod.rs"];

/// What stands after judging, or beside it.
const NOT_ENGINE: [&str; 16] = [
    "src/candidate/",
    "src/cli/",
    "src/eval/",
    "src/explain/",
    "src/export/",
    "src/ingest/",
    "src/interview/",
    "src/lib.rs",
    "src/main.rs",
    "src/onet/",
    "src/past/",
    "src/posting/",
    "src/private.rs",
    "src/rank/",
    "src/sourcing/",
    "src/store/",
];

/// What, beside reader and engine, decides what an index of resumes says of them.
const CANDIDATE: [&str; 1] = ["src/candidate/"];

/// Features, as cargo tells them to build scripts, that decide which formats are read.
#[cfg(not(test))]
pub const READER_FEATURES: [&str; 4] = ["ARCHIVE", "MAIL", "OFFICE", "PDF"];

/// Whether the text that is read may depend on this file.
pub fn are_of_reader(file: &str) -> bool {
    READER.iter().any(|own| file.starts_with(own))
}

/// Whether what tables show of a candidate, and what is withheld, may depend on this file.
pub fn are_of_candidate(file: &str) -> bool {
    CANDIDATE.iter().any(|own| file.starts_with(own))
}

/// Whether what is made of a text may depend on this file.
pub fn are_of_engine(file: &str) -> bool {
    !NOT_ENGINE.iter().any(|other| file.starts_with(other))
}
