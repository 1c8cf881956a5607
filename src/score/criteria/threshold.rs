//! Compares the time that a resume shows with the time that a part asks for.

use std::borrow::Cow;

use super::line_of_work::names_work;
use crate::catalog::{Kind, Part};
use crate::evidence::Strength;
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::support::Support;
use crate::units::Credit;

/// A mention from this credit on has most of the demand's words: half of the most that a mention earns.
const CLEAR: Credit = Credit::new(175);

/// How far a required time is reached, from bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// The resume denies the part.
    Denied,
    /// Plainly too little: at most `shown` of the `asked` months.
    Short { shown: u32, asked: u32 },
    /// Open, because dates are missing or state only years.
    Open,
    /// Enough, or no time is required.
    Enough,
}

/// Compares the months in the title family, or in the positions that demonstrate `part`, with the months required.
/// Where the part is only mentioned, the time in the title family shows it, and the time in positions whose title names
/// the work: five years as a teacher are years of teaching.
pub(crate) fn reach(
    kind: Kind,
    part: &Part,
    supports: &[Support],
    title_evidence: &TitleEvidence,
    case: &Case<'_>,
) -> Reach {
    let Some(asked) = part.min_months.filter(|_| !supports.is_empty()) else { return Reach::Enough };
    let shown = supports.iter().filter(|support| support.strength == Strength::Demonstrated);
    let is_mentioned = supports.iter().all(|support| support.strength == Strength::Mentioned);
    let mut positions: Vec<usize> = match kind {
        Kind::Title => title_evidence.positions.clone(),
        _ if is_mentioned => {
            let is_clear = supports.iter().any(|support| support.credit >= CLEAR);
            title_evidence.positions.iter().copied().chain(named(part, is_clear, case)).collect()
        }
        _ => shown.filter_map(|support| support.position).collect(),
    };
    positions.sort_unstable();
    positions.dedup();
    let Some((shortest, longest)) = case.timeline.months_between(case.profile, &positions) else { return Reach::Open };
    match asked {
        // Words of a demand may stand for time elsewhere, so they never show too little.
        _ if longest < asked && is_mentioned && kind != Kind::Title => Reach::Open,
        _ if longest < asked => Reach::Short { shown: longest, asked },
        _ if shortest < asked => Reach::Open,
        _ => Reach::Enough,
    }
}

/// Returns the positions whose title names the work that the words of `part` ask for.
fn named<'a>(part: &Part, is_clear: bool, case: &'a Case<'_>) -> impl Iterator<Item = usize> + 'a {
    let entry = part.entry.as_ref().and_then(|id| case.vocabulary.entries.get(id));
    let words = entry.map(|entry| entry.words.as_slice()).unwrap_or_default();
    let positions = case.profile.positions.iter().enumerate();
    let lesser = &case.vocabulary.title_words.lesser;
    let any_field = &case.vocabulary.grammar.any_field_roots;
    let names_it = move |title: &str| words.iter().any(|words| names_work(title, words, lesser, any_field, is_clear));
    let held = positions.filter(|(_, position)| !case.timeline.is_in_doubt(position));
    held.filter(move |(_, held)| names_it(&held.title.text)).map(|(at, _)| at)
}

/// Limits the support to claims if the time is plainly too short.
pub(super) fn limited_to(reach: Reach, supports: Cow<'_, [Support]>) -> Cow<'_, [Support]> {
    match reach {
        Reach::Denied | Reach::Short { .. } => Cow::Owned(supports.iter().map(|support| support.too_short()).collect()),
        Reach::Open | Reach::Enough => supports,
    }
}
