//! The kinds of record that a store keeps, each in a table of its own.

use redb::TableDefinition;

use super::version;

/// A table of records by key.
pub(super) type Table = TableDefinition<'static, &'static [u8], &'static [u8]>;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What came of reading a file: its text or its problem.
    Document,
    /// The facts of a text.
    Profile,
    /// The verdicts on a profile.
    Assessment,
    /// By what the files of one person know each other: hashes of contacts.
    Person,
    /// Where a content was last seen.
    Place,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 5] = [Kind::Document, Kind::Profile, Kind::Assessment, Kind::Person, Kind::Place];

    /// The plural, as people read it; also the name of its table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Document => "documents",
            Kind::Profile => "profiles",
            Kind::Assessment => "assessments",
            Kind::Person => "persons",
            Kind::Place => "places",
        }
    }

    /// The version of what makes such records.
    pub(super) fn version(self) -> &'static str {
        match self {
            Kind::Document => version::READER,
            Kind::Profile | Kind::Assessment => version::ENGINE,
            Kind::Person | Kind::Place => version::FORMAT,
        }
    }

    /// Whether the key begins with the hash of a content.
    pub(super) fn is_by_content(self) -> bool {
        self != Kind::Place
    }

    pub(super) fn table(self) -> Table {
        TableDefinition::new(self.name())
    }
}
