//! A pool of resumes that can be searched: an index of their text and facts on the disk, and Boolean queries over it.
//!
//! The index is derived from the files and can be made anew from them at any time. It changes in commits: whoever is killed leaves
//! it as it was at the last one. Searching asks for no lock, and goes on while the index is written.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! use rolefit::catalog::Catalog;
//! use rolefit::ingest::{Limits, read};
//! use rolefit::pool::search::{Lock, Pool, Query, Recogniser, Sighting, Writer};
//!
//! let document = read(b"Ana\n\nSold pens to forty key accounts in Lyon.", Some("ana.txt"), &Limits::default()).unwrap();
//! let recogniser = Recogniser::new(&Catalog::embedded().unwrap()).unwrap();
//! let lock = Lock::try_take(folder.path()).unwrap().expect("no other process has it");
//! let mut writer = Writer::open(folder.path(), lock, &recogniser).unwrap();
//! let sighting = Sighting::of("ana.txt", "/resumes/ana.txt", &document.content);
//! let entry = writer.before().entry(&sighting, document);
//! writer.put(&sighting, entry).unwrap();
//! writer.finish().unwrap();
//!
//! let pool = Pool::open(folder.path()).unwrap();
//! let query = Query::parse(r#""key account" AND lyon NOT retail"#).unwrap();
//! let hits = pool.search(&query, jiff::civil::date(2026, 11, 21)).unwrap();
//! assert_eq!(pool.resume(&hits[0]).unwrap().id, "ana.txt");
//! ```

mod before;
mod compile;
mod facts;
mod fault;
mod folder;
mod forget;
mod held;
mod looks;
mod pool;
mod resume;
mod schema;
mod sighting;
mod snippet;
mod stats;
mod stems;
mod syntax;
#[cfg(test)]
mod tests;
mod tokenizer;
mod writer;

pub use crate::pool::private::{Lock, Rewritten};
pub use before::{Before, Known};
pub use facts::Recogniser;
pub use fault::Fault;
pub use folder::is_in;
pub use forget::{Forgotten, forget, prune, sweep};
pub use held::{Held, held};
pub use pool::{Hit, Pool};
pub use resume::{Resume, Since, stamp};
pub use sighting::Sighting;
pub use snippet::{Finder, Snippet};
pub use stats::{Stats, stats, verify};
pub use syntax::{Query, SyntaxError, Term, TermField, Years};
pub use writer::{Entry, Writer};
