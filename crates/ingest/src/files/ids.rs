//! The ids of candidates. No id is given twice.

use rustc_hash::FxHashSet;

/// The hash of an id or path: takes less memory than the text, and no two texts share it.
pub(super) type NameHash = [u8; 16];

/// The hash of an id or path.
pub(super) fn hash_of(name: &[u8]) -> NameHash {
    *blake3::hash(name).as_bytes().first_chunk().unwrap_or(&[0; 16])
}

/// The ids in use, among the inputs or inside one package.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: FxHashSet<NameHash>,
    /// All directories of used ids: `a` and `a/b` of `a/b/cv.pdf`.
    directories: FxHashSet<NameHash>,
}

impl Ids {
    /// Returns `id`, or `id` with `position` in front if it is in use: the second `cv.pdf` becomes `2:cv.pdf`.
    pub(super) fn make_unique(&mut self, mut id: String, position: usize) -> String {
        while self.clashes(&id) {
            id = format!("{position}:{id}");
        }
        self.used.insert(hash_of(id.as_bytes()));
        self.directories.extend(directories(&id));
        id
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.used.contains(&hash_of(id.as_bytes()))
    }

    /// True if `id` is in use, or could be confused with an entry of a package: a file in a directory named `all.zip`
    /// and a resume in the archive `all.zip` would both be `all.zip/cv.pdf`.
    fn clashes(&self, id: &str) -> bool {
        self.contains(id)
            || self.directories.contains(&hash_of(id.as_bytes()))
            || directories(id).any(|directory| self.used.contains(&directory))
    }
}

fn directories(id: &str) -> impl Iterator<Item = NameHash> {
    id.match_indices('/').filter_map(|(at, _)| id.get(..at)).map(|directory| hash_of(directory.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        let mut unique = |id: &str, position| ids.make_unique(id.to_owned(), position);
        assert_eq!(
            [unique("cv.txt", 1), unique("cv.txt", 2), unique("2:cv.txt", 2)],
            ["cv.txt", "2:cv.txt", "2:2:cv.txt"]
        );
        assert_eq!([unique("all.zip/cv.txt", 4), unique("all.zip", 5)], ["all.zip/cv.txt", "5:all.zip"]);
    }
}
