//! Experience: judged as a competency, with a deduction for little time in the role's title family.

use std::borrow::Cow;

use super::Judge;
use crate::catalog::Part;
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::level::lost_by_little_time;
use crate::score::strength::support::Support;

/// Judges kinds of work and the time spent in them.
pub(super) struct ExperienceJudge;

impl Judge for ExperienceJudge {
    fn judge<'a>(
        &self,
        _: &Part,
        supports: &'a [Support],
        _: &'a Case<'_>,
        title_evidence: &'a TitleEvidence,
    ) -> Cow<'a, [Support]> {
        let loss = lost_by_little_time(title_evidence.months.unwrap_or(0));
        if loss == 0 {
            return Cow::Borrowed(supports);
        }
        let mut supports: Vec<_> = supports.iter().map(|support| support.lowered(loss)).collect();
        supports.sort_by(Support::order);
        Cow::Owned(supports)
    }
}
