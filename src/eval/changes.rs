//! Compares a run with an earlier run, by role and criterion, to show the effect of a changed rule.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compared_run::{ComparedCandidate, ComparedCriterion, ComparedEvidence, ComparedPart, ComparedRun};
use crate::score::Status;

/// Name and version of the output format.
pub const SCHEMA: &str = "rolefit.changes/1";

/// All differences between two runs. Roles, criteria and parts that only one run has are not compared.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    schema: &'static str,
    /// Number of candidates in both runs.
    pub compared: usize,
    /// Number of these with any difference.
    pub changed: usize,
    /// Candidates that only the earlier run has.
    pub gone: Vec<String>,
    /// Candidates that only the later run has.
    pub new: Vec<String>,
    /// Candidates with another outcome of reading: `scored`, `partial` or `unreadable`.
    pub outcomes: Vec<Change<String>>,
    /// Candidates with another best role, or without one now.
    pub best: Vec<Change<Option<String>>>,
    /// Roles with a difference, by id.
    pub roles: BTreeMap<String, RoleChanges>,
}

/// A value of one candidate in both runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change<T> {
    /// Id of the candidate.
    pub candidate: String,
    /// The value in the earlier run.
    pub old: T,
    /// The value in the later run.
    pub new: T,
}

/// The differences in one role.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoleChanges {
    /// Changed scores, in points with one decimal.
    pub scores: Vec<Change<Option<f64>>>,
    /// Changed verdicts, by id of the criterion.
    pub criteria: BTreeMap<String, Vec<VerdictChange>>,
}

/// A verdict on a criterion with another status, credit or evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VerdictChange {
    /// The candidate's id, and the status in both runs.
    #[serde(flatten)]
    pub status: Change<Status>,
    /// The parts that differ.
    pub parts: Vec<PartChange>,
}

/// A part with another credit or other evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartChange {
    /// Name of the part.
    pub name: String,
    /// Credit in the earlier run, 0 to 1.
    pub old: f64,
    /// Credit in the later run.
    pub new: f64,
    /// Evidence that only the earlier run has.
    pub lost: Vec<ComparedEvidence>,
    /// Evidence that only the later run has.
    pub gained: Vec<ComparedEvidence>,
}

impl Changes {
    /// Compares the run `new` with the earlier run `old`.
    pub fn between(old: &ComparedRun, new: &ComparedRun) -> Self {
        let only = |these: &ComparedRun, others: &ComparedRun| -> Vec<String> {
            these.keys().filter(|id| !others.contains_key(*id)).cloned().collect()
        };
        let mut changes = Self { schema: SCHEMA, gone: only(old, new), new: only(new, old), ..Self::default() };
        for (id, new) in new {
            if let Some(old) = old.get(id) {
                changes.compared += 1;
                changes.changed += usize::from(changes.add(id, old, new));
            }
        }
        changes
    }

    /// Adds the differences of one candidate; true if there are any.
    fn add(&mut self, candidate: &str, old: &ComparedCandidate, new: &ComparedCandidate) -> bool {
        let mut changed = note(&mut self.outcomes, candidate, &old.status, &new.status);
        changed |= note(&mut self.best, candidate, &old.best.role, &new.best.role);
        for new in &new.roles {
            let Some(old) = old.roles.iter().find(|old| old.role == new.role) else { continue };
            let mut role = RoleChanges::default();
            let mut is_other = note(&mut role.scores, candidate, &old.score, &new.score);
            for new in &new.criteria {
                let old = old.criteria.iter().find(|old| old.id == new.id);
                if let Some(change) = old.and_then(|old| verdict_change(candidate, old, new)) {
                    role.criteria.entry(new.id.clone()).or_default().push(change);
                    is_other = true;
                }
            }
            if is_other {
                let all = self.roles.entry(new.role.clone()).or_default();
                all.scores.append(&mut role.scores);
                role.criteria.into_iter().for_each(|(id, it)| all.criteria.entry(id).or_default().extend(it));
                changed = true;
            }
        }
        changed
    }
}

/// Adds a change from `old` to `new` if they differ; true if they do.
fn note<T: PartialEq + Clone>(changes: &mut Vec<Change<T>>, candidate: &str, old: &T, new: &T) -> bool {
    if old != new {
        changes.push(Change { candidate: candidate.to_owned(), old: old.clone(), new: new.clone() });
    }
    old != new
}

fn verdict_change(candidate: &str, old: &ComparedCriterion, new: &ComparedCriterion) -> Option<VerdictChange> {
    let change = |new: &ComparedPart| part_change(old.parts.iter().find(|old| old.name == new.name)?, new);
    let parts: Vec<PartChange> = new.parts.iter().filter_map(change).collect();
    let status = Change { candidate: candidate.to_owned(), old: old.status, new: new.status };
    (old.status != new.status || !parts.is_empty()).then_some(VerdictChange { status, parts })
}

fn part_change(old: &ComparedPart, new: &ComparedPart) -> Option<PartChange> {
    let only = |these: &ComparedPart, others: &ComparedPart| -> Vec<ComparedEvidence> {
        these.evidence.iter().filter(|one| !others.evidence.contains(one)).cloned().collect()
    };
    let (lost, gained) = (only(old, new), only(new, old));
    let is_other = old.credit != new.credit || !lost.is_empty() || !gained.is_empty();
    is_other.then(|| PartChange { name: new.name.clone(), old: old.credit, new: new.credit, lost, gained })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn record(status: &str, credit: f64, score: f64, best: Option<&str>) -> ComparedCandidate {
        let quotes: &[&str] = if credit > 0.0 { &["Ran ovens"] } else { &[] };
        let evidence: Vec<_> =
            quotes.iter().map(|quote| serde_json::json!({"quote": quote, "strength": "demonstrated"})).collect();
        serde_json::from_value(serde_json::json!({
            "schema": "rolefit.candidate/1", "as_of": "2026-11-21", "candidate": {"id": "a"}, "status": "scored", "best": {"role": best},
            "roles": [{"role": "baker", "score": score, "criteria": [{"id": "baker/req-1", "status": status,
                "parts": [{"name": "ovens", "credit": credit, "evidence": evidence}]}]}],
        }))
        .unwrap()
    }

    fn run(records: &[(&str, ComparedCandidate)]) -> ComparedRun {
        records.iter().map(|(id, record)| ((*id).to_owned(), record.clone())).collect()
    }

    #[test]
    fn the_same_run_has_no_changes() {
        let run = run(&[("a", record("met", 1.0, 50.0, Some("baker")))]);
        let changes = Changes::between(&run, &run);
        assert_eq!((changes.compared, changes.changed, changes.roles.len()), (1, 0, 0));
    }

    #[test]
    fn a_new_verdict_stands_under_its_role_and_criterion_with_its_evidence() {
        let old = run(&[("a", record("missing", 0.0, 0.0, None)), ("b", record("met", 1.0, 9.0, None))]);
        let new = run(&[("a", record("met", 1.0, 50.0, Some("baker"))), ("c", record("met", 1.0, 9.0, None))]);
        let changes = Changes::between(&old, &new);
        assert_eq!((changes.compared, changes.changed), (1, 1));
        assert_eq!((changes.gone, changes.new), (vec!["b".to_owned()], vec!["c".to_owned()]));
        assert_eq!(changes.best[0].new, Some("baker".to_owned()));
        let role = &changes.roles["baker"];
        assert_eq!((role.scores[0].old, role.scores[0].new), (Some(0.0), Some(50.0)));
        let verdict = &role.criteria["baker/req-1"][0];
        assert_eq!((verdict.status.old, verdict.status.new), (Status::Missing, Status::Met));
        assert_eq!((verdict.parts[0].gained[0].quote.as_str(), verdict.parts[0].lost.len()), ("Ran ovens", 0));
    }

    #[test]
    fn other_credit_alone_is_a_change() {
        let (old, new) = (record("met", 1.0, 50.0, None), record("met", 0.9, 50.0, None));
        let changes = Changes::between(&run(&[("a", old)]), &run(&[("a", new)]));
        let part = &changes.roles["baker"].criteria["baker/req-1"][0].parts[0];
        assert_eq!((part.old, part.new, part.gained.len() + part.lost.len()), (1.0, 0.9, 0));
    }
}
