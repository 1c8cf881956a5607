//! Tests of grouping files by person.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::candidate::Candidate;
use crate::candidate::sample;
use rolefit_document::ProblemCode;

fn with_keys(id: &str, keys: &[&str]) -> Candidate {
    let mut candidate = sample::candidate(id, 10, 1000);
    if let crate::candidate::Outcome::Scored(scored) = &mut candidate.outcome {
        scored.overview.person.emails = keys.iter().map(ToString::to_string).collect();
    }
    candidate
}

fn same_person(candidates: &[Candidate]) -> Vec<Option<usize>> {
    let groups = groups(candidates, false);
    assert_eq!(groups.older(), []);
    (0..candidates.len() as u32).map(|candidate| groups.of(candidate)).collect()
}

fn groups(candidates: &[Candidate], one_file_each: bool) -> Groups {
    let mut people = People::new(one_file_each);
    let mut add = |candidate| people.add(&PersonMarks::of(candidate), Recency::of(candidate)).unwrap();
    candidates.iter().for_each(&mut add);
    people.groups().unwrap()
}

#[test]
fn a_chain_of_shared_keys_is_one_person() {
    let candidates = [
        with_keys("a", &["a@example.org"]),
        with_keys("b", &["5550102030"]),
        with_keys("c", &[]),
        with_keys("d", &["5550102030", "a@example.org"]),
    ];
    assert_eq!(same_person(&candidates), [Some(1), Some(1), None, Some(1)]);
}

#[test]
fn all_but_the_newest_file_of_a_person_are_older_and_of_equals_the_first_is_kept() {
    let mut candidates = ["a", "b", "c", "d", "d"].map(|id| with_keys(id, &[if id == "d" { "y" } else { "x" }]));
    if let crate::candidate::Outcome::Scored(scored) = &mut candidates[1].outcome {
        scored.overview.latest.end = (2020, 1);
    }
    let groups = groups(&candidates, true);
    let older: Vec<u32> = (0..5).filter(|&candidate| groups.is_older(candidate)).collect();
    assert_eq!(older, [0, 2, 4]);
    let told = groups.older().iter().map(|older| (older.file, older.newest, older.shared)).collect::<Vec<_>>();
    assert_eq!(told, [(0, 1, Shared::Email), (2, 1, Shared::Email), (4, 3, Shared::Content)]);
}

#[test]
fn groups_are_numbered_by_their_first_file() {
    let candidates = [with_keys("a", &["x"]), with_keys("b", &["y"]), with_keys("c", &["y"]), with_keys("d", &["x"])];
    assert_eq!(same_person(&candidates), [Some(1), Some(2), Some(2), Some(1)]);
}

#[test]
fn identical_files_are_one_person_even_if_unreadable() {
    let candidates = [sample::unreadable("a"), with_keys("b", &[]), sample::unreadable("a")];
    assert_eq!(same_person(&candidates), [Some(1), None, Some(1)]);
}

#[test]
fn empty_files_are_nobody_s() {
    let mut candidates = [sample::unreadable("a"), sample::unreadable("a")];
    for candidate in &mut candidates {
        if let crate::candidate::Outcome::Unreadable(problem) = &mut candidate.outcome {
            problem.code = ProblemCode::Empty;
        }
    }
    assert_eq!(same_person(&candidates), [None, None]);
}

fn named(id: &str, name: &str, keys: &[&str]) -> Candidate {
    let mut candidate = with_keys(id, keys);
    if let crate::candidate::Outcome::Scored(scored) = &mut candidate.outcome {
        scored.overview.person.name = name.split_whitespace().map(str::to_owned).collect();
    }
    candidate
}

#[test]
fn different_certain_names_are_different_persons() {
    let candidates = [
        named("a", "ida sand", &["x"]),
        named("b", "max reed", &["x"]),
        named("c", "ida maria sand", &["x"]),
        named("d", "", &["x", "y"]),
        named("e", "max reed", &["y"]),
    ];
    assert_eq!(same_person(&candidates), [Some(1), None, Some(1), Some(2), Some(2)]);
}

#[test]
fn an_address_that_three_names_share_is_nobody_s() {
    let candidates = [
        named("a", "ida sand", &["x"]),
        named("b", "max reed", &["x"]),
        named("c", "zoe quill", &["x"]),
        named("d", "", &["x"]),
        named("e", "zoe quill", &["x"]),
    ];
    assert_eq!(same_person(&candidates), [None; 5]);
}

#[test]
fn hidden_marks_give_the_same_groups_whatever_the_secret() {
    // The nameless file in the middle goes to whom it shares the first mark with.
    let candidates = [
        named("a", "zoe quill", &["x"]),
        named("b", "", &["x", "y"]),
        named("c", "max reed", &["y", "z"]),
        named("d", "max theo reed", &["z"]),
    ];
    let expected = [Some(1), Some(1), Some(2), Some(2)];
    assert_eq!(same_person(&candidates), expected);
    for secret in 0..20 {
        let mut people = People::new(false);
        for candidate in &candidates {
            let mut marks = PersonMarks::of(candidate);
            marks.hide(&[secret; blake3::KEY_LEN]);
            assert!(marks.keys.iter().all(|key| !PersonMarks::of(candidate).keys.contains(key)));
            people.add(&marks, Recency::of(candidate)).unwrap();
        }
        let groups = people.groups().unwrap();
        assert_eq!([0, 1, 2, 3].map(|candidate| groups.of(candidate)), expected, "secret {secret}");
    }
}
