//! Removes resumes so that no byte of them is left in the folder.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Term;
use tantivy::{Index, IndexWriter, TantivyDocument};

use super::fault::{Fault, guarded};
use super::resume::{Resume, Since};
use super::schema::schema;
use super::writer::WRITER_BYTES;
use super::{folder, looks, pool};
use crate::pool::private::{self, Lock, Rewritten};

/// What became of an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Forgotten {
    /// Resumes were removed.
    Resumes(Rewritten),
    /// It could not be used, and all of it was; in words, why.
    Everything(String),
}

/// Removes what a killed run left in the index in `folder`: text that no search finds.
///
/// # Errors
/// [`Fault::Missing`] if there is no index, [`Fault::Damaged`] if it does not tell what belongs to it, [`Fault::Failed`] if
/// something cannot be removed.
pub fn sweep(folder: &Path, _lock: Lock) -> Result<(), Fault> {
    guarded(|| folder::sweep(folder))
}

/// Removes every resume whose bytes have one of the hashes in `contents` (`blake3:…`) from the index in `folder`, and with them the
/// bytes of all that was dropped before. Of an index that is damaged, or of another version, nothing is left: whose resumes it
/// holds cannot be said.
///
/// # Errors
/// [`Fault::Failed`] if the index cannot be written, [`Fault::Missing`] if there is none: then there is nothing to forget.
pub fn forget(folder: &Path, lock: Lock, contents: &BTreeSet<String>) -> Result<Forgotten, Fault> {
    let fields = schema().1;
    without(folder, lock, |resume| {
        let content = &resume.document.content;
        contents.contains(content).then(|| Term::from_field_text(fields.content, content))
    })
}

/// As [`forget`], for every resume whose file is gone, or has changed since it was indexed from one of `contents`, which are
/// nowhere any more.
///
/// # Errors
/// As [`forget`].
pub fn prune(folder: &Path, lock: Lock, contents: &BTreeSet<String>) -> Result<Forgotten, Fault> {
    let fields = schema().1;
    without(folder, lock, |resume| {
        let is_gone = match resume.since() {
            Since::Same => false,
            Since::Changed => contents.contains(&resume.document.content),
            Since::Gone => private::is_gone(&resume.file()),
        };
        is_gone.then(|| Term::from_field_text(fields.place, &resume.place))
    })
}

/// Writes the index anew without what has one of the terms that `which` gives for its resumes.
fn without(folder: &Path, _lock: Lock, which: impl Fn(&Resume) -> Option<Term>) -> Result<Forgotten, Fault> {
    match guarded(|| removed(folder, which)) {
        Err(fault @ (Fault::Damaged | Fault::Outdated)) => {
            folder::empty(folder)?;
            Ok(Forgotten::Everything(fault.to_string()))
        }
        outcome => outcome.map(Forgotten::Resumes),
    }
}

fn removed(folder: &Path, which: impl Fn(&Resume) -> Option<Term>) -> Result<Rewritten, Fault> {
    let index = folder::open_closely(folder)?;
    let bytes_before = folder::bytes(folder)?;
    folder::sweep(folder)?;
    let (searcher, fields) = (index.reader()?.searcher(), schema().1);
    let terms = pool::addresses(&searcher).map(|address| Ok(which(&pool::read(&searcher, &fields, address)?)));
    let terms = terms.collect::<Result<Vec<Option<Term>>, Fault>>()?;
    drop(searcher);
    looks::forget(folder)?;
    let count =
        |index: &Index| Ok::<_, Fault>(usize::try_from(index.reader()?.searcher().num_docs()).unwrap_or(usize::MAX));
    let before = count(&index)?;
    let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, WRITER_BYTES)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for term in terms.into_iter().flatten() {
        writer.delete_term(term);
    }
    writer.commit()?;
    // Deleted documents lie on in their segments; what is written anew is without them.
    for segment in index.searchable_segment_metas()?.iter().filter(|segment| segment.has_deletes()) {
        writer.merge(&[segment.id()]).wait()?;
    }
    writer.commit()?;
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    let kept = count(&index)?;
    looks::note(folder)?;
    Ok(Rewritten { kept, removed: before.saturating_sub(kept), bytes_before, bytes_after: folder::bytes(folder)? })
}
