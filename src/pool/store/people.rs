//! Finds a person's files: by content hash, by id or path, or by contact.

use std::collections::{BTreeMap, BTreeSet};

use super::contact::{self, PersonHashes};
use super::key::content_of_key;
use super::snapshot::LocationRecord;
use super::table::Table;
use super::{Store, record};
use crate::candidate::PersonKeys;
use crate::pool::{ContentHash, Fault, Location};

/// A content that is known, and its paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFile {
    /// The hash of the file's bytes.
    pub content: ContentHash,
    /// Every path where the content was seen, in order, even if another file is there now. Empty if it was read from
    /// standard input.
    pub paths: Vec<String>,
}

/// The contents that match a name, by path. A name may match several paths.
///
/// Under each path are the contents seen there. For an archive each content comes with `/` and its path inside the
/// archive, otherwise with an empty string.
pub type Matches = BTreeMap<String, BTreeSet<(String, ContentHash)>>;

/// Everything known about whose files are whose: from the store, and from other places that call [`People::add`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Each content and the locations where it was last seen.
    current: BTreeMap<ContentHash, BTreeSet<Location>>,
    /// Contents that were seen at a location before another content replaced them.
    superseded: BTreeMap<ContentHash, BTreeSet<Location>>,
    persons: BTreeMap<ContentHash, PersonHashes>,
}

impl People {
    /// Adds a content that was seen at `location` and states the marks `keys` of its person.
    pub fn add(&mut self, content: ContentHash, location: Location, keys: &PersonKeys) {
        self.current.entry(content).or_default().insert(location);
        self.persons.entry(content).or_default().add(PersonHashes::of(keys));
    }

    /// True if `content` is known.
    pub fn contains(&self, content: ContentHash) -> bool {
        self.current.contains_key(&content) || self.superseded.contains_key(&content)
    }

    /// Returns every known content whose hash begins with these hexadecimal digits.
    pub fn with_digits(&self, digits: &str) -> BTreeSet<ContentHash> {
        let digits = digits.to_ascii_lowercase();
        let matches = |content: &&ContentHash| content.digits().starts_with(&digits);
        self.current.keys().chain(self.superseded.keys()).filter(matches).copied().collect()
    }

    /// Returns the contents seen, now or before, at the location where a candidate of this id was last seen. The id may
    /// be that of an archive.
    pub fn with_id(&self, id: &str) -> Matches {
        let locations = self.current.values().flatten();
        let paths: BTreeSet<String> = locations.filter_map(|location| location.path_of_id(id)).collect();
        self.at(|path| paths.contains(path))
    }

    /// Returns the contents seen, now or before, at every path for which `matches` is true. The path may be that of an
    /// archive.
    pub fn at(&self, matches: impl Fn(&str) -> bool) -> Matches {
        let mut found = Matches::new();
        for (content, location) in self.locations() {
            if let Some(path) = location.path_matching(&matches) {
                let inside = location.path().split_off(path.len());
                found.entry(path).or_default().insert((inside, *content));
            }
        }
        found
    }

    /// True if files of several persons were seen over time in one and the same place, i.e. one person's file replaced
    /// another's. `matches` must be a single file or archive.
    pub fn has_several_persons(&self, matches: &Matches) -> bool {
        let mut by_place: BTreeMap<&str, BTreeSet<ContentHash>> = BTreeMap::new();
        for (inside, content) in matches.values().flatten().filter(|(_, content)| self.has_contacts(content)) {
            by_place.entry(inside).or_default().insert(*content);
        }
        by_place.values().any(|contents| {
            let first = contents.first().copied().into_iter().collect();
            !contents.is_subset(&contact::same_person(&first, &self.persons))
        })
    }

    /// True if the contents are of several persons by their certain names.
    pub fn are_several(&self, contents: &BTreeSet<ContentHash>) -> bool {
        contact::are_several(contents, &self.persons)
    }

    fn locations(&self) -> impl Iterator<Item = (&ContentHash, &Location)> {
        let all = self.current.iter().chain(&self.superseded);
        all.flat_map(|(content, locations)| locations.iter().map(move |location| (content, location)))
    }

    /// True if the content states a contact.
    fn has_contacts(&self, content: &ContentHash) -> bool {
        self.persons.get(content).is_some_and(|person| !person.is_empty())
    }

    /// Returns every content that states this e-mail address as the candidate's own.
    pub fn with_email(&self, address: &str) -> BTreeSet<ContentHash> {
        self.persons.iter().filter(|(_, person)| person.states(address)).map(|(content, _)| *content).collect()
    }

    /// Returns `contents` and all files of the same persons, by own contacts and certain name. Older versions of these
    /// files are included if they state no contact.
    pub fn same_person(&self, contents: &BTreeSet<ContentHash>) -> Vec<PersonFile> {
        let mut group = contact::same_person(contents, &self.persons);
        let of_group = self.current.iter().filter(|(content, _)| group.contains(content));
        let paths: BTreeSet<String> = of_group.flat_map(|(_, locations)| locations).map(Location::path).collect();
        let is_older_version = |content: &ContentHash, locations: &BTreeSet<Location>| {
            let is_elsewhere = self.current.get(content).is_some_and(|locations| !locations.is_empty());
            let shares_path = || locations.iter().any(|location| paths.contains(&location.path()));
            !is_elsewhere && !self.has_contacts(content) && shares_path()
        };
        let older = self.superseded.iter().filter(|(content, locations)| is_older_version(content, locations));
        group.extend(older.map(|(content, _)| *content));
        let paths = |content: &ContentHash| -> BTreeSet<String> {
            let all = [&self.current, &self.superseded].into_iter().filter_map(|seen| seen.get(content)).flatten();
            all.map(Location::path).collect()
        };
        group.into_iter().map(|content| PersonFile { content, paths: paths(&content).into_iter().collect() }).collect()
    }
}

impl Store {
    /// Returns all contents that the store knows, with their locations and contacts.
    ///
    /// # Errors
    /// A [`Fault`] if the store cannot be read.
    pub fn people(&self) -> Result<People, Fault> {
        let mut people = People::default();
        for table in Table::ALL.into_iter().filter(|table| table.is_by_content()) {
            self.database.each(table, |key, value| {
                let Some(content) = content_of_key(key) else { return };
                people.current.entry(content).or_default();
                if table == Table::Persons {
                    people.persons.extend(record::open(table, key, value).ok().map(|person| (content, person)));
                }
            })?;
        }
        for LocationRecord { location, content, is_superseded, .. } in self.locations()? {
            let seen = if is_superseded { &mut people.superseded } else { &mut people.current };
            seen.entry(content).or_default().insert(location);
        }
        Ok(people)
    }

    /// Returns the records of all locations, without damaged ones.
    pub(super) fn locations(&self) -> Result<Vec<LocationRecord>, Fault> {
        let mut all = Vec::new();
        let open = |key: &[u8], value: &[u8]| record::open::<LocationRecord>(Table::Places, key, value);
        self.database.each(Table::Places, |key, value| all.extend(open(key, value)))?;
        Ok(all)
    }
}
