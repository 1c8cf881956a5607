//! Distinguishes key from strategic account managers, and both from near misses, in thirty short resumes.

use serde::Deserialize;

use crate::expected::fixtures;
use crate::fixture_verdict::Judge;

/// Files that may come out wrong, with the reason.
const TOLERATED: [(&str, &str); 1] = [(
    "key-plain-letter.txt",
    "a letter in lower case: no line is the head of a position, so the title is not seen to be held",
)];

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
        let tolerated = TOLERATED.iter().any(|(tolerated, _)| tolerated == file);
        if tolerated && best.contains(&verdict.best) {
            wrong.push(format!("{file} comes out right: it need not be tolerated any more"));
        } else if !tolerated && !best.contains(&verdict.best) {
            wrong.push(format!("{file} ({why}): {}, expected {best:?}; {}", verdict.best, verdict.standing()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
