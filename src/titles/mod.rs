//! Titles of positions: how a title that somebody held compares with a title that a role asks for.
//!
//! `words` brings the words of titles into one form, `matcher` compiles the titles of a vocabulary, and `compare` recognises them
//! in a held title.

mod compare;
mod kinship;
mod matcher;
mod words;

pub use compare::TitleReadings;
pub use kinship::{Kinship, TitleMatch};
pub use matcher::TitleMatcher;
pub(crate) use words::{title_key, title_words};
