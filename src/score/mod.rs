//! Judges a profile against roles: status, credit and evidence for every part of every criterion.

mod cancel;
mod case;
mod demand_index;
mod kinds;
mod level;
mod quote;
mod reading_quality;
mod reason;
mod role_order;
mod score_role;
mod sentence_sharing;
mod support;
mod threshold;
mod top_roles;
mod verdict;

use std::cell::OnceCell;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::evidence::Evidence;
use crate::matcher::{Hit, Matcher};
use crate::profile::Profile;
use crate::titles::TitleMatcher;
use crate::units::{Confidence, Credit, Score};
use case::{Case, Timeline};
use role_order::Order;
use rolefit_document::Document;
use rolefit_document::Word;
use score_role::ScoredRole;
use sentence_sharing::Sharing;

pub(crate) use demand_index::DemandIndex;
pub use reason::{Reason, Tenure, TitleHeld};

/// A candidate's standing in every role of a catalog.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// One a role of the catalog, in catalog order; where only the best were asked for, those.
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
    /// The score; `None` if no criterion could be answered.
    pub score: Option<Score>,
    /// How much of the role could be judged.
    pub confidence: Confidence,
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
    /// The mean of the credits of its parts.
    pub credit: Credit,
    /// Whether it is met by claims alone.
    pub claimed_only: bool,
    /// Why.
    pub reason: Reason,
    /// One a part, in the criterion's order.
    pub parts: Vec<PartAssessment>,
}

impl CriterionAssessment {
    /// Whether the best title held is next to the one asked for.
    pub(crate) fn is_adjacent(&self) -> bool {
        matches!(self.reason, Reason::Title(TitleHeld { is_adjacent: true, .. }))
    }
}

/// How far one part is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartAssessment {
    /// Met with any support, as a criterion of this one part would be; the evidence says how strong it is.
    pub status: Status,
    /// How far it is supported.
    pub credit: Credit,
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
        /// Lead over the next role; `None` with one role.
        margin: Option<Score>,
        /// Indices of the roles that are too close to call, best first; empty where one leads clearly.
        close: Vec<usize>,
    },
    /// No role's title or defining criteria have support.
    None,
}

/// Judges a read resume against every role of a catalog.
pub(crate) fn assess(inputs: &Inputs<'_>, as_of: Date) -> Assessment {
    let case = prepare(inputs, as_of);
    let Inputs { catalog, demands, .. } = inputs;
    let roles = catalog.roles.iter().zip(demands.roles()).enumerate();
    let mut sharing = Sharing::default();
    let scored = roles.map(|(at, (role, asked))| score_role::score_role(at, role, asked, &case, &mut sharing));
    let scored: Vec<ScoredRole<'_>> = scored.collect();
    assessment(catalog, &scored, &case, usize::MAX)
}

/// Judges a read resume against the `most` roles that fit it best, the best one and those close to it, as if all were.
pub(crate) fn assess_best(inputs: &Inputs<'_>, as_of: Date, most: usize) -> Assessment {
    let case = prepare(inputs, as_of);
    let scored = top_roles::score_best(&inputs.catalog.roles, inputs.demands, &case, most);
    assessment(inputs.catalog, &scored, &case, most)
}

/// Gathers all that judging needs, the same for every role.
fn prepare<'a>(inputs: &Inputs<'a>, as_of: Date) -> Case<'a> {
    let Inputs { catalog, matcher, titles, document, profile, words, hits, .. } = *inputs;
    let timeline = Timeline::new(profile, as_of, catalog.vocabulary.time.how_long_ago);
    let support::Gathered { supports, denied } = support::gather(hits, profile, &timeline);
    let mut case = Case {
        document,
        words,
        matcher,
        profile,
        vocabulary: &catalog.vocabulary,
        timeline,
        posting: support::is_posting(hits),
        supports,
        denied,
        standings: Default::default(),
        reading: reading_quality::reading_quality(document, profile),
        short: vec![OnceCell::new(); profile.segments.len()],
        passages: Default::default(),
        evidence: Default::default(),
    };
    let held = kinds::held_titles(titles, &case);
    kinds::imply(titles, &held, &mut case);
    case.standings = kinds::standings(titles, &held, &case);
    case
}

/// Tells the standing in the first `most` of the roles weighed, in the best and in those close to it.
fn assessment(catalog: &Catalog, scored: &[ScoredRole<'_>], case: &Case<'_>, most: usize) -> Assessment {
    let Order { ranked, best } = role_order::order(scored);
    let is_named = |scored: &ScoredRole<'_>| match &best {
        Best::Role { role, close, .. } => *role == scored.role || close.contains(&scored.role),
        Best::None => false,
    };
    let ranked = ranked.into_iter().filter_map(|(at, rank)| Some((scored.get(at)?, rank))).enumerate();
    let told = ranked.filter(|(place, (scored, _))| *place < most || is_named(scored));
    let told =
        told.filter_map(|(_, (scored, rank))| Some(scored.assessment(catalog.roles.get(scored.role)?, rank, case)));
    let mut roles: Vec<RoleAssessment> = told.collect();
    roles.sort_by_key(|assessment| assessment.role);
    Assessment { roles, best }
}

/// A resume with all that was recognised in it.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    /// The roles and the vocabulary.
    pub catalog: &'a Catalog,
    /// What the roles ask for.
    pub demands: &'a DemandIndex,
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
