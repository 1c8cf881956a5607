//! Writes the index: adds new resumes and removes those that are gone.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use tantivy::IndexWriter;
use tantivy::schema::{TantivyDocument, Term};

use super::facts::Recogniser;
use super::resume_file::ResumeFile;
use super::schema::schema;
use super::snapshot::IndexSnapshot;
use super::{directory, fingerprints};
use crate::pool::fault::guarded;
use crate::pool::{Fault, Lock};

/// Memory of the writing thread: about 5,000 resumes. One thread keeps up with the threads that read files, and gives
/// the same index whatever their number.
pub(super) const WRITER_BYTES: usize = 100_000_000;

/// Resumes per commit. A killed run loses at most so many.
const COMMIT_EVERY: usize = 5_000;

/// A resume that is ready to be written.
pub struct PreparedResume(pub(super) TantivyDocument);

/// An index that is being written. Dropped before [`Writer::finish`], it loses what was put since the last commit.
pub struct Writer<'a> {
    // Dropped before the lock.
    writer: IndexWriter,
    snapshot: IndexSnapshot<'a>,
    directory: PathBuf,
    /// Hashes of the paths of resumes that the run saw.
    seen: FxHashSet<blake3::Hash>,
    /// Paths whose resumes stay, seen or not.
    kept: Vec<String>,
    uncommitted: usize,
    rebuilt: Option<Fault>,
    _lock: Lock,
}

impl<'a> Writer<'a> {
    /// Opens the index in `directory`, or creates one. An index that is damaged or of another version is replaced by an
    /// empty one, and [`Writer::rebuilt`] says why.
    ///
    /// # Errors
    /// [`Fault::Failed`] if the directory cannot be written.
    pub fn open(directory: &Path, lock: Lock, recogniser: &'a Recogniser) -> Result<Writer<'a>, Fault> {
        let opened = guarded(|| directory::open_checked(directory));
        let (index, rebuilt) = match opened {
            Err(Fault::Missing) => (directory::create(directory)?, None),
            Err(fault) if fault.needs_rebuild() => (directory::create(directory)?, Some(fault)),
            opened => (opened?, None),
        };
        // A run that is killed leaves no fingerprints, so that the next search checks every byte.
        fingerprints::remove(directory)?;
        let (writer, searcher) =
            guarded(|| Ok((index.writer_with_num_threads(1, WRITER_BYTES)?, directory::searcher(&index)?)))?;
        Ok(Writer {
            writer,
            snapshot: IndexSnapshot::new(searcher, schema().1, recogniser),
            directory: directory.to_owned(),
            seen: FxHashSet::default(),
            kept: Vec::new(),
            uncommitted: 0,
            rebuilt,
            _lock: lock,
        })
    }

    /// The reason why the earlier index was replaced by an empty one.
    pub fn rebuilt(&self) -> Option<&Fault> {
        self.rebuilt.as_ref()
    }

    /// The index as it was when it was opened.
    pub fn snapshot(&self) -> IndexSnapshot<'a> {
        self.snapshot.clone()
    }

    /// Adds a resume, and removes the resume that was indexed from the same place.
    ///
    /// # Errors
    /// [`Fault::Failed`] if the index cannot be written.
    pub fn put(&mut self, file: &ResumeFile, resume: PreparedResume) -> Result<(), Fault> {
        self.mark_seen(file);
        self.remove_at(&file.location.path());
        self.writer.add_document(resume.0)?;
        self.uncommitted += 1;
        if self.uncommitted >= COMMIT_EVERY {
            self.writer.commit()?;
            self.uncommitted = 0;
        }
        Ok(())
    }

    /// Marks a resume of the index as seen, so that [`Writer::remove_unseen`] keeps it.
    pub fn mark_seen(&mut self, file: &ResumeFile) {
        self.seen.insert(blake3::hash(file.location.path().as_bytes()));
    }

    /// Keeps all resumes at `path` and below it, seen or not.
    pub fn keep_below(&mut self, path: &str) {
        self.kept.push(path.to_owned());
    }

    /// Removes all resumes at `root` and below it that were not seen, and returns their number.
    ///
    /// # Errors
    /// [`Fault::Damaged`] or [`Fault::Outdated`] if the index turns out to be.
    pub fn remove_unseen(&mut self, root: &str) -> Result<usize, Fault> {
        let paths = self.snapshot.paths_below(root)?;
        let is_below = |path: &str, top: &String| {
            path.strip_prefix(top.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let stays = |path: &String| {
            self.seen.contains(&blake3::hash(path.as_bytes())) || self.kept.iter().any(|top| is_below(path, top))
        };
        let gone: Vec<&String> = paths.iter().filter(|path| !stays(path)).collect();
        gone.iter().for_each(|path| self.remove_at(path));
        Ok(gone.len())
    }

    /// Commits everything and returns the number of resumes in the index.
    ///
    /// # Errors
    /// [`Fault::Failed`] if the index cannot be written.
    pub fn finish(mut self) -> Result<usize, Fault> {
        self.writer.commit()?;
        let index = self.writer.index().clone();
        self.writer.wait_merging_threads()?;
        fingerprints::record(&self.directory)?;
        Ok(usize::try_from(directory::searcher(&index)?.num_docs()).unwrap_or(usize::MAX))
    }

    fn remove_at(&self, path: &str) {
        self.writer.delete_term(Term::from_field_text(self.snapshot.fields.place, path));
    }
}
