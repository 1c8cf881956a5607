//! The three levels of credit, and the deductions within a level for age, little time and misspelling.

use crate::units::Credit;

/// The range of credits of one strength.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    /// The credit of recent, long, correctly spelled support.
    pub full: Credit,
    /// The credit that no deduction goes below.
    pub least: Credit,
}

/// Demonstrated: full credit, never below three quarters, so that it always outweighs a claim.
pub(super) const DEMONSTRATED: Level = Level { full: Credit::FULL, least: Credit::new(750) };

/// Claimed, or shown by a related title: half credit, never below three quarters of that.
pub(super) const CLAIMED: Level = Level { full: Credit::new(500), least: Credit::new(375) };

/// Mentioned: graded by the words shown, at most 350, well below a claim.
pub(crate) const MENTIONED: Level = Level { full: Credit::new(350), least: Credit::NONE };

/// The credit of words copied from a posting: half a claim, because the candidate at least chose to say so.
pub(super) const COPIED: Credit = Credit::new(250);

/// The credit of a title that is only of the family asked for: about half of the least for a related title. It shows no
/// title, but the work is nearer than that of a stranger.
pub(crate) const FAMILY: Credit = Credit::new(200);

/// A mention counts as shown in part from this credit on. With less, the words that the demand and the resume share are
/// chance, and only add points.
pub(crate) const SHOWN_FROM: Credit = Credit::new(50);

/// Work that ended within this time counts in full: five years, the span that recruiters ask about.
const RECENT_MONTHS: u32 = 60;

/// Work that ended this long ago counts least: fifteen years, after which tools and markets have changed.
const FADED_MONTHS: u32 = 180;

/// Time in the title family that counts in full: three years, the usual "proven experience".
const ENOUGH_MONTHS: u32 = 36;

/// The full deduction, which takes a credit to the least of its level. Deductions count thousandths of that range.
pub(crate) const WHOLE: u32 = 1000;

/// The deduction for a title without dates: half, because the time may have been long or short.
pub(crate) const UNSTATED: u32 = WHOLE / 2;

/// The deduction for a typing error: half, because one letter rarely makes another word.
pub(crate) const MISSPELLED: u32 = WHOLE / 2;

impl Level {
    /// Returns the credit after `losses`, of which only the largest counts.
    pub(crate) fn credit(self, losses: &[u32]) -> Credit {
        let loss = losses.iter().copied().max().unwrap_or(0).min(WHOLE);
        Credit::new(self.full.thousandths() - self.full.above(self.least).thousandths() * loss / WHOLE)
    }
}

/// Returns the deduction for support that ended `months` before the end of the latest position.
pub(crate) fn lost_by_age(months: u32) -> u32 {
    months.saturating_sub(RECENT_MONTHS).min(FADED_MONTHS - RECENT_MONTHS) * WHOLE / (FADED_MONTHS - RECENT_MONTHS)
}

/// Returns the deduction for only `months` in the title family.
pub(crate) fn lost_by_little_time(months: u32) -> u32 {
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
