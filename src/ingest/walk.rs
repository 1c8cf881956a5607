//! Finds the resumes under the paths that a user gives, and names the candidates.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::input::{special, unopened};
use super::names::Ids;
use super::{Input, Skipped, names};
use crate::document::Problem;

/// Other names of standard input; what stands behind them may be a pipe.
const STANDARD_INPUT: &[&str] = &["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

/// What was found under the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files to read, in the order of the paths, each folder's sorted by name.
    pub inputs: Vec<Input>,
    /// Entries of folders that were passed over.
    pub skipped: Skipped,
    /// Paths that could not be opened, each with the id it would have had.
    pub problems: Vec<(String, Problem)>,
}

/// Finds the resumes under `paths`; `-` is standard input. Links inside folders are not followed, and a file that is
/// reached twice is taken once.
pub fn walk(paths: &[PathBuf]) -> Walk {
    let mut walker = Walker::default();
    for (index, path) in paths.iter().enumerate() {
        walker.position = index + 1;
        walker.path(path);
    }
    walker.walk
}

#[derive(Default)]
struct Walker {
    walk: Walk,
    /// Place of the path among those given, from 1.
    position: usize,
    ids: Ids,
    seen: BTreeSet<PathBuf>,
}

impl Walker {
    fn path(&mut self, path: &Path) {
        if STANDARD_INPUT.iter().any(|name| path == Path::new(name)) {
            return self.add("-".into(), None, false);
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) if metadata.is_file() => self.file(names::of_file(path), path, true),
            Ok(metadata) => self.walk.problems.push((names::of_file(path), special(metadata.file_type()))),
            Err(error) => self.walk.problems.push((names::of_file(path), unopened(&error))),
        }
    }

    fn folder(&mut self, root: &Path) {
        let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) => {
                    if let Some(count) = reason(&entry, &mut self.walk.skipped) {
                        *count += 1;
                        if entry.file_type().is_dir() {
                            entries.skip_current_dir();
                        }
                    } else if entry.file_type().is_file() {
                        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
                        self.file(names::within(relative), entry.path(), false);
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(root);
                    let relative = path.strip_prefix(root).unwrap_or(path);
                    let id = if relative == Path::new("") { names::of_file(root) } else { names::within(relative) };
                    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of folders"));
                    self.walk.problems.push((id, unopened(&error)));
                }
            }
        }
    }

    fn file(&mut self, id: String, path: &Path, follows_link: bool) {
        match path.canonicalize() {
            Ok(canonical) => {
                if self.seen.insert(canonical) {
                    self.add(id, Some(path.to_owned()), follows_link);
                }
            }
            Err(error) => self.walk.problems.push((id, unopened(&error))),
        }
    }

    fn add(&mut self, id: String, path: Option<PathBuf>, follows_link: bool) {
        if path.is_none() && self.ids.contains("-") {
            return;
        }
        let id = self.ids.take(id, self.position);
        self.walk.inputs.push(Input { id, path, follows_link });
    }
}

/// Where an entry is counted that is passed over; `None` if it is a folder or a file to read.
fn reason<'a>(entry: &DirEntry, skipped: &'a mut Skipped) -> Option<&'a mut usize> {
    let (name, file_type) = (entry.file_name().as_encoded_bytes(), entry.file_type());
    match () {
        () if names::is_hidden(name) => Some(&mut skipped.hidden),
        () if file_type.is_dir() => None,
        () if file_type.is_symlink() => Some(&mut skipped.links),
        () if !file_type.is_file() => Some(&mut skipped.special),
        () if !names::is_resume(name) => Some(&mut skipped.foreign),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::ProblemCode;

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
        walk.inputs.iter().map(|input| input.id.as_str()).collect()
    }

    #[test]
    fn ids_are_paths_within_the_folder() {
        let folder = folder(&["sales/ana.pdf", "100%.txt", ".hidden/x.pdf", ".x.pdf", "photo.png", "b.DOCX"]);
        let walk = walk(&[folder.path().to_owned()]);
        assert_eq!(ids(&walk), ["100%25.txt", "b.DOCX", "sales/ana.pdf"]);
        assert_eq!(walk.skipped, Skipped { hidden: 2, foreign: 1, ..Skipped::default() });
        assert_eq!(walk.problems, []);
        assert_eq!(walk.inputs[2].bytes().unwrap(), b"sales/ana.pdf");
    }

    #[test]
    fn a_file_reached_twice_is_taken_once_and_clashing_names_are_told_apart() {
        let folder = folder(&["a/cv.pdf", "b/cv.pdf"]);
        let [a, b] = ["a/cv.pdf", "b/cv.pdf"].map(|file| folder.path().join(file));
        let walk = walk(&[a.clone(), b, a, folder.path().to_owned(), "-".into()]);
        assert_eq!(ids(&walk), ["cv.pdf", "2:cv.pdf", "-"]);
        assert_eq!(walk.inputs[1].file_name(), Some("cv.pdf"));
    }

    #[test]
    fn a_missing_path_is_a_problem_of_its_own() {
        let walk = walk(&["/nowhere/cv.pdf".into()]);
        assert_eq!(walk.inputs, []);
        let (id, problem) = &walk.problems[0];
        assert_eq!((id.as_str(), problem.code), ("cv.pdf", ProblemCode::Io));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_and_odd_bytes_are_written_out() {
        use std::ffi::OsStr;
        use std::os::unix::{ffi::OsStrExt, fs::symlink};
        let folder = folder(&["b.txt"]);
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        fs::write(folder.path().join(OsStr::from_bytes(b"z\xe9.txt")), "").unwrap();
        let walk = walk(&[folder.path().to_owned()]);
        assert_eq!(ids(&walk), ["b.txt", "z%E9.txt"]);
        assert_eq!(walk.skipped, Skipped { links: 1, ..Skipped::default() });
    }

    #[test]
    fn ten_thousand_files_are_soon_found() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..10_000 {
            fs::write(folder.path().join(format!("cv{number}.txt")), "").unwrap();
        }
        let start = std::time::Instant::now();
        assert_eq!(walk(&[folder.path().to_owned()]).inputs.len(), 10_000);
        // It takes a tenth of it; more would be a step for every pair of files.
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }

    #[test]
    fn what_stands_in_a_package_shares_no_id_with_a_file() {
        let folder = folder(&["a/all.zip/cv.txt", "b/all.zip"]);
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        assert_eq!(ids(&walk(&[a.clone(), b.clone()])), ["all.zip/cv.txt", "2:all.zip"]);
        assert_eq!(ids(&walk(&[b, a])), ["all.zip", "2:all.zip/cv.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn pipes_and_devices_are_named_and_never_opened() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = folder(&["cv.txt"]);
        let pipe = folder.path().join("pipe.pdf");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
        let inside = walk(&[folder.path().to_owned()]);
        assert_eq!((ids(&inside), inside.skipped.special), (vec!["cv.txt"], 1));
        let given = walk(&[pipe, "/dev/null".into(), "/dev/stdin".into(), "-".into()]);
        let messages: Vec<_> = given.problems.iter().map(|(_, problem)| problem.message.as_str()).collect();
        assert_eq!(messages, ["a named pipe, not a file", "a device, not a file"]);
        assert_eq!(ids(&given), ["-"]);
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
