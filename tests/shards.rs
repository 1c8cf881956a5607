//! Scores shards of a run one by one and merges them: the output is that of the whole run, byte for byte.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const FILES: [&str; 4] = [
    "fixtures/commands/resumes", "fixtures/commands/packages", "fixtures/commands/weeks/resumes", "fixtures/unreadable",
];

const SHARDS: usize = 3;

fn rolefit(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args);
    for variable in ["COLUMNS", "NO_COLOR", "ROLEFIT_LOG", "ROLEFIT_STORE"] {
        command.env_remove(variable);
    }
    command.output().unwrap()
}

fn rank(more: &[&str]) -> Output {
    let shared = [["--catalog", "fixtures/commands/catalog"], ["--as-of", "2026-11-21"]];
    let shared = shared.into_iter().filter(|[option, _]| !more.contains(option)).flatten().collect::<Vec<_>>();
    rolefit(&[&["rank"], &FILES[..], &shared, more].concat())
}

/// Writes a shard into `folder` and returns its file.
fn shard(folder: &Path, number: usize, more: &[&str]) -> String {
    let file = folder.join(format!("{number}.rolefit")).to_str().unwrap().to_owned();
    let shard = format!("{number}/{SHARDS}");
    let output = rank(&[more, &["--shard", &shard, "-o", &file]].concat());
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", errors(&output));
    file
}

fn merge(parts: &[String], more: &[&str]) -> Output {
    rolefit(&[&["merge"][..], &parts.iter().map(String::as_str).collect::<Vec<_>>(), more].concat())
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn shards_merged_in_any_order_are_the_whole_run() {
    let cases: [&[&str]; 20] = [
        &[],
        &["--format", "csv", "--top", "2"],
        &["--format", "csv", "--one-per-person"],
        &["--format", "csv", "--layout", "wide"],
        &["--format", "csv", "--gate", "unknown", "--min-score", "20"],
        &["--format", "table"],
        &["--format", "table", "--layout", "wide", "--role", "baker"],
        &["--format", "json"],
        &["--format", "jsonl", "--top-roles", "1"],
        &["--format", "jsonl", "--top", "1", "--one-per-person"],
        &["--format", "html"],
        &["--format", "xlsx"],
        &["--blind"],
        &["--blind", "--format", "csv", "--one-per-person"],
        &["--blind", "--format", "csv", "--layout", "wide"],
        &["--blind", "--format", "table", "--top", "2"],
        &["--blind", "--format", "json"],
        &["--blind", "--format", "jsonl"],
        &["--blind", "--format", "html"],
        &["--blind", "--format", "xlsx"],
    ];
    for case in cases {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
        let [whole, merged] = ["whole", "merged"].map(file);
        let expected = rank(&[case, &["-o", &whole]].concat());
        assert_eq!(expected.status.code(), Some(3), "{}", errors(&expected));
        let mut parts: Vec<String> = (1..=SHARDS).map(|number| shard(folder.path(), number, case)).collect();
        parts.reverse();
        let output = merge(&parts, &["-o", &merged]);
        assert_eq!(output.status, expected.status, "{}", errors(&output));
        assert!(fs::read(&merged).unwrap() == fs::read(&whole).unwrap(), "{case:?}");
        let plain = |line: &str| line.replace(&merged, "FILE").replace(&whole, "FILE");
        let summary = |output: &Output| errors(output).lines().filter(|line| is_summary(line)).map(plain).collect();
        let [one, other]: [Vec<String>; 2] = [summary(&output), summary(&expected)];
        assert_eq!(one, other, "{case:?}");
    }
}

#[test]
fn a_shard_whose_part_is_written_never_ends_like_a_run_that_failed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("part.rolefit");
    let status = |paths: &[&str], shard: &str| {
        let files = ["--shard", shard, "-o", file.to_str().unwrap()];
        let output = rolefit(&[&["rank", "--catalog", "fixtures/commands/catalog"], paths, &files].concat());
        assert!(file.exists(), "{}", errors(&output));
        output.status.code()
    };
    let (resume, missing) = ("fixtures/commands/resumes/otto.txt", "fixtures/commands/no-such-folder");
    let shards = [1, 2].map(|number| format!("{number}/2"));
    let ends = |paths: &[&str]| shards.each_ref().map(|shard| status(paths, shard));
    assert_eq!(ends(&[resume]), [Some(0); 2]);
    // One of the two shards holds nobody.
    assert_eq!(ends(&[resume, missing]), [Some(3); 2]);
    let unreadable = ends(&["fixtures/unreadable"]);
    assert!(unreadable.contains(&Some(3)) && !unreadable.contains(&Some(1)), "{unreadable:?}");
}

#[test]
fn a_part_of_a_blind_run_tells_nobody_s_name_and_no_hash_that_can_be_tried() {
    let folder = tempfile::tempdir().unwrap();
    let all = |more: &[&str]| -> Vec<u8> {
        (1..=SHARDS).flat_map(|number| fs::read(shard(folder.path(), number, more)).unwrap()).collect()
    };
    let holds =
        |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words));
    let names = ["mara", "quill", "calder", "pratt", "otto.txt", "applications.zip"];
    // The first byte of a mark is its kind.
    let hashes =
        ["mara.quill@example.org", "5550102030"].map(|mark| blake3::hash(mark.as_bytes()).as_bytes()[1..16].to_vec());
    let (open, blind) = (all(&[]), all(&["--blind"]));
    for words in names.iter().map(|name| name.as_bytes()).chain(hashes.iter().map(Vec::as_slice)) {
        let text = String::from_utf8_lossy(words);
        assert!(holds(&open, words), "no proof, since other parts lack it too: {text}");
        assert!(!holds(&blind, words), "{text}");
    }
}

/// True for messages about the run, not about one of its files.
fn is_summary(line: &str) -> bool {
    ["scored for", "hidden by", "rolefit: hidden:"].iter().any(|words| line.contains(words))
}

#[test]
fn parts_that_do_not_belong_together_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    let parts: Vec<String> = (1..=SHARDS).map(|number| shard(folder.path(), number, &[])).collect();
    let [one, two, three] = parts.as_slice() else { panic!("{parts:?}") };
    let with = |more: &[&str]| shard(&other, 2, more);
    let cut = |bytes: usize| {
        let file = other.join("cut.rolefit");
        let whole = fs::read(two).unwrap();
        fs::write(&file, &whole[..whole.len() - bytes]).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let resume = "fixtures/commands/resumes/otto.txt".to_owned();
    let refused = |parts: &[&String], words: &[&str]| {
        let output = merge(&parts.iter().map(|part| (*part).clone()).collect::<Vec<_>>(), &[]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
        assert!(words.iter().all(|words| errors(&output).contains(words)), "{words:?}: {}", errors(&output));
    };
    refused(&[one, three], &["1 shard missing: 2/3"]);
    refused(&[two], &["2 shards missing: 1/3, 3/3"]);
    refused(&[one, two, two, three], &["are both shard 2/3", "2.rolefit"]);
    refused(&[one, &with(&["--role", "baker"]), three], &["differ in their roles", "other"]);
    refused(&[one, &with(&["--format", "jsonl"]), three], &["differ in their options"]);
    refused(&[one, &with(&["--top", "3"]), three], &["differ in their options"]);
    refused(&[one, &with(&["--as-of", "2026-11-22"]), three], &["differ in their day (--as-of)"]);
    refused(&[one, &with(&["--catalog", "fixtures/commands/reworded"]), three], &["differ in their catalog"]);
    refused(&[one, &with(&["--blind"]), three], &["differ in their options"]);
    let blind = |number, more: &[&str]| shard(&other, number, &[&["--blind"], more].concat());
    let (one_blind, two_blind, three_blind) =
        (blind(1, &[]), blind(2, &[]), blind(3, &["fixtures/resumes/fits/key.pdf"]));
    refused(&[&one_blind, &two_blind], &["1 shard missing: 3/3"]);
    refused(
        &[&one_blind, &two_blind, &three_blind],
        &["3.rolefit", "had other files; write all shards of a blind run again"],
    );
    refused(&[one, &cut(1), three], &["cut.rolefit is damaged or not complete"]);
    refused(&[one, &cut(100), three], &["cut.rolefit is damaged or not complete"]);
    refused(&[one, &resume, three], &["otto.txt is not a part of a run"]);
    refused(&[&"nothing.rolefit".to_owned()], &["nothing.rolefit: No such file"]);
}
