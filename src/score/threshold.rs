//! Holds the time that a resume shows against the time that a part asks for.

use std::borrow::Cow;

use super::case::Case;
use super::kinds::TitleEvidence;
use super::support::Support;
use crate::catalog::{Kind, Part};
use crate::evidence::Strength;

/// How the time shown stands to the time asked for. The order is from bad to good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Denied.
    Denied,
    /// Plainly less: at most so many months of those asked for.
    Short { shown: u32, asked: u32 },
    /// No dates, or years without months that leave it open.
    Open,
    /// Enough, or nothing was asked.
    Enough,
}

/// How long the candidate did what `part` asks for: in the title's family, or in positions that show it by deeds.
pub(super) fn reach(kind: Kind, part: &Part, supports: &[Support], standing: &TitleEvidence, case: &Case<'_>) -> Reach {
    let Some(asked) = part.min_months.filter(|_| !supports.is_empty()) else { return Reach::Enough };
    let shown = supports.iter().filter(|support| support.strength == Strength::Demonstrated);
    let mut positions: Vec<usize> = match kind {
        Kind::Title => standing.positions.clone(),
        _ => shown.filter_map(|support| support.position).collect(),
    };
    positions.sort_unstable();
    positions.dedup();
    let Some((shortest, longest)) = case.timeline.months_between(case.profile, &positions) else { return Reach::Open };
    match asked {
        _ if longest < asked => Reach::Short { shown: longest, asked },
        _ if shortest < asked => Reach::Open,
        _ => Reach::Enough,
    }
}

/// What is left of the support where the time is plainly short: it is next to what was asked for.
pub(super) fn limited_to(reach: Reach, supports: Cow<'_, [Support]>) -> Cow<'_, [Support]> {
    match reach {
        Reach::Denied | Reach::Short { .. } => Cow::Owned(supports.iter().map(|support| support.too_short()).collect()),
        Reach::Open | Reach::Enough => supports,
    }
}
