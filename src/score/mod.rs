//! Judges a profile against roles: status, credit and evidence for every part of every criterion.

mod assertion;
mod case;
mod criteria;
#[cfg(feature = "search")]
mod index_bounds;
mod kinds;
mod roles;
mod strength;

use std::cell::OnceCell;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::evidence::{Evidence, Strength};
use crate::matcher::{Matcher, Scan};
use crate::profile::Profile;
use crate::titles::TitleMatcher;
use crate::units::{Confidence, Credit, Score};
use assertion::{cancel, notes, pasted};
use case::{Case, Timeline, reading_quality};
use rolefit_document::checked::{item, pairs};
use rolefit_document::{Document, Note, Span};
use roles::role_order::{self, Order};
use roles::score_role::{self, ScoredRole};
use roles::sentence_sharing::Sharing;
use roles::top_roles;
use strength::{mentions, support};

pub use criteria::reason::{Nearness, Reason, Tenure, TitleHeld};
pub(crate) use roles::demand_index::DemandIndex;

#[cfg(feature = "search")]
pub(crate) use index_bounds::{
    clues::{Most, PartClues, RoleClues, WordClues},
    outline::{Outline, outline_bytes},
    outline_judge::{OutlineJudge, SeenWords, WordAt},
    signs::{Kept, Sign, SignReader},
};

/// The results of a candidate in the roles of a catalog.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// One per role, in catalog order. Only the best roles, if only those were asked for.
    pub roles: Vec<RoleAssessment>,
    /// The best role.
    pub best: Best,
    /// Remarks on passages that were not taken for what they say.
    pub notes: Vec<Note>,
}

/// The result of a candidate in one role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleAssessment {
    /// Index of the role in the catalog.
    pub role: usize,
    /// Rank of the role for the candidate, from 1. Equal roles share a rank.
    pub rank: usize,
    /// The score; `None` if no criterion could be answered.
    pub score: Option<Score>,
    /// The points of criteria that are only mentioned.
    pub from_mentions: Score,
    /// The points of parts that are demonstrated. Time is no deed.
    pub from_deeds: Score,
    /// How much of the role could be judged.
    pub confidence: Confidence,
    /// The verdict over the must criteria that a person has confirmed.
    pub gate: Gate,
    /// Months in the title family of the role.
    pub months_in_family: u32,
    /// One per criterion of the role, in the role's order.
    pub criteria: Vec<CriterionAssessment>,
}

/// How far a criterion is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionAssessment {
    /// Met, partial, missing or unknown.
    pub status: Status,
    /// The mean of the credits of its parts.
    pub credit: Credit,
    /// True if it is met by claims alone.
    pub claimed_only: bool,
    /// The verdict on a must; [`Gate::Pass`] for any other criterion.
    pub gate: Gate,
    /// The passage that denies it.
    pub denial: Option<Span>,
    /// The reason of the verdict.
    pub reason: Reason,
    /// One per part, in the criterion's order.
    pub parts: Vec<PartAssessment>,
}

impl CriterionAssessment {
    /// True if all support is mentions, which say nothing outright.
    pub fn is_only_mentioned(&self) -> bool {
        let mut strengths = self.parts.iter().flat_map(|part| &part.evidence).map(|evidence| evidence.strength);
        self.credit > Credit::NONE && strengths.all(|strength| strength == Strength::Mentioned)
    }

    /// True if the best title held is related to the title asked for, but not the same.
    pub(crate) fn is_adjacent(&self) -> bool {
        matches!(self.reason, Reason::Title(TitleHeld { nearness: Nearness::Related, .. }))
    }
}

/// How far a part is supported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartAssessment {
    /// Met with any support that says it, partial if it is mentioned clearly. The evidence says how strong the support
    /// is.
    pub status: Status,
    /// How far the part is supported.
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

/// The verdict over the must criteria, from bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    /// A must is denied, or plainly misses a stated threshold.
    Fail,
    /// A must is not shown.
    Unknown,
    /// Every must is shown, or none is confirmed.
    Pass,
}

/// The role that fits a candidate best.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Best {
    /// A role of the catalog.
    Role {
        /// Index of the role.
        role: usize,
        /// Lead over the next role; `None` with one role.
        margin: Option<Score>,
        /// Indices of the roles that are too close to call, best first. Empty if one role leads clearly.
        close: Vec<usize>,
    },
    /// No title or defining criterion of any role has support.
    None,
}

/// Judges a read resume for every role of a catalog.
pub(crate) fn assess(inputs: &Inputs<'_>, as_of: Date) -> Assessment {
    let case = prepare(inputs, as_of);
    let Inputs { catalog, demands, .. } = inputs;
    let roles = pairs(&catalog.roles, demands.roles()).enumerate();
    let mut sharing = Sharing::default();
    let scored = roles.map(|(at, (role, asked))| score_role::score_role(at, role, asked, &case, &mut sharing));
    let scored: Vec<ScoredRole<'_>> = scored.collect();
    assessment(catalog, &scored, &case, usize::MAX)
}

/// Judges a read resume for the `most` best roles, the best role and the roles close to it, as if all roles were
/// judged.
pub(crate) fn assess_best(inputs: &Inputs<'_>, as_of: Date, most: usize) -> Assessment {
    let case = prepare(inputs, as_of);
    let scored = top_roles::score_best(&inputs.catalog.roles, inputs.demands, &case, most);
    assessment(inputs.catalog, &scored, &case, most)
}

/// Gathers the inputs that are the same for every role.
fn prepare<'a>(inputs: &Inputs<'a>, as_of: Date) -> Case<'a> {
    let Inputs { catalog, matcher, titles, document, profile, scan, .. } = *inputs;
    let Scan { words, hits, places, .. } = scan;
    let grammar = &catalog.vocabulary.grammar;
    let timeline = Timeline::new(profile, as_of, catalog.vocabulary.time.how_long_ago);
    let mut cancelling = cancel::by_segment(grammar, hits, profile, &document.text, words);
    let copied = pasted::pasted(grammar, &profile.segments, &document.text, scan, matcher.wording());
    let notes = notes::notes(&cancelling, &copied);
    for at in copied {
        cancelling.entry(at).or_default().is_pasted = true;
    }
    let support::Gathered { supports, denied } = support::gather(hits, &document.text, profile, &cancelling);
    let posting = support::is_posting(hits);
    let mentions = mentions::Mentions::gather(places, words, &document.text, profile, &cancelling, posting);
    let mut case = Case {
        document,
        words,
        matcher,
        profile,
        vocabulary: &catalog.vocabulary,
        timeline,
        posting,
        is_outline: false,
        mentions,
        supports,
        denied,
        standings: Default::default(),
        notes,
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

/// Returns the assessment with evidence of the first `most` roles, the best role and the roles close to it.
fn assessment(catalog: &Catalog, scored: &[ScoredRole<'_>], case: &Case<'_>, most: usize) -> Assessment {
    let Order { ranked, best } = role_order::order(scored);
    let is_named = |scored: &ScoredRole<'_>| match &best {
        Best::Role { role, close, .. } => *role == scored.role || close.contains(&scored.role),
        Best::None => false,
    };
    let ranked = ranked.into_iter().filter_map(|(at, rank)| Some((item(scored, at)?, rank))).enumerate();
    let told = ranked.filter(|(place, (scored, _))| *place < most || is_named(scored));
    let told =
        told.filter_map(|(_, (scored, rank))| Some(scored.assessment(item(&catalog.roles, scored.role)?, rank, case)));
    let mut roles: Vec<RoleAssessment> = told.collect();
    roles.sort_by_key(|assessment| assessment.role);
    Assessment { roles, best, notes: case.notes.clone() }
}

/// A resume with its facts and matches, and the catalog to judge it by.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    /// The roles and the vocabulary.
    pub catalog: &'a Catalog,
    /// The demands of the roles.
    pub demands: &'a DemandIndex,
    /// The matcher that found `hits`.
    pub matcher: &'a Matcher,
    /// The matcher of titles.
    pub titles: &'a TitleMatcher,
    /// The text.
    pub document: &'a Document,
    /// The facts of the text.
    pub profile: &'a Profile,
    /// The words of the text, and the matches among them.
    pub scan: &'a Scan,
}
