//! The count of skipped files.

/// The numbers of entries in directories and packages that were skipped, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Hidden entries, and files in hidden directories of archives.
    pub hidden: usize,
    /// Symbolic links, which are not followed.
    pub links: usize,
    /// Pipes, devices and sockets, which are not opened.
    pub special: usize,
    /// Files whose extension is not that of a resume.
    pub other_types: usize,
}

impl Skipped {
    /// The number of all skipped entries.
    pub fn total(self) -> usize {
        self.hidden + self.links + self.special + self.other_types
    }

    /// Adds the numbers of `other`.
    pub fn with(self, other: Self) -> Self {
        Self {
            hidden: self.hidden + other.hidden,
            links: self.links + other.links,
            special: self.special + other.special,
            other_types: self.other_types + other.other_types,
        }
    }
}
