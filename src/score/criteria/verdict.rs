//! Decides the verdict on a criterion from the support for its parts.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::reason::reason;
use super::tenure::TimeShown;
use super::threshold::Reach;
use crate::catalog::{Criterion, Part};
use crate::evidence::{Evidence, Strength};
use crate::score::assessment::{CriterionAssessment, Gate, PartAssessment, Reason, Status};
use crate::score::case::Case;
use crate::score::strength::clarity::Clarity;
use crate::score::strength::level::SHOWN_FROM;
use crate::score::strength::support::{Support, level};
use crate::units::Credit;

/// Most passages shown per part. Nobody would read more.
const MOST_EVIDENCE: usize = 3;

/// A criterion is met from this mean of its parts' levels. Claiming every part is enough.
const MET_FROM: Credit = Credit::new(500);

/// The support for a part.
pub(crate) struct PartSupport<'a> {
    /// Strongest first.
    pub supports: Cow<'a, [Support]>,
    /// The matcher entry, if `supports` is exactly the support gathered for it. Its evidence is then cached.
    pub entry: Option<usize>,
    /// The weight among the parts of the criterion, in thousandths.
    pub share: u64,
    /// How far the required time is reached.
    pub reach: Reach,
    /// True if the part gets full credit, that is, if other parts have not used up its sentences.
    pub in_full: bool,
    /// The passage that denies the part.
    pub denial: Option<Support>,
    /// The answer, if the part asks for time. It decides instead of the support.
    pub time: Option<TimeShown>,
}

impl PartSupport<'_> {
    fn credit(&self) -> Credit {
        if let Some(time) = self.time {
            return time.credit().unwrap_or_default();
        }
        self.supports.first().map_or(Credit::NONE, |best| if self.in_full { best.credit } else { best.least() })
    }

    fn is_kin(&self) -> bool {
        self.supports.first().is_some_and(|best| best.is_kin())
    }

    fn strength(&self) -> Option<Strength> {
        self.supports.first().map(|best| best.strength)
    }

    /// The status of the part if it has support: a mention shows it in part at most.
    fn status(&self) -> Status {
        if let Some(time) = self.time {
            return match time.credit() {
                None => Status::Unknown,
                Some(Credit::NONE) => Status::Missing,
                Some(Credit::FULL) => Status::Met,
                Some(_) => Status::Partial,
            };
        }
        match self.supports.first() {
            None => Status::Missing,
            Some(best) if best.strength > Strength::Mentioned => Status::Met,
            Some(best) if best.is_kin() => Status::Missing,
            Some(best) if best.credit >= SHOWN_FROM => Status::Partial,
            Some(_) => Status::Missing,
        }
    }
}

/// The verdict on a criterion, without reason and evidence.
#[derive(Clone, Copy)]
pub(crate) struct Verdict {
    pub status: Status,
    /// The mean of the credits of its parts.
    pub credit: Credit,
    /// True if all support is claimed.
    pub claimed_only: bool,
    /// True if all support is mentions.
    pub mentioned_only: bool,
}

/// Returns the verdict on a criterion with these parts. A damaged text cannot show that something is missing.
pub(crate) fn verdict(parts: &[PartSupport<'_>], damaged: bool) -> Verdict {
    debug_assert!(!parts.is_empty());
    if let [part] = parts
        && part.time.is_some()
    {
        let (status, credit) = (part.status(), part.credit());
        return Verdict { status, credit, claimed_only: false, mentioned_only: false };
    }
    let (mut supported, mut levels, mut credits, mut shares, mut strongest) = (0, 0, 0, 0, None);
    for part in parts {
        supported += usize::from(part.status() != Status::Missing);
        let level = part.strength().map_or(Credit::NONE, |strength| match strength {
            Strength::Mentioned => part.credit(),
            _ => level(strength).full,
        });
        credits += part.share * u64::from(part.credit().thousandths());
        levels += part.share * u64::from(level.thousandths());
        shares += part.share;
        strongest = strongest.max(part.strength());
    }
    let shares = shares.max(1);
    let is_said = strongest > Some(Strength::Mentioned);
    let status = match supported {
        0 if damaged => Status::Unknown,
        0 => Status::Missing,
        _ if supported == parts.len() && is_said && levels >= u64::from(MET_FROM.thousandths()) * shares => Status::Met,
        _ => Status::Partial,
    };
    // The chance words of a text that hides the answer answer nothing.
    let credit = match status {
        Status::Unknown => 0,
        _ => u32::try_from((credits + shares / 2) / shares).unwrap_or(0),
    };
    Verdict {
        status,
        credit: Credit::new(credit),
        claimed_only: strongest == Some(Strength::Claimed),
        mentioned_only: strongest == Some(Strength::Mentioned) && !parts.iter().any(PartSupport::is_kin),
    }
}

/// Returns the credit of the parts that are demonstrated, as a share of the criterion.
pub(crate) fn credit_of_deeds(parts: &[PartSupport<'_>]) -> Credit {
    let is_deed = |part: &&PartSupport<'_>| part.time.is_none() && part.strength() == Some(Strength::Demonstrated);
    let deeds = parts.iter().filter(is_deed).map(|part| part.share * u64::from(part.credit().thousandths()));
    let shares: u64 = parts.iter().map(|part| part.share).sum();
    Credit::new(u32::try_from(deeds.sum::<u64>() / shares.max(1)).unwrap_or(0))
}

/// Returns the verdict on a must: `fail` if it is denied or plainly misses a stated threshold, `unknown` if the
/// threshold is open or the must is not shown. Other criteria pass, and so do must-haves that no person has confirmed.
pub(crate) fn gate(criterion: &Criterion, verdict: Verdict, parts: &[PartSupport<'_>]) -> Gate {
    if !criterion.is_confirmed_must() {
        return Gate::Pass;
    }
    let least = parts.iter().map(|part| part.reach).min().unwrap_or(Reach::Enough);
    match (least, verdict.status) {
        (Reach::Denied | Reach::Short { .. }, _) => Gate::Fail,
        (_, Status::Missing | Status::Unknown) | (Reach::Open, _) => Gate::Unknown,
        _ if verdict.mentioned_only && !criterion.asks_for_time_in_work() => Gate::Unknown,
        (Reach::Enough, _) => Gate::Pass,
    }
}

/// True if the degree that is asked for is only claimed. Its field alone, demonstrated by a lower degree, bears nothing
/// out.
fn rests_on_claimed_degree(criterion: &Criterion, parts: &[PartSupport<'_>]) -> bool {
    criterion.parts.iter().zip(parts).any(|(asked, part)| is_lower_degree(asked, part))
}

/// True if the part asks for a degree, and only a lower or unfinished degree supports it.
fn is_lower_degree(asked: &Part, part: &PartSupport<'_>) -> bool {
    asked.degree.is_some() && part.strength() == Some(Strength::Claimed)
}

/// Adds evidence and reason to a verdict.
pub(crate) fn assessment_of(
    criterion: &Criterion,
    verdict: Verdict,
    parts: &[PartSupport<'_>],
    case: &Case<'_>,
) -> CriterionAssessment {
    let Verdict { status, credit, .. } = verdict;
    let claimed_only = verdict.claimed_only || rests_on_claimed_degree(criterion, parts);
    let told = criterion.parts.iter().zip(parts).map(|(asked, part)| part_assessment(asked, part, case)).collect();
    let gate = gate(criterion, verdict, parts);
    let denial = parts.iter().find_map(|part| part.denial.as_ref()).map(|denial| case.passage(denial));
    let mut assessment =
        CriterionAssessment { status, credit, claimed_only, gate, denial, reason: Reason::NotShown, parts: told };
    assessment.reason = reason(criterion, &assessment, parts, case);
    if let (Reason::Title(held), Some(part)) = (assessment.reason, assessment.parts.first_mut()) {
        // The title that the reason names is quoted first.
        part.evidence.sort_by_key(|passage| (Reverse(passage.strength), passage.span != held.tenure.title));
    }
    assessment
}

fn part_assessment(asked: &Part, part: &PartSupport<'_>, case: &Case<'_>) -> PartAssessment {
    let status = match part.status() {
        Status::Missing if case.is_damaged() => Status::Unknown,
        // An associate degree is not the bachelor's degree that is asked for.
        Status::Met if is_lower_degree(asked, part) => Status::Partial,
        status => status,
    };
    if status == Status::Unknown {
        return PartAssessment { status, credit: Credit::NONE, evidence: Vec::new() };
    }
    let evidence = match part.entry {
        Some(entry) => {
            case.evidence.borrow_mut().entry(entry).or_insert_with(|| evidence(&part.supports, case)).clone()
        }
        None => evidence(&part.supports, case),
    };
    PartAssessment { status, credit: part.credit(), evidence }
}

/// Returns the strongest passages without overlaps: of the latest work first, and of one job those that tell most.
/// Beside a deed, claims add nothing and are left out, and so are further passages that tell little.
fn evidence(supports: &[Support], case: &Case<'_>) -> Vec<Evidence> {
    if let [only] = supports {
        return vec![Evidence { span: case.passage(only), strength: only.strength, credit: only.credit }];
    }
    let strongest = supports.iter().map(|support| support.strength).max();
    let mut strongest: Vec<&Support> = supports.iter().filter(|support| Some(support.strength) == strongest).collect();
    strongest.sort_by_key(|support| (support.clarity > Clarity::Aside, Reverse(support.credit), support.clarity));
    let mut passages: Vec<Evidence> = Vec::with_capacity(strongest.len().min(MOST_EVIDENCE));
    for support in strongest {
        if passages.len() == MOST_EVIDENCE {
            break;
        }
        let span = case.passage(support);
        let is_quoted = passages.is_empty() || support.clarity == Clarity::Clear;
        if is_quoted && !passages.iter().any(|known| known.span.overlaps(span)) {
            passages.push(Evidence { span, strength: support.strength, credit: support.credit });
        }
    }
    passages
}
