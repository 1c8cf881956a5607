//! Scores a candidate for one role: all criteria, the score, the gate and the confidence.

use super::sentence_sharing::{MOST_PARTS, Sharing};
use crate::catalog::{Criterion, Kind, Part, Role};
use crate::evidence::{Evidence, Strength};
use crate::score::assessment::{CriterionAssessment, Gate, RoleAssessment, Status};
use crate::score::case::Case;
use crate::score::criteria::judge_parts::judge_parts;
use crate::score::criteria::role_demands::RoleDemands;
use crate::score::criteria::verdict::{self, PartSupport, Verdict};
use crate::units::{Confidence, Score, Weight};
use rolefit_document::checked::{item, item_mut, pairs};
use rolefit_document::{NoteCode, Span};
use rustc_hash::FxHashMap;

/// Most sentences per part that take part in sentence sharing. With more sentences than a role has parts, one is always
/// free.
const ENOUGH_SENTENCES: usize = 200;

/// The result of a candidate in a role, as numbers. Evidence and reasons are added only for the roles that are shown.
pub(crate) struct ScoredRole<'a> {
    /// Index of the role in the catalog.
    pub role: usize,
    /// The score; `None` if no criterion could be answered.
    pub score: Option<Score>,
    /// The points of criteria that are only mentioned.
    from_mentions: Score,
    /// The points of parts that are demonstrated.
    from_deeds: Score,
    /// How much of the role could be judged.
    pub confidence: Confidence,
    /// True if the role's title or a related one was held, or if a defining criterion is demonstrated. "Business
    /// development" in a list of skills makes nobody an account manager.
    pub has_core: bool,
    gate: Gate,
    months_in_family: u32,
    /// One per criterion.
    verdicts: Vec<Verdict>,
    /// The support for the parts of all criteria, in order.
    parts: Vec<PartSupport<'a>>,
}

/// Scores a candidate for `role`, which has the number `index` in the catalog and the demands `asked`.
pub(crate) fn score_role<'a>(
    index: usize,
    role: &Role,
    asked: &RoleDemands,
    case: &'a Case<'_>,
    sharing: &mut Sharing,
) -> ScoredRole<'a> {
    let title_evidence = case.title_evidence(asked.title.as_deref());
    let mut parts = judge_parts(role, asked, case, title_evidence);
    share_out(role, asked, &mut parts, sharing);
    let damaged = case.is_damaged();
    let is_scan = case.document.notes.iter().any(|note| note.code == NoteCode::TextLayer);
    let verdicts = by_criterion(role, &parts).map(|(_, parts)| verdict::verdict(parts, damaged));
    let verdicts: Vec<Verdict> = verdicts.collect();
    let scored = || role.criteria.iter().zip(&verdicts);
    let answered = scored().filter(|(_, verdict)| verdict.status != Status::Unknown);
    let answerable: Weight = answered.map(|(criterion, _)| criterion.weight).sum();
    let earned: u64 = scored().map(|(criterion, verdict)| criterion.weight.earned(verdict.credit)).sum();
    let mentioned = scored().filter(|(_, verdict)| verdict.mentioned_only);
    let mentioned: u64 = mentioned.map(|(criterion, verdict)| criterion.weight.earned(verdict.credit)).sum();
    let deeds =
        by_criterion(role, &parts).map(|(criterion, parts)| criterion.weight.earned(verdict::credit_of_deeds(parts)));
    let gates = by_criterion(role, &parts).zip(&verdicts);
    let gates = gates.map(|((criterion, parts), verdict)| verdict::gate(criterion, *verdict, parts));
    ScoredRole {
        role: index,
        score: Score::of(earned, answerable),
        from_mentions: Score::of(mentioned, answerable).unwrap_or_default(),
        // The text layer of a scan may say other things than its picture, which only a person can see.
        from_deeds: Score::of(deeds.sum(), answerable).filter(|_| !is_scan).unwrap_or_default(),
        confidence: case.reading.share(answerable, role.weight()),
        has_core: scored().any(|(criterion, verdict)| is_core(criterion, verdict)),
        gate: gates.min().unwrap_or(Gate::Pass),
        months_in_family: title_evidence.months.unwrap_or(0),
        verdicts,
        parts,
    }
}

/// Pairs each criterion of `role` with the items of its parts. `of_parts` holds the items of the parts of all criteria,
/// in order.
fn by_criterion<'a, T>(role: &'a Role, mut of_parts: &'a [T]) -> impl Iterator<Item = (&'a Criterion, &'a [T])> {
    debug_assert_eq!(role.criteria.iter().map(|criterion| criterion.parts.len()).sum::<usize>(), of_parts.len());
    role.criteria.iter().map(move |criterion| {
        let (its, rest) = of_parts.split_at_checked(criterion.parts.len()).unwrap_or((of_parts, &[]));
        of_parts = rest;
        (criterion, its)
    })
}

fn is_core(criterion: &Criterion, verdict: &Verdict) -> bool {
    let met = verdict.status == Status::Met;
    met && (criterion.kind == Kind::Title || (criterion.defining && !verdict.claimed_only))
}

impl ScoredRole<'_> {
    /// Adds evidence and reasons. `rank` is the rank of the role among the candidate's roles.
    pub(crate) fn assessment(&self, role: &Role, rank: usize, case: &Case<'_>) -> RoleAssessment {
        let Self { role: index, score, from_mentions, from_deeds, confidence, gate, months_in_family, .. } = *self;
        let criteria = by_criterion(role, &self.parts).zip(&self.verdicts);
        let criteria =
            criteria.map(|((criterion, parts), verdict)| verdict::assessment_of(criterion, *verdict, parts, case));
        let mut criteria: Vec<CriterionAssessment> = criteria.collect();
        share_quotes(role, &mut criteria);
        let role = index;
        RoleAssessment { role, rank, score, from_mentions, from_deeds, confidence, gate, months_in_family, criteria }
    }
}

/// Shows a sentence for at most two parts of a role, where the others have another sentence as strong. Parts with the
/// fewest sentences choose first, so that no part takes the only sentence of another.
fn share_quotes(role: &Role, criteria: &mut [CriterionAssessment]) {
    let mut shown_for: FxHashMap<Span, Vec<&str>> = FxHashMap::default();
    let judged = criteria.iter_mut().zip(&role.criteria);
    let judged = judged.flat_map(|(judged, criterion)| judged.parts.iter_mut().zip(&criterion.parts));
    let mut judged: Vec<(&mut Vec<Evidence>, &Part)> =
        judged.map(|(judged, part)| (&mut judged.evidence, part)).collect();
    let as_strong = |evidence: &[Evidence]| {
        let strongest = evidence.first().map(|first| first.strength);
        evidence.iter().take_while(|passage| Some(passage.strength) == strongest).count()
    };
    judged.sort_by_key(|(evidence, _)| as_strong(evidence));
    for (evidence, part) in judged {
        let is_free = |passage: &Evidence| {
            let names = shown_for.get(&passage.span);
            names.is_none_or(|names| names.len() < MOST_PARTS || names.contains(&part.name.as_str()))
        };
        if evidence.iter().take(as_strong(evidence)).any(is_free) {
            evidence.retain(is_free);
        }
        for passage in evidence.iter() {
            let names = shown_for.entry(passage.span).or_default();
            if !names.contains(&part.name.as_str()) {
                names.push(&part.name);
            }
        }
    }
}

/// Shares sentences out between the parts. A part that gets none has the least credit of its level.
fn share_out(role: &Role, asked: &RoleDemands, parts: &mut [PartSupport<'_>], sharing: &mut Sharing) {
    let mut places: Vec<Option<usize>> = vec![None; asked.names];
    sharing.begin();
    let mut judged = pairs(parts, &asked.parts);
    for criterion in &role.criteria {
        for (PartSupport { supports, .. }, asked) in judged.by_ref().take(criterion.parts.len()) {
            // Mentions are graded, and so low that nothing is shared out.
            let Some(best) = supports.first().filter(|best| best.strength > Strength::Mentioned) else { continue };
            let equal = supports.iter().take_while(|support| support.strength == best.strength);
            let sentences = equal.take(ENOUGH_SENTENCES).map(|support| support.segment);
            let Some(place) = item_mut(&mut places, asked.name) else { continue };
            if sentences.clone().any(|sentence| sentence.is_none()) {
                continue;
            }
            let gain = criterion.weight.earned(best.gain()) * asked.share / asked.shares.max(1);
            match *place {
                Some(place) => sharing.extend(place, gain, sentences.flatten()),
                None => *place = Some(sharing.add(gain, sentences.flatten())),
            }
        }
    }
    let served = sharing.share();
    for (part, asked) in parts.iter_mut().zip(&asked.parts) {
        let place = item(&places, asked.name).copied().flatten();
        part.in_full = place.and_then(|place| item(&served, place).copied()).unwrap_or(true);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use crate::engine::Engine;
    use crate::score::Assessment;
    use crate::score::testing::{self, EMBEDDED};
    use crate::units::Credit;

    /// Assesses an account manager with these dates and a later job. The role may ask for months, and credit may fade
    /// in the catalog.
    fn assess(later: &str, dates: &str, months: Option<u32>, fades: bool) -> Assessment {
        let mut catalog = Catalog::embedded().unwrap();
        catalog.vocabulary.time.how_long_ago = fades;
        catalog.roles.truncate(1);
        catalog.roles[0].criteria[0].parts[0].min_months = months;
        let text = format!(
            "Experience\n\n{later}\nExample Ltd, 01/2024 - 12/2025\n\u{2022} Filed.\n\n\
             Account Manager\nExample Ltd, {dates}\n\u{2022} Managed 40 accounts.\n"
        );
        testing::assess(&Engine::new(catalog).unwrap(), &text)
    }

    #[test]
    fn a_threshold_fails_only_where_it_is_plainly_not_reached() {
        let gate = |dates| assess("Clerk", dates, Some(60), true).roles[0].gate;
        assert_eq!(gate("03/2015 - 02/2020"), Gate::Pass);
        assert_eq!(gate("03/2015 - 01/2020"), Gate::Fail);
        assert_eq!(gate("2015 - 2020"), Gate::Unknown, "from 50 to 72 months");
        assert_eq!(gate("2015 - 2018"), Gate::Fail);
    }

    #[test]
    fn what_is_short_of_a_threshold_is_next_to_it() {
        let credit = |months| assess("Clerk", "03/2015 - 01/2020", months, false).roles[0].criteria[0].credit;
        assert_eq!(credit(None), Credit::FULL);
        assert_eq!(credit(Some(60)), Credit::new(500));
    }

    #[test]
    fn later_work_of_another_kind_costs_nothing() {
        let score = |job: &str| {
            let text = format!(
                "Experience\n\n{job}Account Manager\nExample Ltd, 03/1999 - 02/2004\n\u{2022} Managed 40 accounts.\n"
            );
            testing::assess(&EMBEDDED, &text).roles.iter().map(|role| role.score).collect::<Vec<_>>()
        };
        assert_eq!(score(""), score("Bus Driver\nExample Buses, 01/2005 - Present\n\n"));
    }

    #[test]
    fn fading_can_be_switched_off() {
        let credit = |fades| assess("Sales Coordinator", "03/1999 - 02/2004", None, fades).roles[0].criteria[0].credit;
        assert_eq!(credit(true), Credit::new(875), "a title loses half of what others lose");
        assert_eq!(credit(false), Credit::FULL);
    }
}
