//! Turns a role into what recruiters search candidates with elsewhere.

mod boolean;
mod expression;
mod terms;
mod titles;

pub use boolean::{SearchStrings, search_strings};
