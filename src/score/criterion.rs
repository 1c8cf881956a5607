//! Makes the verdict on a criterion out of the support for its parts.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::case::Case;
use super::reason::reason;
use super::support::Support;
use super::{CriterionAssessment, PartAssessment, Status};
use crate::catalog::Criterion;
use crate::evidence::{Evidence, Strength};

/// Passages shown for a part: more would not be read.
const MOST_EVIDENCE: usize = 3;

/// Mean of the parts' levels from which a criterion is met, in thousandths: every part claimed is enough.
const MET_FROM: u32 = 500;

/// A part's support, and whether a sentence of its own credits it in full.
pub(super) struct PartSupport<'a> {
    pub supports: Cow<'a, [Support]>,
    pub in_full: bool,
}

/// The verdict on `criterion`; `damaged` text cannot show that something is missing.
pub(super) fn assess(
    criterion: &Criterion,
    parts: &[PartSupport<'_>],
    case: &Case<'_>,
    damaged: bool,
) -> CriterionAssessment {
    let parts: Vec<_> = parts.iter().map(|part| assess_part(part, case, damaged)).collect();
    let supported = parts.iter().filter(|part| part.credit > 0).count();
    let levels: u32 = parts.iter().map(|part| part.evidence.first().map_or(0, |best| full(best.strength))).sum();
    let count = u32::try_from(parts.len()).unwrap_or(1).max(1);
    let status = match supported {
        0 if damaged => Status::Unknown,
        0 => Status::Missing,
        _ if supported == parts.len() && levels >= MET_FROM * count => Status::Met,
        _ => Status::Partial,
    };
    let strongest = parts.iter().filter_map(|part| part.evidence.first()).map(|evidence| evidence.strength).max();
    let credit = (parts.iter().map(|part| part.credit).sum::<u32>() + count / 2) / count;
    let mut assessment = CriterionAssessment {
        status,
        credit,
        claimed_only: strongest == Some(Strength::Claimed),
        reason: String::new(),
        parts,
    };
    assessment.reason = reason(criterion, &assessment, case);
    assessment
}

fn full(strength: Strength) -> u32 {
    super::support::level(strength).full
}

fn assess_part(part: &PartSupport<'_>, case: &Case<'_>, damaged: bool) -> PartAssessment {
    let Some(best) = part.supports.first() else {
        let status = if damaged { Status::Unknown } else { Status::Missing };
        return PartAssessment { status, credit: 0, evidence: Vec::new() };
    };
    let credit = if part.in_full { best.credit } else { best.least() };
    PartAssessment { status: Status::Met, credit, evidence: evidence(&part.supports, case) }
}

/// The strongest passages, those that overlap as one; those of one strength in the order of the text.
fn evidence(supports: &[Support], case: &Case<'_>) -> Vec<Evidence> {
    let mut passages: Vec<Evidence> = Vec::with_capacity(MOST_EVIDENCE);
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
