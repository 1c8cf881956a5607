//! Leaves out support for a certificate that the writer does not hold.

use std::borrow::Cow;

use crate::catalog::{Kind, Part};
use crate::score::assertion::holding::Holding;
use crate::score::case::Case;
use crate::score::strength::support::Support;

/// Returns the support for `part` without what is no certificate of the candidate's; what is to come is only
/// mentioned. Other kinds ask for certificates by name: a driving licence.
pub(crate) fn held<'a>(kind: Kind, part: &Part, supports: &'a [Support], case: &Case<'_>) -> Cow<'a, [Support]> {
    let entry = || part.entry.as_ref().and_then(|id| case.vocabulary.entries.get(id));
    let is_certificate = match kind {
        Kind::Certification => true,
        Kind::Education | Kind::Logistics => entry().is_some_and(|entry| !entry.names.is_empty()),
        _ => false,
    };
    let holding = |support: &Support| support.holding(&case.cancelling, &case.document.text);
    if !is_certificate || supports.iter().all(|support| holding(support) == Holding::Held) {
        return Cow::Borrowed(supports);
    }
    let state = |support: &Support| match holding(support) {
        Holding::NotHeld => None,
        Holding::Until(year) if year < case.timeline.as_of.year() => None,
        Holding::Pending => Some(support.as_copied()),
        Holding::Taught => Some(support.as_claim()),
        Holding::Held | Holding::Until(_) => Some(*support),
    };
    let mut supports: Vec<Support> = supports.iter().filter_map(state).collect();
    supports.sort_by(Support::order);
    Cow::Owned(supports)
}
