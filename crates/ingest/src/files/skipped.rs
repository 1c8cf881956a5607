//! The files that were skipped, by reason.

/// The most names that are kept of files that are not resumes. Three show what kind of files they are.
const MOST_NAMES: usize = 3;

/// The numbers of entries in directories and packages that were skipped, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Hidden entries, and files in hidden directories of archives.
    pub hidden: usize,
    /// Symbolic links, which are not followed.
    pub links: usize,
    /// Pipes, devices and sockets, which are not opened.
    pub special: usize,
    /// Files whose extension is not that of a resume.
    pub other_types: usize,
    /// The first three of those files in the order of their names, escaped as ids are.
    pub names: Vec<String>,
}

impl Skipped {
    /// The number of all skipped entries.
    pub fn total(&self) -> usize {
        self.hidden + self.links + self.special + self.other_types
    }

    /// Adds a file whose extension is not that of a resume.
    pub(crate) fn add_other_type(&mut self, name: String) {
        self.other_types += 1;
        self.add_names([name]);
    }

    /// Adds the numbers and names of `other`.
    pub fn add(&mut self, other: Self) {
        self.hidden += other.hidden;
        self.links += other.links;
        self.special += other.special;
        self.other_types += other.other_types;
        self.add_names(other.names);
    }

    /// The same files, named as entries of the package with this id: "all.zip/photo.png".
    pub(super) fn inside(mut self, package: &str) -> Self {
        self.names.iter_mut().for_each(|name| name.insert_str(0, &format!("{package}/")));
        self
    }

    /// Keeps the first names in order, so that the order in which files are found does not matter.
    fn add_names(&mut self, names: impl IntoIterator<Item = String>) {
        self.names.extend(names);
        self.names.sort();
        self.names.truncate(MOST_NAMES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_counted_and_the_first_three_names_are_kept_in_any_order() {
        let skipped = |names: &[&str]| {
            let mut skipped = Skipped::default();
            names.iter().for_each(|name| skipped.add_other_type((*name).to_owned()));
            skipped
        };
        let mut both = skipped(&["d.png", "a.png"]);
        both.add(skipped(&["c.png", "b.png"]));
        assert_eq!((both.other_types, both.names.join(" ")), (4, "a.png b.png c.png".to_owned()));
        assert_eq!(both, skipped(&["b.png", "c.png", "a.png", "d.png"]));
    }
}
