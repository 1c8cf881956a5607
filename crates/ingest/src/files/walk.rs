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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rolefit_document::ProblemCode;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    fn ids(walk: &Walk) -> Vec<&str> {
        (0..walk.inputs.len()).filter_map(|number| walk.inputs.id(number)).collect()
    }

    #[test]
    fn ids_are_paths_within_the_folder() {
        let folder = folder(&["sales/ana.pdf", "100%.txt", ".hidden/x.pdf", ".x.pdf", "photo.png", "b.DOCX"]);
        let walk = walk(&[folder.path().to_owned()]);
        assert_eq!(ids(&walk), ["100%25.txt", "b.DOCX", "sales/ana.pdf"]);
        let skipped: Vec<&str> = walk.skipped.files().iter().map(|file| file.name.as_str()).collect();
        assert_eq!(skipped, [".hidden", ".x.pdf", "photo.png"]);
        assert_eq!(walk.skipped.count(SkipReason::Hidden), 2);
        assert_eq!(walk.problems, []);
        assert_eq!(walk.inputs.get(0).unwrap().bytes().unwrap(), b"100%.txt");
        assert_eq!(walk.inputs.get(2).unwrap().bytes().unwrap(), b"sales/ana.pdf");
    }

    #[test]
    fn state_files_among_resumes_are_ignored_and_the_resumes_are_found() {
        let segment = "search/0123456789abcdef0123456789abcdef.store";
        let kept = ["rolefit.lock", "store.redb", "store.redb.new", "closed", "search/rolefit.lock", segment];
        let index = ["search/meta.json", "search/.managed.json", "search/.tantivy-writer.lock", "search/looks"];
        let resumes = ["ana.pdf", "2026/ben.txt", "search/cleo.txt", "meta/meta.json"];
        let folder = folder(&[&kept[..], &index, &resumes].concat());
        fs::rename(folder.path().join("search"), folder.path().join("2026/search")).unwrap();
        for below in ["", "2026"] {
            fs::write(folder.path().join(below).join(state_files::LOCK), "").unwrap();
            let found = walk(&[folder.path().to_owned()]);
            assert_eq!(ids(&found), ["2026/ben.txt", "2026/search/cleo.txt", "ana.pdf", "meta/meta.json"]);
            assert_eq!(found.skipped, Skipped::default());
        }
        assert_eq!(ids(&walk(&[folder.path().join("2026/search")])), ["cleo.txt"]);
    }

    #[test]
    fn a_file_reached_twice_is_listed_once_and_equal_names_get_different_ids() {
        let folder = folder(&["a/cv.pdf", "b/cv.pdf"]);
        let [a, b] = ["a/cv.pdf", "b/cv.pdf"].map(|file| folder.path().join(file));
        let walk = walk(&[a.clone(), b, a, folder.path().to_owned(), "-".into()]);
        assert_eq!(ids(&walk), ["-", "2:cv.pdf", "cv.pdf"]);
        assert_eq!(walk.inputs.get(1).unwrap().file_name(), Some("cv.pdf"));
    }

    #[test]
    fn a_missing_path_is_no_candidate_and_is_named_as_it_was_typed() {
        let walk = walk(&["/nowhere/cv.pdf".into()]);
        assert!(walk.inputs.is_empty() && walk.problems.is_empty());
        assert_eq!(walk.missing[0].typed, "/nowhere/cv.pdf");
    }

    #[test]
    fn a_kept_file_has_the_id_of_its_name_and_the_bytes_of_its_place() {
        let folder = folder(&["cv.pdf", "0", "1"]);
        let kept = |name: &str, place: &str| KeptFile { name: name.into(), path: folder.path().join(place) };
        let names = [("../../etc/cv.pdf", "0"), ("cv.pdf", "1"), (".x/cv.pdf", "1"), ("photo.png", "1")];
        let found = walk_with(&[folder.path().join("cv.pdf")], &names.map(|(name, place)| kept(name, place)));
        assert_eq!(ids(&found), ["3:cv.pdf", "cv.pdf", "etc/cv.pdf"]);
        let inputs: Vec<_> =
            found.inputs.iter().map(|it| (it.bytes().unwrap(), it.file_name().map(str::to_owned))).collect();
        assert_eq!(inputs[0], (b"1".to_vec(), Some("cv.pdf".into())));
        assert_eq!(inputs[2], (b"0".to_vec(), Some("cv.pdf".into())));
        assert_eq!((found.skipped.count(SkipReason::Hidden), found.skipped.total()), (1, 2));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_and_bytes_that_are_not_utf8_are_escaped() {
        use std::ffi::OsStr;
        use std::os::unix::{ffi::OsStrExt, fs::symlink};
        let folder = folder(&["b.txt"]);
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        fs::write(folder.path().join(OsStr::from_bytes(b"z\xe9.txt")), "").unwrap();
        let walk = walk(&[folder.path().to_owned()]);
        assert_eq!(ids(&walk), ["b.txt", "z%E9.txt"]);
        assert_eq!((walk.skipped.count(SkipReason::Link), walk.skipped.total()), (1, 1));
    }

    #[test]
    fn files_are_sorted_by_id_and_not_by_directory() {
        let files = ["a/b.txt", "a.txt", "a-b.txt", "a0.txt", "Z.txt", "%.txt", "#.txt", "&.txt"];
        let walk = walk(&[folder(&files).path().to_owned()]);
        assert_eq!(ids(&walk), ["#.txt", "%25.txt", "&.txt", "Z.txt", "a-b.txt", "a.txt", "a/b.txt", "a0.txt"]);
    }

    #[test]
    fn ten_thousand_files_are_soon_found() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..10_000 {
            fs::write(folder.path().join(format!("cv{number}.txt")), "").unwrap();
        }
        let start = std::time::Instant::now();
        assert_eq!(walk(&[folder.path().to_owned()]).inputs.len(), 10_000);
        // It takes a tenth of this. Longer would mean a step for every pair of files.
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    #[test]
    fn a_resume_in_a_package_shares_no_id_with_a_file() {
        let folder = folder(&["a/all.zip/cv.txt", "b/all.zip"]);
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        assert_eq!(ids(&walk(&[a.clone(), b.clone()])), ["2:all.zip", "all.zip/cv.txt"]);
        assert_eq!(ids(&walk(&[b, a])), ["2:all.zip/cv.txt", "all.zip"]);
    }

    #[cfg(unix)]
    #[test]
    fn pipes_in_folders_and_devices_are_never_opened() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = folder(&["cv.txt"]);
        let pipe = folder.path().join("pipe.pdf");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
        let inside = walk(&[folder.path().to_owned()]);
        assert_eq!((ids(&inside), inside.skipped.count(SkipReason::Special)), (vec!["cv.txt"], 1));
        let given = walk(&[pipe, "/dev/null".into(), "/dev/stdin".into(), "-".into()]);
        let messages: Vec<_> = given.problems.iter().map(|(_, problem)| problem.message.as_str()).collect();
        assert_eq!(messages, ["a device, not a file"]);
        assert_eq!(ids(&given), ["-", "pipe.pdf"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_given_as_a_path_is_a_problem() {
        let folder = folder(&[]);
        let link = folder.path().join("loop.pdf");
        std::os::unix::fs::symlink(&link, &link).unwrap();
        assert_eq!(walk(&[link]).problems[0].1.code, ProblemCode::Io);
    }
}
