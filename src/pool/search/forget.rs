//! Removes resumes from an index so that no byte of them is left in the directory.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Term;
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::resume::{FileState, Resume};
use super::schema::schema;
use super::writer::WRITER_BYTES;
use super::{directory, fingerprints, index};
use crate::pool::fault::guarded;
use crate::pool::{ContentHash, Fault, Lock, Rewritten};

/// The result of removing resumes from an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Forgotten {
    /// Some resumes were removed.
    Resumes(Rewritten),
    /// The index could not be used and was removed as a whole; the reason in words.
    Everything(String),
}

/// Removes the texts that a killed run left in the index in `directory`. No search finds them, so nobody else would.
///
/// # Errors
/// [`Fault::Missing`] if there is no index, [`Fault::Damaged`] if its list of segments is not the one that was written,
/// [`Fault::Failed`] if a file cannot be removed.
pub fn sweep(directory: &Path, _lock: Lock) -> Result<(), Fault> {
    guarded(|| directory::sweep(directory))
}

/// Removes every resume of `contents` from the index in `directory`, and all bytes of resumes that were dropped
/// earlier. An index that is damaged or of another version is removed as a whole, because nobody can tell whose resumes
/// it holds.
///
/// # Errors
/// [`Fault::Failed`] if the index cannot be written, [`Fault::Missing`] if there is none.
pub fn forget(directory: &Path, lock: Lock, contents: &BTreeSet<ContentHash>) -> Result<Forgotten, Fault> {
    let fields = schema().1;
    remove_matching(directory, lock, |resume| {
        is_of(resume, contents).then(|| Term::from_field_text(fields.content, &resume.document.content))
    })
}

/// Removes every resume whose file no longer exists, or has changed since it was indexed if its content is in `gone`:
/// the contents that exist nowhere any more. Otherwise as [`forget`].
///
/// # Errors
/// As [`forget`].
pub fn prune(directory: &Path, lock: Lock, gone: &BTreeSet<ContentHash>) -> Result<Forgotten, Fault> {
    let fields = schema().1;
    remove_matching(directory, lock, |resume| {
        let is_gone = match resume.file_state() {
            FileState::Same => false,
            FileState::Changed => is_of(resume, gone),
            FileState::Gone => resume.location.is_gone(),
        };
        is_gone.then(|| Term::from_field_text(fields.place, &resume.location.path()))
    })
}

/// True if the resume has one of these contents.
fn is_of(resume: &Resume, contents: &BTreeSet<ContentHash>) -> bool {
    ContentHash::parse(&resume.document.content).is_some_and(|content| contents.contains(&content))
}

/// Rewrites the index without the documents that have the term returned by `term_of` for some resume.
fn remove_matching(
    directory: &Path,
    _lock: Lock,
    term_of: impl Fn(&Resume) -> Option<Term>,
) -> Result<Forgotten, Fault> {
    match guarded(|| rewrite(directory, term_of)) {
        Err(fault) if fault.needs_rebuild() => {
            directory::empty(directory)?;
            Ok(Forgotten::Everything(fault.of_index()))
        }
        outcome => outcome.map(Forgotten::Resumes),
    }
}

fn rewrite(directory: &Path, term_of: impl Fn(&Resume) -> Option<Term>) -> Result<Rewritten, Fault> {
    let index = directory::open_checked(directory)?;
    let bytes_before = directory::bytes(directory)?;
    directory::sweep(directory)?;
    let (searcher, fields) = (directory::searcher(&index)?, schema().1);
    let terms = index::addresses(&searcher).map(|address| Ok(term_of(&index::read(&searcher, &fields, address)?)));
    let terms = terms.collect::<Result<Vec<Option<Term>>, Fault>>()?;
    drop(searcher);
    fingerprints::remove(directory)?;
    let count =
        |index: &Index| Ok::<_, Fault>(usize::try_from(directory::searcher(index)?.num_docs()).unwrap_or(usize::MAX));
    let before = count(&index)?;
    let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, WRITER_BYTES)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for term in terms.into_iter().flatten() {
        writer.delete_term(term);
    }
    writer.commit()?;
    // A segment keeps the bytes of deleted documents. Merging it with nothing else writes a new segment without them.
    for segment in index.searchable_segment_metas()?.iter().filter(|segment| segment.has_deletes()) {
        writer.merge(&[segment.id()]).wait()?;
    }
    writer.commit()?;
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    let kept = count(&index)?;
    fingerprints::record(directory)?;
    let bytes_after = directory::bytes(directory)?;
    Ok(Rewritten { kept, removed: before.saturating_sub(kept), bytes_before, bytes_after })
}
