//! Finds the resumes under the paths that a user gives, and names the candidates.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Limits, problem};
use crate::document::{Problem, ProblemCode};

/// Extensions of resumes; of those that are not read yet, the problem says so by name.
const EXTENSIONS: &[&str] = &["pdf", "docx", "doc", "odt", "rtf", "html", "htm", "md", "markdown", "txt", "text"];

/// What was found under the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The files to read, in the order of the paths, each folder's sorted by name.
    pub inputs: Vec<Input>,
    /// How many entries of folders were passed over: hidden ones, links, special files and files of no resume type.
    pub skipped: usize,
    /// Paths that could not be opened, each with the id it would have had.
    pub problems: Vec<(String, Problem)>,
}

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The candidate's id.
    pub id: String,
    /// Where it is; `None` is standard input.
    pub path: Option<PathBuf>,
}

impl Input {
    /// The file's bytes, at most one more than the default [`Limits::max_bytes`].
    ///
    /// # Errors
    /// A [`Problem`] with code `io` when the operating system does not give it.
    pub fn bytes(&self) -> Result<Vec<u8>, Problem> {
        self.bytes_within(&Limits::default())
    }

    /// The file's bytes, at most one more than [`Limits::max_bytes`]: enough for [`read`](super::read) to refuse it.
    ///
    /// # Errors
    /// A [`Problem`] with code `io` when the operating system does not give it.
    pub fn bytes_within(&self, limits: &Limits) -> Result<Vec<u8>, Problem> {
        let most = (limits.max_bytes as u64).saturating_add(1);
        let mut bytes = Vec::new();
        match &self.path {
            Some(path) => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
            None => io::stdin().lock().take(most).read_to_end(&mut bytes),
        }
        .map_err(|error| unopened(&error))?;
        Ok(bytes)
    }

    /// The file's own name, as a hint for [`read`](super::read).
    pub fn file_name(&self) -> Option<&str> {
        self.path.as_deref().and_then(Path::file_name).and_then(OsStr::to_str)
    }
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
    ids: BTreeSet<String>,
    seen: BTreeSet<PathBuf>,
}

impl Walker {
    fn path(&mut self, path: &Path) {
        if path == Path::new("-") {
            return self.add("-".into(), None);
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(metadata) if metadata.is_file() => self.file(name_of(path), path),
            Ok(_) => {
                let special =
                    problem(ProblemCode::Io, "not a regular file", "give a file, a folder or - for standard input");
                self.walk.problems.push((name_of(path), special));
            }
            Err(error) => self.walk.problems.push((name_of(path), unopened(&error))),
        }
    }

    fn folder(&mut self, root: &Path) {
        let mut entries = WalkDir::new(root).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.depth() == 0 => {}
                Ok(entry) if is_hidden(&entry) => {
                    self.walk.skipped += 1;
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_file() && is_resume(entry.path()) => {
                    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
                    self.file(id_of(relative), entry.path());
                }
                Ok(_) => self.walk.skipped += 1,
                Err(error) => {
                    let path = error.path().unwrap_or(root);
                    let id = id_of(path.strip_prefix(root).unwrap_or(path));
                    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop of folders"));
                    self.walk.problems.push((id, unopened(&error)));
                }
            }
        }
    }

    fn file(&mut self, id: String, path: &Path) {
        match path.canonicalize() {
            Ok(canonical) => {
                if self.seen.insert(canonical) {
                    self.add(id, Some(path.to_owned()));
                }
            }
            Err(error) => self.walk.problems.push((id, unopened(&error))),
        }
    }

    fn add(&mut self, mut id: String, path: Option<PathBuf>) {
        if path.is_none() && self.ids.contains("-") {
            return;
        }
        while !self.ids.insert(id.clone()) {
            id = format!("{}:{id}", self.position);
        }
        self.walk.inputs.push(Input { id, path });
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_resume(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

/// The id of a file given by itself.
fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| id_of(path), escape)
}

/// The id of a path inside a folder.
fn id_of(relative: &Path) -> String {
    relative.iter().map(escape).collect::<Vec<_>>().join("/")
}

/// The name as UTF-8: bytes that are not become `%XX`, and `%` itself `%25`.
fn escape(name: &OsStr) -> String {
    let mut escaped = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        escaped.push_str(&chunk.valid().replace('%', "%25"));
        escaped.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    escaped
}

fn unopened(error: &io::Error) -> Problem {
    let message = format!("cannot be opened: {}", error.to_string().to_lowercase());
    problem(ProblemCode::Io, message, "check the path and its permissions")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

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
        assert_eq!((walk.skipped, walk.problems.len()), (3, 0));
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
        use std::os::unix::{ffi::OsStrExt, fs::symlink};
        let folder = folder(&["b.txt"]);
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        fs::write(folder.path().join(OsStr::from_bytes(b"z\xe9.txt")), "").unwrap();
        let walk = walk(&[folder.path().to_owned()]);
        assert_eq!(ids(&walk), ["b.txt", "z%E9.txt"]);
        assert_eq!(walk.skipped, 1);
    }
}
