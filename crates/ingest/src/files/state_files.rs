//! The names of the files in which stores and search indexes are kept. Walking ignores these files, so that a store may
//! be in a directory of resumes.

use std::path::Path;

/// The lock file of a store or index. The names below mean a state file only in a directory that has a lock file:
/// elsewhere, `closed` or `meta.json` may belong to the user.
pub const LOCK: &str = "rolefit.lock";

/// The database of a store.
pub const DATABASE: &str = "store.redb";
/// The new database, written here before it replaces the old one.
pub const NEW_DATABASE: &str = "store.redb.new";
/// Size and modification time of the database when it was last closed.
pub const DATABASE_FINGERPRINT: &str = "closed";

/// Tantivy's list of segments. Without this file there is no index.
pub const META: &str = "meta.json";
/// Tantivy's list of all its files.
const MANAGED: &str = ".managed.json";
/// Size and modification time of each file of an index when the index was last written.
pub const INDEX_FINGERPRINTS: &str = "looks";
/// The prefix of Tantivy's own lock files.
const TANTIVY_LOCK_PREFIX: &str = ".tantivy-";
/// The number of hexadecimal digits in the name of a segment.
const SEGMENT_DIGITS: usize = 32;

/// True if the file at `path` belongs to a store or an index.
pub(super) fn is_state_file(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let is_named = [LOCK, DATABASE, NEW_DATABASE, DATABASE_FINGERPRINT].contains(&name) || is_index_file(name);
    is_named && path.with_file_name(LOCK).is_file()
}

/// True if an index has files of this name: lists, Tantivy's locks, and segments, whose names are hashes.
pub fn is_index_file(name: &str) -> bool {
    let is_segment = name.split_once('.').is_some_and(|(segment, _)| {
        segment.len() == SEGMENT_DIGITS && segment.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    is_segment || name.starts_with(TANTIVY_LOCK_PREFIX) || [META, MANAGED, INDEX_FINGERPRINTS].contains(&name)
}
