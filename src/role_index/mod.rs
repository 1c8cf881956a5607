//! A Tantivy index of roles and criteria, for `roles search`.

mod build;
mod cached;
mod query;
mod schema;
mod tantivy_tokenizer;

pub use build::Index;
pub use query::{FoundRole, MatchedText};
