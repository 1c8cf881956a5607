//! The files that were skipped, by reason.

use crate::file_kinds;
use crate::formats::problem;
use rolefit_document::{Problem, ProblemCode};

/// The reason why an entry of a directory or package was skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// It is hidden, or in a hidden directory of an archive.
    Hidden,
    /// It is a symbolic link, which is not followed.
    Link,
    /// It is a pipe, a device or a socket, which is not opened.
    Special,
    /// Its extension is not that of a resume.
    OtherType,
}

/// A skipped entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SkippedFile {
    /// Its name, escaped as ids are: "all.zip/photo.png".
    pub name: String,
    /// The reason.
    pub reason: SkipReason,
}

/// The entries of directories and packages that were skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    files: Vec<SkippedFile>,
}

impl Skipped {
    /// The number of all skipped entries.
    pub fn total(&self) -> usize {
        self.files.len()
    }

    /// The number of entries that were skipped for a reason.
    pub fn count(&self, reason: SkipReason) -> usize {
        self.files.iter().filter(|file| file.reason == reason).count()
    }

    /// The entries in the order of their names, so that the order in which they are found does not matter.
    pub fn files(&self) -> Vec<&SkippedFile> {
        let mut files: Vec<&SkippedFile> = self.files.iter().collect();
        files.sort_unstable();
        files
    }

    /// Adds an entry.
    pub(crate) fn push(&mut self, name: String, reason: SkipReason) {
        self.files.push(SkippedFile { name, reason });
    }

    /// Adds the entries of `other`.
    pub fn add(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// The same entries, named as entries of the package with this id: "all.zip/photo.png".
    pub(super) fn inside(mut self, package: &str) -> Self {
        self.files.iter_mut().for_each(|file| file.name.insert_str(0, &format!("{package}/")));
        self
    }
}

impl SkippedFile {
    /// What the entry is, and what to do if it is a resume.
    pub fn problem(&self) -> Problem {
        let (message, remedy) = match self.reason {
            SkipReason::Hidden => ("a hidden file", "rename it without the dot in front if it is a resume"),
            SkipReason::Link => ("a link, which is not followed", "give the file or folder that it leads to"),
            SkipReason::Special => ("a pipe, socket or device", "give a file, or - for standard input"),
            SkipReason::OtherType => return file_kinds::of_name(&self.name),
        };
        problem(ProblemCode::Unsupported, message, remedy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_counted_and_named_in_any_order() {
        let skipped = |names: &[&str]| {
            let mut skipped = Skipped::default();
            names.iter().for_each(|name| skipped.push((*name).to_owned(), SkipReason::OtherType));
            skipped
        };
        let mut both = skipped(&["d.png", "a.png"]);
        both.add(skipped(&["b.png"]).inside("all.zip"));
        let names: Vec<&str> = both.files().iter().map(|file| file.name.as_str()).collect();
        assert_eq!((both.count(SkipReason::OtherType), names), (3, vec!["a.png", "all.zip/b.png", "d.png"]));
        assert_eq!(both.count(SkipReason::Hidden), 0);
    }
}
