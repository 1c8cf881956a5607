//! Ranks candidates for roles and shows why.
//!
//! Data flows one way: [`ingest`] reads files into a [`document::Document`], [`profile`] makes out its facts, [`catalog`]
//! holds the roles, [`index`] compiles what they are recognised by, [`score`] judges, [`explain`] words the verdicts,
//! [`rank`] orders candidates, [`export`] writes them and [`eval`] measures them against what people judged. [`posting`] turns
//! job postings into roles for the catalog, and [`onet`] the occupations of an open database; [`sourcing`] and [`interview`]
//! turn roles into search strings and questions. [`past`] carries an earlier run and people's decisions into outputs. `store`
//! keeps what was read and judged for the next run, `search` an index of a pool of resumes.
#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

pub mod cache;
pub mod candidate;
pub mod catalog;
pub mod engine;
pub mod error;
pub mod eval;
pub mod evidence;
pub mod explain;
pub mod interview;
pub mod matcher;
pub mod onet;
pub mod output;
#[cfg(any(feature = "search", feature = "store"))]
pub mod pool;
pub mod posting;
pub mod profile;
pub mod rank;
mod reading;
pub mod role_index;
pub mod score;
pub mod sourcing;
pub mod titles;

pub use rolefit_document as document;
pub use rolefit_ingest as ingest;

pub use error::{Error, Result};
