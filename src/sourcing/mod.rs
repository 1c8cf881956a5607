//! Turns a role into search strings for job boards and LinkedIn.

mod expression;
mod search_strings;
mod terms;
mod titles;

pub use search_strings::{SearchStrings, search_strings};
