//! Roles and their vocabulary, read from a directory of TOML files or from the binary.

pub(crate) mod cached;
mod check;
mod check_vocabulary;
mod context;
mod criterion;
mod degree;
mod grammar;
mod language_level;
mod load;
mod merge;
mod raw;
mod resolve;
mod role;
pub(crate) mod searchable;
mod title_words;
mod toml_files;
mod vacancy;
mod vocabulary;

use serde::{Deserialize, Serialize};

pub use context::Context;
pub use criterion::{Criterion, Kind, Part, Priority};
pub use degree::DegreeLevel;
pub use grammar::{Grammar, WordList};
pub use language_level::LanguageLevel;
pub use role::{Bands, FULL_MONTHS, Role};
pub use title_words::TitleWords;
pub(crate) use toml_files::{SourceFile, embedded_folder as embedded_files, embedded_text, merged};
pub(crate) use vacancy::is_day;
pub use vacancy::{EmploymentType, Pay, PayUnit, Place, Vacancy};
pub use vocabulary::{Condition, DateNames, Degree, Entry, Field, Headings, Label, Labels, Time, Title, Vocabulary};

/// The roles that resumes are ranked for, and the vocabulary that recognises their parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Catalog {
    /// The roles, by id.
    pub roles: Vec<Role>,
    /// Words, phrases, titles and degrees.
    pub vocabulary: Vocabulary,
    /// The texts of the criteria of each role, by which copied postings are recognised. They stay complete if `roles`
    /// is reduced to those asked for. Empty for more roles than anybody copies from.
    pub wordings: Vec<Vec<String>>,
    /// `blake3:` and the hash of the parsed, sorted content and the tokenizer's version.
    #[serde(skip)]
    pub hash: String,
}
