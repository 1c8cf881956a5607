//! Finds what is known of a person: by content, by place, or by contact.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::key::Content;
use super::kind::Kind;
use super::person::{self, Mark};
use super::place::{Seen, Whereabouts};
use super::{Store, record};

/// A content that the store knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which bytes.
    pub content: Content,
    /// Where they were last seen, in order; empty where they came from standard input, or another file took their place.
    pub paths: Vec<String>,
}

/// What a name means: the contents that were seen at each path that it stands for, or in the package there.
pub type Meant = BTreeMap<String, BTreeSet<Content>>;

/// All that is known of whose files there are: the store's, and what others that keep something of them add.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Every content, and where it was last seen.
    seen: BTreeMap<Content, BTreeSet<Whereabouts>>,
    marks: BTreeMap<Content, Vec<Mark>>,
}

impl People {
    /// Adds a content that was seen somewhere, by `contacts`: e-mail addresses in lower case, and the last digits of telephone
    /// numbers.
    pub fn add(&mut self, content: Content, at: Whereabouts, contacts: &[String]) {
        self.seen.entry(content).or_default().insert(at);
        self.marks.entry(content).or_default().extend(contacts.iter().map(|contact| person::mark(contact)));
    }

    /// Everything that is known under a hash that begins with these hexadecimal digits.
    pub fn with_digits(&self, digits: &str) -> BTreeSet<Content> {
        let digits = digits.to_ascii_lowercase();
        let is_meant =
            |content: &&Content| blake3::Hash::from_bytes(content.0).to_hex().as_str().starts_with(digits.as_str());
        self.seen.keys().filter(is_meant).copied().collect()
    }

    /// What was last seen under this candidate's id, or in a package of it.
    pub fn with_id(&self, id: &str) -> Meant {
        self.meant(|at| at.of_id(id))
    }

    /// What was last seen at the paths that `is_meant` says, or in a package there.
    pub fn at(&self, is_meant: impl Fn(&str) -> bool) -> Meant {
        self.meant(|at| at.of_path(&is_meant))
    }

    fn meant(&self, part: impl Fn(&Whereabouts) -> Option<String>) -> Meant {
        let mut meant = Meant::new();
        for (content, seen) in &self.seen {
            for path in seen.iter().filter_map(&part) {
                meant.entry(path).or_default().insert(*content);
            }
        }
        meant
    }

    /// Everything of the person with this e-mail address.
    pub fn with_email(&self, address: &str) -> BTreeSet<Content> {
        let mark = person::mark(&address.to_lowercase());
        self.marks.iter().filter(|(_, marks)| marks.contains(&mark)).map(|(content, _)| *content).collect()
    }

    /// All contents that are the same person's as any of `contents`, by e-mail address or telephone number.
    pub fn same_person(&self, contents: &BTreeSet<Content>) -> Vec<Found> {
        let paths = |content: &Content| -> BTreeSet<String> {
            self.seen.get(content).into_iter().flatten().map(Whereabouts::path).collect()
        };
        let group = person::group(contents, &self.marks);
        group.into_iter().map(|content| Found { content, paths: paths(&content).into_iter().collect() }).collect()
    }
}

impl Store {
    /// Every content that anything is known of, and whose it is.
    ///
    /// # Errors
    /// What the operating system says, or that the store is damaged.
    pub fn people(&self) -> io::Result<People> {
        let mut people = People::default();
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_by_content()) {
            self.shelf.each(kind, |key, value| {
                let Some(content) = Content::of_key(key) else { return };
                people.seen.entry(content).or_default();
                if kind == Kind::Person {
                    people.marks.extend(record::open(kind, key, value).ok().map(|marks| (content, marks)));
                }
            })?;
        }
        for Seen { at, content, .. } in self.seen()? {
            people.seen.entry(content).or_default().insert(at);
        }
        Ok(people)
    }

    /// All places; a damaged record names none.
    pub(super) fn seen(&self) -> io::Result<Vec<Seen>> {
        let mut all = Vec::new();
        self.shelf.each(Kind::Place, |key, value| all.extend(record::open::<Seen>(Kind::Place, key, value)))?;
        Ok(all)
    }
}
