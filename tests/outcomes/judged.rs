//! Tells key from strategic account managers, and both from near misses, over thirty short resumes.

use serde::Deserialize;

use crate::expected::fixtures;
use crate::verdict::Judge;

/// How many may come out wrong: a few of them are prose or rest on a title alone, where recruiters differ too.
const TOLERATED: usize = 2;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    #[serde(rename = "resume")]
    resumes: Vec<Resume>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Resume {
    file: String,
    best: Vec<String>,
    why: String,
}

#[test]
fn key_and_strategic_account_managers_are_told_apart() {
    let text = std::fs::read_to_string(fixtures().join("judged/judged.toml")).unwrap();
    let judged: Judged = toml::from_str(&text).unwrap();
    let judge = Judge::new(jiff::civil::date(2026, 11, 21));
    let mut wrong = Vec::new();
    for Resume { file, best, why } in &judged.resumes {
        let verdict = judge.judge(&format!("judged/{file}"));
        if !best.contains(&verdict.best) {
            wrong.push(format!("{file} ({why}): {}, expected {best:?}; {}", verdict.best, verdict.standing()));
        }
    }
    assert!(wrong.len() <= TOLERATED, "\n{}", wrong.join("\n"));
}
