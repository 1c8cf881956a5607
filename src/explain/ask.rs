//! Questions for screening: about topics that resumes often omit, and about musts that this resume does not show.

use super::part_names;
use super::reasons::{self, Judged};
use crate::catalog::{Catalog, Criterion, Kind, Part, Priority, Role};
use crate::score::{RoleAssessment, Status};
use crate::units::Weight;

/// A competency of at most this weight is a general skill, which good resumes often leave unsaid.
///
/// Communication, organisation and the like usually weigh 1, specific competencies 2.
pub(crate) const GENERAL_SKILL_WEIGHT: Weight = Weight::new(1000);

/// True if silence about `criterion` is a question rather than a gap: travel, languages, general skills.
pub(crate) fn is_asked(criterion: &Criterion) -> bool {
    match criterion.kind {
        Kind::Logistics | Kind::Language => true,
        Kind::Competency => criterion.weight <= GENERAL_SKILL_WEIGHT,
        _ => false,
    }
}

/// Returns the questions, one per part, without repeats: musts first, then in the role's order.
pub fn questions(catalog: &Catalog, role: &Role, assessment: &RoleAssessment) -> Vec<String> {
    let open = |judged: &Judged| judged.assessment.status != Status::Unknown;
    let (musts, others): (Vec<_>, Vec<_>) = reasons::judged(role, assessment)
        .filter(open)
        .filter(|judged| judged.criterion.is_requirement())
        .partition(|judged| judged.criterion.priority == Priority::Must);
    let asked = others.into_iter().filter(|judged| is_asked(judged.criterion));
    let mut questions = Vec::new();
    for judged in musts.into_iter().chain(asked) {
        let missing = judged.parts().filter(|(_, verdict)| verdict.status == Status::Missing);
        for question in missing.map(|(part, _)| question(catalog, judged.criterion, part)) {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
    }
    questions
}

/// Returns the question about a part: the vocabulary's, if it has one.
fn question(catalog: &Catalog, criterion: &Criterion, part: &Part) -> String {
    let vocabulary = &catalog.vocabulary;
    let name = || part_names::name_in_question(criterion, part, vocabulary);
    match (part.ask(vocabulary), criterion.kind) {
        (Some(ask), _) => ask.to_owned(),
        (None, _) if part.degree.is_some() => "Which degrees have you completed?".into(),
        (None, _) if part.entry.is_none() => "What did you study?".into(),
        (None, Kind::Title) => format!("Which of your positions came closest to this one: {}?", title(part, catalog)),
        // The words of any demand do not fit into a sentence, so they are quoted.
        (None, _) if part_names::is_nameless(part, vocabulary) => {
            let demand = if criterion.text.is_empty() { &criterion.label } else { &criterion.text };
            format!("Where have you shown this at work: \u{201c}{}\u{201d}?", demand.trim_end_matches(['.', ' ']))
        }
        (None, Kind::Language) => format!("How well do you speak {}?", name()),
        (None, Kind::Certification) => format!("Do you hold this certificate or licence: {}?", name()),
        (None, _) => format!("What experience do you have with {}?", name()),
    }
}

/// Returns the title that a part asks for, as it is written.
fn title<'a>(part: &'a Part, catalog: &'a Catalog) -> &'a str {
    part.label(&catalog.vocabulary)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    #[test]
    fn silence_about_travel_is_a_question_and_silence_about_a_tool_is_not() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let assessment = &candidate.as_scored().unwrap().assessment.roles[0];
        assert_eq!(questions(&catalog, &catalog.roles[0], assessment), ["Can you travel?"]);
    }

    #[test]
    fn a_must_that_is_not_shown_is_asked_first() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let mut assessment = candidate.as_scored().unwrap().assessment.roles[0].clone();
        assessment.criteria[0].parts[0].status = Status::Missing;
        let expected = ["Which key accounts were yours?", "Can you travel?"];
        assert_eq!(questions(&catalog, &catalog.roles[0], &assessment), expected);
    }
}
