//! A search index of resumes on the disk, and Boolean queries over it.
//!
//! The index is derived from the resumes and can be rebuilt from them at any time. It changes in commits: a killed run
//! leaves it as it was at the last commit. Searching needs no lock and works while another process writes the index.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! use rolefit::catalog::Catalog;
//! use rolefit::ingest::{Limits, read};
//! use rolefit::pool::Lock;
//! use rolefit::pool::search::{Query, Recogniser, ResumeFile, ResumeIndex, Writer};
//!
//! let document = read(b"Ana\n\nSold pens to ten key accounts in Lyon.", Some("ana.txt"), &Limits::default()).unwrap();
//! let recogniser = Recogniser::new(&Catalog::embedded().unwrap()).unwrap();
//! let lock = Lock::try_take(folder.path()).unwrap().expect("no other process has it");
//! let mut writer = Writer::open(folder.path(), lock, &recogniser).unwrap();
//! let file = ResumeFile::new("ana.txt", "/resumes/ana.txt", &document.content);
//! let resume = writer.snapshot().prepare(&file, document);
//! writer.put(&file, resume).unwrap();
//! writer.finish().unwrap();
//!
//! let index = ResumeIndex::open(folder.path()).unwrap();
//! let query = Query::parse(r#""key account" AND lyon NOT retail"#).unwrap();
//! let hits = index.search(&query, jiff::civil::date(2026, 11, 21)).unwrap();
//! assert_eq!(index.resume(&hits[0]).unwrap().location.id, "ana.txt");
//! ```

mod bounds;
mod compile;
mod contacts;
mod directory;
mod error;
mod facts;
mod fingerprints;
mod forget;
mod index;
mod outlines;
mod resume;
mod resume_file;
mod schema;
mod segment;
mod segment_bounds;
mod segment_resumes;
mod snapshot;
mod snippet;
mod stats;
mod stems;
mod syntax;
#[cfg(test)]
mod tests;
mod tokenizer;
mod update;
mod writer;

pub(crate) use bounds::{Bound, Bounds};
pub use contacts::{ResumeContacts, contacts};
pub use directory::is_in;
pub use facts::Recogniser;
pub use forget::{Forgotten, forget, prune, sweep};
pub use index::{Hit, ResumeIndex};
pub use resume::{FileState, Resume};
pub use resume_file::ResumeFile;
pub use snapshot::{IndexSnapshot, Known};
pub use snippet::{Finder, Snippet};
pub use stats::{Stats, stats, verify};
pub use syntax::{Query, SyntaxError, Term, TermField, Years};
pub use update::{Counts, ResumeReader, Update, Updated};
pub use writer::{PreparedResume, Writer};
