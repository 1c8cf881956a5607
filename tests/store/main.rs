//! Runs the binary with a store in many states; the output is always that of a run without a store.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod forget;
mod trouble;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use tempfile::TempDir;

const FILES: [&str; 3] = ["fixtures/commands/resumes", "fixtures/commands/packages", "fixtures/unreadable"];

/// A resume that can be read.
const ONE: &str = "fixtures/commands/resumes/otto.txt";

fn rolefit(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args);
    for variable in ["COLUMNS", "NO_COLOR", "ROLEFIT_LOG", "ROLEFIT_STORE"] {
        command.env_remove(variable);
    }
    command
}

fn rank(paths: &[&str], more: &[&str]) -> Output {
    let shared = ["--catalog", "fixtures/commands/catalog", "--as-of", "2026-11-21"];
    rolefit(&[&["rank"], paths, &shared, more].concat()).output().unwrap()
}

fn store() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store").to_str().unwrap().to_owned();
    (folder, store)
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn cold_warm_half_filled_and_without_a_store_every_byte_is_the_same() {
    let cases: [&[&str]; 7] = [
        &["--format", "csv"],
        &["--format", "csv", "--layout", "wide"],
        &["--format", "table", "--top", "2"],
        &["--format", "json"],
        &["--format", "jsonl"],
        &["--format", "jsonl", "--blind"],
        &["--format", "csv", "--gate", "unknown"],
    ];
    let ((_a, cold), (_b, half)) = (store(), store());
    rank(&["fixtures/commands/resumes/otto.txt", "fixtures/commands/packages/two.eml"], &["--store", &half]);
    for case in cases {
        let with = |more: &[&str]| rank(&FILES, &[case, more].concat());
        let without = with(&[]);
        assert_eq!(without.status.code(), Some(3), "{}", errors(&without));
        for store in [&cold, &half] {
            for more in [&[][..], &["--trust-mtime"], &["--jobs", "1"]] {
                let output = with(&[&["--store", store.as_str()], more].concat());
                assert_eq!(output.status, without.status);
                assert_eq!(errors(&output), errors(&without), "{case:?}");
                assert!(output.stdout == without.stdout, "{case:?} {more:?}");
            }
        }
    }
}

#[test]
fn when_all_is_known_no_process_is_started_and_moved_files_are_known() {
    let (folder, store) = store();
    let files = folder.path().join("files");
    fs::create_dir(&files).unwrap();
    for name in ["otto.txt", "ines.txt"] {
        fs::copy(Path::new("fixtures/commands/resumes").join(name), files.join(name)).unwrap();
    }
    let traced = |more: &[&str]| {
        let args = ["rank", files.to_str().unwrap(), "--store", &store, "-vv"];
        errors(&rolefit(&[&args, more].concat()).output().unwrap())
    };
    let started = "a process to read files in is started";
    assert!(traced(&[]).contains(started));
    assert!(!traced(&[]).contains(started));
    fs::create_dir(files.join("moved")).unwrap();
    fs::rename(files.join("otto.txt"), files.join("moved/o.txt")).unwrap();
    assert!(!traced(&[]).contains(started));
    // Another extension may change the format, so the file is read again.
    fs::rename(files.join("moved/o.txt"), files.join("moved/o.md")).unwrap();
    assert!(traced(&[]).contains(started));
}

#[test]
fn a_file_that_looks_as_it_did_is_not_read_if_that_is_trusted() {
    let (folder, store) = store();
    let file = folder.path().join("otto.txt");
    fs::copy("fixtures/commands/resumes/otto.txt", &file).unwrap();
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(&file).unwrap().set_modified(long_ago).unwrap();
    let traced = |more: &[&str]| {
        let args = ["rank", file.to_str().unwrap(), "--store", &store, "-vv"];
        errors(&rolefit(&[&args, more].concat()).output().unwrap())
    };
    let trusted = "it looks as it did";
    assert!(!traced(&["--trust-mtime"]).contains(trusted));
    assert!(traced(&["--trust-mtime"]).contains(trusted));
    assert!(!traced(&[]).contains(trusted));
    fs::write(&file, "Otto Pratt\nbakes bread").unwrap();
    assert!(!traced(&["--trust-mtime"]).contains(trusted));
}

/// True if a file of the store, or of the search index in it, holds this word.
fn holds(store: &str, word: &str) -> bool {
    let entries = walkdir::WalkDir::new(store).into_iter().map(Result::unwrap);
    let mut files = entries.filter(|entry| entry.file_type().is_file()).map(|file| fs::read(file.path()).unwrap());
    files.any(|bytes| memchr::memmem::find(&bytes.to_ascii_lowercase(), word.as_bytes()).is_some())
}

/// Two files of one person and one of another in a folder, and the store beside it.
fn persons() -> (tempfile::TempDir, String, String) {
    let (folder, store) = store();
    let files = folder.path().join("files");
    fs::create_dir(&files).unwrap();
    for (name, word) in [("one.txt", "gyroscopes"), ("two.txt", "theodolites")] {
        let text = format!("Zora Quist\nzora.quist@example.org\n\nExperience\n\nBaker\n2018 - 2021\n- Sold {word}\n");
        fs::write(files.join(name), text).unwrap();
    }
    fs::copy("fixtures/commands/resumes/otto.txt", files.join("otto.txt")).unwrap();
    let files = files.to_str().unwrap().to_owned();
    (folder, store, files)
}

fn run(args: &[&str], status: i32) -> String {
    let output = rolefit(args).output().unwrap();
    assert_eq!(output.status.code(), Some(status), "{args:?}: {}", errors(&output));
    String::from_utf8_lossy(&output.stdout).into_owned() + &errors(&output)
}

#[test]
fn counting_and_checking_look_at_the_search_index_too() {
    let (_folder, store, files) = persons();
    run(&["index", &files, "--store", &store], 0);
    let parsed = |args: &[&str], status| -> serde_json::Value {
        serde_json::from_str(&run(&[args, &["--store", &store, "--format", "json"]].concat(), status)).unwrap()
    };
    assert_eq!(parsed(&["store", "stats"], 0)["search"]["resumes"], 3);
    assert!(run(&["store", "stats", "--store", &store], 0).contains("search index: 3 resumes, "));
    assert!(run(&["store", "verify", "--store", &store], 0).contains("search index: 3 resumes, "));
    let segment = fs::read_dir(Path::new(&store).join("search")).unwrap().map(|entry| entry.unwrap().path());
    let segment = segment.into_iter().find(|path| path.extension().is_some_and(|end| end == "store")).unwrap();
    let (mut bytes, looks) = (fs::read(&segment).unwrap(), fs::metadata(&segment).unwrap().modified().unwrap());
    bytes[20] ^= 1;
    fs::write(&segment, bytes).unwrap();
    // As if the disk had changed the byte: size and times stay the same.
    fs::File::options().write(true).open(&segment).unwrap().set_modified(looks).unwrap();
    let verified = parsed(&["store", "verify"], 1);
    assert!(verified["search"]["problem"].as_str().unwrap().contains("run `rolefit index PATH`"), "{verified}");
    assert_eq!(verified["store"]["whole"], true);
    let refused = run(&["store", "verify", "--store", &store, "-o", "verdict.csv"], 2);
    assert!(refused.contains("writes a table or json"), "{refused}");
}

#[test]
fn a_store_among_the_resumes_is_not_read() {
    let (_folder, _, files) = persons();
    for store in [format!("{files}/store"), files.clone()] {
        let ranked = |command: &str| run(&[command, &files, "--store", &store, "--format", "json"], 0);
        assert!(ranked("index").contains("\"resumes\":3"));
        let again = ranked("index");
        assert!(again.contains("\"resumes\":3") && again.contains("\"known\":3"), "{again}");
        assert!(!again.contains("skipped"), "{again}");
        assert!(!ranked("rank").contains("meta.json"));
    }
}

#[test]
fn resumes_in_a_folder_that_was_a_store_by_a_slip_are_ranked_and_stay_in_the_index() {
    let (_folder, store, files) = persons();
    let below = format!("{files}/2026");
    fs::create_dir(&below).unwrap();
    fs::rename(format!("{files}/otto.txt"), format!("{below}/otto.txt")).unwrap();
    run(&["index", &files, "--store", &store], 0);
    run(&["rank", &files, "--store", &below, "--quiet"], 0);
    let ranked = run(&["rank", &files, "--format", "jsonl"], 0);
    assert!(ranked.contains("2026/otto.txt") && !ranked.contains("skipped"), "{ranked}");
    assert!(run(&["index", &files, "--store", &store, "--format", "json"], 0).contains("\"gone\":0"));
}

#[test]
fn the_store_is_named_by_option_or_variable_and_must_be_there() {
    let (_folder, store) = store();
    let unnamed = rolefit(&["store", "stats"]).output().unwrap();
    assert_eq!(unnamed.status.code(), Some(2));
    let missing = rolefit(&["store", "stats", "--store", &store]).output().unwrap();
    assert_eq!(missing.status.code(), Some(1));
    assert!(!Path::new(&store).exists(), "looking makes no store");
    rolefit(&["rank", FILES[0]]).env("ROLEFIT_STORE", &store).output().unwrap();
    let stats = rolefit(&["store", "stats", "--format", "json"]).env("ROLEFIT_STORE", &store).output().unwrap();
    let stats: serde_json::Value = serde_json::from_slice(&stats.stdout).unwrap();
    assert_eq!(stats["records"][0]["kind"], "documents");
    assert!(stats["records"][0]["current"].as_u64().unwrap() > 2);
    let pruned = rolefit(&["store", "prune", "--store", &store]).output().unwrap();
    assert!(String::from_utf8_lossy(&pruned.stdout).starts_with("0 records removed"));
}
