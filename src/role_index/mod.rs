//! A Tantivy index of a catalog's roles and criteria, to find roles in by words.

mod build;
mod cached;
mod query;
mod schema;
mod tantivy_tokenizer;

pub use build::Index;
pub use query::{FoundRole, MatchedText};
