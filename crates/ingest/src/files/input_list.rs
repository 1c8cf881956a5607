//! The files that were found under the paths, many of them in little memory.

use std::path::{Path, PathBuf};

use super::Input;

/// Files to read. One takes 40 bytes beside the letters of its id, which are most often those of its path too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputList {
    /// The paths that were given.
    given: Vec<PathBuf>,
    files: Vec<Found>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    id: Box<str>,
    place: Place,
}

/// Where a file is; a number is that of the path given.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    StandardInput,
    Given(u32),
    /// Below a path given, by the name that its id is.
    Below(u32),
    /// Below a path given, by a name that had to be written otherwise in its id.
    BelowAs(u32, Box<Path>),
}

impl InputList {
    /// Notes a path that was given: what is added next is there.
    pub(super) fn give(&mut self, path: &Path) {
        self.given.push(path.to_owned());
    }

    /// Adds standard input.
    pub(super) fn add_standard_input(&mut self, id: String) {
        self.add(id, Place::StandardInput);
    }

    /// Adds the path given last.
    pub(super) fn add_given(&mut self, id: String) {
        self.add(id, Place::Given(self.last_given()));
    }

    /// Adds a file below the path given last.
    pub(super) fn add_below(&mut self, id: String, relative: &Path) {
        let given = self.last_given();
        let place = match relative == Path::new(&id) {
            true => Place::Below(given),
            false => Place::BelowAs(given, relative.into()),
        };
        self.add(id, place);
    }

    fn add(&mut self, id: String, place: Place) {
        self.files.push(Found { id: id.into(), place });
    }

    fn last_given(&self) -> u32 {
        self.given.len().saturating_sub(1).try_into().unwrap_or(u32::MAX)
    }

    /// Puts the files in the order of their ids, byte by byte.
    pub(super) fn sort(&mut self) {
        self.files.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        self.files.shrink_to_fit();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The id of the file of this number.
    pub fn id(&self, number: usize) -> Option<&str> {
        self.files.get(number).map(|found| &*found.id)
    }

    /// The number of the file that has this id, once they are in order.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.files.binary_search_by(|found| (*found.id).cmp(id)).ok()
    }

    /// The file of this number.
    pub fn get(&self, number: usize) -> Option<Input> {
        let Found { id, place } = self.files.get(number)?;
        let given = |number: &u32| self.given.get(*number as usize);
        let path = match place {
            Place::StandardInput => None,
            Place::Given(number) => Some(given(number)?.clone()),
            Place::Below(number) => Some(given(number)?.join(&**id)),
            Place::BelowAs(number, relative) => Some(given(number)?.join(relative)),
        };
        Some(Input { id: id.to_string(), path, follows_link: matches!(place, Place::Given(_)) })
    }

    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = Input> {
        (0..self.len()).filter_map(|number| self.get(number))
    }
}
