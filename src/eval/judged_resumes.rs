//! Pairs the verdicts on each resume with people's judgements.

use super::candidate_lookup::{CandidateLookup, REMEDY_SHARED};
use super::facet_names::FacetNames;
use super::labels::{HIGHEST_LEVEL, Label, Labels, status};
use crate::candidate::Candidate;
use crate::catalog::{Catalog, Criterion};
use crate::error::{Result, fault};
use crate::rank::assessment_of;
use crate::score::{Best, CriterionAssessment, Status};
use crate::units::Credit;

/// Judged credit is measured in millionths, fine enough that no two means of levels coincide.
const MILLIONTHS: u32 = 1_000_000;

/// A judged resume with its verdicts.
#[derive(Clone, Debug)]
pub struct JudgedResume {
    /// True if the run has verdicts on it.
    pub has_result: bool,
    /// One entry per requirement of any role.
    pub verdicts: Vec<JudgedRequirement>,
    /// One entry per role of the catalog.
    pub judged_roles: Vec<JudgedRole>,
    /// The highest fit judged for any role.
    pub highest_fit: u32,
    /// The fit judged for the role that the run names best; `None` if it names none.
    pub named_fit: Option<u32>,
    /// True if the run's best role is the one judged best.
    pub is_exact: bool,
}

/// A requirement with its judgement and its verdict.
#[derive(Clone, Copy, Debug)]
pub struct JudgedRequirement {
    /// The judged status.
    pub judged: Status,
    /// The status in the run. Requirements without a verdict, or with status unknown, count as missing.
    pub said: Status,
    /// Judged credit, in millionths.
    pub judged_credit: u32,
    /// Credit in the run, in thousandths.
    pub credit: Credit,
}

/// A role with its score and its judged fit.
#[derive(Clone, Copy, Debug)]
pub struct JudgedRole {
    /// The displayed score, in tenths of a point, so that a run read from a file gives the same figures.
    pub score: u32,
    /// The judged fit, 0 to 3.
    pub fit: u32,
}

/// Pairs every label with its candidate.
///
/// # Errors
/// [`Error::Judgements`](crate::Error::Judgements) if a label lacks a role or facet of `catalog`, or could be several
/// files.
pub fn judged_resumes(labels: &Labels, candidates: &[Candidate], catalog: &Catalog) -> Result<Vec<JudgedResume>> {
    let facets = FacetNames::embedded()?;
    let lookup = CandidateLookup::new(candidates.iter().map(|candidate| candidate.id.clone()));
    let judge = |(line, label): &(usize, Label)| {
        let found = lookup.find(&label.id).map_err(|message| fault(&labels.file, *line, message, REMEDY_SHARED))?;
        let candidate = found.and_then(|found| candidates.get(found.index));
        let lacking = |what: String| {
            let remedy = "add it, or name with --catalog the roles that the labels are about";
            fault(&labels.file, *line, format!("`{}` has no {what}", label.id), remedy)
        };
        let judge = LabelledCandidate { label, candidate, catalog, facets: &facets };
        judge.judged_resume().map_err(lacking)
    };
    labels.labels.iter().map(judge).collect()
}

struct LabelledCandidate<'a> {
    label: &'a Label,
    candidate: Option<&'a Candidate>,
    catalog: &'a Catalog,
    facets: &'a FacetNames,
}

impl LabelledCandidate<'_> {
    /// The error names the missing facet or fit.
    fn judged_resume(&self) -> std::result::Result<JudgedResume, String> {
        let (mut verdicts, mut judged_roles) = (Vec::new(), Vec::new());
        for (index, role) in self.catalog.roles.iter().enumerate() {
            let assessment = self.candidate.and_then(|candidate| assessment_of(candidate, index));
            for (at, criterion) in role.criteria.iter().enumerate().filter(|(_, it)| it.is_requirement()) {
                let said = assessment.and_then(|assessment| assessment.criteria.get(at));
                verdicts.push(verdict(&self.levels(criterion)?, said));
            }
            let score = assessment.and_then(|assessment| assessment.score).unwrap_or_default();
            judged_roles.push(JudgedRole { score: score.tenths(), fit: self.fit(&role.id)? });
        }
        let scored = self.candidate.and_then(Candidate::as_scored);
        let named = scored.and_then(|scored| match scored.assessment.best {
            Best::Role { role, .. } => self.catalog.roles.get(role),
            Best::None => None,
        });
        Ok(JudgedResume {
            has_result: scored.is_some(),
            verdicts,
            judged_roles,
            highest_fit: self.label.highest_fit(),
            named_fit: named.map(|role| self.fit(&role.id)).transpose()?,
            is_exact: named.map(|role| &role.id) == self.label.best_role.as_ref(),
        })
    }

    fn levels(&self, criterion: &Criterion) -> std::result::Result<Vec<u32>, String> {
        let level = |part| {
            let name = self.facets.of(part, self.catalog);
            let facet = self.label.facets.get(&name);
            facet.map(|facet| facet.level).ok_or_else(|| format!("facet `{name}`, which {} needs", criterion.id))
        };
        criterion.parts.iter().map(level).collect()
    }

    fn fit(&self, role: &str) -> std::result::Result<u32, String> {
        self.label.fit.get(role).copied().ok_or_else(|| format!("fit for {role}"))
    }
}

fn verdict(levels: &[u32], said: Option<&CriterionAssessment>) -> JudgedRequirement {
    let most = HIGHEST_LEVEL * u32::try_from(levels.len()).unwrap_or(u32::MAX).max(1);
    let status_said = said.map_or(Status::Missing, |said| said.status);
    JudgedRequirement {
        judged: status(levels),
        said: if status_said == Status::Unknown { Status::Missing } else { status_said },
        judged_credit: levels.iter().sum::<u32>() * MILLIONTHS / most,
        credit: said.map_or(Credit::NONE, |said| said.credit),
    }
}
