//! Where a file was last seen and how it looked there: whoever trusts that need not read it again.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::key::Content;
use crate::pool::private;
use rolefit_ingest::{escape_path, unescape_path};

/// A file that was changed less than this before it was looked at may be changed again without looking any different: file
/// systems count in steps of up to two seconds.
const SETTLED_AFTER: Duration = Duration::from_secs(2);

/// A file, or what stands in one, as it looks now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    path: PathBuf,
    /// `/` and the path in the file, or nothing.
    inside: String,
    stamp: Option<Stamp>,
    is_settled: bool,
}

/// How a file looks from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    bytes: u64,
    /// Since 1970.
    modified: Duration,
    /// Where the system tells: when its entry was last changed, in seconds and nanoseconds, and its number.
    entry: Option<(i64, i64, u64)>,
}

/// Where a resume was seen, and by what name; both as ids are written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Whereabouts {
    /// The candidate's id in the run that saw it.
    pub id: String,
    /// The absolute path of the file that it is, or stands in.
    pub file: String,
    /// `/` and its path in that file; nothing if it is the file.
    pub inside: String,
}

/// What was found at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub at: Whereabouts,
    pub content: Content,
    /// Whether another content was found there since.
    pub is_superseded: bool,
    stamp: Option<Stamp>,
}

impl Place {
    /// Looks at the regular file at `path`, which may be a link only with `follows_link`.
    pub fn of(path: &Path, follows_link: bool) -> Option<Place> {
        let now = SystemTime::now();
        let metadata = if follows_link { fs::metadata(path) } else { fs::symlink_metadata(path) };
        let metadata = metadata.ok().filter(Metadata::is_file)?;
        let stamp = Stamp::of(&metadata);
        let age = stamp.as_ref().and_then(|stamp| now.duration_since(UNIX_EPOCH.checked_add(stamp.modified)?).ok());
        let path = std::path::absolute(path).ok()?;
        Some(Place { path, inside: String::new(), stamp, is_settled: age.is_some_and(|age| age >= SETTLED_AFTER) })
    }

    /// What stands in this file under the name `inside`.
    pub fn inside(&self, inside: &str) -> Place {
        Place { path: self.path.clone(), inside: format!("/{inside}"), stamp: None, is_settled: false }
    }

    /// What is remembered of it, by the candidate's `id`; never the looks of what may change without looking different.
    pub(super) fn seen(&self, id: &str, content: Content) -> Seen {
        let stamp = self.stamp.clone().filter(|_| self.is_settled);
        let at = Whereabouts { id: id.to_owned(), file: escape_path(&self.path), inside: self.inside.clone() };
        Seen { at, content, is_superseded: false, stamp }
    }

    /// Whether it looks as it did when it was seen.
    pub(super) fn is_as(&self, seen: &Seen) -> bool {
        self.stamp.is_some() && self.stamp == seen.stamp
    }

    /// The key of its record: a path may be long, and is one person's matter.
    pub(super) fn key(&self) -> Vec<u8> {
        self.hasher().finalize().as_bytes().to_vec()
    }

    /// The key of the record of what was found there before.
    pub(super) fn key_of_superseded(&self, content: Content) -> Vec<u8> {
        self.hasher().update(&content.0).finalize().as_bytes().to_vec()
    }

    fn hasher(&self) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.path.as_os_str().as_encoded_bytes()).update(self.inside.as_bytes());
        hasher
    }
}

impl Whereabouts {
    /// The whole path.
    pub fn path(&self) -> String {
        format!("{}{}", self.file, self.inside)
    }

    /// The path of what the candidate's id `id` named in the run that saw it: the resume, or a package around it.
    pub(super) fn of_id(&self, id: &str) -> Option<String> {
        self.part(&self.id, |part| part == id)
    }

    /// The path of what `is_meant` is true of: the resume's, or that of a package around it.
    pub(super) fn of_path(&self, is_meant: impl Fn(&str) -> bool) -> Option<String> {
        self.part(&self.path(), is_meant)
    }

    /// Where `name`, which ends in the path inside the file, or a part of it that names the file or a package in it, is meant.
    fn part(&self, name: &str, is_meant: impl Fn(&str) -> bool) -> Option<String> {
        let file = name.len().checked_sub(self.inside.len())?;
        let slashes = name.rmatch_indices('/').map(|(at, _)| at).take_while(|at| *at >= file);
        let mut ends = std::iter::once(name.len()).chain(slashes);
        let end = ends.find(|end| name.get(..*end).is_some_and(&is_meant))?;
        let path = self.path();
        path.get(..path.len().checked_sub(name.len() - end)?).map(str::to_owned)
    }
}

impl Seen {
    /// What is remembered of it once another content is found there.
    pub fn superseded(self) -> Seen {
        Seen { is_superseded: true, stamp: None, ..self }
    }

    /// Whether it may still be there: nothing else was found since, and the file it was, or was in, is still there.
    pub fn is_there(&self) -> bool {
        !self.is_superseded && !private::is_gone(&unescape_path(&self.at.file))
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Option<Stamp> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        #[cfg(unix)]
        let entry = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.ctime(), metadata.ctime_nsec(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let entry = None;
        Some(Stamp { bytes: metadata.len(), modified, entry })
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

    #[test]
    fn a_changed_file_looks_different_and_a_fresh_one_is_not_trusted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ana.txt");
        fs::write(&path, "Ana").unwrap();
        let place = Place::of(&path, false).unwrap();
        assert!(!place.is_as(&place.seen("ana.txt", Content::of(b"Ana"))), "just written");
        aged(&path, 60);
        let seen = Place::of(&path, false).unwrap().seen("ana.txt", Content::of(b"Ana"));
        assert!(Place::of(&path, false).unwrap().is_as(&seen));
        aged(&path, 30);
        assert!(!Place::of(&path, false).unwrap().is_as(&seen));
    }

    #[cfg(unix)]
    #[test]
    fn a_change_that_puts_size_and_time_back_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ana.txt");
        fs::write(&path, "Ana").unwrap();
        aged(&path, 60);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let seen = Place::of(&path, false).unwrap().seen("ana.txt", Content::of(b"Ana"));
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&path, "Ben").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        assert!(!Place::of(&path, false).unwrap().is_as(&seen));
    }

    #[test]
    fn what_stands_in_a_file_is_there_as_long_as_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.zip");
        fs::write(&path, "").unwrap();
        let seen =
            Place::of(&path, false).unwrap().inside("2026/ana.txt").seen("all.zip/2026/ana.txt", Content::of(b"Ana"));
        assert!(seen.is_there());
        fs::remove_file(&path).unwrap();
        assert!(!seen.is_there());
    }

    #[test]
    fn a_resume_is_named_by_its_id_its_path_and_the_packages_around_it() {
        let at = Whereabouts {
            id: "2:all.zip/b.zip/ana.txt".into(),
            file: "/resumes/all.zip".into(),
            inside: "/b.zip/ana.txt".into(),
        };
        let by_id = |id: &str| at.of_id(id);
        assert_eq!(by_id("2:all.zip/b.zip/ana.txt").as_deref(), Some("/resumes/all.zip/b.zip/ana.txt"));
        assert_eq!(by_id("2:all.zip/b.zip").as_deref(), Some("/resumes/all.zip/b.zip"));
        assert_eq!(by_id("2:all.zip").as_deref(), Some("/resumes/all.zip"));
        assert_eq!([by_id("2:"), by_id("all.zip"), by_id("")], [None, None, None]);
        let ends = |end: &str| at.of_path(|path| Path::new(path).ends_with(end));
        assert_eq!(ends("all.zip").as_deref(), Some("/resumes/all.zip"));
        assert_eq!(ends("ana.txt").as_deref(), Some("/resumes/all.zip/b.zip/ana.txt"));
        assert_eq!(ends("resumes"), None, "a folder is no package");
    }
}
