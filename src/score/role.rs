//! Weighs a candidate against one role (all criteria, the score, the gate and the confidence), and explains the outcome.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::case::Case;
use super::criterion::{self, PartSupport, Verdict};
use super::kinds::{TitleStanding, judge_of};
use super::share::{Claimant, share};
use super::support::Support;
use super::threshold::{Reach, held_to, reach};
use super::{FULL_CREDIT, FULL_SCORE, Gate, RoleAssessment, Status};
use crate::catalog::{Criterion, Kind, Priority, Role};

/// Sentences of a part that are looked at for sharing out: with more of them than a role has parts, one is always free.
const ENOUGH_SENTENCES: usize = 200;

/// A candidate's standing in a role, as far as numbers go; what tells it is made for the roles that are shown.
pub(super) struct Weighed<'a> {
    /// Index of the role in the catalog.
    pub role: usize,
    /// Thousandths of a point; `None` where nothing could be answered.
    pub score: Option<u32>,
    /// Thousandths, 0 to 1,000.
    pub confidence: u32,
    /// Whether the role's title, or one next to it, was held, or what defines the role was done: "business development" in a
    /// list of skills makes nobody an account manager.
    pub has_core: bool,
    gate: Gate,
    months_in_family: u32,
    criteria: Vec<(Verdict, Vec<PartSupport<'a>>)>,
}

/// Weighs a candidate against `role`, the catalog's role number `index`, which asks for the title `title`.
pub(super) fn weigh<'a>(index: usize, role: &Role, title: Option<&str>, case: &'a Case<'_>) -> Weighed<'a> {
    let standing = case.standing(title);
    let judged: Vec<Vec<Judged<'a>>> =
        role.criteria.iter().map(|criterion| judge_parts(criterion, case, standing)).collect();
    let in_full = served(role, &judged);
    let reached: Vec<Reach> = judged.iter().map(|parts| least_reach(parts)).collect();
    let damaged = case.is_damaged();
    let criteria = role.criteria.iter().zip(judged).map(|(criterion, judged)| {
        let parts = criterion.parts.iter().zip(judged).map(|(part, judged)| {
            let in_full = in_full.get(part.name.as_str()).copied().unwrap_or(true);
            PartSupport { supports: judged.supports, in_full }
        });
        let parts: Vec<_> = parts.collect();
        (criterion::weigh(&parts, damaged), parts)
    });
    let criteria: Vec<(Verdict, Vec<PartSupport<'a>>)> = criteria.collect();
    let weighed = || role.criteria.iter().zip(criteria.iter().map(|(verdict, _)| verdict));
    let answered = weighed().filter(|(_, verdict)| verdict.status != Status::Unknown);
    let answerable: u64 = answered.map(|(criterion, _)| criterion.weight).sum();
    let earned: u64 = weighed().map(|(criterion, verdict)| criterion.weight * u64::from(verdict.credit)).sum();
    let answerable_share = portion(answerable, role.weight(), u64::from(case.reading)).unwrap_or(0);
    Weighed {
        role: index,
        score: score(earned, answerable),
        confidence: u32::try_from(answerable_share).unwrap_or(0),
        has_core: weighed().any(|(criterion, verdict)| is_core(criterion, verdict)),
        gate: gate(role, &criteria, &reached),
        months_in_family: standing.months.unwrap_or(0),
        criteria,
    }
}

/// The score of a role whose criteria of the weight `answerable` could be answered; `earned` is the sum of weight times credit.
pub(crate) fn score(earned: u64, answerable: u64) -> Option<u32> {
    portion(earned, answerable * u64::from(FULL_CREDIT), u64::from(FULL_SCORE))
        .and_then(|score| u32::try_from(score).ok())
}

fn portion(part: u64, whole: u64, of: u64) -> Option<u64> {
    (part * of + whole / 2).checked_div(whole)
}

fn is_core(criterion: &Criterion, verdict: &Verdict) -> bool {
    let met = verdict.status == Status::Met;
    met && (criterion.kind == Kind::Title || (criterion.defining && !verdict.claimed_only))
}

impl Weighed<'_> {
    /// The standing with its evidence and reasons; `role` is what was weighed, `rank` its place among the candidate's roles.
    pub fn explain(&self, role: &Role, rank: usize, case: &Case<'_>) -> RoleAssessment {
        let Self { score, confidence, gate, months_in_family, .. } = *self;
        let criteria = role.criteria.iter().zip(&self.criteria);
        let criteria =
            criteria.map(|(criterion, (verdict, parts))| criterion::explain(criterion, *verdict, parts, case));
        let criteria = criteria.collect();
        RoleAssessment { role: self.role, rank, score, confidence, gate, months_in_family, criteria }
    }
}

/// A part's support, and how the time that it shows stands to the time asked for.
struct Judged<'a> {
    supports: Cow<'a, [Support]>,
    reach: Reach,
}

fn judge_parts<'a>(criterion: &Criterion, case: &'a Case<'_>, standing: &'a TitleStanding) -> Vec<Judged<'a>> {
    let judge = judge_of(criterion.kind);
    let parts = criterion.parts.iter().map(|part| {
        let supports = judge.judge(part, case, standing);
        let reach = reach(criterion.kind, part, &supports, standing, case);
        Judged { supports: held_to(reach, supports), reach }
    });
    parts.collect()
}

fn least_reach(parts: &[Judged<'_>]) -> Reach {
    parts.iter().map(|part| part.reach).min().unwrap_or(Reach::Enough)
}

/// By part name: whether a sentence credits the part in full. Parts that no sentence supports need none.
fn served<'a>(role: &'a Role, judged: &[Vec<Judged<'_>>]) -> FxHashMap<&'a str, bool> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut claimants: Vec<Claimant> = Vec::new();
    for (criterion, judged) in role.criteria.iter().zip(judged) {
        for (part, Judged { supports, .. }) in criterion.parts.iter().zip(judged) {
            let Some(best) = supports.first() else { continue };
            let equal = supports.iter().take_while(|support| support.strength == best.strength);
            let sentences: Option<Vec<usize>> = equal.take(ENOUGH_SENTENCES).map(|support| support.segment).collect();
            let Some(sentences) = sentences else { continue };
            let place = *places.entry(&part.name).or_insert(claimants.len());
            if place == claimants.len() {
                claimants.push(Claimant { gain: 0, sentences: Vec::new() });
            }
            let Some(claimant) = claimants.get_mut(place) else { continue };
            let parts = u64::try_from(criterion.parts.len()).unwrap_or(1).max(1);
            claimant.gain += criterion.weight * u64::from(best.credit - best.least().min(best.credit)) / parts;
            for sentence in sentences {
                if !claimant.sentences.contains(&sentence) {
                    claimant.sentences.push(sentence);
                }
            }
        }
    }
    let served = share(&claimants);
    places.into_iter().filter_map(|(name, place)| Some((name, *served.get(place)?))).collect()
}

/// `fail` where a must is denied or a stated threshold plainly not reached, `unknown` where that is open or it is not shown.
fn gate(role: &Role, criteria: &[(Verdict, Vec<PartSupport<'_>>)], reached: &[Reach]) -> Gate {
    let judged = role.criteria.iter().zip(criteria).zip(reached);
    let musts = judged.filter(|((criterion, _), _)| criterion.priority == Priority::Must);
    let verdicts = musts.map(|((_, (verdict, _)), reach)| match (reach, verdict.status) {
        (Reach::Short, _) => Gate::Fail,
        (_, Status::Missing | Status::Unknown) | (Reach::Open, _) => Gate::Unknown,
        (Reach::Enough, _) => Gate::Pass,
    });
    verdicts.min().unwrap_or(Gate::Pass)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;
    use crate::catalog::Catalog;
    use crate::document::Document;
    use crate::engine::Engine;
    use crate::score::Assessment;

    /// What comes of an account manager with these dates if the role asks for five years, or for fading to be off.
    fn assess(dates: &str, months: Option<u32>, fades: bool) -> Assessment {
        let mut catalog = Catalog::embedded().unwrap();
        catalog.vocabulary.time.how_long_ago = fades;
        catalog.roles.truncate(1);
        catalog.roles[0].criteria[0].parts[0].min_months = months;
        let text = format!(
            "Experience\n\nClerk\nExample Ltd, 01/2024 - 12/2025\n\u{2022} Filed.\n\n\
             Account Manager\nExample Ltd, {dates}\n\u{2022} Managed 40 accounts.\n"
        );
        Engine::new(catalog).unwrap().assess(&Document::of_text(text), date(2026, 11, 21)).1
    }

    #[test]
    fn a_threshold_fails_only_where_it_is_plainly_not_reached() {
        let gate = |dates| assess(dates, Some(60), true).roles[0].gate;
        assert_eq!(gate("03/2015 - 02/2020"), Gate::Pass);
        assert_eq!(gate("03/2015 - 01/2020"), Gate::Fail);
        assert_eq!(gate("2015 - 2020"), Gate::Unknown, "from 50 to 72 months");
        assert_eq!(gate("2015 - 2018"), Gate::Fail);
    }

    #[test]
    fn what_is_short_of_a_threshold_is_next_to_it() {
        let credit = |months| assess("03/2015 - 01/2020", months, false).roles[0].criteria[0].credit;
        assert_eq!(credit(None), 1000);
        assert_eq!(credit(Some(60)), 500);
    }

    #[test]
    fn fading_can_be_switched_off() {
        let credit = |fades| assess("03/1999 - 02/2004", None, fades).roles[0].criteria[0].credit;
        assert_eq!(credit(true), 750);
        assert_eq!(credit(false), 1000);
    }
}
