//! The verdict on one fixture, with criteria and roles by id.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rolefit::catalog::Catalog;
use rolefit::document::ProblemCode;
use rolefit::engine::Engine;
use rolefit::ingest::{self, Limits};
use rolefit::score::{Best, CriterionAssessment, Status};
use rolefit::units::{Credit, Score};

use crate::expected::fixtures;

/// The engine with the embedded catalog.
pub(crate) struct Judge {
    engine: Engine,
    as_of: Date,
}

/// The verdict on one file. For an unreadable file all fields but `problem` are empty.
#[derive(Default)]
pub(crate) struct Verdict {
    pub problem: Option<ProblemCode>,
    /// Id of a role, or `none`.
    pub best: String,
    /// Scores by role.
    pub scores: BTreeMap<String, Score>,
    pub months: BTreeMap<String, u32>,
    criteria: BTreeMap<String, (CriterionAssessment, Vec<String>)>,
}

impl Judge {
    pub(crate) fn new(as_of: Date) -> Self {
        Self { engine: Engine::new(Catalog::embedded().unwrap()).unwrap(), as_of }
    }

    /// Reads and assesses `file`, a path below the fixtures.
    pub(crate) fn judge(&self, file: &str) -> Verdict {
        let bytes = std::fs::read(fixtures().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let document = match ingest::read(&bytes, Some(file), &Limits::default()) {
            Ok(document) => document,
            Err(problem) => return Verdict { problem: Some(problem.code), ..Verdict::default() },
        };
        let (_, assessment) = self.engine.assess(&document, self.as_of);
        let roles = &self.engine.catalog().roles;
        let best = match &assessment.best {
            Best::Role { role, .. } => roles[*role].id.clone(),
            Best::None => "none".to_owned(),
        };
        let mut verdict = Verdict { problem: document.problem.map(|problem| problem.code), best, ..Verdict::default() };
        for found in assessment.roles {
            let role = &roles[found.role];
            verdict.scores.extend(found.score.map(|score| (role.id.clone(), score)));
            verdict.months.insert(role.id.clone(), found.months_in_family);
            for (criterion, found) in role.criteria.iter().zip(found.criteria) {
                let evidence = found.parts.iter().flat_map(|part| &part.evidence);
                let quotes = evidence.map(|evidence| evidence.span.slice(&document.text).to_owned()).collect();
                verdict.criteria.insert(criterion.id.clone(), (found, quotes));
            }
        }
        verdict
    }
}

impl Verdict {
    /// Returns id, status and credit of a criterion; for `*/req-1`, of that criterion in every role. Empty for an
    /// unreadable file.
    pub(crate) fn criteria(&self, id: &str) -> Vec<(String, Status, Credit)> {
        let wanted = |known: &str| id.strip_prefix('*').map_or(known == id, |end| known.ends_with(end));
        let found = self.criteria.iter().filter(|(known, _)| wanted(known));
        let found: Vec<_> = found.map(|(known, (found, _))| (known.clone(), found.status, found.credit)).collect();
        assert!(self.criteria.is_empty() || !found.is_empty(), "{id} is no criterion of the embedded catalog");
        found
    }

    /// Returns the reason and quotes of a criterion for failure messages.
    pub(crate) fn evidence(&self, id: &str) -> String {
        let (found, quotes) = &self.criteria[id];
        format!("{:?}; quotes {quotes:?}", found.reason)
    }

    /// Returns every role's score, best first.
    pub(crate) fn standing(&self) -> String {
        let mut scores: Vec<_> = self.scores.iter().collect();
        scores.sort_by_key(|&(_, score)| std::cmp::Reverse(score));
        scores.iter().map(|(role, score)| format!("{role} {score}")).collect::<Vec<_>>().join(", ")
    }
}
