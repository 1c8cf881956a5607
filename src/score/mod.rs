//! Judges a profile against roles: status, credit and evidence for every part of every criterion.

mod assertion;
mod assessment;
mod case;
mod criteria;
#[cfg(feature = "search")]
mod index_bounds;
mod kinds;
mod roles;
mod strength;
#[cfg(test)]
mod testing;

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::catalog::Catalog;
use crate::matcher::{Matcher, Scan};
use crate::profile::Profile;
use crate::titles::{TitleMatcher, TitleMemory};
use assertion::{cancel, notes, pasted};
use case::{Case, Timeline, reading_quality};
use rolefit_document::Document;
use rolefit_document::checked::{item, pairs};
use roles::role_order::{self, Order};
use roles::score_role::{self, ScoredRole};
use roles::sentence_sharing::Sharing;
use roles::top_roles;
use strength::{mentions, support};

pub use assessment::{
    Assessment, Best, CriterionAssessment, Gate, Nearness, PartAssessment, Reason, RoleAssessment, Status, Tenure,
    TitleHeld,
};
pub(crate) use roles::demand_index::DemandIndex;

#[cfg(feature = "search")]
pub(crate) use index_bounds::{
    BoundedRole,
    clues::{Most, PartClues, RoleClues, WordClues},
    outline::{Outline, outline_bytes},
    outline_judge::{OutlineJudge, SeenWords, WordAt},
    signs::{Kept, Sign, SignReader},
};

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
    let Inputs { catalog, matcher, titles, title_memory, document, profile, scan, .. } = *inputs;
    let Scan { words, hits, places, .. } = scan;
    let grammar = &catalog.vocabulary.grammar;
    let timeline = Timeline::new(profile, as_of, catalog.vocabulary.time.how_long_ago);
    let mut cancelling = cancel::by_segment(grammar, hits, profile, &document.text, words);
    let copied = pasted::pasted(grammar, &profile.segments, &document.text, scan, matcher.wording());
    let notes = notes::notes(&cancelling, &copied);
    for at in copied {
        cancelling.entry(at).or_default().is_pasted = true;
    }
    let support::Gathered { supports, denied } = support::gather(hits, &document.text, profile, &cancelling, grammar);
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
        cancelling,
        mentions,
        supports,
        denied,
        titles_held: Default::default(),
        notes,
        reading: reading_quality::reading_quality(document, profile),
        short: vec![OnceCell::new(); profile.segments.len()],
        passages: Default::default(),
        evidence: Default::default(),
    };
    let held = kinds::held_titles(titles, title_memory, &case);
    kinds::imply(titles, &held, &mut case);
    case.titles_held = kinds::titles_held(titles, &held, &case);
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
    /// The titles that `titles` recognised before.
    pub title_memory: &'a TitleMemory,
    /// The text.
    pub document: &'a Document,
    /// The facts of the text.
    pub profile: &'a Profile,
    /// The words of the text, and the matches among them.
    pub scan: &'a Scan,
}
