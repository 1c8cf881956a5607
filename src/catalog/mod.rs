//! Roles and the vocabulary they are recognised by, read from a folder of TOML files or from the binary.

mod cached;
mod check;
mod criterion;
mod degree;
mod load;
mod raw;
mod role;
pub(crate) mod searchable;
mod toml_files;
mod vocabulary;

use serde::{Deserialize, Serialize};

pub use criterion::{Criterion, Kind, Part, Priority};
pub use degree::DegreeLevel;
pub use role::Role;
pub(crate) use toml_files::{SourceFile, merged};
pub use vocabulary::{Condition, Context, Degree, Entry, Field, Headings, Time, Title, TitleWords, Vocabulary};

/// Every role that resumes are ranked for, and what its parts are recognised by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Catalog {
    /// Roles in the order of their ids.
    pub roles: Vec<Role>,
    /// Words, phrases, titles and degrees.
    pub vocabulary: Vocabulary,
    /// `blake3:` and the hash of the parsed, sorted content and of the tokenizer's version.
    #[serde(skip)]
    pub hash: String,
}
