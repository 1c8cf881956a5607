//! Runs the binary with a store that is damaged, in use or on a full disk, and kills runs; the output is always the
//! same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rolefit::pool::Lock;

use super::*;

#[test]
fn who_finds_the_store_in_use_waits_and_then_goes_on_without_it() {
    let (_folder, store) = store();
    let without = rank(&[ONE], &[]);
    let lock = Lock::try_take(Path::new(&store)).unwrap().unwrap();
    let output = rank(&[ONE], &["--store", &store, "--store-wait", "0"]);
    assert!(output.status.success() && output.stdout == without.stdout);
    assert!(errors(&output).contains("the store is still in use; continuing without it"));

    let waits = thread::spawn({
        let store = store.clone();
        move || rank(&[ONE], &["--store", &store, "--store-wait", "600"])
    });
    thread::sleep(Duration::from_secs(1));
    drop(lock);
    let output = waits.join().unwrap();
    assert!(output.status.success() && output.stdout == without.stdout);
    let said = errors(&output);
    assert!(said.contains("another process uses the store; waiting up to 600 seconds"), "{said}");
    assert!(!said.contains("going on without"), "{said}");
}

#[test]
fn a_damaged_store_is_told_and_the_output_is_the_same() {
    let (_folder, store) = store();
    let without = rank(&FILES, &[]);
    rank(&FILES, &["--store", &store]);
    let file = Path::new(&store).join("store.redb");
    let whole = fs::read(&file).unwrap();
    let broken = [whole[..whole.len() / 2].to_vec(), vec![0x5a; whole.len()], b"something else".to_vec()];
    for bytes in broken {
        fs::write(&file, bytes).unwrap();
        let output = rank(&FILES, &["--store", &store]);
        assert!(output.status == without.status && output.stdout == without.stdout);
        assert!(errors(&output).contains("the store was damaged"), "{}", errors(&output));
        let after = rank(&FILES, &["--store", &store]);
        assert_eq!(errors(&after), errors(&without));
        assert!(after.stdout == without.stdout);
    }
    fs::write(&file, &whole[..4096]).unwrap();
    let verified = rolefit(&["store", "verify", "--store", &store]).output().unwrap();
    assert_eq!(verified.status.code(), Some(1), "{}", errors(&verified));
    let verified = rolefit(&["store", "verify", "--store", &store]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", errors(&verified));
}

#[cfg(unix)]
#[test]
fn a_full_disk_costs_the_store_and_not_the_results() {
    let (_folder, store) = store();
    let without = rank(&FILES, &[]);
    // Files may grow to some kilobytes only. The signal for that is ignored, so that writing fails as on a full disk.
    let script = r#"trap "" XFSZ; ulimit -f 30; exec "$@""#;
    let binary = env!("CARGO_BIN_EXE_rolefit");
    let shared = ["--catalog", "fixtures/commands/catalog", "--as-of", "2026-11-21", "--store", &store];
    let mut shell = Command::new("sh");
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).args(["-c", script, "sh", binary, "rank"]).args(FILES).args(shared);
    let output = shell.env_remove("ROLEFIT_STORE").output().unwrap();
    assert!(output.status == without.status && output.stdout == without.stdout);
    assert!(errors(&output).contains("continued without the store"), "{}", errors(&output));
    let after = rank(&FILES, &["--store", &store]);
    assert!(after.status == without.status && after.stdout == without.stdout);
}

#[test]
fn what_is_wrong_with_a_store_is_said_once_with_what_to_do() {
    let (folder, store) = store();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let file = file.to_str().unwrap();
    let said = run(&["rank", ONE, "--store", file, "--format", "csv", "-o", &format!("{file}.csv")], 0);
    assert!(said.contains("file: no store can be created there: it is a file, not a folder; name a folder"), "{said}");
    fs::create_dir_all(folder.path().join("empty/search")).unwrap();
    let said = run(&["store", "stats", "--store", folder.path().join("empty").to_str().unwrap()], 1);
    assert!(said.contains("there is no store"), "{said}");
    let said = run(&["store", "verify", "--store", file], 1);
    assert!(said.contains("file: this is a file, not a store; a run with --store creates one"), "{said}");

    // One record is damaged, unlike the database of a running program.
    rank(&[ONE], &["--store", &store]);
    let database = Path::new(&store).join("store.redb");
    let (mut bytes, closed) = (fs::read(&database).unwrap(), fs::metadata(&database).unwrap().modified().unwrap());
    let at = memchr::memmem::find(&bytes, b"otto.pratt@").unwrap();
    bytes[at] ^= 1;
    fs::write(&database, bytes).unwrap();
    fs::File::options().write(true).open(&database).unwrap().set_modified(closed).unwrap();
    let said = errors(&rank(&[ONE], &["--store", &store]));
    assert!(said.contains("1 record of the store was damaged; it is rebuilt"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_of_as_one() {
    let output = rank(&[ONE], &["--format", "csv", "-o", "/dev/full"]);
    let said = errors(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("/dev/full cannot be written: no space left on device"), "{said}");
    assert!(said.contains("; free some space, or name a file on another disk"), "{said}");
}

/// Kills runs over `files` at random moments, several in a row on one store, and lets the last run finish.
fn kill(rounds: u64, files: &Path) {
    const KILLS: u64 = 3;
    let rank = |store: &str| {
        let args = ["rank", files.to_str().unwrap(), "--format", "jsonl", "--as-of", "2026-11-21", "--quiet"];
        let mut command = rolefit(&args);
        if !store.is_empty() {
            command.args(["--store", store]);
        }
        command
    };
    let expected = rank("").output().unwrap().stdout;
    assert!(!expected.is_empty());
    let (_folder, first) = store();
    let start = Instant::now();
    rank(&first).output().unwrap();
    let usual = start.elapsed();
    let mut random = fastrand::Rng::with_seed(6);
    for round in 0..rounds {
        let (_folder, store) = store();
        for _ in 0..KILLS {
            let mut child = rank(&store).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            thread::sleep(usual.mul_f64(random.f64()));
            child.kill().unwrap();
            child.wait().unwrap();
        }
        let output = rank(&store).output().unwrap();
        assert!(output.stdout == expected, "round {round}: {}", errors(&output));
        assert!(!errors(&output).contains("store"), "round {round}: {}", errors(&output));
        // Every stored profile must have its record of contacts.
        let stats = run(&["store", "stats", "--store", &store, "--format", "json"], 0);
        let stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
        let count = |number: usize| [&stats["records"][number]["kind"], &stats["records"][number]["records"]];
        assert_eq!([count(1)[0], count(3)[0]], ["profiles", "persons"]);
        assert!(count(1)[1] == count(3)[1] && count(1)[1].as_u64() > Some(0), "round {round}: {stats}");
    }
}

#[test]
fn killed_runs_are_gone_on_with() {
    kill(2, Path::new("fixtures/resumes"));
}

/// Kills thirty runs over the folder in `ROLEFIT_DATA`.
#[test]
#[ignore = "needs ROLEFIT_DATA, a folder of resumes"]
fn thirty_killed_runs_are_gone_on_with() {
    kill(10, &std::env::var_os("ROLEFIT_DATA").map(PathBuf::from).expect("ROLEFIT_DATA names a folder of resumes"));
}

#[test]
fn what_a_killed_run_left_in_the_search_index_is_gone_though_nobody_is_forgotten() {
    let (_folder, store, files) = persons();
    run(&["index", &files, "--store", &store], 0);
    let search = Path::new(&store).join("search");
    let works: [(&[&str], i32); 3] = [(&["forget", "nora.quill@example.org"], 1), (&["verify"], 0), (&["prune"], 0)];
    for (args, status) in works {
        for end in ["store", "store.temp"] {
            let segment = format!("0123456789abcdef0123456789abcdef.{end}");
            fs::write(search.join(segment), "Nora Quill sold heliographs").unwrap();
        }
        fs::write(search.join(".tmpA1b2C3"), "heliographs").unwrap();
        assert!(holds(&store, "heliograph"));
        run(&[&["store"], args, &["--store", &store]].concat(), status);
        assert!(!holds(&store, "heliograph"), "{args:?}");
        assert!(run(&["search", "gyroscopes", "--store", &store, "--format", "csv"], 0).contains("one.txt"));
    }
}
