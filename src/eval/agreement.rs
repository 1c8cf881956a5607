//! Measures how often the best roles are the ones that a resume's headline names.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{ratio, three_decimals_if_any};
use crate::candidate::Candidate;
use crate::catalog::{Catalog, Kind};
use crate::engine::Engine;
use crate::score::{Assessment, RoleAssessment, Status};
use crate::titles::title_key;
use crate::units::{Score, Weight};

/// Agreement of the best roles with the roles that headlines name.
///
/// A headline names a role if it equals one of the role's titles, apart from case, plural and short forms. The measure
/// does not judge people: they write in a headline the job they seek as well as the job they have.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// Resumes that were scored.
    pub resumes: usize,
    /// Resumes without a recognisable headline; not measured.
    pub without_headline: usize,
    /// Resumes whose headline is no role's title; not measured.
    pub naming_none: usize,
    /// Resumes whose headline names one or more roles; measured.
    pub naming_some: usize,
    /// Shares by score. They partly measure themselves, because a title that names the role also earns its title
    /// criterion.
    pub by_score: Shares,
    /// Shares by a score without criteria of the kind `title`.
    pub without_titles: Shares,
}

/// Shares, 0 to 1, of the measured resumes. Ties count against the named role.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Shares {
    /// The named role is first.
    #[serde(serialize_with = "three_decimals_if_any")]
    pub top_1: Option<f64>,
    /// The named role is among the first five.
    #[serde(serialize_with = "three_decimals_if_any")]
    pub top_5: Option<f64>,
}

impl Agreement {
    /// Measures the candidates that were scored by `engine`.
    pub fn measure(engine: &Engine, candidates: &[Candidate]) -> Self {
        let scored = || candidates.iter().filter_map(Candidate::as_scored);
        let headlines = scored().map(|scored| engine.profile(&scored.document).headline.map(|fact| fact.text));
        let headlines: Vec<Option<String>> = headlines.collect();
        let resumes = headlines.iter().zip(scored()).map(|(headline, it)| (headline.as_deref(), &it.assessment));
        Self::of(engine.catalog(), resumes)
    }

    /// Measures resumes, each given as its headline and its assessment for all roles of `catalog`.
    pub fn of<'a>(catalog: &Catalog, resumes: impl IntoIterator<Item = (Option<&'a str>, &'a Assessment)>) -> Self {
        let short_forms = &catalog.vocabulary.title_words.short_forms;
        let mut roles: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (index, role) in catalog.roles.iter().enumerate() {
            for title in std::iter::once(&role.title).chain(&role.other_titles) {
                roles.entry(title_key(title, short_forms)).or_default().insert(index);
            }
        }
        let mut agreement = Self::default();
        let (mut by_score, mut without_titles) = (Vec::new(), Vec::new());
        for (headline, assessment) in resumes {
            agreement.resumes += 1;
            let Some(headline) = headline else {
                agreement.without_headline += 1;
                continue;
            };
            let Some(named) = roles.get(&title_key(headline, short_forms)) else {
                agreement.naming_none += 1;
                continue;
            };
            agreement.naming_some += 1;
            by_score.push(place(assessment, named, |it| (it.score, it.confidence)));
            without_titles.push(place(assessment, named, |it| score_without_titles(catalog, it)));
        }
        Self { by_score: Shares::of(&by_score), without_titles: Shares::of(&without_titles), ..agreement }
    }
}

impl Shares {
    fn of(places: &[usize]) -> Self {
        let within = |most| ratio(places.iter().filter(|place| **place <= most).count() as f64, places.len());
        Self { top_1: within(1), top_5: within(5) }
    }
}

/// Returns the place, from 1, of the best role of `named`. Only roles that are not named come before it.
fn place<S: Ord>(assessment: &Assessment, named: &BTreeSet<usize>, standing: impl Fn(&RoleAssessment) -> S) -> usize {
    let is_named = |it: &&RoleAssessment| named.contains(&it.role);
    let best = assessment.roles.iter().filter(is_named).map(&standing).max();
    1 + assessment.roles.iter().filter(|it| !is_named(it)).filter(|it| Some(standing(it)) >= best).count()
}

fn score_without_titles(catalog: &Catalog, assessment: &RoleAssessment) -> Option<Score> {
    debug_assert_eq!(
        catalog.roles.get(assessment.role).map(|role| role.criteria.len()),
        Some(assessment.criteria.len()),
        "an assessment by another catalog"
    );
    let criteria = catalog.roles.get(assessment.role).into_iter().flat_map(|role| &role.criteria);
    let counted = criteria.zip(&assessment.criteria).filter(|(criterion, _)| criterion.kind != Kind::Title);
    let counted = counted.filter(|(_, verdict)| verdict.status != Status::Unknown);
    let (earned, answerable) = counted.fold((0, Weight::default()), |(earned, answerable), (criterion, verdict)| {
        (earned + criterion.weight.earned(verdict.credit), answerable + criterion.weight)
    });
    Score::of(earned, answerable)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::units::Credit;

    fn agreement(headlines: &[Option<&str>]) -> Agreement {
        let candidate = sample::candidate("a", 70, 1000);
        let assessment = &candidate.as_scored().unwrap().assessment;
        Agreement::of(&sample::catalog(), headlines.iter().map(|headline| (*headline, assessment)))
    }

    #[test]
    fn only_headlines_that_name_a_role_are_counted() {
        let agreement = agreement(&[None, Some("Astronaut"), Some("KEY ACCOUNTS MANAGER")]);
        assert_eq!((agreement.resumes, agreement.without_headline), (3, 1));
        assert_eq!((agreement.naming_none, agreement.naming_some), (1, 1));
        assert_eq!(agreement.by_score, Shares { top_1: Some(1.0), top_5: Some(1.0) });
    }

    #[test]
    fn a_role_that_stands_second_is_among_the_first_five_only() {
        assert_eq!(agreement(&[Some("Sales Manager")]).by_score, Shares { top_1: Some(0.0), top_5: Some(1.0) });
        assert_eq!(agreement(&[]).by_score, Shares::default());
    }

    #[test]
    fn without_titles_other_criteria_decide_and_equals_count_against_it() {
        let candidate = sample::candidate("a", 70, 1000);
        let mut assessment = candidate.as_scored().unwrap().assessment.clone();
        for verdict in assessment.roles.iter_mut().flat_map(|role| &mut role.criteria) {
            (verdict.credit, verdict.status) = (Credit::new(500), Status::Met);
        }
        let agreement = Agreement::of(&sample::catalog(), [(Some("Key Account Manager"), &assessment)]);
        assert_eq!(agreement.without_titles.top_1, Some(0.0));
        assert_eq!(agreement.by_score.top_1, Some(1.0));
    }
}
