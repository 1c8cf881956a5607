//! Figures for auditors: what moves when protected attributes change, and how groups of candidates fare.
//!
//! - `swap` puts names, pronouns, ages, nationalities, gaps, schools and addresses into resumes.
//! - `overlap` compares two rankings.
//! - `groups` reads the candidates of a ranking and the groups that they belong to.
//! - `impact` makes the tables of New York City's Local Law 144 from a ranking and a table of groups.
//! - `run_record` records runs, so that they can be repeated.
//! - `statistics` has the tests of significance.

pub mod groups;
pub mod impact;
pub mod overlap;
pub mod run_record;
pub mod statistics;
pub mod swap;
