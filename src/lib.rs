//! Ranks candidates for roles and shows why: a score from 0 to 100, and for every requirement the words of the resume
//! that support it. Offline and deterministic.
//!
//! Rank a folder in twelve lines:
//!
//! ```
//! use rolefit::session::{Options, Session};
//!
//! fn main() -> rolefit::Result<()> {
//!     let session = Session::open(Options::default())?;
//!     let ranking = session.rank(["fixtures/resumes"])?;
//!     for place in ranking.of_role("key-account-manager")?.iter().take(10) {
//!         println!("{}. {}: {:.1}", place.rank, place.candidate.id, place.score().unwrap_or_default());
//!     }
//!     for candidate in ranking.candidates.iter().filter(|candidate| candidate.is_unreadable()) {
//!         println!("{} could not be read", candidate.id);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! [`session::Session::record`] returns the record of a candidate, with all evidence, as `rolefit rank --format jsonl`
//! prints it. The library itself never prints. By default it reads files in this process, without limits on time and
//! memory; for untrusted files give [`session::ResumeReader`] a pool of worker processes ([`ingest::worker`]).
//!
//! | module | for |
//! | --- | --- |
//! | [`session`] | ranking folders, scoring one file, records |
//! | [`candidate`], [`score`], [`evidence`] | the result: a resume, its verdicts, and the passages that support them |
//! | [`catalog`] | the roles |
//! | [`output`] | rankings as JSONL, JSON and CSV |
//! | [`units`] | score, credit, weight and confidence, in thousandths |
//! | [`cache`] | a cache of compiled catalogs |
//! | [`rank`] | cut-offs and order of rankings that do not fit into memory |
//! | [`document`], [`ingest`] | texts with spans, and the readers of files |
//! | [`engine`] | scoring a document that you read yourself |
//! | `serve` | the page as a local server (feature `serve`) |
//! | [`pool`] | a store of results by content (feature `store`), a search index (feature `search`) |
#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

pub mod cache;
pub mod candidate;
pub mod catalog;
pub mod engine;
pub mod error;
pub mod evidence;
mod occupations;
pub mod output;
#[cfg(any(feature = "search", feature = "store"))]
pub mod pool;
pub mod rank;
mod reading;
pub mod score;
#[cfg(feature = "serve")]
pub mod serve;
pub mod session;
pub mod units;

// Used by the binary, the benchmarks and the tests, which are crates of their own. These modules may change at any
// time.
#[doc(hidden)]
pub mod atomic_file;
#[doc(hidden)]
pub mod audit;
#[doc(hidden)]
pub mod eval;
#[doc(hidden)]
pub mod explain;
#[doc(hidden)]
pub mod interview;
#[doc(hidden)]
pub mod matcher;
#[doc(hidden)]
pub mod onet;
#[doc(hidden)]
pub mod posting;
#[doc(hidden)]
pub mod profile;
#[doc(hidden)]
pub mod role_index;
#[doc(hidden)]
pub mod sourcing;
#[doc(hidden)]
pub mod titles;

pub use rolefit_document as document;
pub use rolefit_ingest as ingest;

pub use error::{Error, Result};
