//! Makes the verdict on a criterion out of the support for its parts.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::case::Case;
use super::reason::{Reason, reason};
use super::support::{Support, level};
use super::threshold::Reach;
use super::{CriterionAssessment, PartAssessment, Status};
use crate::catalog::Criterion;
use crate::evidence::{Evidence, Strength};
use crate::units::Credit;

/// Passages shown for a part: more would not be read.
const MOST_EVIDENCE: usize = 3;

/// Mean of the parts' levels from which a criterion is met: every part claimed is enough.
const MET_FROM: Credit = Credit::new(500);

/// What supports a part.
pub(super) struct PartSupport<'a> {
    /// Strongest first.
    pub supports: Cow<'a, [Support]>,
    /// The entry whose support this is, if it is that as it was gathered.
    pub entry: Option<usize>,
    /// Whether words like those of the demand recognise it.
    pub similar: bool,
    /// How the time that it shows stands to the time asked for.
    pub reach: Reach,
    /// Whether a sentence of its own credits the part in full; one that no sentence supports needs none.
    pub in_full: bool,
}

impl PartSupport<'_> {
    fn credit(&self) -> Credit {
        self.supports.first().map_or(Credit::NONE, |best| if self.in_full { best.credit } else { best.least() })
    }

    fn strength(&self) -> Option<Strength> {
        self.supports.first().map(|best| best.strength)
    }
}

/// The verdict on a criterion, without the words and passages that tell it.
#[derive(Clone, Copy)]
pub(super) struct Verdict {
    pub status: Status,
    /// The mean of the credits of its parts.
    pub credit: Credit,
    /// Whether what supports it was claimed and nothing more.
    pub claimed_only: bool,
}

/// The verdict on a criterion by the support for its parts; `damaged` text cannot show that something is missing.
pub(super) fn verdict(parts: &[PartSupport<'_>], damaged: bool) -> Verdict {
    let (mut supported, mut levels, mut credits, mut strongest) = (0, 0, 0, None);
    for part in parts {
        let credit = part.credit().thousandths();
        supported += usize::from(credit > 0);
        credits += credit;
        levels += part.strength().map_or(0, |strength| level(strength).full.thousandths());
        strongest = strongest.max(part.strength());
    }
    let count = u32::try_from(parts.len()).unwrap_or(1).max(1);
    let status = match supported {
        0 if damaged => Status::Unknown,
        0 => Status::Missing,
        _ if supported == parts.len() && levels >= MET_FROM.thousandths() * count => Status::Met,
        _ => Status::Partial,
    };
    Verdict {
        status,
        credit: Credit::new((credits + count / 2) / count),
        claimed_only: strongest == Some(Strength::Claimed),
    }
}

/// A verdict with the passages that it rests on and its reason.
pub(super) fn assessment_of(
    criterion: &Criterion,
    verdict: Verdict,
    parts: &[PartSupport<'_>],
    case: &Case<'_>,
) -> CriterionAssessment {
    let Verdict { status, credit, claimed_only } = verdict;
    let told = parts.iter().map(|part| part_assessment(part, case)).collect();
    let mut assessment = CriterionAssessment { status, credit, claimed_only, reason: Reason::NotShown, parts: told };
    assessment.reason = reason(criterion, &assessment, parts, case);
    assessment
}

fn part_assessment(part: &PartSupport<'_>, case: &Case<'_>) -> PartAssessment {
    let status = match part.strength() {
        Some(_) => Status::Met,
        None if case.is_damaged() => Status::Unknown,
        None => Status::Missing,
    };
    let evidence = match part.entry {
        Some(entry) => {
            case.evidence.borrow_mut().entry(entry).or_insert_with(|| evidence(&part.supports, case)).clone()
        }
        None => evidence(&part.supports, case),
    };
    PartAssessment { status, credit: part.credit(), evidence }
}

/// The strongest passages, those that overlap as one; those of one strength in the order of the text.
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
