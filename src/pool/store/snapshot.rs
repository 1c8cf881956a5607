//! Snapshots of files: while a file's fingerprint stays the same, a run may trust it and need not read the file again.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rolefit_ingest::escape_path;
use serde::{Deserialize, Serialize};

use crate::pool::{ContentHash, Fingerprint, Location};

/// The age from which a fingerprint is trusted. File systems count in steps of up to two seconds, so a younger file may
/// change again and keep its modification time.
const SETTLED_AFTER: Duration = Duration::from_secs(2);

/// A file, or a resume inside a file, and its fingerprint at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSnapshot {
    path: PathBuf,
    /// `/` and the path inside the file, or empty.
    inside: String,
    fingerprint: Option<StrictFingerprint>,
    is_settled: bool,
}

/// A fingerprint that also changes when somebody restores a file's size and modification time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct StrictFingerprint {
    file: Fingerprint,
    /// On Unix, the time of the inode's last change in seconds and nanoseconds, and the inode's number.
    inode: Option<(i64, i64, u64)>,
}

/// The record of a location: the content that was seen there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LocationRecord {
    pub location: Location,
    pub content: ContentHash,
    /// True if another content was seen there later.
    pub is_superseded: bool,
    fingerprint: Option<StrictFingerprint>,
}

impl FileSnapshot {
    /// Takes a snapshot of the regular file at `path`. A link counts as a file only if `follows_link`.
    pub fn of(path: &Path, follows_link: bool) -> Option<FileSnapshot> {
        let now = SystemTime::now();
        let metadata = if follows_link { fs::metadata(path) } else { fs::symlink_metadata(path) };
        let metadata = metadata.ok().filter(Metadata::is_file)?;
        let fingerprint = StrictFingerprint::of(&metadata);
        let modified = fingerprint.as_ref().and_then(|print| UNIX_EPOCH.checked_add(print.file.modified()));
        let age = modified.and_then(|modified| now.duration_since(modified).ok());
        let path = std::path::absolute(path).ok()?;
        let is_settled = age.is_some_and(|age| age >= SETTLED_AFTER);
        Some(FileSnapshot { path, inside: String::new(), fingerprint, is_settled })
    }

    /// Returns the snapshot of the resume at `inside` in this archive or message. It has no fingerprint of its own.
    pub fn inside(&self, inside: &str) -> FileSnapshot {
        FileSnapshot { path: self.path.clone(), inside: format!("/{inside}"), fingerprint: None, is_settled: false }
    }

    /// Returns the record to store. It leaves out a fingerprint that cannot be trusted yet.
    pub(super) fn record(&self, id: &str, content: ContentHash) -> LocationRecord {
        let fingerprint = self.fingerprint.clone().filter(|_| self.is_settled);
        let location = Location { id: id.to_owned(), file: escape_path(&self.path), inside: self.inside.clone() };
        LocationRecord { location, content, is_superseded: false, fingerprint }
    }

    /// True if the file has the fingerprint of the record.
    pub(super) fn matches(&self, record: &LocationRecord) -> bool {
        self.fingerprint.is_some() && self.fingerprint == record.fingerprint
    }

    /// The key of the record. It is a hash, because a path may be long and may hold a person's name.
    pub(super) fn key(&self) -> Vec<u8> {
        self.hasher().finalize().as_bytes().to_vec()
    }

    /// The key of the record of an older `content` at the same location.
    pub(super) fn superseded_key(&self, content: ContentHash) -> Vec<u8> {
        self.hasher().update(&content.0).finalize().as_bytes().to_vec()
    }

    fn hasher(&self) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.path.as_os_str().as_encoded_bytes()).update(self.inside.as_bytes());
        hasher
    }
}

impl LocationRecord {
    /// Returns the record to keep once another content was seen at the location.
    pub(super) fn superseded(self) -> LocationRecord {
        LocationRecord { is_superseded: true, fingerprint: None, ..self }
    }

    /// True if the content may still be there: nothing else was seen at the location since, and the file exists.
    pub(super) fn may_be_there(&self) -> bool {
        !self.is_superseded && !self.location.is_gone()
    }
}

impl StrictFingerprint {
    fn of(metadata: &Metadata) -> Option<StrictFingerprint> {
        #[cfg(unix)]
        let inode = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.ctime(), metadata.ctime_nsec(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let inode = None;
        Some(StrictFingerprint { file: Fingerprint::of(metadata)?, inode })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn aged(path: &Path, seconds: u64) {
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
    }

    fn snapshot(path: &Path) -> FileSnapshot {
        FileSnapshot::of(path, false).unwrap()
    }

    #[test]
    fn a_changed_file_looks_different_and_a_fresh_one_is_not_trusted() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ana.txt");
        fs::write(&path, "Ana").unwrap();
        let fresh = snapshot(&path);
        assert!(!fresh.matches(&fresh.record("ana.txt", ContentHash::of(b"Ana"))), "just written");
        aged(&path, 60);
        let record = snapshot(&path).record("ana.txt", ContentHash::of(b"Ana"));
        assert!(snapshot(&path).matches(&record));
        aged(&path, 30);
        assert!(!snapshot(&path).matches(&record));
    }

    #[cfg(unix)]
    #[test]
    fn a_change_that_puts_size_and_time_back_is_seen() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ana.txt");
        fs::write(&path, "Ana").unwrap();
        aged(&path, 60);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let record = snapshot(&path).record("ana.txt", ContentHash::of(b"Ana"));
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&path, "Ben").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        assert!(!snapshot(&path).matches(&record));
    }

    #[test]
    fn what_stands_in_a_file_is_there_as_long_as_the_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("all.zip");
        fs::write(&path, "").unwrap();
        let record = snapshot(&path).inside("2026/ana.txt").record("all.zip/2026/ana.txt", ContentHash::of(b"Ana"));
        assert!(record.may_be_there());
        fs::remove_file(&path).unwrap();
        assert!(!record.may_be_there());
    }
}
