//! Duties: demonstrated by paid work. Volunteering and course projects only claim them.

use std::borrow::Cow;

use super::Judge;
use crate::catalog::Part;
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::support::Support;
use rolefit_document::SectionKind;
use rolefit_document::checked::item;

/// Judges the duties of a role.
pub(super) struct DutyJudge;

impl Judge for DutyJudge {
    fn judge<'a>(
        &self,
        _: &Part,
        supports: &'a [Support],
        case: &'a Case<'_>,
        _: &'a TitleEvidence,
    ) -> Cow<'a, [Support]> {
        let at_work = |support: &Support| {
            let section =
                support.segment.and_then(|at| item(&case.profile.segments, at)).map(|segment| segment.section);
            !matches!(section, Some(SectionKind::Volunteering | SectionKind::Projects))
        };
        if supports.iter().all(at_work) {
            return Cow::Borrowed(supports);
        }
        let supports = supports.iter();
        let mut supports: Vec<_> =
            supports.map(|support| if at_work(support) { *support } else { support.as_claim() }).collect();
        supports.sort_by(Support::order);
        Cow::Owned(supports)
    }
}
