//! The report on the best role of one candidate: its lead, the reasons, and the scores of the other roles.

use std::cmp::Reverse;

use super::{called, criterion, facts, heading, paragraph, remarked, under};
use crate::candidate::{Candidate, Scored};
use crate::catalog::{Catalog, Role};
use crate::explain::bands::{self, Band};
use crate::explain::points::{PointUnit, Points, points};
use crate::explain::{reasons, words};
use crate::output::style::{Style, Tone};
use crate::score::{Best, RoleAssessment, Status};

/// The number of reasons that a reader needs to understand the verdict.
const REASONS: usize = 3;
/// Stands in place of a verdict that would say little.
const BY_HAND: &str = "Read by hand: the scores below say little";
/// The number of criteria whose lacking points are told.
const LIFTS: usize = 3;
/// The number of roles in the list.
pub const ROLES: usize = 5;

/// The report. Empty if the candidate was not scored.
pub fn report(style: &Style, catalog: &Catalog, candidate: &Candidate) -> String {
    let Some(scored) = candidate.as_scored() else { return String::new() };
    let standing = standing(catalog, scored);
    let fits = scored.assessment.best != Best::None && !scored.is_for_people;
    let best = match &scored.assessment.best {
        Best::Role { role, .. } => standing.iter().find(|(_, assessment)| assessment.role == *role),
        Best::None => standing.first(),
    };
    let verdict = if scored.is_for_people { BY_HAND.to_owned() } else { headline(catalog, scored) };
    let mut out = style.block("", Tone::Plain, &verdict, Tone::Strong);
    out.push_str(&style.block("", Tone::Plain, &called(candidate), Tone::Plain));
    if let Some((role, assessment)) = best {
        let quality = words::reading_quality(assessment.confidence);
        let facts = [facts(scored, role, assessment), format!("reading quality {quality}")];
        let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        out.push_str(&style.block("", Tone::Plain, &facts.join(" · "), Tone::Quiet));
        out.push_str(&remarked(style, candidate));
        if fits {
            out.push_str(&why(style, catalog, scored, role, assessment));
        }
    }
    let all = catalog.roles.len() <= ROLES;
    out.push_str(&all_roles(style, &standing, all, fits));
    out
}

/// The verdict in one sentence.
fn headline(catalog: &Catalog, scored: &Scored) -> String {
    let title = |index: usize| catalog.roles.get(index).map(|role| role.title.as_str()).unwrap_or_default();
    let points = |index: usize| {
        let assessment = scored.assessment.roles.iter().find(|assessment| assessment.role == index);
        assessment.and_then(|assessment| assessment.score)
    };
    let score = |index: usize| words::points(points(index));
    let is_little = |index: usize| {
        let mut standing = standing(catalog, scored).into_iter();
        let found = standing.find(|(_, assessment)| assessment.role == index);
        found.and_then(|(role, assessment)| bands::band(role, assessment)) == Some(Band::Unlikely)
    };
    match &scored.assessment.best {
        Best::None => {
            "No clear fit: the resume shows neither the title nor a defining requirement of the closest role".into()
        }
        Best::Role { close, .. } if !close.is_empty() => {
            let names: Vec<&str> = close.iter().map(|&role| title(role)).collect();
            let scores: Vec<String> = close.iter().map(|&role| score(role)).collect();
            format!("Too close to call between {} ({})", words::series(&names), words::series(&scores))
        }
        Best::Role { role, margin: None, .. } => format!("{}: {} of 100", title(*role), score(*role)),
        Best::Role { role, margin: Some(margin), .. } => {
            let runner_up = standing(catalog, scored).into_iter().find(|(_, assessment)| assessment.role != *role);
            let (next, lead) = (runner_up.map_or("the next", |(role, _)| &role.title), words::points(Some(*margin)));
            let (title, score, is_little, band) =
                (title(*role), score(*role), is_little(*role), Band::Unlikely.words());
            match is_little {
                true => format!("Closest role: {title} ({band}), {score} of 100, {lead} points ahead of {next}"),
                false => format!("Best role: {title}, {score} of 100, {lead} points ahead of {next}"),
            }
        }
    }
}

/// The strongest reasons with their quotes, and the requirements that are not shown.
fn why(style: &Style, catalog: &Catalog, scored: &Scored, role: &Role, assessment: &RoleAssessment) -> String {
    let strongest = reasons::strongest(role, assessment).into_iter();
    let requirements = strongest.filter(|judged| judged.criterion.is_requirement()).take(REASONS);
    let points = points(role, assessment, PointUnit::Tenth);
    let shown = requirements.map(|judged| criterion(style, catalog, scored, &points, judged));
    let missing = reasons::judged(role, assessment)
        .filter(|judged| judged.criterion.is_requirement() && judged.is_missing())
        .map(|judged| judged.criterion.label.clone());
    let lifts = lifts(role, assessment, &points).into_iter().take(LIFTS);
    under(style, &format!("Reasons for {}", role.title), shown)
        + &under(style, "Not shown in the resume", paragraph(style, missing.collect()))
        + &under(style, "Would lift the score most, if shown in full", paragraph(style, lifts.collect()))
}

/// The criteria with the points that they lack, most first. Time is left out, because no words can add it.
fn lifts(role: &Role, assessment: &RoleAssessment, points: &[Points]) -> Vec<String> {
    let criteria = reasons::judged(role, assessment).zip(points).filter(|(judged, _)| !judged.criterion.is_tenure());
    let lacking = criteria.map(|(judged, points)| (points.of - points.points, judged.criterion.label.as_str()));
    let mut lacking: Vec<(i64, &str)> = lacking.filter(|(lacking, _)| *lacking > 0).collect();
    lacking.sort_by_key(|(lacking, _)| Reverse(*lacking));
    lacking.into_iter().map(|(lacking, label)| format!("{label} +{}", words::plain_decimal(lacking))).collect()
}

/// The closest roles, best first. Bands are left out if no role `fits`, because they would contradict the headline.
fn all_roles(style: &Style, standing: &[(&Role, &RoleAssessment)], all: bool, fits: bool) -> String {
    // In a large catalog the roles below the best ones may have no evidence at all.
    let has_evidence = |(_, assessment): &&(&Role, &RoleAssessment)| {
        all || assessment.criteria.iter().any(|criterion| criterion.status <= Status::Partial)
    };
    let listed = standing.iter().filter(has_evidence).take(ROLES);
    let width = listed.clone().map(|(role, _)| role.title.chars().count()).max().unwrap_or_default();
    if listed.clone().next().is_none() {
        return String::new();
    }
    let mut out = heading(style, if all { "All roles" } else { "Closest roles" });
    for (role, assessment) in listed {
        let (score, band) =
            (words::points(assessment.score), bands::band(role, assessment).filter(|_| fits).map_or("", Band::words));
        let must_haves = bands::must_haves(role, assessment);
        let line = format!("  {:<width$}  {score:>5}  {band:<14}  must-haves {must_haves}", role.title);
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The roles with the candidate's verdicts, best first.
fn standing<'a>(catalog: &'a Catalog, scored: &'a Scored) -> Vec<(&'a Role, &'a RoleAssessment)> {
    let with_role = |assessment: &'a RoleAssessment| Some((catalog.roles.get(assessment.role)?, assessment));
    let mut standing: Vec<_> = scored.assessment.roles.iter().filter_map(with_role).collect();
    standing.sort_by_key(|(_, assessment)| (assessment.rank, assessment.role));
    standing
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::{Outcome, sample};
    use crate::units::Score;

    const STYLE: Style = Style { width: 80, colour: false };

    fn with_best(best: Best) -> String {
        let mut candidate = sample::candidate("sales/ana.pdf", 11, 936);
        if let Outcome::Scored(scored) = &mut candidate.outcome {
            scored.assessment.best = best;
        }
        report(&STYLE, &sample::catalog(), &candidate)
    }

    #[test]
    fn the_best_role_leads_with_its_reasons() {
        insta::assert_snapshot!(report(&STYLE, &sample::catalog(), &sample::candidate("sales/ana.pdf", 70, 936)));
    }

    #[test]
    fn an_unlikely_role_is_closest_rather_than_best() {
        let report = with_best(Best::Role { role: 0, margin: Some(Score::new(1000)), close: Vec::new() });
        assert!(report.starts_with("Closest role: Key Account Manager (little shown), 11.0 of 100"), "{report}");
    }

    #[test]
    fn roles_that_are_level_are_too_close_to_call() {
        let report = with_best(Best::Role { role: 0, margin: Some(Score::new(1000)), close: vec![0, 1] });
        assert!(report.starts_with("Too close to call between Key Account Manager and Sales Manager (11.0 and 20.0)"));
    }

    #[test]
    fn without_core_evidence_there_is_no_clear_fit_and_the_closest_are_listed() {
        let report = with_best(Best::None);
        assert!(report.starts_with("No clear fit"));
        assert!(report.contains("Sales Manager"));
        assert!(!report.contains("Reasons for") && !report.contains("Not shown in the resume"), "{report}");
        assert!(
            !report.contains("little shown")
                && with_best(Best::Role { role: 0, margin: None, close: Vec::new() }).contains("little shown")
        );
    }
}
