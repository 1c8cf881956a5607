//! Roles: positions to fill.

use serde::{Deserialize, Serialize};

use super::criterion::Criterion;
use super::vacancy::Vacancy;
use super::vocabulary::{Title, Vocabulary};
use crate::units::{Score, Weight};

/// A role with its titles and criteria.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Role {
    /// The id in kebab case; the stem of the role's file.
    pub id: String,
    /// The title.
    pub title: String,
    /// Other titles of the same position.
    pub other_titles: Vec<String>,
    /// A sentence about the role.
    pub summary: String,
    /// The least scores of the bands, if they were calibrated.
    pub bands: Option<Bands>,
    /// The vacancy that the role was imported from.
    pub vacancy: Option<Vacancy>,
    /// Requirements and duties, in the order of the role's file.
    pub criteria: Vec<Criterion>,
}

/// The least displayed scores of the bands of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bands {
    /// From here on a match is strong.
    pub strong: Score,
    /// From here on a match is possible.
    pub possible: Score,
}

/// The time in a role's titles that counts in full where the role states none: five years. Judged resumes are ordered
/// about equally well by five to ten years, and the least asks least of people.
pub const FULL_MONTHS: u32 = 60;

impl Role {
    /// Returns the months in the role's titles that count in full.
    pub fn full_months(&self) -> u32 {
        let mut parts = self.criteria.iter().flat_map(|criterion| &criterion.parts);
        parts.find_map(|part| part.full_months).unwrap_or(FULL_MONTHS)
    }

    /// Returns the sum of the weights of all criteria.
    pub(crate) fn weight(&self) -> Weight {
        self.criteria.iter().map(|criterion| criterion.weight).sum()
    }

    /// Returns the role's own titles, and the titles that count in full for the titles it asks for. A title may come
    /// twice.
    pub(crate) fn titles<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a String> {
        let same = self.held_titles(vocabulary).flat_map(|title| &title.same);
        std::iter::once(&self.title).chain(&self.other_titles).chain(same)
    }

    /// Returns the titles that count half for the titles that the role asks for.
    pub(crate) fn adjacent_titles<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a String> {
        self.held_titles(vocabulary).flat_map(|title| &title.adjacent)
    }

    /// True if at least one must-have is yet to be confirmed by a person.
    pub(crate) fn has_unconfirmed_musts(&self) -> bool {
        self.criteria.iter().any(Criterion::is_unconfirmed_must)
    }

    fn held_titles<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a Title> {
        let parts = self.criteria.iter().flat_map(|criterion| &criterion.parts);
        parts.filter_map(|part| vocabulary.titles.get(part.entry.as_deref()?))
    }

    /// Returns the id of the first vocabulary title that a part of the role names.
    pub(crate) fn asked_title<'a>(&'a self, vocabulary: &Vocabulary) -> Option<&'a str> {
        let parts = self.criteria.iter().flat_map(|criterion| &criterion.parts);
        parts.filter_map(|part| part.entry.as_deref()).find(|id| vocabulary.titles.contains_key(*id))
    }
}
