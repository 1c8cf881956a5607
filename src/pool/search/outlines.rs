//! Reads the outlines of resumes from an index.
//!
//! Outlines are most of what close bounds read, in places all over large files. Mapped pages count as memory of the
//! process until the mapping ends, so the files are mapped anew for each batch of resumes.

use std::path::{Path, PathBuf};

use tantivy::columnar::{Column, ColumnarReader};
use tantivy::index::SegmentId;
use tantivy::{Directory, Index};

use super::schema::OUTLINE;

/// The extension of the files in which an index keeps its columns.
const COLUMNS: &str = "fast";

/// The outlines of an index, in files that are mapped while a column is in use.
pub(super) struct Outlines(Index);

impl Outlines {
    /// Opens the index in `directory` once more: an index keeps its own files mapped.
    pub(super) fn open(directory: &Path) -> tantivy::Result<Outlines> {
        Ok(Outlines(Index::open_in_dir(directory)?))
    }

    /// Returns the outlines of a segment; `None` if another run has just replaced the segment, or none has an outline.
    pub(super) fn of(&self, segment: SegmentId) -> Option<Column<u64>> {
        let file = PathBuf::from(segment.uuid_string()).with_extension(COLUMNS);
        let columns = ColumnarReader::open(self.0.directory().open_read(&file).ok()?).ok()?;
        columns.read_columns(OUTLINE).ok()?.first()?.open_u64_lenient().ok()?
    }
}
