//! Judges the parts of all criteria of a role: which passages support each, and how far a required time is reached.

use std::borrow::Cow;

use super::certificate;
use super::doubtful;
use super::language;
use super::role_demands::RoleDemands;
use super::tenure::{self, TimeShown};
use super::threshold::{Reach, limited_to, reach};
use super::verdict::PartSupport;
use super::words_shown::mentioned;
use crate::catalog::{Kind, Part, Role};
use crate::score::case::{Case, TitleEvidence};
use crate::score::kinds::{Judge, judge_of};
use crate::score::strength::support::Support;

/// Returns the support for the parts of all criteria, in order.
pub(crate) fn judge_parts<'a>(
    role: &Role,
    asked: &RoleDemands,
    case: &'a Case<'_>,
    title_evidence: &'a TitleEvidence,
) -> Vec<PartSupport<'a>> {
    let mut judged = Vec::with_capacity(asked.parts.len());
    let mut asked = asked.parts.iter();
    for criterion in &role.criteria {
        let judge = judge_of(criterion.kind);
        for (part, asked) in criterion.parts.iter().zip(asked.by_ref()) {
            if let Some(full) = part.full_months {
                let time = Some(TimeShown::of(full, title_evidence, case));
                let supports = Cow::Owned(tenure::supports(title_evidence, case));
                let (share, reach) = (asked.share, Reach::Enough);
                let (entry, denial) = (None, None);
                judged.push(PartSupport { supports, entry, share, reach, in_full: true, denial, time });
                continue;
            }
            let gathered = case.supports_of(asked.entry);
            let words = asked.entry.and_then(|entry| case.matcher.words_of(entry));
            let held = certificate::held(criterion.kind, part, gathered, case);
            let supports = match (words, held) {
                (Some(words), held) => with_words(judge, part, &held, mentioned(words, case), case, title_evidence),
                (None, Cow::Borrowed(held)) => judge.judge(part, held, case, title_evidence),
                (None, Cow::Owned(held)) => Cow::Owned(judge.judge(part, &held, case, title_evidence).into_owned()),
            };
            let supports = if criterion.kind == Kind::Language { language::spoken(supports, case) } else { supports };
            let supports = match part.level {
                Some(asked) if !case.is_outline => language::limited(asked, supports, case),
                _ => supports,
            };
            let supports = match judge.is_for_titles() {
                true => supports,
                false => case.timeline.faded(supports, title_evidence.last_end),
            };
            let supports = doubtful::limited(supports, case.document);
            let denial = asked.entry.filter(|_| supports.is_empty()).and_then(|entry| case.denied.get(&entry).copied());
            let reach = if denial.is_some() {
                Reach::Denied
            } else {
                reach(criterion.kind, part, &supports, title_evidence, case)
            };
            let is_bare = criterion.kind == Kind::Title && title_evidence.without_position;
            let reach = if is_bare { reach.min(Reach::Open) } else { reach };
            let supports = limited_to(reach, supports);
            let entry = asked.entry.filter(|_| !gathered.is_empty() && std::ptr::eq(&*supports, gathered));
            judged.push(PartSupport { supports, entry, share: asked.share, reach, in_full: true, denial, time: None });
        }
    }
    judged
}

/// Judges a part that is recognised by its words, beside patterns that it may have. Words are no title, so the judge of
/// titles takes them as they are.
fn with_words<'a>(
    judge: &dyn Judge,
    part: &Part,
    gathered: &[Support],
    mut supports: Vec<Support>,
    case: &Case<'_>,
    title_evidence: &TitleEvidence,
) -> Cow<'a, [Support]> {
    supports.extend_from_slice(gathered);
    if !gathered.is_empty() {
        // Of mentions alone the order is by words, not by place.
        supports.sort_by(Support::order);
    }
    if judge.is_for_titles() {
        return Cow::Owned(supports);
    }
    Cow::Owned(judge.judge(part, &supports, case, title_evidence).into_owned())
}
