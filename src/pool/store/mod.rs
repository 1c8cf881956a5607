//! A store of results, by the hash of a file's bytes, so that the next run reads and judges only new files.
//!
//! A store is a directory with one database. It never changes the results of a run: each record carries a checksum, a
//! damaged record is computed anew, and a record that cannot be written is left out. Results that depended on the
//! machine's load, e.g. because reading hit a time limit, are never stored.
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! use rolefit::ingest::{Limits, read};
//! use rolefit::pool::store::{DocumentKey, Store};
//! use rolefit::pool::{ContentHash, Lock};
//! let (bytes, limits) = (b"Ana sold pens to forty key accounts in Lyon", Limits::default());
//! let lock = Lock::try_take(folder.path()).unwrap().expect("no other process has it");
//! let store = Store::open(folder.path(), lock);
//! let source = DocumentKey::new(ContentHash::of(bytes), Some("ana.txt"), &limits);
//! assert!(store.document(&source).is_none());
//! store.keep_document(&source, &read(bytes, Some("ana.txt"), &limits));
//! store.close();
//!
//! let lock = Lock::try_take(folder.path()).unwrap().expect("the first store is closed");
//! let store = Store::open(folder.path(), lock);
//! assert!(store.document(&source).unwrap().unwrap().text.starts_with("Ana sold pens"));
//! ```

mod contact;
mod database;
mod directory;
mod key;
mod people;
mod record;
mod rewrite;
mod snapshot;
#[cfg(test)]
mod sources;
mod stats;
mod table;
#[cfg(test)]
mod tests;
mod verify;
mod version;
mod writer;

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::{ContentHash, Lock};
use crate::candidate::PersonKeys;
use crate::profile::Profile;
use crate::score::Assessment;
use rolefit_document::{Document, Problem};

pub use database::Troubles;
pub use key::{DocumentKey, VerdictKey};
pub use people::{Matches, People, PersonFile};
pub use snapshot::FileSnapshot;
pub use stats::{Count, Stats};
pub use table::Table;

use contact::PersonHashes;
use database::Database;
use snapshot::LocationRecord;
use writer::{Entry, Writer};

/// Most bytes of an assessment that is stored. One of five roles takes a tenth of this. For a catalog of hundreds of
/// roles assessments would take a megabyte per resume, and judging again is cheaper than so much disk.
const LARGEST_ASSESSMENT: usize = 64 << 10;

/// An open store. Dropping it writes all pending records.
#[derive(Debug)]
pub struct Store {
    // Dropped first, because it writes to the database.
    writer: Option<Writer>,
    database: Arc<Database>,
    _lock: Lock,
}

impl Store {
    /// Opens the store in `directory`, or creates one. A store that cannot be used is rebuilt, or stores nothing;
    /// [`Store::troubles`] says why.
    pub fn open(directory: &Path, lock: Lock) -> Store {
        let database = Arc::new(Database::open(directory));
        Store { writer: Some(Writer::start(&database)), database, _lock: lock }
    }

    /// Opens the store as [`Store::open`], but checks every page of the database, even if it is unchanged since the
    /// last run.
    pub fn open_checked(directory: &Path, lock: Lock) -> Store {
        directory::take_closed(directory);
        Store::open(directory, lock)
    }

    /// True if `directory` holds a store.
    pub fn is_in(directory: &Path) -> bool {
        directory.join(directory::DATABASE).is_file()
    }

    /// Returns the stored result of reading `source`.
    pub fn document(&self, source: &DocumentKey) -> Option<Result<Document, Problem>> {
        self.database.get(Table::Documents, &source.document_key())
    }

    /// Stores the result of reading `source`. A result that a limit of time or memory, or a crash, had part in is not
    /// stored, because reading might do better another time.
    pub fn keep_document(&self, source: &DocumentKey, document: &Result<Document, Problem>) {
        let problem = document.as_ref().map_or_else(Some, |document| document.problem.as_ref());
        if !problem.is_some_and(|problem| problem.code.may_be_chance()) {
            self.put(Table::Documents, source.document_key(), document, usize::MAX);
        }
    }

    /// Returns the stored profile of `source`.
    pub fn profile(&self, source: &DocumentKey, verdict_key: &VerdictKey) -> Option<Profile> {
        let profile = self.database.get(Table::Profiles, &verdict_key.profile_key(source))?;
        let person: Option<PersonHashes> = self.database.get(Table::Persons, &source.content.0);
        if person.is_none() {
            self.put_all(person_entry(source, &profile).into_iter().collect());
        }
        Some(profile)
    }

    /// Stores the profile of `source`, and the marks by which the person can be found.
    pub fn keep_profile(&self, source: &DocumentKey, verdict_key: &VerdictKey, profile: &Profile) {
        // One transaction writes both: a profile whose person is unknown could not be forgotten.
        let entry = entry(Table::Profiles, verdict_key.profile_key(source), profile);
        self.put_all(entry.into_iter().chain(person_entry(source, profile)).collect());
    }

    /// Returns the stored assessment of `source` as of the day `as_of`.
    pub fn assessment(&self, source: &DocumentKey, verdict_key: &VerdictKey, as_of: Date) -> Option<Assessment> {
        let key = verdict_key.assessment_key(source);
        let (day, assessment): (Date, Assessment) = self.database.get(Table::Assessments, &key)?;
        (day == as_of).then_some(assessment)
    }

    /// Stores the assessment of `source`, in the place of another day's. Very long assessments are not stored.
    pub fn keep_assessment(
        &self,
        source: &DocumentKey,
        verdict_key: &VerdictKey,
        as_of: Date,
        assessment: &Assessment,
    ) {
        self.put(Table::Assessments, verdict_key.assessment_key(source), &(as_of, assessment), LARGEST_ASSESSMENT);
    }

    /// Returns the content last seen in the file, if the file's fingerprint is still the same.
    pub fn content_at(&self, file: &FileSnapshot) -> Option<ContentHash> {
        let record: LocationRecord = self.database.get(Table::Places, &file.key())?;
        file.matches(&record).then_some(record.content)
    }

    /// Stores that `content` was seen in the file, under the candidate's `id`.
    pub fn keep_location(&self, file: &FileSnapshot, id: &str, content: ContentHash) {
        let record = file.record(id, content);
        let before: Option<LocationRecord> = self.database.get(Table::Places, &file.key());
        if before.as_ref() == Some(&record) {
            return;
        }
        // Older versions of the file count as the same file until `prune`. Forgetting a file forgets them too.
        let superseded = before
            .filter(|before| before.content != content)
            .and_then(|before| entry(Table::Places, file.superseded_key(before.content), &before.superseded()));
        self.put_all(superseded.into_iter().chain(entry(Table::Places, file.key(), &record)).collect());
    }

    /// Returns the problems met so far.
    pub fn troubles(&self) -> Troubles {
        self.database.troubles().clone()
    }

    /// Writes all pending records, closes the store, and returns the problems met.
    pub fn close(mut self) -> Troubles {
        self.finish();
        self.troubles()
    }

    fn put(&self, table: Table, key: Vec<u8>, value: &impl Serialize, most_bytes: usize) {
        let entry = entry(table, key, value).filter(|entry| entry.value.len() <= most_bytes);
        self.put_all(entry.into_iter().collect());
    }

    /// Queues entries that are written in one transaction.
    fn put_all(&self, entries: Vec<Entry>) {
        if let Some(writer) = self.writer.as_ref().filter(|_| !entries.is_empty()) {
            writer.put(entries);
        }
    }

    /// Waits until all pending records are written, and closes the database.
    fn finish(&mut self) {
        drop(self.writer.take());
        self.database.close();
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Returns the entry that holds the person's marks in `profile`.
fn person_entry(source: &DocumentKey, profile: &Profile) -> Option<Entry> {
    entry(Table::Persons, source.content.0.to_vec(), &PersonHashes::of(&PersonKeys::of(profile)))
}

fn entry(table: Table, key: Vec<u8>, value: &impl Serialize) -> Option<Entry> {
    record::seal(table, &key, value).map(|value| Entry { table, key, value })
}
