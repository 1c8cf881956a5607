//! Indexes folders with the binary and searches them, from the first run to files that change, move and go.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of resumes and a store.
struct Pool {
    resumes: TempDir,
    store: TempDir,
}

const INES: &str = "Ines Calder\nines.calder@example.org\n\nExperience\n\nBaker | March 2015 - July 2019\nCrumb and Crust Ltd\n\
    - Baked 300 sourdough loaves a night for key accounts\n";
const OTTO: &str = "Otto Brandt\notto.brandt@example.org\n\nExperience\n\nClerk | May 2018 - Present\nMill Ltd\n\
    - Kept key accounts and retail orders in Salesforce\n";

impl Pool {
    fn new() -> Pool {
        let pool = Pool { resumes: tempfile::tempdir().unwrap(), store: tempfile::tempdir().unwrap() };
        fs::write(pool.file("ines.txt"), INES).unwrap();
        fs::write(pool.file("otto.txt"), OTTO).unwrap();
        pool
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.resumes.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = self.command_of(Path::new(env!("CARGO_BIN_EXE_rolefit")), args);
        command.arg("--catalog").arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/commands/catalog"));
        command
    }

    /// Runs a copy of the binary with the embedded catalog.
    fn command_of(&self, binary: &Path, args: &[&str]) -> Command {
        let mut command = Command::new(binary);
        command.env_remove("ROLEFIT_LOG").env("ROLEFIT_STORE", self.store.path());
        command.args(args);
        if args[0] != "index" {
            command.args(["--as-of", "2026-11-21"]);
        }
        command
    }

    /// Indexes the folder and returns the messages on standard error.
    fn index(&self) -> String {
        let output = self.run(&["index", self.resumes.path().to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }

    fn search(&self, query: &str, more: &[&str]) -> Vec<Value> {
        let output = self.run(&[&["search", query, "--format", "jsonl"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn ids(&self, query: &str) -> Vec<String> {
        self.search(query, &[]).iter().map(|hit| hit["candidate"]["id"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn only_what_is_new_is_read_and_what_is_gone_leaves() {
    let pool = Pool::new();
    assert!(pool.index().contains("2 resumes in the index: 2 new, 0 changed,"));
    assert!(pool.index().contains("0 new, 0 changed, 0 moved or checked again, 2 unchanged, 0 removed"));
    assert_eq!(pool.ids("\"key account\" -retail"), ["ines.txt"]);

    fs::create_dir(pool.file("old")).unwrap();
    fs::rename(pool.file("ines.txt"), pool.file("old/ines.txt")).unwrap();
    fs::write(pool.file("otto.txt"), OTTO.replace("Salesforce", "HubSpot")).unwrap();
    assert!(pool.index().contains("0 new, 1 changed, 1 moved or checked again, 0 unchanged, 1 removed"));
    assert_eq!(pool.ids("sourdough"), ["old/ines.txt"]);
    assert!(pool.ids("salesforce").is_empty());

    fs::remove_file(pool.file("otto.txt")).unwrap();
    assert!(
        pool.index()
            .contains("1 resume in the index: 0 new, 0 changed, 0 moved or checked again, 1 unchanged, 1 removed")
    );
    assert!(pool.ids("hubspot").is_empty());
}

#[test]
fn a_file_that_looks_as_it_did_is_not_opened_if_that_is_trusted() {
    let pool = Pool::new();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3600);
    let age = |name: &str| {
        fs::File::options().write(true).open(pool.file(name)).unwrap().set_modified(long_ago).unwrap();
    };
    ["ines.txt", "otto.txt"].into_iter().for_each(age);
    let folder = pool.resumes.path().to_str().unwrap();
    let traced = |more: &[&str]| {
        let output = pool.run(&[&["index", folder, "-vv"], more].concat());
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    let known = "0 new, 0 changed, 0 moved or checked again, 2 unchanged";
    assert!(traced(&["--trust-mtime"]).contains("2 new"));
    let said = traced(&["--trust-mtime"]);
    assert!(said.contains(known) && said.matches("it looks as it did").count() == 2, "{said}");
    let said = traced(&[]);
    assert!(said.contains(known) && !said.contains("it looks as it did"), "{said}");
    fs::write(pool.file("otto.txt"), OTTO.replace("Salesforce", "HubSpot")).unwrap();
    let said = traced(&["--trust-mtime"]);
    assert!(said.contains("1 changed") && said.matches("it looks as it did").count() == 1, "{said}");

    // If the index is lost, texts in the store are not read again.
    age("otto.txt");
    traced(&[]);
    fs::remove_dir_all(pool.store.path().join("search")).unwrap();
    let said = traced(&["--trust-mtime"]);
    assert!(said.contains("2 new") && said.matches("it looks as it did").count() == 2, "{said}");
}

#[test]
fn a_summary_is_a_result_if_it_is_asked_for() {
    let pool = Pool::new();
    let folder = pool.resumes.path().to_str().unwrap();
    let output = pool.run(&["index", folder, "--format", "json"]);
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&summary["resumes"], &summary["new"]), (&2.into(), &2.into()), "{summary}");
    let file = pool.store.path().join("summary.txt");
    let output = pool.run(&["index", folder, "-o", file.to_str().unwrap()]);
    assert!(output.stdout.is_empty());
    assert!(fs::read_to_string(file).unwrap().starts_with("2 resumes in the index: 0 new"));
}

#[test]
fn snippets_are_slices_of_the_text_and_stale_files_are_named() {
    let pool = Pool::new();
    pool.index();
    let hit = &pool.search("sourdough \"key account\"", &[])[0];
    let text = pool.run(&["text", pool.file("ines.txt").to_str().unwrap()]).stdout;
    let snippet = &hit["snippets"][0];
    let at = |end: &str| snippet[end].as_u64().unwrap() as usize;
    assert_eq!(&text[at("start")..at("end")], snippet["quote"].as_str().unwrap().as_bytes());
    assert_eq!(snippet["quote"], "Baked 300 sourdough loaves a night for key accounts");
    assert_eq!((&hit["candidate"]["file"], &hit["candidate"]["years"]), (&"same".into(), &4.into()));

    fs::write(pool.file("ines.txt"), "Ines Calder\n\nMoved on").unwrap();
    fs::remove_file(pool.file("otto.txt")).unwrap();
    let output = pool.run(&["search", "accounts", "--format", "csv"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ines.txt: has changed since it was indexed; run `rolefit index` again"), "{said}");
    assert!(said.contains("otto.txt: no longer exists; run `rolefit index` again"), "{said}");
}

#[test]
fn a_role_ranks_hits_as_rank_does() {
    let pool = Pool::new();
    pool.index();
    let hits = pool.search("accounts", &["--role", "baker"]);
    let folder = pool.resumes.path().to_str().unwrap();
    let ranked = String::from_utf8(pool.run(&["rank", folder, "--role", "baker", "--format", "csv"]).stdout).unwrap();
    let mut rows = csv::Reader::from_reader(ranked.as_bytes());
    let head = rows.headers().unwrap().clone();
    let of = |name: &str| head.iter().position(|column| column == name).unwrap();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(hits.len(), rows.len());
    for (hit, row) in hits.iter().zip(&rows) {
        assert_eq!(hit["candidate"]["id"], row[of("candidate")]);
        assert_eq!(hit["fit"]["score"].as_f64().unwrap(), row[of("score")].parse::<f64>().unwrap());
        assert_eq!(hit["fit"]["gate"], row[of("gate")]);
        assert_eq!(hit["rank"].to_string(), row[of("rank")]);
    }
}

#[test]
fn equals_of_the_last_hit_asked_for_are_shown_with_it() {
    let pool = Pool::new();
    for copy in ["a.txt", "b.txt"] {
        fs::write(pool.file(copy), format!("{INES}- Sold bread to {copy}\n")).unwrap();
    }
    pool.index();
    let ranks = |more: &[&str]| -> Vec<u64> {
        pool.search("accounts", more).iter().map(|hit| hit["rank"].as_u64().unwrap()).collect()
    };
    let all = ranks(&["--role", "baker"]);
    let equal = all.iter().filter(|rank| **rank == 1).count();
    assert!(equal > 1 && equal < all.len(), "{all:?}");
    assert_eq!(ranks(&["--role", "baker", "--top", "1"]), vec![1; equal]);
}

#[test]
fn blind_hits_do_not_tell_who_it_is() {
    let pool = Pool::new();
    pool.index();
    for format in ["table", "csv", "jsonl"] {
        let output = pool.run(&["search", "calder OR sourdough", "--blind", "--format", format]);
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.contains("c-") && page.contains("sourdough") && !page.contains("ines.txt"), "{page}");
        assert!(!page.to_lowercase().contains("calder\n") && !page.contains("Ines") && !page.contains("@"), "{page}");
    }
}

#[test]
fn an_index_that_is_damaged_is_said_to_be_and_made_anew() {
    let pool = Pool::new();
    pool.index();
    let meta = pool.store.path().join("search/meta.json");
    fs::write(&meta, "{").unwrap();
    let output = pool.run(&["search", "accounts"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("the index is damaged; run `rolefit index PATH`"), "{said}");
    let said = pool.index();
    assert!(
        said.contains("the index is damaged; it is rebuilt from these paths")
            && said.contains("2 resumes in the index: 2 new"),
        "{said}"
    );
    assert_eq!(pool.ids("retail"), ["otto.txt"]);
}

#[cfg(unix)]
#[test]
fn what_lies_in_a_folder_that_cannot_be_opened_stays_in_the_index() {
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    let pool = Pool::new();
    fs::create_dir(pool.file("sub")).unwrap();
    fs::rename(pool.file("ines.txt"), pool.file("sub/ines.txt")).unwrap();
    pool.index();
    fs::write(pool.file("otto.txt"), OTTO.replace("Salesforce", "HubSpot")).unwrap();
    let closed = pool.file("sub");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let folder = pool.resumes.path().to_str().unwrap();
    // Other users may not be able to open the folder of the build.
    let binary = pool.store.path().join("rolefit");
    fs::copy(env!("CARGO_BIN_EXE_rolefit"), &binary).unwrap();
    let mut command = pool.command_of(&binary, &["index", folder]);
    if closed.read_dir().is_ok() {
        // The superuser can read everything, so the test runs as another user.
        const NOBODY: u32 = 65_534;
        for top in [pool.resumes.path(), pool.store.path()] {
            for entry in walkdir::WalkDir::new(top) {
                chown(entry.unwrap().path(), Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("no entries were removed from the index"), "{said}");
    assert!(
        said.contains("2 resumes in the index: 0 new, 1 changed, ") && said.contains(" 0 removed; 1 file"),
        "{said}"
    );
    assert_eq!(pool.ids("sourdough"), ["sub/ines.txt"]);
}

#[test]
fn one_that_cannot_be_read_is_named_and_the_others_are_indexed() {
    let pool = Pool::new();
    fs::write(pool.file("scan.pdf"), "").unwrap();
    let output = pool.run(&["index", pool.resumes.path().to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(said.contains("scan.pdf: the file is empty"), "{said}");
    assert!(said.contains("2 resumes in the index: 2 new, ") && said.contains("; 1 file could not be read"), "{said}");
}

/// The records of `ranked`, without those of files that could not be read, which no index holds.
fn readable(ranked: &Output) -> Vec<String> {
    let records = String::from_utf8(ranked.stdout.clone()).unwrap();
    records.lines().filter(|line| !line.contains(r#""status":"unreadable""#)).map(str::to_owned).collect()
}

#[test]
fn the_best_of_an_index_are_those_of_scoring_all_whatever_the_role() {
    let store = tempfile::tempdir().unwrap();
    let store = store.path().to_str().unwrap();
    let rolefit = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
        command.env_remove("ROLEFIT_LOG").env_remove("ROLEFIT_STORE").current_dir(env!("CARGO_MANIFEST_DIR"));
        command.args(args).output().unwrap()
    };
    assert!(rolefit(&["index", "fixtures/resumes", "--store", store]).status.success());
    let roles: [(&[&str], &str); 4] = [
        (&["--role", "key-account-manager"], "5"),
        (&["--job", "fixtures/postings/accountant.txt"], "1000"),
        (&["--job", "fixtures/postings/chef.txt", "--blind"], "5"),
        (&[], "1"),
    ];
    for (role, top) in roles {
        let shared = [role, &["--top", top, "--as-of", "2026-11-21", "--format", "jsonl"]].concat();
        let indexed = rolefit(&[&["rank", "--index", store], &shared[..]].concat());
        let all = rolefit(&[&["rank", "fixtures/resumes"], &shared[..]].concat());
        assert_eq!(indexed.status.code(), Some(0), "{}", String::from_utf8_lossy(&indexed.stderr));
        assert!(!readable(&indexed).is_empty() && readable(&indexed) == readable(&all), "{role:?} {top}");
    }
}

#[test]
fn an_index_is_ranked_for_a_number_of_ranks_and_without_files() {
    let pool = Pool::new();
    let refused = |args: &[&str], words: &str| {
        let output = pool.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(words), "{args:?}: {said}");
    };
    let store = pool.store.path().to_str().unwrap();
    refused(&["rank", "--index", store], "--top <N>");
    refused(&["rank", "--index", store, "--top", "1", "resumes"], "cannot be used with");
    refused(&["rank", "--index", store, "--top", "1"], "there is no index");
    pool.index();
    fs::write(pool.file("otto.txt"), INES).unwrap();
    let output = pool.run(&["rank", "--index", store, "--top", "1000"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("otto.txt: has changed since it was indexed"));
    let mut other =
        pool.command_of(Path::new(env!("CARGO_BIN_EXE_rolefit")), &["rank", "--index", store, "--top", "1"]);
    let said = other.output().unwrap().stderr;
    assert!(String::from_utf8_lossy(&said).contains("with another vocabulary"), "{}", String::from_utf8_lossy(&said));
}
