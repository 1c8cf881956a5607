//! Titles: held in the work history or stated as the headline, the same or related, and for how long.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Judge;
use crate::catalog::{Condition, Part};
use crate::evidence::Strength;
use crate::profile::Fact;
use crate::score::case::Case;
use crate::score::level::{MISSPELLED, UNSTATED, lost_by_little_time};
use crate::score::support::{Support, level};
use crate::titles::{Kinship, TitleMatcher, TitleReadings};
use rolefit_document::checked::item;

/// Judges the titles that the candidate has held.
pub(super) struct TitleJudge;

impl Judge for TitleJudge {
    fn judge<'a>(
        &self,
        _: &Part,
        _: &'a [Support],
        _: &'a Case<'_>,
        standing: &'a TitleEvidence,
    ) -> Cow<'a, [Support]> {
        Cow::Borrowed(&standing.supports)
    }

    fn is_for_titles(&self) -> bool {
        true
    }
}

/// A title that the candidate has held.
pub(in crate::score) struct HeldTitle<'a> {
    title: &'a Fact,
    /// Index of the position; `None` for the headline.
    position: Option<usize>,
    readings: TitleReadings,
}

/// Reads the headline and the titles of all positions, once for all roles.
pub(in crate::score) fn held_titles<'a>(titles: &TitleMatcher, case: &Case<'a>) -> Vec<HeldTitle<'a>> {
    let positions = case.profile.positions.iter().enumerate().map(|(at, position)| (Some(at), &position.title));
    // The headline of a job advertisement is the position it offers.
    let headline = case.profile.headline.iter().filter(|_| !case.posting).map(|headline| (None, headline));
    let held = positions.chain(headline);
    held.map(|(position, title)| HeldTitle { title, position, readings: titles.read(&title.text) }).collect()
}

/// The evidence that a candidate held a title.
pub(in crate::score) struct TitleEvidence {
    /// The held titles that support it, strongest first.
    pub supports: Vec<Support>,
    /// Months in the title family; `None` if no dated position belongs to it.
    pub months: Option<u32>,
    /// The month in which the latest position of the family ended.
    pub last_end: Option<i32>,
    /// Indices of the positions that belong to the family.
    pub positions: Vec<usize>,
}

impl TitleEvidence {
    /// No evidence.
    pub(crate) const fn none() -> Self {
        Self { supports: Vec::new(), months: None, last_end: None, positions: Vec::new() }
    }
}

/// Returns the evidence for the title `id` of the vocabulary.
fn standing(id: &str, titles: &TitleMatcher, held: &[HeldTitle<'_>], case: &Case<'_>) -> TitleEvidence {
    let family = held.iter().filter(|held| titles.matches(id, &held.readings).next().is_some());
    let positions: Vec<usize> = family.filter_map(|held| held.position).collect();
    let months = case.timeline.months_in(case.profile, positions.iter().copied());
    let last_end = case.timeline.last_end(positions.iter().copied());
    let Some(title) = case.vocabulary.titles.get(id) else {
        return TitleEvidence { supports: Vec::new(), months, last_end, positions };
    };

    let mut supports = Vec::new();
    for held in held {
        let worth = titles.matches(id, &held.readings).find_map(|found| {
            let (strength, condition) = match found.kinship {
                Kinship::Same(condition) => (Strength::Demonstrated, condition.map(|at| item(&title.same_if, at))),
                Kinship::Adjacent(condition) => (Strength::Claimed, condition.map(|at| item(&title.adjacent_if, at))),
                Kinship::Family => return None,
            };
            let holds =
                condition.is_none_or(|condition| condition.is_some_and(|it| holds(it, held.position, months, case)));
            holds.then_some((strength, found.approximate))
        });
        let Some((strength, approximate)) = worth else { continue };
        let time = months.map_or(UNSTATED, lost_by_little_time);
        let spelling = if approximate { MISSPELLED } else { 0 };
        let credit = level(strength).credit(&[time, spelling]);
        let (span, position) = (held.title.span, held.position);
        supports.push(Support { span, segment: None, position, strength, credit, is_short: false });
    }
    supports.sort_by(Support::order);
    TitleEvidence { supports, months, last_end, positions }
}

/// True if the duties of the position settle what the title leaves open, or if it was held long enough. A headline
/// has no duties of its own: it stands for the whole resume if no position is stated, and otherwise counts for nothing
/// here.
fn holds(condition: &Condition, position: Option<usize>, months: Option<u32>, case: &Case<'_>) -> bool {
    let here = |support: &Support| support.strength == Strength::Demonstrated && support.position == position;
    if position.is_none() && !case.profile.positions.is_empty() {
        return false;
    }
    let shown = condition.shows.iter().any(|entry| case.supports_of(case.matcher.entry(entry)).iter().any(here));
    shown || condition.or_months.zip(months).is_some_and(|(least, months)| months >= least)
}

/// Returns the evidence for every title that a held title was recognised as, by title id.
pub(in crate::score) fn standings<'a>(
    titles: &'a TitleMatcher,
    held: &[HeldTitle<'_>],
    case: &Case<'_>,
) -> FxHashMap<&'a str, TitleEvidence> {
    let recognised: FxHashSet<&str> = held.iter().flat_map(|held| titles.recognised(&held.readings)).collect();
    recognised.into_iter().map(|id| (id, standing(id, titles, held, case))).collect()
}

/// Adds support for the entries that holders of a title do by nature: claimed, because no deed is stated.
pub(in crate::score) fn imply(titles: &TitleMatcher, held: &[HeldTitle<'_>], case: &mut Case<'_>) {
    for held in held {
        let (strength, span) = (Strength::Claimed, held.title.span);
        let credit = level(strength).full;
        for entry in titles.implied(&held.readings).filter_map(|id| case.matcher.entry(id)) {
            let support = Support { span, segment: None, position: held.position, strength, credit, is_short: false };
            let supports = case.supports.entry(entry).or_default();
            // Behind equally good support.
            let place = supports.partition_point(|known| known.order(&support).is_le());
            supports.insert(place, support);
        }
    }
}
