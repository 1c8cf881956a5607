//! The location of a resume: its id, its file, and its path inside the file if that is an archive or a message.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rolefit_ingest::unescape_path;
use serde::{Deserialize, Serialize};

/// The place where a run saw a resume. All paths are escaped as ids are.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// The candidate's id in the run that saw the resume.
    pub id: String,
    /// The absolute path of the file that is the resume or contains it.
    pub file: String,
    /// `/` and the path of the resume inside the file, e.g. `/2026/ana.txt` in a ZIP archive; empty if the file is the
    /// resume.
    pub inside: String,
}

impl Location {
    /// The whole path: the file, then the path inside it. No two resumes share one.
    pub fn path(&self) -> String {
        format!("{}{}", self.file, self.inside)
    }

    /// The file that is the resume or contains it.
    pub fn file_path(&self) -> PathBuf {
        unescape_path(&self.file)
    }

    /// True if the file no longer exists.
    pub(super) fn is_gone(&self) -> bool {
        is_gone(&self.file_path())
    }
}

#[cfg(feature = "store")]
impl Location {
    /// Returns the path of the resume if its id is `id`, or the path of the archive around it if the archive's id is
    /// `id`.
    pub(super) fn path_of_id(&self, id: &str) -> Option<String> {
        self.path_where(&self.id, |part| part == id)
    }

    /// Returns the longest path for which `matches` is true: the resume's own, or that of an archive around it.
    pub(super) fn path_matching(&self, matches: impl Fn(&str) -> bool) -> Option<String> {
        self.path_where(&self.path(), matches)
    }

    /// Cuts names of archives off the end of `name` until `matches` is true, and returns the path with the same names
    /// cut off. `name` must end in `inside`.
    fn path_where(&self, name: &str, matches: impl Fn(&str) -> bool) -> Option<String> {
        let file = name.len().checked_sub(self.inside.len())?;
        let slashes = name.rmatch_indices('/').map(|(at, _)| at).take_while(|at| *at >= file);
        let mut ends = std::iter::once(name.len()).chain(slashes);
        let end = ends.find(|end| name.get(..*end).is_some_and(&matches))?;
        let path = self.path();
        path.get(..path.len().checked_sub(name.len() - end)?).map(str::to_owned)
    }
}

/// True if there is no file at `path`. A file whose metadata cannot be read, e.g. on a drive that fails, is not gone.
fn is_gone(path: &Path) -> bool {
    match fs::metadata(path) {
        Ok(metadata) => !metadata.is_file(),
        Err(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_is_gone_when_nothing_or_a_folder_is_in_its_place() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("ana.txt");
        fs::write(&file, "").unwrap();
        assert!(!is_gone(&file));
        assert!(is_gone(directory.path()) && is_gone(&file.join("x")) && is_gone(&directory.path().join("x")));
    }

    #[cfg(feature = "store")]
    #[test]
    fn a_resume_is_named_by_its_id_its_path_and_the_packages_around_it() {
        let at = Location {
            id: "2:all.zip/b.zip/ana.txt".into(),
            file: "/resumes/all.zip".into(),
            inside: "/b.zip/ana.txt".into(),
        };
        let by_id = |id: &str| at.path_of_id(id);
        assert_eq!(by_id("2:all.zip/b.zip/ana.txt").as_deref(), Some("/resumes/all.zip/b.zip/ana.txt"));
        assert_eq!(by_id("2:all.zip/b.zip").as_deref(), Some("/resumes/all.zip/b.zip"));
        assert_eq!(by_id("2:all.zip").as_deref(), Some("/resumes/all.zip"));
        assert_eq!([by_id("2:"), by_id("all.zip"), by_id("")], [None, None, None]);
        let ends = |end: &str| at.path_matching(|path| Path::new(path).ends_with(end));
        assert_eq!(ends("all.zip").as_deref(), Some("/resumes/all.zip"));
        assert_eq!(ends("ana.txt").as_deref(), Some("/resumes/all.zip/b.zip/ana.txt"));
        assert_eq!(ends("resumes"), None, "a folder is no package");
    }
}
