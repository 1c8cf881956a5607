//! The ids of candidates, none of which is given twice.

use rustc_hash::FxHashSet;

/// A name by its hash, in which no two names are alike.
pub(super) type Name = [u8; 16];

/// The hash of a name.
pub(super) fn hashed(name: &[u8]) -> Name {
    *blake3::hash(name).as_bytes().first_chunk().unwrap_or(&[0; 16])
}

/// The ids that are taken, of the inputs or inside one package.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: FxHashSet<Name>,
    /// What stands before a `/` in one that is taken.
    folders: FxHashSet<Name>,
}

impl Ids {
    /// Takes `id`, with the position of what it names in front if another has it already.
    pub(super) fn take(&mut self, mut id: String, position: usize) -> String {
        while self.clashes(&id) {
            id = format!("{position}:{id}");
        }
        self.taken.insert(hashed(id.as_bytes()));
        self.folders.extend(folders(&id));
        id
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.taken.contains(&hashed(id.as_bytes()))
    }

    /// Whether `id` is taken, or is what something inside a package of the other's name would be called.
    fn clashes(&self, id: &str) -> bool {
        self.contains(id)
            || self.folders.contains(&hashed(id.as_bytes()))
            || folders(id).any(|folder| self.taken.contains(&folder))
    }
}

fn folders(id: &str) -> impl Iterator<Item = Name> {
    id.match_indices('/').filter_map(|(at, _)| id.get(..at)).map(|folder| hashed(folder.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_taken_twice() {
        let mut ids = Ids::default();
        let mut take = |id: &str, position| ids.take(id.to_owned(), position);
        assert_eq!([take("cv.txt", 1), take("cv.txt", 2), take("2:cv.txt", 2)], ["cv.txt", "2:cv.txt", "2:2:cv.txt"]);
        assert_eq!([take("all.zip/cv.txt", 4), take("all.zip", 5)], ["all.zip/cv.txt", "5:all.zip"]);
    }
}
