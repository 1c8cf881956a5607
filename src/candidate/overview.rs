//! The facts that tables show beside a score.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{PersonKeys, blind};
use crate::profile::{DateRange, DegreeState, Education, End, Position, Profile};
use rolefit_document::{Span, single_spaced};

/// Facts for tables. None of them enters a score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// The title of the current or latest position; empty if unknown.
    pub current_title: String,
    /// The highest degree, completed ones first; empty if unknown.
    pub degree: String,
    /// The marks of the person, by which files of one person are grouped.
    pub person: PersonKeys,
    /// The dates of the latest position, which tell the newer of two resumes.
    pub latest: LatestDates,
    /// True if the resume states a name that is certain.
    pub is_named: bool,
}

/// The stated dates of the latest position. The greater is the later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LatestDates {
    /// True if it is still held.
    pub is_open: bool,
    /// Year and month of its end; month 12 if only a year is stated.
    pub end: (i16, u8),
    /// Year and month of its start; month 0 if only a year is stated, so that the more exact of two is the later.
    pub start: (i16, u8),
}

impl LatestDates {
    fn of(dates: DateRange) -> LatestDates {
        let start = (dates.start.year, dates.start.month.unwrap_or(0));
        match dates.end {
            End::Open => LatestDates { is_open: true, end: (0, 0), start },
            End::At(date) => LatestDates { is_open: false, end: (date.year, date.month.unwrap_or(12)), start },
        }
    }
}

impl Overview {
    pub(crate) fn new(profile: &Profile) -> Overview {
        let current_title = match (current_position(profile), &profile.headline) {
            (Some(position), _) => position.title.text.clone(),
            (None, Some(headline)) => headline.text.clone(),
            (None, None) => String::new(),
        };
        let degree = highest_degree(profile).map(|education| degree_words(education, &education.degree.text));
        let latest = profile.positions.iter().filter_map(|position| position.dates).map(LatestDates::of).max();
        Overview {
            current_title,
            degree: degree.unwrap_or_default(),
            person: PersonKeys::of(profile),
            latest: latest.unwrap_or_default(),
            is_named: profile.contact.name.is_some(),
        }
    }

    /// Returns the facts without the `withheld` parts of the text.
    #[cfg(feature = "search")]
    pub(crate) fn blind(profile: &Profile, text: &str, withheld: &[Span]) -> Overview {
        let mut overview = Overview::new(profile);
        overview.withhold(text, profile, withheld);
        overview
    }

    /// Cuts the withheld parts out of degree and title.
    pub(super) fn withhold(&mut self, text: &str, profile: &Profile, withheld: &[Span]) {
        let shown = |span: Span| blind::visible_part(span, text, withheld).map(|span| single_spaced(span.slice(text)));
        if let Some(education) = highest_degree(profile)
            && blind::touches(education.degree.span, withheld)
        {
            let degree = shown(education.degree.span).map(|degree| degree_words(education, &degree));
            self.degree = degree.unwrap_or_default();
        }
        let title = current_position(profile).map(|position| &position.title).or(profile.headline.as_ref());
        if let Some(title) = title
            && blind::touches(title.span, withheld)
        {
            self.current_title = shown(title.span).unwrap_or_default();
        }
    }
}

/// Returns the position that ends last, with open ends last of all. Of equals, the earliest in the text.
fn current_position(profile: &Profile) -> Option<&Position> {
    let end = |position: &Position| {
        let latest = position.dates.map(LatestDates::of);
        latest.map(|latest| (latest.is_open, latest.end))
    };
    profile.positions.iter().min_by_key(|position| Reverse(end(position)))
}

fn highest_degree(profile: &Profile) -> Option<&Education> {
    profile
        .education
        .iter()
        .filter(|education| education.state != DegreeState::NotHeld)
        .min_by_key(|education| Reverse((education.state == DegreeState::Completed, education.level)))
}

fn degree_words(education: &Education, degree: &str) -> String {
    match education.state {
        DegreeState::Completed => degree.to_owned(),
        DegreeState::InProgress => format!("{degree} (in progress)"),
        DegreeState::Unfinished | DegreeState::NotHeld => format!("{degree} (not completed)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::DegreeLevel;
    use crate::profile::{Date, Fact};

    fn fact(text: &str) -> Fact {
        Fact { text: text.into(), span: Span::default() }
    }

    fn position(title: &str, end: Option<End>) -> Position {
        let start = Date { year: 2001, month: None };
        let dates = end.map(|end| DateRange { start, end });
        Position { title: fact(title), dates, ..Position::default() }
    }

    fn education(level: DegreeLevel, state: DegreeState, degree: &str) -> Education {
        Education { level, state, dates: None, fields: Vec::new(), degree: fact(degree), field_span: None }
    }

    #[test]
    fn the_position_held_now_is_the_current_one_wherever_it_stands() {
        let ended = |year| Some(End::At(Date { year, month: None }));
        let positions = vec![
            position("Undated", None),
            position("Clerk", ended(2019)),
            position("Account Manager", Some(End::Open)),
            position("Driver", ended(2020)),
        ];
        let overview = Overview::new(&Profile { positions, ..Profile::default() });
        assert_eq!(overview.current_title, "Account Manager");
        assert_eq!(overview.latest, LatestDates { is_open: true, end: (0, 0), start: (2001, 0) });
    }

    #[test]
    fn a_completed_degree_stands_before_a_higher_one_in_progress() {
        let master = education(DegreeLevel::Master, DegreeState::InProgress, "MBA");
        let bachelor = education(DegreeLevel::Bachelor, DegreeState::Completed, "BSc");
        let profile = Profile { education: vec![master.clone(), bachelor], ..Profile::default() };
        assert_eq!(Overview::new(&profile).degree, "BSc");
        let profile = Profile { education: vec![master], ..Profile::default() };
        assert_eq!(Overview::new(&profile).degree, "MBA (in progress)");
    }
}
