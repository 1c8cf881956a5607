//! Reads resumes: bytes of any supported format become one text in which a block stands on a line.

mod file_names;
pub mod files;
pub mod formats;

#[cfg(feature = "workers")]
pub use files::worker;
pub use files::{
    Input, InputList, Processor, RawResume, Skipped, Unpacked, Walk, escape_path, stream, unescape_path, walk,
};
pub use formats::{InProcess, Limits, Reader, catch_panics, decode, is_catching_panics, read, read_as};
