//! Sets what was said of each resume beside what people judged of it.

use super::candidate_lookup::{CandidateLookup, MEND_SHARED};
use super::facet_names::FacetNames;
use super::labels::{HIGHEST_LEVEL, Label, Labels, status};
use crate::candidate::Candidate;
use crate::catalog::{Catalog, Criterion};
use crate::error::{Result, fault};
use crate::rank::assessment_of;
use crate::score::tenths;
use crate::score::{Best, CriterionAssessment, Status};

/// Judged credit is compared in these parts of one, fine enough that no two means of levels coincide.
const MILLIONTHS: u32 = 1_000_000;

/// A judged resume beside its verdicts.
#[derive(Clone, Debug)]
pub struct JudgedResume {
    /// Whether the run has verdicts on it.
    pub has_result: bool,
    /// One a requirement of any role.
    pub verdicts: Vec<JudgedRequirement>,
    /// One a role of the catalog.
    pub judged_roles: Vec<JudgedRole>,
    /// The highest fit judged for any role.
    pub highest_fit: u32,
    /// The fit judged for the role that was named best, if one was.
    pub named_fit: Option<u32>,
    /// Whether the role named best is the one judged best.
    pub is_exact: bool,
}

/// A requirement, judged and said.
#[derive(Clone, Copy, Debug)]
pub struct JudgedRequirement {
    /// The status by the labels.
    pub judged: Status,
    /// The status said; what was not said, or could not be told, counts as missing.
    pub said: Status,
    /// Credit by the labels, in millionths.
    pub judged_credit: u32,
    /// Credit given, in thousandths.
    pub credit: u32,
}

/// A role for a resume.
#[derive(Clone, Copy, Debug)]
pub struct JudgedRole {
    /// The score as displayed, in tenths of a point, so that a run that was written gives the same figures.
    pub score: u32,
    /// The fit judged.
    pub fit: u32,
}

/// Sets every label beside its candidate.
///
/// # Errors
/// [`Error::Judgements`](crate::Error::Judgements) if a label lacks a role or facet of `catalog`, or is of several files.
pub fn judged_resumes(labels: &Labels, candidates: &[Candidate], catalog: &Catalog) -> Result<Vec<JudgedResume>> {
    let facets = FacetNames::embedded()?;
    let lookup = CandidateLookup::new(candidates.iter().map(|candidate| candidate.id.clone()));
    let judge = |(line, label): &(usize, Label)| {
        let found = lookup.find(&label.id).map_err(|message| fault(&labels.file, *line, message, MEND_SHARED))?;
        let candidate = found.and_then(|found| candidates.get(found.index));
        let lacking = |what: String| {
            let mend = "add it, or name with --catalog the roles that the labels are about";
            fault(&labels.file, *line, format!("`{}` has no {what}", label.id), mend)
        };
        let judge = Judge { label, candidate, catalog, facets: &facets };
        judge.judged_resume().map_err(lacking)
    };
    labels.labels.iter().map(judge).collect()
}

struct Judge<'a> {
    label: &'a Label,
    candidate: Option<&'a Candidate>,
    catalog: &'a Catalog,
    facets: &'a FacetNames,
}

impl Judge<'_> {
    /// The error says what the label lacks.
    fn judged_resume(&self) -> std::result::Result<JudgedResume, String> {
        let (mut verdicts, mut judged_roles) = (Vec::new(), Vec::new());
        for (index, role) in self.catalog.roles.iter().enumerate() {
            let assessment = self.candidate.and_then(|candidate| assessment_of(candidate, index));
            for (at, criterion) in role.criteria.iter().enumerate().filter(|(_, it)| it.is_requirement()) {
                let said = assessment.and_then(|assessment| assessment.criteria.get(at));
                verdicts.push(verdict(&self.levels(criterion)?, said));
            }
            let score = assessment.and_then(|assessment| assessment.score).unwrap_or(0);
            judged_roles.push(JudgedRole { score: tenths(score), fit: self.fit(&role.id)? });
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
            facet.map(|facet| facet.level).ok_or_else(|| format!("facet `{name}`, on which {} rests", criterion.id))
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
        credit: said.map_or(0, |said| said.credit),
    }
}
