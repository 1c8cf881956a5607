//! The reasons why parts cannot be merged.

use std::io;
use std::path::PathBuf;

use crate::explain::words;

/// The reason why parts cannot be merged.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    /// The file cannot be read.
    #[error("{path}: {error}; name the files that `rolefit rank --shard` wrote", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
    /// The file is no part.
    #[error("{path} is not a part of a run; name the files that `rolefit rank --shard` wrote", path = .0.display())]
    NoPart(PathBuf),
    /// Another version of the program wrote the part.
    #[error("{path} was written by another version of rolefit; write all parts with this one", path = .0.display())]
    OtherVersion(PathBuf),
    /// Bytes are missing or were changed.
    #[error("{path} is damaged or not complete; copy or write it again", path = .0.display())]
    Damaged(PathBuf),
    /// The parts are of different runs.
    #[error("{one} and {other} differ in their {fact}; write both with the same options", one = .one.display(), other = .other.display())]
    Differs {
        /// The first part.
        one: PathBuf,
        /// The part that differs from it.
        other: PathBuf,
        /// The fact in which they differ.
        fact: &'static str,
    },
    /// The parts are of a blind run, and saw other files.
    #[error("{one} and {other} were written when the folder had other files; write all shards of a blind run again, over the same files", one = .one.display(), other = .other.display())]
    OtherFiles {
        /// The first part.
        one: PathBuf,
        /// The part that differs from it.
        other: PathBuf,
    },
    /// A shard is given twice.
    #[error("{one} and {other} are both shard {shard}; name each shard once", one = .one.display(), other = .other.display())]
    Twice {
        /// The shard, as `3/16`.
        shard: String,
        /// The first file.
        one: PathBuf,
        /// The second file.
        other: PathBuf,
    },
    /// Some shards are not given.
    #[error("{} missing: {}; name the files of all shards", words::count(.0.len(), "shard"), .0.join(", "))]
    Missing(Vec<String>),
}
