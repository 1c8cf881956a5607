//! Decides the verdict on a criterion from the support for its parts.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::case::Case;
use super::level::SHOWN_FROM;
use super::reason::{Reason, reason};
use super::support::{Support, level};
use super::threshold::Reach;
use super::{CriterionAssessment, PartAssessment, Status};
use crate::catalog::Criterion;
use crate::evidence::{Evidence, Strength};
use crate::units::Credit;

/// Most passages shown per part. Nobody would read more.
const MOST_EVIDENCE: usize = 3;

/// A criterion is met from this mean of its parts' levels. Claiming every part is enough.
const MET_FROM: Credit = Credit::new(500);

/// The support for a part.
pub(super) struct PartSupport<'a> {
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
}

impl PartSupport<'_> {
    fn credit(&self) -> Credit {
        self.supports.first().map_or(Credit::NONE, |best| if self.in_full { best.credit } else { best.least() })
    }

    fn strength(&self) -> Option<Strength> {
        self.supports.first().map(|best| best.strength)
    }

    /// The status of the part if it has support: a mention shows it in part at most.
    fn status(&self) -> Status {
        match self.supports.first() {
            None => Status::Missing,
            Some(best) if best.strength > Strength::Mentioned => Status::Met,
            Some(best) if best.credit >= SHOWN_FROM => Status::Partial,
            Some(_) => Status::Missing,
        }
    }
}

/// The verdict on a criterion, without reason and evidence.
#[derive(Clone, Copy)]
pub(super) struct Verdict {
    pub status: Status,
    /// The mean of the credits of its parts.
    pub credit: Credit,
    /// True if all support is claimed.
    pub claimed_only: bool,
    /// True if all support is mentions.
    pub mentioned_only: bool,
}

/// Returns the verdict on a criterion with these parts. A damaged text cannot show that something is missing.
pub(super) fn verdict(parts: &[PartSupport<'_>], damaged: bool) -> Verdict {
    debug_assert!(!parts.is_empty());
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
        mentioned_only: strongest == Some(Strength::Mentioned),
    }
}

/// Adds evidence and reason to a verdict.
pub(super) fn assessment_of(
    criterion: &Criterion,
    verdict: Verdict,
    parts: &[PartSupport<'_>],
    case: &Case<'_>,
) -> CriterionAssessment {
    let Verdict { status, credit, claimed_only, .. } = verdict;
    let told = parts.iter().map(|part| part_assessment(part, case)).collect();
    let mut assessment = CriterionAssessment { status, credit, claimed_only, reason: Reason::NotShown, parts: told };
    assessment.reason = reason(criterion, &assessment, parts, case);
    if let (Reason::Title(held), Some(part)) = (assessment.reason, assessment.parts.first_mut()) {
        // The title that the reason names is quoted first.
        part.evidence.sort_by_key(|passage| (Reverse(passage.strength), passage.span != held.tenure.title));
    }
    assessment
}

fn part_assessment(part: &PartSupport<'_>, case: &Case<'_>) -> PartAssessment {
    let status = match part.status() {
        Status::Missing if case.is_damaged() => Status::Unknown,
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

/// Returns the strongest passages without overlaps. Passages of equal strength come in text order.
fn evidence(supports: &[Support], case: &Case<'_>) -> Vec<Evidence> {
    let mut passages: Vec<Evidence> = Vec::with_capacity(supports.len().min(MOST_EVIDENCE));
    for support in supports {
        if passages.len() == MOST_EVIDENCE {
            break;
        }
        let span = case.passage(support);
        if !passages.iter().any(|known| known.span.overlaps(span)) {
            passages.push(Evidence { span, strength: support.strength, credit: support.credit });
        }
    }
    passages.sort_by_key(|passage| (Reverse(passage.strength), passage.span));
    passages
}
