//! How long ago and how long: what time takes from a credit within its level.

use crate::units::Credit;

/// A level's credit at its best and at its least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// Recent, long enough, spelled right.
    pub full: Credit,
    /// What no reason takes it under.
    pub least: Credit,
}

/// Demonstrated: whole credit, never under three quarters of it, so that it always outweighs a claim.
pub(super) const DEMONSTRATED: Level = Level { full: Credit::FULL, least: Credit::new(750) };

/// Claimed or adjacent: half, never under three quarters of that.
pub(super) const CLAIMED: Level = Level { full: Credit::new(500), least: Credit::new(375) };

/// What ended no longer ago than this counts in full: five years, the span that recruiters ask about.
const RECENT_MONTHS: u32 = 60;

/// What ended this long ago or longer counts least: fifteen years, by when tools and markets have changed.
const FADED_MONTHS: u32 = 180;

/// Time in the title family that counts in full: three years, the usual "proven experience".
const ENOUGH_MONTHS: u32 = 36;

/// Thousandths that are taken when nothing of a reason applies, or all of it.
const WHOLE: u32 = 1000;

/// What the lack of stated dates takes, of what too little time would take: it may have been long or short.
pub(super) const UNSTATED: u32 = WHOLE / 2;

/// What a typing error takes: half, since one letter rarely makes another thing.
pub(super) const MISSPELLED: u32 = WHOLE / 2;

impl Level {
    /// The level's credit when reasons take `losses` thousandths of what may be taken, the largest one counting.
    pub(super) fn credit(self, losses: &[u32]) -> Credit {
        let loss = losses.iter().copied().max().unwrap_or(0).min(WHOLE);
        Credit::new(self.full.thousandths() - self.full.above(self.least).thousandths() * loss / WHOLE)
    }
}

/// What is lost when something ended `months` before the end of the latest position.
pub(super) fn lost_by_age(months: u32) -> u32 {
    months.saturating_sub(RECENT_MONTHS).min(FADED_MONTHS - RECENT_MONTHS) * WHOLE / (FADED_MONTHS - RECENT_MONTHS)
}

/// What is lost when only `months` were spent in the title family.
pub(super) fn lost_by_little_time(months: u32) -> u32 {
    ENOUGH_MONTHS.saturating_sub(months) * WHOLE / ENOUGH_MONTHS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_stays_within_its_level() {
        assert_eq!(DEMONSTRATED.credit(&[]), Credit::FULL);
        assert_eq!(DEMONSTRATED.credit(&[9999]), Credit::new(750));
        assert_eq!(CLAIMED.credit(&[0]), Credit::new(500));
        assert_eq!(CLAIMED.credit(&[300, 1000]), Credit::new(375));
    }

    #[test]
    fn what_is_recent_loses_nothing_and_what_is_old_loses_all_that_may_be_lost() {
        assert_eq!(lost_by_age(60), 0);
        assert_eq!(lost_by_age(120), 500);
        assert_eq!(lost_by_age(600), 1000);
    }

    #[test]
    fn three_years_in_the_family_are_enough() {
        assert_eq!(lost_by_little_time(36), 0);
        assert_eq!(lost_by_little_time(18), 500);
        assert_eq!(lost_by_little_time(0), 1000);
    }
}
