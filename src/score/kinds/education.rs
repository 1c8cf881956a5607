//! Education: level and field of degrees, completed or not.

use std::borrow::Cow;

use super::Judge;
use crate::catalog::DegreeLevel;
use crate::catalog::Part;
use crate::evidence::Strength;
use crate::profile::{DegreeState, Education};
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::support::{Support, level};
use rolefit_document::Span;

/// Judges degrees and their fields.
pub(super) struct EducationJudge;

impl Judge for EducationJudge {
    fn judge<'a>(
        &self,
        part: &Part,
        recognised: &'a [Support],
        case: &'a Case<'_>,
        _: &'a TitleEvidence,
    ) -> Cow<'a, [Support]> {
        let mut supports = education(part, case);
        // A certificate or licence can be asked for as education, so matches count too.
        supports.extend_from_slice(recognised);
        supports.sort_by(Support::order);
        Cow::Owned(supports)
    }
}

/// Returns the degrees that support `part`, strongest first.
pub(crate) fn education(part: &Part, case: &Case<'_>) -> Vec<Support> {
    let judged = case.profile.education.iter().filter_map(|education| {
        let finished = education.state_as_of(case.timeline.as_of)? == DegreeState::Completed;
        match part.degree {
            Some(asked) => Some((education.degree.span, by_level(education, finished, asked)?)),
            None => Some((field_place(education), by_field(education, finished, part)?)),
        }
    });
    let mut supports: Vec<_> = judged.map(|(span, strength)| support(span, strength)).collect();
    supports.sort_by(Support::order);
    supports
}

/// Returns the level next below `asked`; the lowest level for itself.
pub(crate) fn degree_below(asked: DegreeLevel) -> DegreeLevel {
    match asked {
        DegreeLevel::HighSchool | DegreeLevel::Associate => DegreeLevel::HighSchool,
        DegreeLevel::Bachelor => DegreeLevel::Associate,
        DegreeLevel::Master => DegreeLevel::Bachelor,
        DegreeLevel::Doctorate => DegreeLevel::Master,
    }
}

/// A completed degree of the level or above demonstrates it. An unfinished one, or a degree one level below, claims it.
fn by_level(education: &Education, finished: bool, asked: DegreeLevel) -> Option<Strength> {
    let below = degree_below(asked);
    match education.level {
        level if level >= asked && finished => Some(Strength::Demonstrated),
        level if level >= asked || (level == below && finished) => Some(Strength::Claimed),
        _ => None,
    }
}

/// A completed degree in the field demonstrates it. A related field or an unfinished degree claims it. The branch of a
/// school is no field of a degree.
fn by_field(education: &Education, finished: bool, part: &Part) -> Option<Strength> {
    let among = |asked: &[String]| education.fields.iter().any(|field| asked.contains(field));
    match (among(&part.fields), among(&part.related_fields)) {
        _ if education.level == DegreeLevel::HighSchool => None,
        (true, _) if finished => Some(Strength::Demonstrated),
        (true, _) | (_, true) => Some(Strength::Claimed),
        _ => None,
    }
}

fn field_place(education: &Education) -> Span {
    education.field_span.unwrap_or(education.degree.span)
}

fn support(span: Span, strength: Strength) -> Support {
    Support::of(span, None, strength, level(strength).full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Fact;

    fn education(level: DegreeLevel) -> Education {
        let degree = Fact { text: String::new(), span: Span::default() };
        let fields = vec!["business".into()];
        Education { level, state: DegreeState::Completed, dates: None, fields, degree, field_span: None }
    }

    #[test]
    fn a_school_s_branch_of_study_is_no_field_of_a_degree() {
        let part = Part { fields: vec!["business".into()], ..Part::default() };
        assert_eq!(by_field(&education(DegreeLevel::Associate), true, &part), Some(Strength::Demonstrated));
        assert_eq!(by_field(&education(DegreeLevel::HighSchool), true, &part), None);
    }

    #[test]
    fn a_degree_beyond_what_is_asked_counts_in_full() {
        let master = education(DegreeLevel::Master);
        assert_eq!(by_level(&master, true, DegreeLevel::Bachelor), Some(Strength::Demonstrated));
    }

    #[test]
    fn a_degree_begun_or_one_level_below_is_next_to_it() {
        let begun = education(DegreeLevel::Bachelor);
        let below = education(DegreeLevel::Associate);
        assert_eq!(by_level(&begun, false, DegreeLevel::Bachelor), Some(Strength::Claimed));
        assert_eq!(by_level(&below, true, DegreeLevel::Bachelor), Some(Strength::Claimed));
        assert_eq!(by_level(&below, true, DegreeLevel::Master), None);
    }

    #[test]
    fn a_related_field_is_next_to_the_one_asked_for() {
        let part = |fields: &[&str], related: &[&str]| Part {
            name: "degree_field".into(),
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            related_fields: related.iter().map(|field| (*field).to_owned()).collect(),
            ..Part::default()
        };
        let degree = education(DegreeLevel::Bachelor);
        assert_eq!(by_field(&degree, true, &part(&["business"], &[])), Some(Strength::Demonstrated));
        assert_eq!(by_field(&degree, true, &part(&["sales"], &["business"])), Some(Strength::Claimed));
        assert_eq!(by_field(&degree, true, &part(&["sales"], &["finance"])), None);
    }
}
