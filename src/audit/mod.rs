//! Figures for auditors: what moves when protected attributes change, and how groups of candidates fare.
//!
//! - `swap` puts names, pronouns, ages, nationalities, gaps, schools and addresses into resumes.
//! - `overlap` compares two rankings.
//! - `impact` makes the tables of New York City's Local Law 144 from a ranking and a table of groups.
//! - `statistics` has the tests of significance.

pub mod impact;
pub mod overlap;
pub mod statistics;
pub mod swap;
