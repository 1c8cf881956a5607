//! Finds what a store knows of a person: by content, by place, or by contact.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::key::Content;
use super::kind::Kind;
use super::person::{self, Mark};
use super::place::{self, Seen};
use super::{Store, record};

/// A content that the store knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which bytes.
    pub content: Content,
    /// Where they were last seen, in order; empty where they came from standard input, or another file took their place.
    pub paths: Vec<String>,
}

impl Store {
    /// Everything that is known under a hash that begins with these hexadecimal digits.
    ///
    /// # Errors
    /// What the operating system says, or that the store is damaged.
    pub fn find_content(&self, digits: &str) -> io::Result<BTreeSet<Content>> {
        let digits = digits.to_ascii_lowercase();
        let is_meant =
            |content: &Content| blake3::Hash::from_bytes(content.0).to_hex().as_str().starts_with(digits.as_str());
        Ok(self.contents()?.into_iter().filter(is_meant).collect())
    }

    /// What was last seen at a path that ends so, in whole names: `ana.pdf`, or `2026/ana.pdf`.
    ///
    /// # Errors
    /// As [`Store::find_content`].
    pub fn find_path(&self, end: &Path) -> io::Result<BTreeSet<Content>> {
        let seen = self.seen()?;
        Ok(seen.into_iter().filter(|seen| Path::new(&seen.path).ends_with(end)).map(|seen| seen.content).collect())
    }

    /// What was last seen at exactly this path.
    pub fn find_place(&self, path: &Path) -> Option<Content> {
        self.shelf.get(Kind::Place, &place::key(path)).map(|seen: Seen| seen.content)
    }

    /// Everything of the person with this e-mail address.
    ///
    /// # Errors
    /// As [`Store::find_content`].
    pub fn find_email(&self, address: &str) -> io::Result<BTreeSet<Content>> {
        let mark = person::mark(&address.to_lowercase());
        let marks = self.marks()?.into_iter();
        Ok(marks.filter(|(_, marks)| marks.contains(&mark)).map(|(content, _)| content).collect())
    }

    /// All contents that are the same person's as any of `contents`, by e-mail address or telephone number.
    ///
    /// # Errors
    /// As [`Store::find_content`].
    pub fn same_person(&self, contents: &BTreeSet<Content>) -> io::Result<Vec<Found>> {
        let group = person::group(contents, &self.marks()?);
        let mut paths: BTreeMap<Content, Vec<String>> =
            group.into_iter().map(|content| (content, Vec::new())).collect();
        for seen in self.seen()? {
            if let Some(paths) = paths.get_mut(&seen.content) {
                paths.push(seen.path);
            }
        }
        let found = paths.into_iter().map(|(content, mut paths)| {
            paths.sort();
            Found { content, paths }
        });
        Ok(found.collect())
    }

    /// Every content that anything is known of.
    fn contents(&self) -> io::Result<BTreeSet<Content>> {
        let mut contents: BTreeSet<Content> = self.seen()?.into_iter().map(|seen| seen.content).collect();
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_by_content()) {
            self.shelf.each(kind, |key, _| contents.extend(Content::of_key(key)))?;
        }
        Ok(contents)
    }

    /// All places; a damaged record names none.
    pub(super) fn seen(&self) -> io::Result<Vec<Seen>> {
        let mut all = Vec::new();
        self.shelf.each(Kind::Place, |key, value| all.extend(record::open::<Seen>(Kind::Place, key, value)))?;
        Ok(all)
    }

    fn marks(&self) -> io::Result<BTreeMap<Content, Vec<Mark>>> {
        let mut all = BTreeMap::new();
        self.shelf.each(Kind::Person, |key, value| {
            let marks = record::open(Kind::Person, key, value).ok();
            all.extend(Content::of_key(key).zip(marks));
        })?;
        Ok(all)
    }
}
