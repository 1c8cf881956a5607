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
    /// Where they were last seen, in order, though something else may have been seen there since; empty where they came from
    /// standard input.
    pub paths: Vec<String>,
}

/// What a name means: the contents that were seen at each path that it stands for; in a package there, with `/` and their paths
/// in it.
pub type Meant = BTreeMap<String, BTreeSet<(String, Content)>>;

/// All that is known of whose files there are: the store's, and what others that keep something of them add.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Every content, and where it was last seen.
    seen: BTreeMap<Content, BTreeSet<Whereabouts>>,
    /// Where contents were seen before others were.
    superseded: BTreeMap<Content, BTreeSet<Whereabouts>>,
    marks: BTreeMap<Content, Vec<Mark>>,
}

impl People {
    /// Adds a content that was seen somewhere, by `contacts`: e-mail addresses in lower case, and the last digits of telephone
    /// numbers.
    pub fn add(&mut self, content: Content, at: Whereabouts, contacts: &[String]) {
        self.seen.entry(content).or_default().insert(at);
        self.marks.entry(content).or_default().extend(contacts.iter().map(|contact| person::mark(contact)));
    }

    /// Whether anything is known of `content`.
    pub fn knows(&self, content: Content) -> bool {
        self.seen.contains_key(&content) || self.superseded.contains_key(&content)
    }

    /// Everything that is known under a hash that begins with these hexadecimal digits.
    pub fn with_digits(&self, digits: &str) -> BTreeSet<Content> {
        let digits = digits.to_ascii_lowercase();
        let is_meant =
            |content: &&Content| blake3::Hash::from_bytes(content.0).to_hex().as_str().starts_with(digits.as_str());
        self.seen.keys().chain(self.superseded.keys()).filter(is_meant).copied().collect()
    }

    /// What was seen, now or before, where this candidate's id was last seen, or in a package of it.
    pub fn with_id(&self, id: &str) -> Meant {
        let paths: BTreeSet<String> = self.seen.values().flatten().filter_map(|at| at.of_id(id)).collect();
        self.at(|path| paths.contains(path))
    }

    /// What was seen, now or before, at the paths that `is_meant` says, or in a package there.
    pub fn at(&self, is_meant: impl Fn(&str) -> bool) -> Meant {
        let mut meant = Meant::new();
        for (content, at) in self.whereabouts() {
            if let Some(path) = at.of_path(&is_meant) {
                let inside = at.path().split_off(path.len());
                meant.entry(path).or_default().insert((inside, *content));
            }
        }
        meant
    }

    /// Whether contents that are known to be of several persons were seen in the same place of what is meant, which is one file or
    /// package: another's was put where one's had been.
    pub fn are_of_several(&self, meant: &Meant) -> bool {
        let mut by_place: BTreeMap<&str, BTreeSet<Content>> = BTreeMap::new();
        for (inside, content) in meant.values().flatten().filter(|(_, content)| self.has_marks(content)) {
            by_place.entry(inside).or_default().insert(*content);
        }
        by_place.values().any(|contents| {
            let first = contents.first().copied().into_iter().collect();
            !contents.is_subset(&person::group(&first, &self.marks))
        })
    }

    fn whereabouts(&self) -> impl Iterator<Item = (&Content, &Whereabouts)> {
        let all = self.seen.iter().chain(&self.superseded);
        all.flat_map(|(content, seen)| seen.iter().map(move |at| (content, at)))
    }

    /// Whether it is known whose a content is.
    fn has_marks(&self, content: &Content) -> bool {
        self.marks.get(content).is_some_and(|marks| !marks.is_empty())
    }

    /// Everything of the person with this e-mail address.
    pub fn with_email(&self, address: &str) -> BTreeSet<Content> {
        let mark = person::mark(&address.to_lowercase());
        self.marks.iter().filter(|(_, marks)| marks.contains(&mark)).map(|(content, _)| *content).collect()
    }

    /// All contents that are the same person's as any of `contents`, by e-mail address or telephone number, with what stood
    /// before them in the same files and states no contact.
    pub fn same_person(&self, contents: &BTreeSet<Content>) -> Vec<Found> {
        let mut group = person::group(contents, &self.marks);
        let of_group = self.seen.iter().filter(|(content, _)| group.contains(content));
        let places: BTreeSet<String> = of_group.flat_map(|(_, seen)| seen).map(Whereabouts::path).collect();
        let is_earlier = |content: &Content, at: &BTreeSet<Whereabouts>| {
            let is_elsewhere = self.seen.get(content).is_some_and(|seen| !seen.is_empty());
            !is_elsewhere && !self.has_marks(content) && at.iter().any(|at| places.contains(&at.path()))
        };
        let earlier = self.superseded.iter().filter(|(content, at)| is_earlier(content, at));
        group.extend(earlier.map(|(content, _)| *content));
        let paths = |content: &Content| -> BTreeSet<String> {
            let all = [&self.seen, &self.superseded].into_iter().filter_map(|at| at.get(content)).flatten();
            all.map(Whereabouts::path).collect()
        };
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
        for Seen { at, content, is_superseded, .. } in self.seen()? {
            let seen = if is_superseded { &mut people.superseded } else { &mut people.seen };
            seen.entry(content).or_default().insert(at);
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
