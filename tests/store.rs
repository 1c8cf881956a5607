//! Runs the binary with a store: whatever state that is in, the output is that of a run without one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rolefit::store::Lock;
use tempfile::TempDir;

const FILES: [&str; 3] = ["fixtures/commands/resumes", "fixtures/commands/packages", "fixtures/unreadable"];

/// A resume without a fault.
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
    // A format that the name decides is read again.
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

#[test]
fn who_finds_the_store_in_use_waits_and_then_goes_on_without_it() {
    let (_folder, store) = store();
    let without = rank(&[ONE], &[]);
    let lock = Lock::try_take(Path::new(&store)).unwrap().unwrap();
    let output = rank(&[ONE], &["--store", &store, "--store-wait", "0"]);
    assert!(output.status.success() && output.stdout == without.stdout);
    assert!(errors(&output).contains("the store is still in use; going on without it"));

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
    // Files may not grow past some kilobytes; the signal that would end the process is ignored.
    let script = r#"trap "" XFSZ; ulimit -f 30; exec "$@""#;
    let binary = env!("CARGO_BIN_EXE_rolefit");
    let shared = ["--catalog", "fixtures/commands/catalog", "--as-of", "2026-11-21", "--store", &store];
    let mut shell = Command::new("sh");
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).args(["-c", script, "sh", binary, "rank"]).args(FILES).args(shared);
    let output = shell.env_remove("ROLEFIT_STORE").output().unwrap();
    assert!(output.status == without.status && output.stdout == without.stdout);
    assert!(errors(&output).contains("went on without the store"), "{}", errors(&output));
    let after = rank(&FILES, &["--store", &store]);
    assert!(after.status == without.status && after.stdout == without.stdout);
}

#[test]
fn a_person_is_forgotten_with_all_their_files_once_that_is_said() {
    let (_folder, store, files) = persons();
    rank(&[&files], &["--store", &store]);
    let indexed = rolefit(&["index", &files, "--store", &store]).output().unwrap();
    assert_eq!(indexed.status.code(), Some(0), "{}", errors(&indexed));
    let held = |word: &str| holds(&store, word);
    let found = |word: &str| {
        let output = rolefit(&["search", word, "--store", &store, "--format", "csv"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).lines().count() - 1
    };
    assert_eq!((found("gyroscopes"), found("otto")), (1, 1));
    let forget = |args: &[&str]| rolefit(&[&["store", "forget", "--store", &store], args].concat()).output().unwrap();
    let words = ["quist", "gyroscopes", "theodolites", "one.txt", "two.txt"];
    assert!(words.iter().all(|word| held(word)));

    let unknown = forget(&["nobody.pdf"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(errors(&unknown).contains("the store knows nothing of nobody.pdf"));
    let asked = forget(&["one.txt"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(errors(&asked).contains("two.txt") && errors(&asked).contains("--group"), "{}", errors(&asked));
    assert!(words.iter().all(|word| held(word)), "nothing is forgotten before it is said which");

    let forgotten = forget(&["zora.quist@example.org", "--group"]);
    assert_eq!(forgotten.status.code(), Some(0), "{}", errors(&forgotten));
    for word in words {
        assert!(!held(word), "{word} is still there");
    }
    assert!(held("otto.pratt@example.org"));
    assert_eq!((found("gyroscopes"), found("otto")), (0, 1));
}

/// Whether a file of the store, or of the search index in it, has this word.
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
fn what_only_the_search_index_holds_is_forgotten_by_contact_and_by_path() {
    let (_folder, store, files) = persons();
    run(&["index", &files, "--store", &store], 0);
    for loss in ["", "store.redb"] {
        if !loss.is_empty() {
            fs::remove_file(Path::new(&store).join(loss)).unwrap();
        }
        let asked = run(&["store", "forget", "two.txt", "--store", &store], 2);
        assert!(asked.contains("one.txt") && asked.contains("--group"), "{asked}");
    }
    let forgotten = run(&["store", "forget", "zora.quist@example.org", "--group", "--store", &store], 0);
    assert!(forgotten.contains("search index: 2 resumes removed"), "{forgotten}");
    assert!(["quist", "gyroscop", "theodolit", "one.txt"].iter().all(|word| !holds(&store, word)));
    // The words of an index are packed, each by what it shares with the one before: only a search tells that one is there.
    assert!(run(&["search", "pratt", "--store", &store, "--format", "csv"], 0).contains("otto.txt"));
    let otto = format!("{files}/otto.txt");
    run(&["store", "forget", &otto, "--store", &store], 0);
    assert!(!holds(&store, "otto.txt") && !holds(&store, "pratt"));
}

#[test]
fn what_was_pruned_from_the_store_or_begun_anew_is_forgotten_all_the_same() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    run(&["store", "prune", "--store", &store], 0);
    let forgotten = run(&["store", "forget", "zora.quist@example.org", "--group", "--store", &store], 0);
    assert!(forgotten.contains("search index: 2 resumes removed, 1 left"), "{forgotten}");
    assert!(!["quist", "gyroscop", "theodolit"].iter().any(|word| holds(&store, word)));
    // Somebody whom only a store that was begun anew knows.
    fs::write(Path::new(&store).join("store.redb"), "damaged").unwrap();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    let forgotten = run(&["store", "forget", "one.txt", "--group", "--store", &store], 0);
    assert!(forgotten.contains("two.txt") && !holds(&store, "quist"), "{forgotten}");
}

#[test]
fn what_the_store_lost_is_forgotten_in_the_search_index() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    fs::write(Path::new(&store).join("store.redb"), "damaged").unwrap();
    let content = format!("blake3:{}", blake3::hash(&fs::read(format!("{files}/one.txt")).unwrap()).to_hex());
    run(&["store", "forget", &content, "--only", "--store", &store], 0);
    assert!(!holds(&store, "gyroscop") && holds(&store, "theodolit"));
}

#[test]
fn what_stood_at_a_path_when_it_was_indexed_is_forgotten_by_that_path() {
    let (_folder, store, files) = persons();
    let one = format!("{files}/one.txt");
    for name in [&one, "one.txt"] {
        fs::write(&one, "Ada Brandt\n\nSold sextants\n").unwrap();
        run(&["index", &files, "--store", &store], 0);
        fs::write(&one, "Ada Brandt\n\nSold astrolabes\n").unwrap();
        run(&["rank", &files, "--store", &store, "--quiet"], 0);
        assert!(holds(&store, "sextant") && holds(&store, "astrolabe"));
        run(&["store", "forget", name, "--store", &store], 0);
        assert!(!holds(&store, "sextant") && !holds(&store, "astrolabe"), "{name}");
    }
}

#[test]
fn a_damaged_search_index_is_removed_whole_and_that_is_said() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    fs::write(Path::new(&store).join("search/meta.json"), "damaged").unwrap();
    let unknown = run(&["store", "forget", "nobody.pdf", "--store", &store], 1);
    assert!(unknown.contains("the index is damaged; whom only it holds is not found"), "{unknown}");
    let forgotten = run(&["store", "forget", "zora.quist@example.org", "--store", &store], 0);
    assert!(forgotten.contains("the index is damaged, and all of it is removed"), "{forgotten}");
    assert!(!holds(&store, "quist"));
}

#[test]
fn pruning_drops_files_that_are_gone_from_the_search_index_too_and_says_how_much_room_that_gave() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    fs::remove_file(format!("{files}/one.txt")).unwrap();
    fs::write(format!("{files}/two.txt"), "Zora Quist\n\nSold sextants\n").unwrap();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    let length = || fs::metadata(Path::new(&store).join("store.redb")).unwrap().len();
    let before = length();
    let pruned = run(&["store", "prune", "--store", &store], 0);
    assert!(pruned.contains(&format!("left; {before} bytes before, {} now", length())), "{pruned}");
    assert!(pruned.contains("search index: 2 resumes removed, 1 left; "), "{pruned}");
    assert!(["one.txt", "gyroscop", "theodolit"].iter().all(|word| !holds(&store, word)));
    let found = run(&["search", "gyroscopes OR theodolites OR pratt", "--store", &store, "--format", "csv"], 0);
    assert!(found.contains("otto.txt") && found.contains("1 resume of 1 answers"), "{found}");

    // An index without a store is pruned too.
    fs::remove_file(Path::new(&store).join("store.redb")).unwrap();
    fs::remove_file(format!("{files}/otto.txt")).unwrap();
    let pruned = run(&["store", "prune", "--store", &store, "--format", "json"], 0);
    let pruned: serde_json::Value = serde_json::from_str(&pruned).unwrap();
    assert!(pruned["store"].is_null() && pruned["search"]["resumes"]["removed"] == 1, "{pruned}");
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
    // As if the disk had done it.
    fs::File::options().write(true).open(&segment).unwrap().set_modified(looks).unwrap();
    let verified = parsed(&["store", "verify"], 1);
    assert!(verified["search"]["problem"].as_str().unwrap().contains("run `rolefit index PATH`"), "{verified}");
    assert_eq!(verified["store"]["whole"], true);
    let refused = run(&["store", "verify", "--store", &store, "-o", "verdict.csv"], 2);
    assert!(refused.contains("writes a table or json"), "{refused}");
}

/// Two folders with files of the same id, of odd names, and in a package.
fn oddly_named() -> (TempDir, String, Vec<String>) {
    let (folder, store) = store();
    let root = folder.path().canonicalize().unwrap();
    let mut names: Vec<std::ffi::OsString> = vec!["a/cv.txt".into(), "b/cv.txt".into(), "a/100%\n\u{1b}x.txt".into()];
    #[cfg(unix)]
    for byte in [b'\xe8', b'\xe9'] {
        let name = [&b"a/caf"[..], &[byte], b".txt"].concat();
        names.push(std::os::unix::ffi::OsStringExt::from_vec(name));
    }
    ["a", "b"].map(|name| root.join(name)).iter().for_each(|path| fs::create_dir(path).unwrap());
    for (number, name) in names.iter().enumerate() {
        fs::write(root.join(name), format!("Quist the {number}.\n\nSold {number} gyroscopes\n")).unwrap();
    }
    fs::copy("fixtures/commands/packages/applications.zip", root.join("b/all.zip")).unwrap();
    let folders = ["a", "b"].map(|name| root.join(name).to_str().unwrap().to_owned());
    (folder, store, folders.into())
}

#[test]
fn whatever_outputs_call_a_candidate_it_is_forgotten_by() {
    let (_folder, store, folders) = oddly_named();
    let on_both = |command: &str| {
        let args = [command, &folders[0], &folders[1], "--store", &store, "--format", "jsonl", "--quiet"];
        String::from_utf8(rolefit(&args).output().unwrap().stdout).unwrap()
    };
    for command in ["rank", "index"] {
        let records = on_both("rank");
        if command == "index" {
            on_both("index");
            fs::remove_file(Path::new(&store).join("store.redb")).unwrap();
        }
        let records: Vec<serde_json::Value> = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let records = records.iter().filter(|record| command == "rank" || record["status"] != "unreadable");
        let named = records.map(|record| ["id", "content"].map(|name| record["candidate"][name].as_str()));
        let named: Vec<[&str; 2]> = named.filter_map(|[id, content]| Some([id?, content?])).collect();
        let ids: Vec<&str> = named.iter().map(|[id, _]| *id).collect();
        assert!(["2:cv.txt", "cv.txt", "100%25%0A%1Bx.txt"].iter().all(|id| ids.contains(id)), "{ids:?}");
        assert!(cfg!(not(unix)) || ids.contains(&"caf%E9.txt"), "{ids:?}");
        let mut gone = Vec::new();
        for [id, content] in named {
            if !gone.contains(&content) {
                assert_eq!(forgotten(&store, &[id, "--only"]), [content], "{command} {id}");
                gone.push(content);
            }
        }
        assert!(!["gyroscop", "cv.txt", "all.zip", "quist"].iter().any(|word| holds(&store, word)));
    }
}

#[test]
fn a_package_is_forgotten_with_all_that_is_in_it_and_a_name_of_several_files_is_not() {
    let (_folder, store, folders) = oddly_named();
    for named_by in ["all.zip", &format!("{}/all.zip", folders[1]), "b/all.zip"] {
        for folder in &folders {
            rolefit(&["rank", folder, "--store", &store]).output().unwrap();
        }
        assert!(holds(&store, "all.zip/"));
        assert!(forgotten(&store, &[named_by, "--only"]).len() > 1, "{named_by}");
        assert!(!holds(&store, "all.zip"), "{named_by}");
    }
    // Both were `cv.txt` in their runs, and neither the second.
    for name in ["cv.txt", "2:cv.txt"] {
        let several = run(&["store", "forget", name, "--store", &store], 2);
        assert!(several.contains(&format!("{name} is the name of several files")), "{several}");
    }
    assert!(run(&["store", "forget", "b", "--store", &store], 1).contains("the store knows nothing of b"));
}

/// The contents that are forgotten.
fn forgotten(store: &str, args: &[&str]) -> Vec<String> {
    let said = run(&[&["store", "forget"], args, &["--store", store, "--format", "json"]].concat(), 0);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let files = said["files"].as_array().unwrap().iter();
    files.map(|file| file["content"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_store_among_the_resumes_is_not_read() {
    let (_folder, _, files) = persons();
    for store in [format!("{files}/store"), files.clone()] {
        let ranked = |command: &str| run(&[command, &files, "--store", &store, "--format", "json"], 0);
        assert!(ranked("index").contains("\"resumes\":3"));
        let again = ranked("index");
        assert!(again.contains("\"resumes\":3") && again.contains("\"known\":3"), "{again}");
        assert!(again.contains(" kept by rolefit (the folder of a store)"), "{again}");
        assert!(!ranked("rank").contains("meta.json"));
    }
}

#[test]
fn what_is_wrong_with_a_store_is_said_once_with_what_to_do() {
    let (folder, store) = store();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let file = file.to_str().unwrap();
    let said = run(&["rank", ONE, "--store", file, "--format", "csv", "-o", &format!("{file}.csv")], 0);
    assert!(said.contains("file: no store can be kept there: it is a file, not a folder; name a folder"), "{said}");
    fs::create_dir_all(folder.path().join("empty/search")).unwrap();
    let said = run(&["store", "stats", "--store", folder.path().join("empty").to_str().unwrap()], 1);
    assert!(said.contains("there is no store"), "{said}");
    let said = run(&["store", "verify", "--store", file], 1);
    assert!(said.contains("file: this is a file, and no store; a run with --store begins one"), "{said}");

    // One record is damaged: another program that has the database open would not do that.
    rank(&[ONE], &["--store", &store]);
    let database = Path::new(&store).join("store.redb");
    let (mut bytes, closed) = (fs::read(&database).unwrap(), fs::metadata(&database).unwrap().modified().unwrap());
    let at = memchr::memmem::find(&bytes, b"otto.pratt@").unwrap();
    bytes[at] ^= 1;
    fs::write(&database, bytes).unwrap();
    fs::File::options().write(true).open(&database).unwrap().set_modified(closed).unwrap();
    let said = errors(&rank(&[ONE], &["--store", &store]));
    assert!(said.contains("1 record of the store was damaged; it is made anew"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_of_as_one() {
    let output = rank(&[ONE], &["--format", "csv", "-o", "/dev/full"]);
    let said = errors(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("/dev/full cannot be written: No space left on device"), "{said}");
    assert!(said.contains("; make room, or name a file elsewhere"), "{said}");
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

/// Kills runs over `files` at random moments, some in a row on one store, and lets the last of them end.
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
        // Whose a profile is must not be lost where the profile is kept.
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

/// Thirty kills over a folder of somebody's own.
#[test]
#[ignore = "needs ROLEFIT_DATA, a folder of resumes"]
fn thirty_killed_runs_are_gone_on_with() {
    kill(10, &std::env::var_os("ROLEFIT_DATA").map(PathBuf::from).expect("ROLEFIT_DATA names a folder of resumes"));
}
