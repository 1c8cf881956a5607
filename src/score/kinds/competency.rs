//! Competencies: demonstrated by deeds at work, in projects or as a volunteer; else claimed.

use std::borrow::Cow;

use super::Judge;
use crate::catalog::Part;
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::support::Support;

/// Judges skills, and every other kind that takes the matches as they are.
pub(super) struct CompetencyJudge;

impl Judge for CompetencyJudge {
    fn judge<'a>(
        &self,
        _: &Part,
        supports: &'a [Support],
        _: &'a Case<'_>,
        _: &'a TitleEvidence,
    ) -> Cow<'a, [Support]> {
        Cow::Borrowed(supports)
    }
}
