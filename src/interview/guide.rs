//! Interview guides: questions for a role, or for one candidate, must-haves first.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Standing, Wording};
use crate::candidate::Scored;
use crate::catalog::{Catalog, Criterion, Kind, Part, Priority, Role};
use crate::explain::reasons::{self, Judged};
use crate::explain::{part_names, words};
use crate::posting::Importer;
use crate::score::{PartAssessment, RoleAssessment};

/// An interview of an hour has time for about this many duties after the requirements.
const MOST_DUTIES: usize = 6;

const MONTHS_A_YEAR: u32 = 12;

/// The questions for a role, in the order to ask them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Requirements first, by priority, then duties.
    pub questions: Vec<Question>,
    /// Labels of the requirements that the resume shows in full, so that no question is needed. Empty without a resume.
    pub shown: Vec<String>,
    /// Ids of criteria that name a protected trait. Nobody may be asked about them.
    pub refused: Vec<String>,
}

/// A question and its subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// Id of the criterion.
    pub criterion: String,
    /// Label of the criterion.
    pub label: String,
    /// The part that the question is about, in words.
    pub part: String,
    /// Kind of the criterion.
    pub kind: Kind,
    /// Priority of the criterion.
    pub priority: Priority,
    /// The state of the part in the resume.
    pub standing: Standing,
    /// The question.
    pub question: String,
    /// The passage of the resume that only claims the part.
    pub quote: Option<Quote>,
}

/// A passage of the resume.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The words.
    pub quote: String,
    /// Byte offset of the passage in the resume's text.
    pub start: usize,
    /// Byte offset just past the passage.
    pub end: usize,
    /// Page, from 1; `None` in formats without pages.
    pub page: Option<usize>,
}

impl Guide {
    /// Writes the guide for `role`. With a resume, it asks only about parts that the resume leaves out or merely
    /// claims.
    pub fn new(
        catalog: &Catalog,
        role: &Role,
        resume: Option<(&Scored, &RoleAssessment)>,
        wording: &Wording,
        importer: &Importer,
    ) -> Self {
        let maker = Maker { catalog, role, wording, importer, scored: resume.map(|(scored, _)| scored) };
        let judged: Vec<(&Criterion, Option<Judged>)> = match resume {
            Some((_, assessment)) => reasons::judged(role, assessment).map(|it| (it.criterion, Some(it))).collect(),
            None => role.criteria.iter().map(|criterion| (criterion, None)).collect(),
        };
        let judged = judged.into_iter().filter(|(it, _)| !it.is_tenure());
        let (requirements, duties): (Vec<_>, Vec<_>) = judged.partition(|(it, _)| it.is_requirement());
        let mut questions: Vec<Question> = requirements.iter().flat_map(|(it, judged)| maker.of(it, *judged)).collect();
        questions.sort_by_key(|question| (question.priority, question.standing));
        // Defining duties are the core of the work, so they come first.
        let (defining, others): (Vec<_>, Vec<_>) = duties.into_iter().partition(|(it, _)| it.defining);
        let duties = defining.into_iter().chain(others);
        let mut seen = BTreeSet::new();
        questions.retain(|question| seen.insert(question.question.clone()));
        let about_duties = duties.filter_map(|(it, judged)| {
            let asked = |ask: &str| seen.contains(ask);
            maker.of_duty(it, judged, &asked).filter(|question| seen.insert(question.question.clone()))
        });
        questions.extend(about_duties.take(MOST_DUTIES));
        let is_shown = |judged: &Judged| judged.parts().all(|(part, verdict)| Standing::of(part, verdict).is_none());
        let shown = requirements.iter().filter(|(_, judged)| judged.as_ref().is_some_and(is_shown));
        let refused = role.criteria.iter().filter(|it| maker.names_trait(it)).map(|it| it.id.clone());
        Self { shown: shown.map(|(it, _)| it.label.clone()).collect(), refused: refused.collect(), questions }
    }
}

/// The data that questions are made from.
struct Maker<'a> {
    catalog: &'a Catalog,
    role: &'a Role,
    wording: &'a Wording,
    importer: &'a Importer,
    scored: Option<&'a Scored>,
}

impl Maker<'_> {
    /// Returns a question for each part of a requirement that is not demonstrated.
    fn of(&self, criterion: &Criterion, judged: Option<Judged>) -> Vec<Question> {
        let verdicts = judged.map(|judged| judged.assessment.parts.as_slice()).unwrap_or_default();
        let parts = criterion.parts.iter().enumerate().map(|(at, part)| (part, verdicts.get(at)));
        let question = |(part, verdict)| {
            self.question(
                criterion,
                part,
                standing(part, verdict)?,
                verdict,
                part.ask(&self.catalog.vocabulary).map(str::to_owned),
            )
        };
        parts.filter_map(question).collect()
    }

    /// Returns one question for a duty, or none if any part of it is demonstrated. A question that was already `asked`
    /// is not repeated.
    fn of_duty(&self, criterion: &Criterion, judged: Option<Judged>, asked: &dyn Fn(&str) -> bool) -> Option<Question> {
        let verdicts = judged.map(|judged| judged.assessment.parts.as_slice()).unwrap_or_default();
        let parts = criterion.parts.iter().enumerate().map(|(at, part)| (part, verdicts.get(at)));
        let standings: Option<Vec<_>> =
            parts.map(|(part, verdict)| Some((part, verdict, standing(part, verdict)?))).collect();
        // The part with the most support decides how to ask.
        let (part, verdict, standing) = standings?.into_iter().max_by_key(|(.., standing)| *standing)?;
        let ask = part.ask(&self.catalog.vocabulary).filter(|ask| !asked(ask)).map(str::to_owned);
        self.question(criterion, part, standing, verdict, ask)
    }

    fn question(
        &self,
        criterion: &Criterion,
        part: &Part,
        standing: Standing,
        verdict: Option<&PartAssessment>,
        ask: Option<String>,
    ) -> Option<Question> {
        let named = part_names::name_in_question(criterion, part, &self.catalog.vocabulary);
        let fill = |template: &str| {
            let demand = if criterion.text.is_empty() { &criterion.label } else { &criterion.text };
            let time = part.min_months.map(time).unwrap_or_default();
            let places =
                [("{part}", named.as_str()), ("{demand}", demand), ("{title}", &self.role.title), ("{time}", &time)];
            places.iter().fold(template.to_owned(), |filled, (place, words)| filled.replace(place, words))
        };
        // A question that used the label of any demand as a noun would not be grammatical.
        let by_text = criterion.is_requirement() && part_names::is_nameless(part, &self.catalog.vocabulary);
        let kind = (!by_text).then_some(criterion.kind);
        let open = || fill(self.wording.question(kind, Standing::Open));
        let ask = ask.unwrap_or_else(open);
        let question = match standing {
            Standing::Open => ask,
            _ => fill(self.wording.question(kind, standing)).replace("{ask}", &ask),
        };
        let question = words::one_line(&question);
        let lawful = !self.names_trait(criterion) && self.importer.protected_trait(&question).is_none();
        lawful.then(|| Question {
            criterion: criterion.id.clone(),
            label: criterion.label.clone(),
            part: named.clone(),
            kind: criterion.kind,
            priority: criterion.priority,
            standing,
            question,
            quote: verdict.and_then(|verdict| self.quote(verdict)),
        })
    }

    fn quote(&self, verdict: &PartAssessment) -> Option<Quote> {
        let (scored, evidence) = (self.scored?, verdict.evidence.first()?);
        let quote = scored.quote(evidence.span);
        let page = scored.document.page_of(evidence.span);
        let (start, end) = (evidence.span.start, evidence.span.end);
        let shown = self.importer.protected_trait(quote).is_none();
        shown.then(|| Quote { quote: quote.to_owned(), start, end, page })
    }

    fn names_trait(&self, criterion: &Criterion) -> bool {
        [&criterion.label, &criterion.text].into_iter().any(|words| self.importer.protected_trait(words).is_some())
    }
}

/// Returns the standing of a part; open without a resume.
fn standing(part: &Part, verdict: Option<&PartAssessment>) -> Option<Standing> {
    verdict.map_or(Some(Standing::Open), |verdict| Standing::of(part, verdict))
}

/// Writes months in words: "5 years", "18 months".
fn time(months: u32) -> String {
    match months % MONTHS_A_YEAR {
        0 => words::count(usize::try_from(months / MONTHS_A_YEAR).unwrap_or(usize::MAX), "year"),
        _ => words::count(usize::try_from(months).unwrap_or(usize::MAX), "month"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::score::Status;

    fn guide(catalog: &Catalog, resume: Option<(&Scored, &RoleAssessment)>) -> Guide {
        let (wording, importer) = (Wording::load(None).unwrap(), Importer::new(catalog.clone()).unwrap());
        Guide::new(catalog, &catalog.roles[0], resume, &wording, &importer)
    }

    fn asked(guide: &Guide) -> Vec<(&str, Standing, &str)> {
        guide.questions.iter().map(|it| (it.label.as_str(), it.standing, it.question.as_str())).collect()
    }

    #[test]
    fn without_a_resume_every_part_is_asked_about_in_the_words_of_the_vocabulary() {
        let guide = guide(&sample::catalog(), None);
        let expected = [
            ("Held the title", "Which key accounts were yours?"),
            ("Negotiation and CRM", "Tell me about terms that you negotiated."),
            ("Negotiation and CRM", "Which CRM have you used?"),
            ("Communication", "How do you keep customers informed?"),
            ("Travel", "Can you travel?"),
            ("Answers requests", "How do you answer requests?"),
        ];
        assert_eq!(asked(&guide), expected.map(|(label, question)| (label, Standing::Open, question)));
        assert!(guide.shown.is_empty());
    }

    #[test]
    fn with_a_resume_what_is_shown_is_not_asked_and_claims_are_quoted() {
        let (catalog, candidate) = (sample::catalog(), sample::candidate("a", 70, 1000));
        let scored = candidate.as_scored().unwrap();
        let mut assessment = scored.assessment.roles[0].clone();
        let guide_of = |assessment: &RoleAssessment| guide(&catalog, Some((scored, assessment)));
        let before = guide_of(&assessment);
        let claimed = before.questions.iter().find(|it| it.standing == Standing::Claimed).unwrap();
        assert_eq!(
            (claimed.label.as_str(), claimed.quote.as_ref().unwrap().quote.as_str()),
            ("Communication", "communication")
        );
        assert_eq!(before.shown, ["Held the title"]);
        assert!(!before.questions.iter().any(|it| it.label == "Held the title"));
        assessment.criteria[0].parts[0].status = Status::Missing;
        let after = guide_of(&assessment);
        assert_eq!(
            (after.questions[0].label.as_str(), after.questions[0].standing),
            ("Held the title", Standing::Missing)
        );
    }

    #[test]
    fn nobody_is_asked_about_a_protected_trait() {
        let mut catalog = sample::catalog();
        catalog.roles[0].criteria[3].text = "Must be single, without children.".into();
        let guide = guide(&catalog, None);
        assert!(!guide.questions.iter().any(|it| it.label == "Travel"));
        assert_eq!(guide.refused, ["key-account-manager/req-4"]);
    }
}
