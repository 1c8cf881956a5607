//! All that judging one candidate needs: the text, its facts, when things were, and what was recognised.

use jiff::civil::Date;

use super::support::Support;
use crate::catalog::{Part, Vocabulary};
use crate::document::Document;
use crate::index::{Matcher, Word};
use crate::profile::dates::{covered_months, end_month};
use crate::profile::{DateRange, Profile};

/// When the candidate's positions were, measured from the latest one so that gaps since then cost nothing.
pub(super) struct Timeline {
    ends: Vec<Option<i32>>,
    latest: Option<i32>,
    as_of: Date,
}

impl Timeline {
    /// The timeline of a profile's positions; open ends last until `as_of`.
    pub fn new(profile: &Profile, as_of: Date) -> Self {
        let end = |dates: &DateRange| end_month(*dates, as_of);
        let ends: Vec<_> = profile.positions.iter().map(|position| position.dates.as_ref().map(end)).collect();
        let latest = ends.iter().flatten().copied().max();
        Self { ends, latest, as_of }
    }

    /// Months from the end of a position to the end of the latest one; 0 where it has no dates.
    pub fn months_ago(&self, position: usize) -> u32 {
        let end = self.ends.get(position).copied().flatten();
        let months = self.latest.zip(end).map_or(0, |(latest, end)| latest.saturating_sub(end));
        u32::try_from(months).unwrap_or(0)
    }

    /// Months covered by any of the positions, overlaps once; `None` if none of them has dates.
    pub fn months_in(&self, profile: &Profile, positions: impl Iterator<Item = usize>) -> Option<u32> {
        let ranges: Vec<DateRange> = positions.filter_map(|at| profile.positions.get(at)?.dates).collect();
        (!ranges.is_empty()).then(|| covered_months(&ranges, self.as_of))
    }
}

/// One candidate, ready to be judged.
pub(super) struct Case<'a> {
    pub document: &'a Document,
    /// The words of the text.
    pub words: &'a [Word],
    pub matcher: &'a Matcher,
    pub profile: &'a Profile,
    pub vocabulary: &'a Vocabulary,
    pub timeline: Timeline,
    /// Whether the text reads as a job advertisement.
    pub posting: bool,
    /// By entry, in the matcher's order: the support for it, strongest first.
    pub supports: Vec<Vec<Support>>,
}

impl Case<'_> {
    /// The support for what recognises `part`; nothing for degrees, fields and titles.
    pub fn supports_of(&self, part: &Part) -> &[Support] {
        part.entry.as_deref().map_or(&[], |entry| self.supports_of_entry(entry))
    }

    /// The support for the entry `id`.
    pub fn supports_of_entry(&self, id: &str) -> &[Support] {
        let at = self.matcher.entry(id);
        at.and_then(|at| self.supports.get(at)).map_or(&[], Vec::as_slice)
    }
}
