//! Turns a role into what recruiters search candidates with elsewhere.

mod expression;
mod search_strings;
mod terms;
mod titles;

pub use search_strings::{SearchStrings, search_strings};
