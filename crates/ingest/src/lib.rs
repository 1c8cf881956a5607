//! Reads resumes: bytes of any supported format become one text in which a block stands on a line.

pub mod files;
pub mod formats;
mod name;

#[cfg(feature = "workers")]
pub use files::worker;
pub use files::{Input, Inputs, Maker, Piece, Skipped, Unpacked, Walk, escaped, stream, unescaped, walk};
pub use formats::{InProcess, Limits, Reader, decode, guarded, is_reading, read, read_as};
