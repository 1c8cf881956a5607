//! Counts of a rewrite, which removes records for good.

use serde::Serialize;

/// Counts of a store or index that was written anew without some of its records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rewritten {
    /// Records of the store, or resumes of the index, that stayed.
    pub kept: usize,
    /// Records or resumes that were removed.
    pub removed: usize,
    /// Bytes on the disk before.
    pub bytes_before: u64,
    /// Bytes on the disk after.
    pub bytes_after: u64,
}
