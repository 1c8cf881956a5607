//! Writes the index: takes in what is new, and drops what is gone.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use tantivy::schema::{TantivyDocument, Term};
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher};

use super::before::Before;
use super::facts::Recogniser;
use super::fault::{Fault, guarded};
use super::schema::schema;
use super::sighting::Sighting;
use super::{folder, looks};
use crate::pool::private::Lock;

/// Memory of the one thread that writes: about 5,000 resumes. One is enough beside threads that read files, and leaves the same
/// index whatever their number.
pub(super) const WRITER_BYTES: usize = 100_000_000;

/// Resumes a commit: what is lost at most when the run is killed.
const COMMIT_EVERY: usize = 5_000;

/// A resume made ready for the index.
pub struct Entry(pub(super) TantivyDocument);

/// An index that is written. What was put since the last commit is lost when it is dropped before [`Writer::finish`].
pub struct Writer<'a> {
    // Dropped before the lock is.
    writer: IndexWriter,
    before: Before<'a>,
    folder: PathBuf,
    /// Hashes of places that were seen.
    seen: FxHashSet<blake3::Hash>,
    /// Places that stay with all that they hold.
    kept: Vec<String>,
    waiting: usize,
    unusable: Option<Fault>,
    _lock: Lock,
}

impl<'a> Writer<'a> {
    /// Opens the index in `folder`, or begins one. One that is damaged, or of another version, is begun anew, and
    /// [`Writer::was_unusable`] says so.
    ///
    /// # Errors
    /// [`Fault::Failed`] if the folder cannot be written.
    pub fn open(folder: &Path, lock: Lock, recogniser: &'a Recogniser) -> Result<Writer<'a>, Fault> {
        let opened = guarded(|| folder::open_closely(folder));
        let (index, unusable) = match opened {
            Err(Fault::Missing) => (folder::begin(folder)?, None),
            Err(fault @ (Fault::Damaged | Fault::Outdated)) => (folder::begin(folder)?, Some(fault)),
            opened => (opened?, None),
        };
        // Whoever is killed leaves no note, and the next search reads every byte.
        looks::forget(folder)?;
        let (writer, searcher) = guarded(|| Ok((index.writer_with_num_threads(1, WRITER_BYTES)?, searcher(&index)?)))?;
        Ok(Writer {
            writer,
            before: Before::new(searcher, schema().1, recogniser),
            folder: folder.to_owned(),
            seen: FxHashSet::default(),
            kept: Vec::new(),
            waiting: 0,
            unusable,
            _lock: lock,
        })
    }

    /// Why an index that was there could not be used.
    pub fn was_unusable(&self) -> Option<&Fault> {
        self.unusable.as_ref()
    }

    /// The index as it was when it was opened.
    pub fn before(&self) -> Before<'a> {
        self.before.clone()
    }

    /// Puts a resume into the place of what was there.
    ///
    /// # Errors
    /// [`Fault::Failed`] if the index cannot be written.
    pub fn put(&mut self, sighting: &Sighting, entry: Entry) -> Result<(), Fault> {
        self.saw(sighting);
        self.drop_at(&sighting.place);
        self.writer.add_document(entry.0)?;
        self.waiting += 1;
        if self.waiting >= COMMIT_EVERY {
            self.writer.commit()?;
            self.waiting = 0;
        }
        Ok(())
    }

    /// Notes that the resume is where the index knows it.
    pub fn saw(&mut self, sighting: &Sighting) {
        self.seen.insert(blake3::hash(sighting.place.as_bytes()));
    }

    /// Drops what was known at and below `root` and was not seen; says how many resumes that are.
    ///
    /// # Errors
    /// [`Fault::Damaged`] or [`Fault::Outdated`] if the index turns out to be.
    pub fn drop_unseen(&mut self, root: &str) -> Result<usize, Fault> {
        let places = self.before.places(root)?;
        let is_below = |place: &str, top: &String| {
            place.strip_prefix(top.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_seen = |place: &String| {
            self.seen.contains(&blake3::hash(place.as_bytes())) || self.kept.iter().any(|top| is_below(place, top))
        };
        let gone: Vec<&String> = places.iter().filter(|place| !is_seen(place)).collect();
        gone.iter().for_each(|place| self.drop_at(place));
        Ok(gone.len())
    }

    /// Makes everything lasting, and says how many resumes there are now.
    ///
    /// # Errors
    /// [`Fault::Failed`] if the index cannot be written.
    pub fn finish(mut self) -> Result<usize, Fault> {
        self.writer.commit()?;
        let index = self.writer.index().clone();
        self.writer.wait_merging_threads()?;
        looks::note(&self.folder)?;
        Ok(usize::try_from(searcher(&index)?.num_docs()).unwrap_or(usize::MAX))
    }

    /// Keeps what stands at `place` and below it, though it was not seen.
    pub fn keep_below(&mut self, place: &str) {
        self.kept.push(place.to_owned());
    }

    fn drop_at(&self, place: &str) {
        self.writer.delete_term(Term::from_field_text(self.before.fields.place, place));
    }
}

fn searcher(index: &Index) -> Result<Searcher, Fault> {
    let reader: tantivy::IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(reader.searcher())
}
