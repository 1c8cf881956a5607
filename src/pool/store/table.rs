//! The tables of a store, one per kind of record.

use redb::TableDefinition;

use super::version;

/// The definition of a table in the database. Keys and values are bytes.
pub(super) type Definition = TableDefinition<'static, &'static [u8], &'static [u8]>;

/// A table of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Results of reading a file: its text, or the problem that prevented reading.
    Documents,
    /// Facts of a text.
    Profiles,
    /// Verdicts on a profile.
    Assessments,
    /// Hashes of contacts, by which the files of one person are recognised.
    Persons,
    /// Locations and the content that was last seen at each.
    Places,
}

impl Table {
    /// All tables.
    pub const ALL: [Table; 5] = [Table::Documents, Table::Profiles, Table::Assessments, Table::Persons, Table::Places];

    /// The name of the table, in the database and for people.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Profiles => "profiles",
            Table::Assessments => "assessments",
            Table::Persons => "persons",
            Table::Places => "places",
        }
    }

    /// The version of the code that makes the records.
    pub(super) fn version(self) -> &'static str {
        match self {
            Table::Documents => version::READER,
            Table::Profiles | Table::Assessments => version::ENGINE,
            Table::Persons | Table::Places => version::FORMAT,
        }
    }

    /// True if the keys begin with the hash of a content.
    pub(super) fn is_by_content(self) -> bool {
        self != Table::Places
    }

    pub(super) fn definition(self) -> Definition {
        TableDefinition::new(self.name())
    }
}
