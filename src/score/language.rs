//! Holds the stated command of a language against the level that a part asks for.

use std::borrow::Cow;

use super::case::Case;
use super::support::Support;
use crate::catalog::LanguageLevel;
use crate::profile::language_level::language_level;
use rolefit_document::Span;
use rolefit_document::checked::item;

/// The level from which the bare name of a language only claims it. A lower level is shown by the name.
const STATED_FROM: LanguageLevel = LanguageLevel::C1;

/// Returns `supports` as claims at most, if the highest level that the resume states is below `asked`, or if it states
/// none for a high level.
pub(super) fn limited<'a>(asked: LanguageLevel, supports: Cow<'a, [Support]>, case: &Case<'_>) -> Cow<'a, [Support]> {
    let stated = supports.iter().filter_map(|support| stated(support, case)).max();
    if stated.map_or(asked < STATED_FROM, |stated| stated >= asked) {
        return supports;
    }
    let mut supports: Vec<Support> = supports.iter().map(|support| support.as_claim()).collect();
    supports.sort_by(Support::order);
    Cow::Owned(supports)
}

fn stated(support: &Support, case: &Case<'_>) -> Option<LanguageLevel> {
    let segment = item(&case.profile.segments, support.segment?)?.span;
    let name = Span::new(support.span.start.checked_sub(segment.start)?, support.span.end.checked_sub(segment.start)?);
    language_level(segment.slice(&case.document.text), name, case.vocabulary)
}
