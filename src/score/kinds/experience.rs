//! Experience: shown as a skill is, and worth more the longer the candidate has been in the role's title family.

use std::borrow::Cow;

use super::{Judge, TitleStanding};
use crate::catalog::Part;
use crate::score::case::Case;
use crate::score::support::Support;
use crate::score::time::lost_by_little_time;

/// Judges kinds of work, and the time spent in them.
pub(super) struct ExperienceJudge;

impl Judge for ExperienceJudge {
    fn judge<'a>(&self, part: &Part, case: &'a Case<'_>, standing: &'a TitleStanding) -> Cow<'a, [Support]> {
        let loss = lost_by_little_time(standing.months.unwrap_or(0));
        let supports = case.supports_of(part).iter();
        let mut supports: Vec<_> = supports.map(|support| support.lowered(loss)).collect();
        supports.sort_by(Support::order);
        Cow::Owned(supports)
    }
}
