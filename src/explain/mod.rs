//! Puts verdicts into words for people: bands, reasons, gaps, questions, and differences between candidates.

pub mod ask;
pub mod bands;
pub mod compare;
pub(crate) mod part_names;
pub mod points;
pub mod reasons;
pub mod remarks;
pub mod why;
pub mod words;
