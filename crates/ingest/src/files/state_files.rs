//! Which files are rolefit's own: those that stores and search indexes are kept in, among resumes or elsewhere.

use std::path::Path;

/// The file that is locked. Files of the names below are ours where it stands beside them; all else there is somebody's.
pub const LOCK: &str = "rolefit.lock";

/// The database of a store.
pub const DATABASE: &str = "store.redb";
/// What the database is written into before it takes the other's place.
pub const REWRITTEN: &str = "store.redb.new";
/// Size and time of the database when it was last closed.
pub const CLOSED: &str = "closed";

/// What Tantivy keeps the list of segments in; without it there is no index.
pub const META: &str = "meta.json";
/// What Tantivy keeps the list of its files in.
const MANAGED: &str = ".managed.json";
/// How the files of an index looked when it was last written.
pub const LOOKS: &str = "looks";
/// How the names of Tantivy's own locks begin.
const TANTIVY_LOCK: &str = ".tantivy-";
/// Digits of a segment's name.
const SEGMENT_DIGITS: usize = 32;

/// Whether the file at `path` is of a store or an index.
pub(super) fn is_ours(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let is_named = [LOCK, DATABASE, REWRITTEN, CLOSED].contains(&name) || is_of_index(name);
    is_named && path.with_file_name(LOCK).is_file()
}

/// Whether an index has files of this name: lists, locks, and segments, whose names are hashes.
pub fn is_of_index(name: &str) -> bool {
    let is_segment = name.split_once('.').is_some_and(|(segment, _)| {
        segment.len() == SEGMENT_DIGITS && segment.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    is_segment || name.starts_with(TANTIVY_LOCK) || [META, MANAGED, LOOKS].contains(&name)
}
