//! Tenure: dated time in the role's titles, as a share of the time that the role states.

use crate::evidence::Strength;
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::support::{Support, level};
use crate::units::Credit;
use rolefit_document::checked::item;

/// The answer to a part that asks for time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeShown {
    /// No position that could answer has dates.
    Undated,
    /// Some of the months that count in full.
    Months { shown: u32, full: u32 },
}

impl TimeShown {
    /// Returns the months in the titles of `title_evidence`, of which `full` count in full. Somebody with dated
    /// positions of other kinds only has shown no time.
    pub(crate) fn of(full: u32, title_evidence: &TitleEvidence, case: &Case<'_>) -> Self {
        match title_evidence.months {
            Some(shown) => Self::Months { shown, full },
            None if title_evidence.positions.is_empty() && case.timeline.has_dates() => Self::Months { shown: 0, full },
            None => Self::Undated,
        }
    }

    /// Returns the share of the full time; `None` without dates. More than the full time is no better.
    pub(crate) fn credit(self) -> Option<Credit> {
        match self {
            Self::Undated => None,
            Self::Months { shown, full } => {
                let full = full.max(1);
                Some(Credit::new(shown.min(full) * Credit::FULL.thousandths() / full))
            }
        }
    }
}

/// Returns the titles of the dated positions that the time was counted in.
pub(crate) fn supports(title_evidence: &TitleEvidence, case: &Case<'_>) -> Vec<Support> {
    let strength = Strength::Demonstrated;
    let supports = title_evidence.positions.iter().filter_map(|&at| {
        let position = item(&case.profile.positions, at)?;
        position.dates?;
        Some(Support::of(position.title.span, Some(at), strength, level(strength).full))
    });
    supports.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::score::testing::{EMBEDDED, assess};
    use crate::score::{CriterionAssessment, Reason, Status};
    use crate::units::Credit;

    /// Returns the verdict on the tenure of an account manager with these positions.
    fn tenure(positions: &str) -> CriterionAssessment {
        let text = format!("Experience\n\n{positions}\n\u{2022} Managed 40 accounts.\n");
        let role = EMBEDDED.catalog().role_index("account-manager").unwrap();
        let at = EMBEDDED.catalog().roles[role].criteria.iter().position(|criterion| criterion.is_tenure()).unwrap();
        assess(&EMBEDDED, &text).roles[role].criteria[at].clone()
    }

    #[test]
    fn time_counts_in_proportion_and_more_than_enough_is_no_better() {
        let credit = |dates: &str| tenure(&format!("Account Manager\nExample Ltd, {dates}")).credit;
        assert_eq!(credit("01/2020 - 06/2022"), Credit::new(500));
        assert_eq!(credit("01/2015 - 12/2019"), Credit::FULL);
        assert_eq!(credit("01/1999 - 12/2019"), Credit::FULL);
    }

    #[test]
    fn other_work_shows_no_time_and_work_without_dates_leaves_it_open() {
        let other = tenure("Baker\nExample Ltd, 01/2015 - 12/2019");
        assert_eq!((other.status, other.credit, other.reason), (Status::Missing, Credit::NONE, Reason::NotShown));
        let undated = tenure("Account Manager\nExample Ltd");
        assert_eq!((undated.status, undated.reason), (Status::Unknown, Reason::Undated));
    }
}
