//! Skills: shown by deeds at work, in projects or as a volunteer, or only claimed.

use super::{Judge, TitleStanding};
use crate::catalog::Part;
use crate::score::case::Case;
use crate::score::support::Support;

/// Judges skills and whatever else is shown by what was done.
pub(super) struct CompetencyJudge;

impl Judge for CompetencyJudge {
    fn judge(&self, part: &Part, case: &Case<'_>, _: &TitleStanding) -> Vec<Support> {
        case.supports_of(part).to_vec()
    }
}
