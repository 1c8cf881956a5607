//! Compares the engine's verdicts on the invented resumes in `fixtures/` with those of a fair recruiter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod account_managers;
mod expected;
mod fixture_verdict;
mod idioms;
mod titles;

use std::collections::BTreeMap;

use expected::{Above, Expected, Outcomes};
use fixture_verdict::{Judge, Verdict};
use rolefit::score::Status;
use rolefit::units::Credit;

/// Returns the verdict on every file of `fixtures/outcomes.toml`.
fn verdicts(outcomes: &Outcomes) -> BTreeMap<&str, Verdict> {
    let judge = Judge::new(outcomes.as_of);
    outcomes.resumes.iter().map(|expected| (expected.file.as_str(), judge.judge(&expected.file))).collect()
}

/// Lists the differences between a verdict and its expectation, one per line.
fn disagreements(expected: &Expected, verdict: &Verdict) -> Vec<String> {
    let mut found = Vec::new();
    if verdict.problem != expected.problem {
        found.push(format!("problem {:?}, expected {:?}", verdict.problem, expected.problem));
    }
    if !expected.best.is_empty() && !expected.best.contains(&verdict.best) {
        found.push(format!("best is {}, expected {:?} ({})", verdict.best, expected.best, verdict.standing()));
    }
    for (wish, ids, allowed) in [
        ("met", &expected.met, &[Status::Met][..]),
        ("met or partial", &expected.supported, &[Status::Met, Status::Partial]),
        ("partial", &expected.partial, &[Status::Partial]),
        ("missing", &expected.missing, &[Status::Missing]),
        ("partial or missing", &expected.not_met, &[Status::Partial, Status::Missing]),
    ] {
        for (id, status, _) in ids.iter().flat_map(|id| verdict.criteria(id)) {
            if !allowed.contains(&status) {
                found.push(format!("{id} is {status:?}, expected {wish}; {}", verdict.evidence(&id)));
            }
        }
    }
    for (id, _, credit) in expected.not_full.iter().flat_map(|id| verdict.criteria(id)) {
        if credit >= Credit::FULL {
            found.push(format!("{id} has full credit; {}", verdict.evidence(&id)));
        }
    }
    for (role, months) in &expected.months {
        if verdict.months.get(role) != Some(months) {
            found.push(format!("{role}: {:?} months in the title family, expected {months}", verdict.months.get(role)));
        }
    }
    found
}

/// Lists the files of `above.worse` that do not score below `above.better`.
fn misplaced(above: &Above, verdicts: &BTreeMap<&str, Verdict>) -> Vec<String> {
    let score = |file: &str| verdicts[file].scores.get(&above.role).copied();
    let better = score(&above.better);
    let worse = verdicts.keys().filter(|file| above.worse.iter().any(|start| file.starts_with(start.as_str())));
    let wrong = worse.filter(|file| better <= score(file));
    wrong
        .map(|file| format!("{}: {} {better:?} is not above {file} {:?}", above.role, above.better, score(file)))
        .collect()
}

#[test]
fn every_resume_comes_out_as_a_recruiter_expects() {
    let outcomes = Outcomes::load();
    let verdicts = verdicts(&outcomes);
    let mut report = String::new();
    for expected in &outcomes.resumes {
        for line in disagreements(expected, &verdicts[expected.file.as_str()]) {
            report += &format!("{} ({}): {line}\n", expected.file, expected.why);
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn honest_resumes_stand_above_neighbours_and_tricks() {
    let outcomes = Outcomes::load();
    let verdicts = verdicts(&outcomes);
    let wrong: Vec<_> = outcomes.above.iter().flat_map(|above| misplaced(above, &verdicts)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_fixture_has_an_expectation() {
    let outcomes = Outcomes::load();
    let stated: Vec<&str> = outcomes.resumes.iter().map(|expected| expected.file.as_str()).collect();
    let unstated: Vec<_> = expected::files().into_iter().filter(|file| !stated.contains(&file.as_str())).collect();
    assert!(unstated.is_empty(), "no expectation in fixtures/outcomes.toml for {unstated:?}");
}

#[test]
fn every_stated_order_names_files_that_are_there() {
    let outcomes = Outcomes::load();
    let known = |start: &String| outcomes.resumes.iter().any(|expected| expected.file.starts_with(start.as_str()));
    for above in &outcomes.above {
        let unknown: Vec<_> = above.worse.iter().chain([&above.better]).filter(|start| !known(start)).collect();
        assert!(unknown.is_empty(), "{unknown:?} in [[above]] of {}", above.role);
    }
}
