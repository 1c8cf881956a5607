//! The list of files that a walk found, in little memory.

use std::path::{Path, PathBuf};

use super::Input;

/// The files to read, in the order of their ids. A file takes 40 bytes plus its id; most paths need no memory, because
/// the id spells the path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputList {
    /// The paths that the user gave.
    given: Vec<PathBuf>,
    files: Vec<Found>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    id: Box<str>,
    place: Place,
}

/// The place of a file. The number is an index into the paths that the user gave.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    StandardInput,
    /// A path that the user gave.
    Given(u32),
    /// In a directory that the user gave. The id is the relative path.
    Below(u32),
    /// In a directory that the user gave, with the relative path, because the id is different: escaped, or made unique.
    BelowAs(u32, Box<Path>),
    /// A file that is kept under another name than its own.
    Kept(Box<Path>, Box<str>),
}

impl InputList {
    /// Adds a path that the user gave. The files added next are at this path.
    pub(super) fn add_given_path(&mut self, path: &Path) {
        self.given.push(path.to_owned());
    }

    /// Adds standard input.
    pub(super) fn add_standard_input(&mut self, id: String) {
        self.add(id, Place::StandardInput);
    }

    /// Adds the last given path itself as a file.
    pub(super) fn add_given_file(&mut self, id: String) {
        self.add(id, Place::Given(self.last_given()));
    }

    /// Adds a file in the last given directory.
    pub(super) fn add_below(&mut self, id: String, relative: &Path) {
        let given = self.last_given();
        let place = match relative == Path::new(&id) {
            true => Place::Below(given),
            false => Place::BelowAs(given, relative.into()),
        };
        self.add(id, place);
    }

    /// Adds the file at `path`, whose own name is `name`.
    pub(super) fn add_kept(&mut self, id: String, path: &Path, name: &str) {
        self.add(id, Place::Kept(path.into(), name.into()));
    }

    fn add(&mut self, id: String, place: Place) {
        self.files.push(Found { id: id.into(), place });
    }

    fn last_given(&self) -> u32 {
        self.given.len().saturating_sub(1).try_into().unwrap_or(u32::MAX)
    }

    /// Sorts the files by id, byte by byte.
    pub(super) fn sort(&mut self) {
        self.files.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        self.files.shrink_to_fit();
    }

    /// Leaves out the files for whose ids `keep` is false.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&str) -> bool) {
        self.files.retain(|found| keep(&found.id));
    }

    /// The number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True if there are no files.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The id of file `number`, counted from 0.
    pub fn id(&self, number: usize) -> Option<&str> {
        self.files.get(number).map(|found| &*found.id)
    }

    /// File `number`, counted from 0.
    pub fn get(&self, number: usize) -> Option<Input> {
        let Found { id, place } = self.files.get(number)?;
        let given = |number: &u32| self.given.get(*number as usize);
        let path = match place {
            Place::StandardInput => None,
            Place::Given(number) => Some(given(number)?.clone()),
            Place::Below(number) => Some(given(number)?.join(&**id)),
            Place::BelowAs(number, relative) => Some(given(number)?.join(relative)),
            Place::Kept(path, _) => Some(path.to_path_buf()),
        };
        let kept_name = if let Place::Kept(_, name) = place { Some(name.to_string()) } else { None };
        Some(Input { id: id.to_string(), path, follows_link: matches!(place, Place::Given(_)), kept_name })
    }

    /// All files, in order.
    pub fn iter(&self) -> impl Iterator<Item = Input> {
        (0..self.len()).filter_map(|number| self.get(number))
    }
}
