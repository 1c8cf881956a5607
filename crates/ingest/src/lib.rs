//! Reads resumes: finds the files under a path, opens archives and e-mails, and turns each resume into a
//! [`Document`](rolefit_document::Document).
//!
//! - `files` walks directories, opens archives and messages, and runs the worker processes. Its `stream` is the whole
//!   way from paths to results.
//! - `formats` turns the bytes of one resume into a document. It knows no paths.

mod file_kinds;
mod file_names;
mod files;
mod formats;
mod percent_encoding;

#[cfg(feature = "workers")]
pub use files::worker;
pub use files::{
    Input, InputList, KeptFile, Missing, Processor, RawResume, SkipReason, Skipped, SkippedFile, Unpacked, Walk,
    escape_path, plain_reason, state_files, stream, unescape_path, unopened, walk, walk_with,
};
pub use formats::{
    ImageLine, InProcess, Limits, PageImage, Reader, catch_panics, decode, is_catching_panics, read, read_as,
};
