//! A position to fill.

use serde::{Deserialize, Serialize};

use super::criterion::Criterion;
use super::vocabulary::{Title, Vocabulary};
use crate::units::Weight;

/// A role: what it is called and what it asks for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    /// Kebab-case id; the stem of its file.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Other names for the same position.
    pub other_titles: Vec<String>,
    /// A sentence on what it is about.
    pub summary: String,
    /// Requirements and duties, in the order of the role's file.
    pub criteria: Vec<Criterion>,
}

impl Role {
    /// The sum of the weights of all criteria.
    pub fn weight(&self) -> Weight {
        self.criteria.iter().map(|criterion| criterion.weight).sum()
    }

    /// The titles that it is called by, and those that count in full for the titles it asks for, as the files write them; one may
    /// come twice.
    pub fn titles<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a String> {
        let same = self.held_titles(vocabulary).flat_map(|title| &title.same);
        std::iter::once(&self.title).chain(&self.other_titles).chain(same)
    }

    /// The titles that count half for those that it asks for.
    pub fn adjacent_titles<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a String> {
        self.held_titles(vocabulary).flat_map(|title| &title.adjacent)
    }

    fn held_titles<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a Title> {
        let parts = self.criteria.iter().flat_map(|criterion| &criterion.parts);
        parts.filter_map(|part| vocabulary.titles.get(part.entry.as_deref()?))
    }

    /// Id of the title of the vocabulary that the role asks for: the first that one of its parts names.
    pub fn asked_title<'a>(&'a self, vocabulary: &Vocabulary) -> Option<&'a str> {
        let parts = self.criteria.iter().flat_map(|criterion| &criterion.parts);
        parts.filter_map(|part| part.entry.as_deref()).find(|id| vocabulary.titles.contains_key(*id))
    }
}
