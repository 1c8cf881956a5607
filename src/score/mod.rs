//! Judges a profile against roles: status, credit and evidence for every part of every criterion.

mod best;
mod case;
mod confidence;
mod criterion;
mod kinds;
mod quote;
mod reason;
mod role;
mod share;
mod support;
mod threshold;
mod time;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::{Catalog, Role};
use crate::document::Document;
use crate::evidence::Evidence;
use crate::index::{Hit, Matcher, TitleMatcher, Word};
use crate::profile::Profile;

/// Whole credit, in the thousandths that credit is counted in.
pub const FULL_CREDIT: u32 = 1000;

/// A candidate's standing in every role of a catalog.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// One a role of the catalog, in catalog order.
    pub roles: Vec<RoleAssessment>,
    /// Which role fits best.
    pub best: Best,
}

/// A candidate's standing in one role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleAssessment {
    /// Index of the role in the catalog.
    pub role: usize,
    /// Place of this role for the candidate, from 1; equals share a place.
    pub rank: usize,
    /// Thousandths of a point, 0 to 100,000; `None` where nothing could be answered.
    pub score: Option<u32>,
    /// Thousandths, 0 to 1,000.
    pub confidence: u32,
    /// Whether the must criteria are shown.
    pub gate: Gate,
    /// Months in the title family of the role.
    pub months_in_family: u32,
    /// One a criterion of the role, in the role's order.
    pub criteria: Vec<CriterionAssessment>,
}

/// How far one criterion is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionAssessment {
    /// Met, partial, missing or unknown.
    pub status: Status,
    /// Thousandths, 0 to 1,000.
    pub credit: u32,
    /// Whether it is met by claims alone.
    pub claimed_only: bool,
    /// Why, in words that people read; names no person.
    pub reason: String,
    /// One a part, in the criterion's order.
    pub parts: Vec<PartAssessment>,
}

/// How far one part is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartAssessment {
    /// Met with any support, as a criterion of this one part would be; the evidence says how strong it is.
    pub status: Status,
    /// Thousandths, 0 to 1,000.
    pub credit: u32,
    /// At most three passages, strongest first, then earliest.
    pub evidence: Vec<Evidence>,
}

/// The verdict on a part or criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Shown.
    Met,
    /// Shown in part.
    Partial,
    /// Not shown in the resume.
    Missing,
    /// The text was too damaged to tell.
    Unknown,
}

/// The verdict over the must criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    /// A must is contradicted, or a stated threshold plainly not reached.
    Fail,
    /// A must is not shown.
    Unknown,
    /// Every must is shown.
    Pass,
}

/// Which role fits a candidate best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Best {
    /// This one, by index in the catalog.
    Role {
        /// Index of the role.
        role: usize,
        /// Lead over the next role in thousandths of a point; `None` with one role.
        margin: Option<u32>,
        /// Indices of the roles that are too close to call, best first; empty where one leads clearly.
        close: Vec<usize>,
    },
    /// No role's title or defining criteria have support.
    None,
}

/// Judges a read resume against every role of a catalog.
pub(crate) fn assess(recognised: &Recognised<'_>, as_of: Date) -> Assessment {
    let Recognised { catalog, matcher, titles, document, profile, words, hits } = *recognised;
    let timeline = case::Timeline::new(profile, as_of, catalog.vocabulary.time.how_long_ago);
    let support::Gathered { supports, denied } = support::gather(matcher, hits, profile, &timeline);
    let vocabulary = &catalog.vocabulary;
    let (posting, passages) = (support::is_posting(hits), Default::default());
    let mut case =
        case::Case { document, words, matcher, profile, vocabulary, timeline, posting, supports, denied, passages };
    let held = kinds::held_titles(titles, &case);
    kinds::imply(titles, &held, &mut case);
    let reading = confidence::reading_quality(document, profile);
    let judge = |(index, role): (usize, &Role)| {
        let title =
            role.criteria.iter().flat_map(|criterion| &criterion.parts).filter_map(|part| part.entry.as_deref());
        let title = title.into_iter().find(|entry| vocabulary.titles.contains_key(*entry));
        let standing = title.map(|id| kinds::standing(id, titles, &held, &case)).unwrap_or_default();
        role::judge(index, role, &case, &standing, reading)
    };
    let mut roles: Vec<_> = catalog.roles.iter().enumerate().map(judge).collect();
    let best = best::best(&catalog.roles, &mut roles);
    Assessment { roles, best }
}

/// A resume with all that was recognised in it.
#[derive(Clone, Copy)]
pub(crate) struct Recognised<'a> {
    /// The roles and the vocabulary.
    pub catalog: &'a Catalog,
    /// What found the hits.
    pub matcher: &'a Matcher,
    /// What reads titles.
    pub titles: &'a TitleMatcher,
    /// The text.
    pub document: &'a Document,
    /// Its facts.
    pub profile: &'a Profile,
    /// The words of the text.
    pub words: &'a [Word],
    /// What the matcher found in the text.
    pub hits: &'a [Hit],
}
