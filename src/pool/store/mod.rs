//! Keeps what was read and judged, by the hash of a file's bytes, so that the next run does only what is new.
//!
//! A store is a folder with one database. Whatever happens to it, a run's results are the same: each record carries a checksum,
//! what is damaged is made anew, and what cannot be written is left out. What only the machine's load decided is never kept.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! use rolefit::ingest::{Limits, read};
//! use rolefit::pool::store::{Content, Lock, Source, Store};
//! let (bytes, limits) = (b"Ana sold pens to forty key accounts in Lyon", Limits::default());
//! let lock = Lock::try_take(folder.path()).unwrap().expect("no other process has it");
//! let store = Store::open(folder.path(), lock);
//! let source = Source::new(Content::of(bytes), Some("ana.txt"), &limits);
//! assert!(store.document(&source).is_none());
//! store.keep_document(&source, &read(bytes, Some("ana.txt"), &limits));
//! store.close();
//!
//! let lock = Lock::try_take(folder.path()).unwrap().expect("the first store is closed");
//! let store = Store::open(folder.path(), lock);
//! assert!(store.document(&source).unwrap().unwrap().text.starts_with("Ana sold pens"));
//! ```

mod fault;
mod find;
mod folder;
mod key;
mod kind;
mod person;
mod place;
mod record;
mod rewrite;
mod shelf;
#[cfg(test)]
mod sources;
mod stats;
#[cfg(test)]
mod tests;
mod verify;
mod version;
mod writer;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::profile::Profile;
use crate::score::Assessment;
use rolefit_document::{Document, Problem};

pub use crate::pool::private::{Lock, Rewritten};
pub use fault::Unusable;
pub use find::{Found, Meant, People};
pub use key::{Content, Judge, Source};
pub use kind::Kind;
pub use place::{Place, Whereabouts};
pub use shelf::Troubles;
pub use stats::{Count, Stats};

use place::Seen;
use shelf::Shelf;
use writer::{Entry, Writer};

/// Bytes of an assessment that is kept. One of five roles takes a tenth of it; for a catalog of hundreds, the disk that they
/// would fill (a megabyte a resume) costs more than judging again saves.
const LARGEST_ASSESSMENT: usize = 64 << 10;

/// An open store. Dropping it writes what is on its way.
#[derive(Debug)]
pub struct Store {
    // Dropped first: it writes to the shelf.
    writer: Option<Writer>,
    shelf: Arc<Shelf>,
    _lock: Lock,
}

impl Store {
    /// Opens the store in `folder`, or begins one there. What is wrong with it is among its [`Troubles`]; it then keeps
    /// nothing, or begins anew.
    pub fn open(folder: &Path, lock: Lock) -> Store {
        let shelf = Arc::new(Shelf::open(folder));
        Store { writer: Some(Writer::start(&shelf)), shelf, _lock: lock }
    }

    /// As [`Store::open`], and looks at every page of the database, though no run left it unclosed and nobody touched it.
    pub fn open_closely(folder: &Path, lock: Lock) -> Store {
        folder::take_closed(folder);
        Store::open(folder, lock)
    }

    /// Whether there is a store in `folder`.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(folder::DATABASE).is_file()
    }

    /// What came of reading `source`, if that is known.
    pub fn document(&self, source: &Source) -> Option<Result<Document, Problem>> {
        self.shelf.get(Kind::Document, &source.document_key())
    }

    /// Keeps what came of reading `source`, unless a limit of time or memory, or a crash, had part in it: another time, more
    /// might come of it.
    pub fn keep_document(&self, source: &Source, document: &Result<Document, Problem>) {
        let problem = document.as_ref().map_or_else(Some, |document| document.problem.as_ref());
        if !problem.is_some_and(|problem| problem.code.may_be_chance()) {
            self.put(Kind::Document, source.document_key(), document, usize::MAX);
        }
    }

    /// The facts of `source` as `judge` sees them, if they are known.
    pub fn profile(&self, source: &Source, judge: &Judge) -> Option<Profile> {
        let profile = self.shelf.get(Kind::Profile, &judge.profile_key(source))?;
        let person: Option<Vec<person::Mark>> = self.shelf.get(Kind::Person, &source.content.0);
        if person.is_none() {
            self.put_all(person_entry(source, &profile).into_iter().collect());
        }
        Some(profile)
    }

    /// Keeps the facts of `source`, and by which contacts it is known to be somebody's.
    pub fn keep_profile(&self, source: &Source, judge: &Judge, profile: &Profile) {
        // Whose it is must not be lost where the rest is kept.
        let entry = sealed(Kind::Profile, judge.profile_key(source), profile);
        self.put_all(entry.into_iter().chain(person_entry(source, profile)).collect());
    }

    /// The verdicts of `judge` on `source` on the day `as_of`, if they are known.
    pub fn assessment(&self, source: &Source, judge: &Judge, as_of: Date) -> Option<Assessment> {
        let (day, assessment): (Date, Assessment) = self.shelf.get(Kind::Assessment, &judge.assessment_key(source))?;
        (day == as_of).then_some(assessment)
    }

    /// Keeps the verdicts of `judge` on `source` in the place of those of another day. Very long ones are not kept.
    pub fn keep_assessment(&self, source: &Source, judge: &Judge, as_of: Date, assessment: &Assessment) {
        self.put(Kind::Assessment, judge.assessment_key(source), &(as_of, assessment), LARGEST_ASSESSMENT);
    }

    /// What was last found at `place`, if it looks as it did then.
    pub fn content_at(&self, place: &Place) -> Option<Content> {
        let seen: Seen = self.shelf.get(Kind::Place, &place.key())?;
        place.is_as(&seen).then_some(seen.content)
    }

    /// Keeps what was found at `place`, and the candidate's id there.
    pub fn keep_place(&self, place: &Place, id: &str, content: Content) {
        let seen = place.seen(id, content);
        let before: Option<Seen> = self.shelf.get(Kind::Place, &place.key());
        if before.as_ref() == Some(&seen) {
            return;
        }
        // What stood there before is of the file as well, until it is pruned: whoever is forgotten by its name is with all of it.
        let superseded = before
            .filter(|before| before.content != content)
            .and_then(|before| sealed(Kind::Place, place.key_of_superseded(before.content), &before.superseded()));
        self.put_all(superseded.into_iter().chain(sealed(Kind::Place, place.key(), &seen)).collect());
    }

    /// What went wrong so far.
    pub fn troubles(&self) -> Troubles {
        self.shelf.troubles().clone()
    }

    /// Writes all that was kept, closes the store, and says what went wrong.
    pub fn close(mut self) -> Troubles {
        self.settle();
        self.troubles()
    }

    fn put(&self, kind: Kind, key: Vec<u8>, value: &impl Serialize, most_bytes: usize) {
        let entry = sealed(kind, key, value).filter(|entry| entry.value.len() <= most_bytes);
        self.put_all(entry.into_iter().collect());
    }

    /// Has records written together or not at all.
    fn put_all(&self, entries: Vec<Entry>) {
        if let Some(writer) = self.writer.as_ref().filter(|_| !entries.is_empty()) {
            writer.put(entries);
        }
    }

    /// Waits until all is written, and closes the database.
    fn settle(&mut self) {
        drop(self.writer.take());
        self.shelf.close();
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.settle();
    }
}

/// The record of whose the bytes of `source` are.
fn person_entry(source: &Source, profile: &Profile) -> Option<Entry> {
    sealed(Kind::Person, source.content.0.to_vec(), &person::marks(profile))
}

fn sealed(kind: Kind, key: Vec<u8>, value: &impl Serialize) -> Option<Entry> {
    record::seal(kind, &key, value).map(|value| Entry { kind, key, value })
}
