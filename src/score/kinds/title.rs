//! Titles: held in the work history or stated at the top, the same or adjacent, and for how long.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Judge;
use crate::catalog::{Condition, Part};
use crate::evidence::Strength;
use crate::profile::Fact;
use crate::score::case::Case;
use crate::score::level::{MISSPELLED, UNSTATED, lost_by_age, lost_by_little_time};
use crate::score::support::{Support, level};
use crate::titles::{Kinship, TitleMatcher, TitleReadings};

/// Judges titles that the candidate has held.
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
    // What an advertisement is headed is what it offers.
    let headline = case.profile.headline.iter().filter(|_| !case.posting).map(|headline| (None, headline));
    let held = positions.chain(headline);
    held.map(|(position, title)| HeldTitle { title, position, readings: titles.read(&title.text) }).collect()
}

/// What a role's title tells of a candidate.
pub(in crate::score) struct TitleEvidence {
    /// The held titles that support it, strongest first.
    pub supports: Vec<Support>,
    /// Months in the title's family; `None` where no dated position belongs to it.
    pub months: Option<u32>,
    /// The positions that belong to the family.
    pub positions: Vec<usize>,
}

impl TitleEvidence {
    /// Nothing is told.
    pub(crate) const fn none() -> Self {
        Self { supports: Vec::new(), months: None, positions: Vec::new() }
    }
}

/// How a candidate stands to the title `id` of the vocabulary.
fn standing(id: &str, titles: &TitleMatcher, held: &[HeldTitle<'_>], case: &Case<'_>) -> TitleEvidence {
    let family = held.iter().filter(|held| titles.matches(id, &held.readings).next().is_some());
    let positions: Vec<usize> = family.filter_map(|held| held.position).collect();
    let months = case.timeline.months_in(case.profile, positions.iter().copied());
    let Some(title) = case.vocabulary.titles.get(id) else {
        return TitleEvidence { supports: Vec::new(), months, positions };
    };

    let mut supports = Vec::new();
    for held in held {
        let worth = titles.matches(id, &held.readings).find_map(|found| {
            let (strength, condition) = match found.kinship {
                Kinship::Same(condition) => (Strength::Demonstrated, condition.map(|at| title.same_if.get(at))),
                Kinship::Adjacent(condition) => (Strength::Claimed, condition.map(|at| title.adjacent_if.get(at))),
                Kinship::Family => return None,
            };
            let holds =
                condition.is_none_or(|condition| condition.is_some_and(|it| holds(it, held.position, months, case)));
            holds.then_some((strength, found.approximate))
        });
        let Some((strength, approximate)) = worth else { continue };
        let time = months.map_or(UNSTATED, lost_by_little_time);
        let age = held.position.map_or(0, |position| lost_by_age(case.timeline.months_ago(position)));
        let spelling = if approximate { MISSPELLED } else { 0 };
        let credit = level(strength).credit(&[time, age, spelling]);
        let (span, position) = (held.title.span, held.position);
        supports.push(Support { span, segment: None, position, strength, credit, is_short: false });
    }
    supports.sort_by(Support::order);
    TitleEvidence { supports, months, positions }
}

/// Whether the position shows by its duties what the title alone does not, or was held long enough instead. A headline has
/// no duties of its own: it stands for the whole resume where no position is told, and else leaves the word to positions.
fn holds(condition: &Condition, position: Option<usize>, months: Option<u32>, case: &Case<'_>) -> bool {
    let here = |support: &Support| support.strength == Strength::Demonstrated && support.position == position;
    if position.is_none() && !case.profile.positions.is_empty() {
        return false;
    }
    let shown = condition.shows.iter().any(|entry| case.supports_of(case.matcher.entry(entry)).iter().any(here));
    shown || condition.or_months.zip(months).is_some_and(|(least, months)| months >= least)
}

/// How a candidate stands to every title that one of the held titles was recognised as, by id; to others in no way.
pub(in crate::score) fn standings<'a>(
    titles: &'a TitleMatcher,
    held: &[HeldTitle<'_>],
    case: &Case<'_>,
) -> FxHashMap<&'a str, TitleEvidence> {
    let recognised: FxHashSet<&str> = held.iter().flat_map(|held| titles.recognised(&held.readings)).collect();
    recognised.into_iter().map(|id| (id, standing(id, titles, held, case))).collect()
}

/// Adds to the support for entries what holders of a title do by nature: claimed, since no deed is told.
pub(in crate::score) fn imply(titles: &TitleMatcher, held: &[HeldTitle<'_>], case: &mut Case<'_>) {
    for held in held {
        let age = held.position.map_or(0, |position| lost_by_age(case.timeline.months_ago(position)));
        let (strength, span) = (Strength::Claimed, held.title.span);
        let credit = level(strength).credit(&[age]);
        for entry in titles.implied(&held.readings).filter_map(|id| case.matcher.entry(id)) {
            let support = Support { span, segment: None, position: held.position, strength, credit, is_short: false };
            let supports = case.supports.entry(entry).or_default();
            // After those that are as good.
            let place = supports.partition_point(|known| known.order(&support).is_le());
            supports.insert(place, support);
        }
    }
}
