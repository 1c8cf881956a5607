//! Runs the binary in two successive weeks. An earlier run and decisions appear beside verdicts and change none of
//! them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const RESUMES: &str = "fixtures/commands/weeks/resumes";
const LAST: &str = "fixtures/commands/weeks/last.jsonl";
const DECISIONS: &str = "fixtures/commands/weeks/decisions.csv";

fn rank(more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("ROLEFIT_CACHE", "");
    for variable in ["COLUMNS", "NO_COLOR", "ROLEFIT_LOG", "ROLEFIT_STORE"] {
        command.env_remove(variable);
    }
    let shared = ["rank", "--catalog", "fixtures/commands/catalog", "--as-of", "2026-11-21"];
    let output = command.args(shared).args(more).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn records(more: &[&str]) -> Vec<Value> {
    let output = rank(&[more, &["--format", "jsonl"]].concat());
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns `records` without the fields that come from history, and without candidates who are gone.
fn verdicts(records: &[Value]) -> Vec<Value> {
    let mut verdicts: Vec<Value> =
        records.iter().filter(|record| record["schema"] == "rolefit.candidate/1").cloned().collect();
    for record in &mut verdicts {
        let record = record.as_object_mut().unwrap();
        record.remove("since");
        record.remove("decision");
    }
    verdicts
}

#[test]
fn scores_are_the_same_with_and_without_what_is_known_from_before() {
    let alone = records(&[RESUMES]);
    for before in [&["--since", LAST][..], &["--decisions", DECISIONS], &["--since", LAST, "--decisions", DECISIONS]] {
        let with = records(&[&[RESUMES], before].concat());
        assert_ne!(with, alone);
        assert_eq!(verdicts(&with), alone);
    }
    // In a CSV, columns from history come after all others.
    let csv = |more: &[&str]| String::from_utf8(rank(&[&[RESUMES, "--format", "csv"], more].concat()).stdout).unwrap();
    let (alone, with) = (csv(&[]), csv(&["--since", LAST, "--decisions", DECISIONS]));
    assert!(alone.lines().zip(with.lines()).all(|(alone, with)| with.starts_with(alone)));
    assert!(with.lines().count() > alone.lines().count());
}

#[test]
fn neither_threads_nor_the_order_of_files_change_a_byte() {
    let mut files: Vec<PathBuf> = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(RESUMES)
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let before = ["--since", LAST, "--decisions", DECISIONS, "--one-per-person"];
    for format in ["csv", "jsonl", "json", "table"] {
        let mut outputs = Vec::new();
        for jobs in ["1", "3"] {
            let paths: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
            let output = rank(&[&paths[..], &before, &["--format", format, "--jobs", jobs]].concat());
            outputs.push((output.stdout, output.stderr));
            files.reverse();
        }
        assert!(!outputs[0].0.is_empty());
        assert_eq!(outputs[0], outputs[1], "{format}");
    }
}

#[test]
fn a_run_may_take_the_place_of_the_one_it_is_compared_with() {
    let folder = tempfile::tempdir().unwrap();
    let last = folder.path().join("last.jsonl");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(LAST), &last).unwrap();
    let last = last.to_str().unwrap();
    let again = || {
        rank(&[RESUMES, "--since", last, "-o", last, "--format", "jsonl"]);
        fs::read_to_string(last).unwrap()
    };
    assert!(again().contains(r#""change":"gone""#));
    // Candidates who were gone already are not reported again, and nothing else has changed.
    let second = again();
    assert!(!second.contains(r#""change":"gone""#));
    let changes = second.matches(r#""change":""#).count();
    assert_eq!((changes, second.matches(r#""change":"unchanged""#).count()), (5, 5), "{second}");
}

#[test]
fn a_file_that_is_moved_is_known_and_one_that_is_rewritten_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (resumes, last) = (folder.path().join("resumes"), folder.path().join("last.jsonl"));
    fs::create_dir(&resumes).unwrap();
    for entry in Path::new(env!("CARGO_MANIFEST_DIR")).join(RESUMES).read_dir().unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), resumes.join(entry.file_name())).unwrap();
    }
    let (resumes_path, last) = (resumes.to_str().unwrap(), last.to_str().unwrap());
    rank(&[resumes_path, "-o", last]);
    fs::create_dir(resumes.join("seen")).unwrap();
    fs::rename(resumes.join("jon.txt"), resumes.join("seen/jon fell.txt")).unwrap();
    fs::remove_file(resumes.join("lena.txt")).unwrap();
    fs::write(resumes.join("pia.txt"), "Pia Lund\n\nExperience\n\nBaker\n2020 - 2026\n").unwrap();
    fs::write(resumes.join("zoe.txt"), "Zoe Hart\n\nExperience\n\nMiller\n2020 - 2026\n").unwrap();
    let records = records(&[resumes_path, "--since", last]);
    let said = |record: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (text(&record["candidate"]["id"]), [text(&record["since"]["change"]), text(&record["since"]["id"])])
    };
    let said: BTreeMap<String, [String; 2]> = records.iter().map(said).collect();
    let expected = [
        ("lena.txt", ["gone", ""]),
        ("mara 2026.txt", ["unchanged", ""]),
        ("mara.txt", ["unchanged", ""]),
        ("pia.txt", ["changed-file", ""]),
        ("seen/jon fell.txt", ["unchanged", "jon.txt"]),
        ("zoe.txt", ["new", ""]),
    ];
    let expected = expected.map(|(id, said)| (id.to_owned(), said.map(str::to_owned)));
    assert_eq!(said, expected.into_iter().collect());
}

#[test]
fn what_is_read_beside_resumes_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let decisions = folder.path().join("decisions.csv");
    fs::write(&decisions, "content,decision\n").unwrap();
    let decisions = decisions.to_str().unwrap();
    for more in [["-o", decisions], ["--problems", decisions]] {
        let output = Command::new(env!("CARGO_BIN_EXE_rolefit"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["rank", RESUMES, "--decisions", decisions])
            .args(more)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("holds the decisions; name another file to write to"));
        assert_eq!(fs::read_to_string(decisions).unwrap(), "content,decision\n");
    }
}
