//! Forgets resumes so that no byte of them is left in the folder.

use std::collections::BTreeSet;
use std::path::Path;

use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Term;
use tantivy::{IndexWriter, TantivyDocument};

use super::fault::{Fault, guarded};
use super::schema::schema;
use super::writer::WRITER_BYTES;
use super::{folder, looks};
use crate::private::Lock;

/// What became of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// So many resumes were removed.
    Resumes(usize),
    /// It was damaged, and all of it was.
    Everything,
}

/// Removes every resume whose bytes have one of the hashes in `contents` (`blake3:…`) from the index in `folder`, and with them the
/// bytes of all that was dropped before. Of an index that is damaged nothing is left.
///
/// # Errors
/// [`Fault::Failed`] if the index cannot be written, [`Fault::Missing`] if there is none: then there is nothing to forget.
pub fn forget(folder: &Path, _lock: Lock, contents: &BTreeSet<String>) -> Result<Forgotten, Fault> {
    match guarded(|| removed(folder, contents)) {
        Err(Fault::Damaged) => {
            folder::empty(folder)?;
            Ok(Forgotten::Everything)
        }
        outcome => outcome.map(Forgotten::Resumes),
    }
}

fn removed(folder: &Path, contents: &BTreeSet<String>) -> Result<usize, Fault> {
    let index = folder::open_closely(folder)?;
    looks::forget(folder)?;
    let (_, fields) = schema();
    let count = |index: &tantivy::Index| Ok::<_, Fault>(index.reader()?.searcher().num_docs());
    let before = count(&index)?;
    let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, WRITER_BYTES)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for content in contents {
        writer.delete_term(Term::from_field_text(fields.content, content));
    }
    writer.commit()?;
    // Deleted documents lie on in their segments; what is written anew is without them.
    for segment in index.searchable_segment_metas()?.iter().filter(|segment| segment.has_deletes()) {
        writer.merge(&[segment.id()]).wait()?;
    }
    writer.commit()?;
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    let left = count(&index)?;
    looks::note(folder)?;
    Ok(usize::try_from(before.saturating_sub(left)).unwrap_or(usize::MAX))
}
