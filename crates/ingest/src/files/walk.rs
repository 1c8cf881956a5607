//! Finds the files under the paths that the user gives, and gives each candidate an id.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::ids::{Ids, NameHash, hash_of};
use super::input::{is_pipe, special, unopened};
use super::{InputList, Missing, SkipReason, Skipped, state_files};
use crate::file_names;
use crate::formats::has_resume_extension;
use rolefit_document::Problem;

/// The names of standard input.
const STANDARD_INPUT: &[&str] = &["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

/// The files under the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files to read, in the order of their ids.
    pub inputs: InputList,
    /// Entries of directories that were skipped.
    pub skipped: Skipped,
    /// Paths that could not be opened, with the id that each would have had.
    pub problems: Vec<(String, Problem)>,
    /// Given paths at which there is nothing. Nobody is behind them, so they are no candidates.
    pub missing: Vec<Missing>,
}

impl Walk {
    /// Leaves out the files, and the paths that could not be opened, for whose ids `keep` is false.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.inputs.retain(&keep);
        self.problems.retain(|(id, _)| keep(id));
    }
}

/// Finds the files under `paths` that may be resumes; `-` is standard input. Links inside directories are not followed.
/// A file that is reached by two paths is listed once.
pub fn walk(paths: &[PathBuf]) -> Walk {
    walk_with(paths, &[])
}

/// A file that came with a name, for example from a browser, and is kept under another one. The name is never opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// The path that the file had where it came from, parted by `/` or `\`. Any name is accepted.
    pub name: String,
    /// The place of the file.
    pub path: PathBuf,
}

/// As [`walk`], with files that are kept under other names than their own. They get the ids that files of their names
/// below one folder would get, and are skipped for the same reasons.
pub fn walk_with(paths: &[PathBuf], kept: &[KeptFile]) -> Walk {
    let mut walker = Walker { is_only_path: kept.is_empty() && paths.len() < 2, ..Walker::default() };
    walker.add_paths(paths);
    for file in kept {
        walker.position += 1;
        walker.add_kept(file);
    }
    walker.walk.inputs.sort();
    walker.walk
}

#[derive(Default)]
struct Walker {
    walk: Walk,
    /// True if the user gave one path. Under one path no file is reached twice and no two files share an id.
    is_only_path: bool,
    /// The place of the current path among the given paths, from 1.
    position: usize,
    ids: Ids,
    /// The canonical paths of the files found so far.
    seen: FxHashSet<NameHash>,
}

impl Walker {
    fn add_paths(&mut self, paths: &[PathBuf]) {
        for path in paths {
            self.position += 1;
            self.walk.inputs.add_given_path(path);
            self.add_path(path);
        }
    }

    fn add_kept(&mut self, file: &KeptFile) {
        let id = file_names::id_of_entry(file.name.as_bytes());
        let mut names = file.name.split(['/', '\\']);
        let reason = match () {
            () if names.any(|name| file_names::is_hidden(name.as_bytes())) => SkipReason::Hidden,
            () if !has_resume_extension(file.name.as_bytes()) => SkipReason::OtherType,
            () => {
                let own = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
                let id = self.ids.make_unique(id, self.position);
                return self.walk.inputs.add_kept(id, &file.path, own);
            }
        };
        self.walk.skipped.push(id, reason);
    }

    fn add_path(&mut self, path: &Path) {
        if STANDARD_INPUT.iter().any(|name| path == Path::new(name)) {
            if !self.ids.contains("-") {
                let id = self.ids.make_unique("-".into(), self.position);
                self.walk.inputs.add_standard_input(id);
            }
            return;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.add_directory(path),
            Ok(metadata) if metadata.is_file() => {
                if let Some(id) = self.unique_id(file_names::id_of_file(path), path) {
                    self.walk.inputs.add_given_file(id);
                }
            }
            // `<(…)` of a shell is a pipe too. A pipe has no canonical path.
            Ok(metadata) if is_pipe(metadata.file_type()) => {
                let id = self.ids.make_unique(file_names::id_of_file(path), self.position);
                self.walk.inputs.add_given_file(id);
            }
            Ok(metadata) => self.walk.problems.push((file_names::id_of_file(path), special(metadata.file_type()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.walk.missing.push(Missing::new(path)),
            Err(error) => self.walk.problems.push((file_names::id_of_file(path), unopened(&error))),
        }
    }

    fn add_directory(&mut self, root: &Path) {
        let entries = WalkDir::new(root);
        // The order decides which of two files gets a number in front of its id. One path needs no order, which spares
        // holding all names of a large directory.
        let mut entries = if self.is_only_path { entries } else { entries.sort_by_file_name() }.into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                // A store may have been put among the resumes by mistake.
                Ok(entry) if entry.file_type().is_file() && state_files::is_state_file(entry.path()) => {}
                Ok(entry) => {
                    if is_skipped(&entry, root, &mut self.walk.skipped) {
                        if entry.file_type().is_dir() {
                            entries.skip_current_dir();
                        }
                    } else if entry.file_type().is_file() {
                        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
                        if let Some(id) = self.unique_id(file_names::id_of_path(relative), entry.path()) {
                            self.walk.inputs.add_below(id, relative);
                        }
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(root);
                    let relative = path.strip_prefix(root).unwrap_or(path);
                    let id = if relative == Path::new("") {
                        file_names::id_of_file(root)
                    } else {
                        file_names::id_of_path(relative)
                    };
                    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of folders"));
                    self.walk.problems.push((id, unopened(&error)));
                }
            }
        }
    }

    /// The id of the file at `path`, made unique. `None` if the file is listed already or cannot be reached.
    fn unique_id(&mut self, id: String, path: &Path) -> Option<String> {
        if self.is_only_path {
            return Some(id);
        }
        match path.canonicalize() {
            Ok(canonical) => {
                let is_new = self.seen.insert(hash_of(canonical.as_os_str().as_encoded_bytes()));
                is_new.then(|| self.ids.make_unique(id, self.position))
            }
            Err(error) => {
                self.walk.problems.push((id, unopened(&error)));
                None
            }
        }
    }
}

/// Adds an entry below `root` to `skipped` if it is neither a directory nor a file to read, or if it is hidden. Returns
/// true if it was added.
fn is_skipped(entry: &DirEntry, root: &Path, skipped: &mut Skipped) -> bool {
    let (name, file_type) = (entry.file_name().as_encoded_bytes(), entry.file_type());
    let reason = match () {
        () if file_names::is_hidden(name) => SkipReason::Hidden,
        () if file_type.is_dir() => return false,
        () if file_type.is_symlink() => SkipReason::Link,
        () if !file_type.is_file() => SkipReason::Special,
        () if !has_resume_extension(name) => SkipReason::OtherType,
        () => return false,
    };
    skipped.push(file_names::id_of_path(entry.path().strip_prefix(root).unwrap_or(entry.path())), reason);
    true
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
