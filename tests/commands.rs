//! Runs the binary on the cases of `fixtures/commands/cases`: arguments in, status, output and problems out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde::Deserialize;

/// A run of the binary, and its expected status and output.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    stdin: String,
    /// The exit status.
    status: i32,
    /// Texts that standard output must contain.
    #[serde(default)]
    stdout: Vec<String>,
    /// Texts that standard output must not contain.
    #[serde(default)]
    stdout_lacks: Vec<String>,
    /// Texts that standard error must contain.
    #[serde(default)]
    stderr: Vec<String>,
    /// Texts that standard error must not contain.
    #[serde(default)]
    stderr_lacks: Vec<String>,
    /// True if standard output must equal the snapshot with the case's name.
    #[serde(default)]
    snapshot: bool,
}

fn rolefit(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).env("ROLEFIT_CACHE", "");
    for variable in ["COLUMNS", "NO_COLOR", "ROLEFIT_LOG", "ROLEFIT_STORE"] {
        command.env_remove(variable);
    }
    command
}

fn run(case: &Case) -> Output {
    let args: Vec<&str> = case.args.iter().map(String::as_str).collect();
    let mut command = assert_cmd::Command::from_std(rolefit(&args));
    command.envs(&case.env).write_stdin(case.stdin.as_str()).output().unwrap()
}

/// The differences between a run and its `case`, one per line.
fn faults(name: &str, case: &Case, output: &Output) -> Vec<String> {
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let mut faults = Vec::new();
    if output.status.code() != Some(case.status) {
        faults.push(format!("{name}: status {:?}, not {}: {stderr}", output.status.code(), case.status));
    }
    let lacking = |all: &str, wanted: &[String], place: &str| -> Vec<String> {
        let missing = wanted.iter().filter(|wanted| !all.contains(wanted.as_str()));
        missing.map(|missing| format!("{name}: {place} lacks {missing:?}:\n{all}")).collect()
    };
    faults.extend(lacking(&stdout, &case.stdout, "standard output"));
    faults.extend(lacking(&stderr, &case.stderr, "standard error"));
    let held = |all: &str, unwanted: &[String], place: &str| -> Vec<String> {
        let held = unwanted.iter().filter(|unwanted| all.contains(unwanted.as_str()));
        held.map(|unwanted| format!("{name}: {place} holds {unwanted:?}:\n{all}")).collect()
    };
    faults.extend(held(&stdout, &case.stdout_lacks, "standard output"));
    faults.extend(held(&stderr, &case.stderr_lacks, "standard error"));
    faults
}

#[test]
fn every_case_ends_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/commands");
    let mut files: Vec<_> = folder.join("cases").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 20, "the cases are gone");
    let mut all = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let case: Case = toml::from_str(&std::fs::read_to_string(&file).unwrap()).expect(&name);
        let output = run(&case);
        all.extend(faults(&name, &case, &output));
        if case.snapshot {
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(folder.join("expected"));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(name, String::from_utf8_lossy(&output.stdout)));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

const RANK: [&str; 5] = ["rank", "--catalog", "fixtures/commands/catalog", "--as-of", "2026-11-21"];

fn ranked(more: &[&str]) -> Vec<u8> {
    rolefit(&[&RANK, more].concat()).output().unwrap().stdout
}

#[test]
fn neither_threads_nor_the_order_of_files_change_a_byte() {
    let (one, other) = ("fixtures/commands/resumes/otto.txt", "fixtures/commands/resumes/ines.txt");
    assert_eq!(ranked(&[one, other]), ranked(&[other, one]));
    for format in ["csv", "jsonl", "table"] {
        let with_jobs = |jobs| ranked(&["fixtures/commands/resumes", "--format", format, "--jobs", jobs]);
        assert!(!with_jobs("1").is_empty());
        assert_eq!(with_jobs("1"), with_jobs("3"), "{format}");
    }
}

#[test]
fn every_quote_is_its_slice_of_the_text() {
    let mut quotes = 0;
    let records = ranked(&["fixtures/commands/resumes", "--format", "jsonl"]);
    for line in String::from_utf8(records).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let file = format!("fixtures/commands/resumes/{}", record["candidate"]["id"].as_str().unwrap());
        let text = rolefit(&["text", &file]).output().unwrap().stdout;
        let criteria = record["roles"].as_array().unwrap().iter().flat_map(|role| items(role, "criteria"));
        for evidence in
            criteria.flat_map(|criterion| items(criterion, "parts")).flat_map(|part| items(part, "evidence"))
        {
            let at = |end: &str| evidence[end].as_u64().unwrap() as usize;
            assert_eq!(&text[at("start")..at("end")], evidence["quote"].as_str().unwrap().as_bytes());
            quotes += 1;
        }
    }
    assert!(quotes > 5);
}

fn items<'a>(value: &'a serde_json::Value, field: &str) -> &'a Vec<serde_json::Value> {
    value[field].as_array().unwrap()
}

#[test]
fn the_extension_of_the_output_names_the_format_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("out.jsonl");
    assert!(ranked(&["fixtures/commands/resumes", "-o", file.to_str().unwrap()]).is_empty());
    assert!(std::fs::read_to_string(&file).unwrap().starts_with(r#"{"schema":"rolefit.candidate/1""#));
    assert_eq!(folder.path().read_dir().unwrap().count(), 1);

    let file = folder.path().join("out.txt");
    assert!(ranked(&["fixtures/commands/resumes", "-o", file.to_str().unwrap()]).is_empty());
    assert_eq!(std::fs::read(&file).unwrap(), ranked(&["fixtures/commands/resumes", "--format", "table"]));

    for (name, begins) in [("out.html", &b"<!doctype html>"[..]), ("out.xlsx", b"PK")] {
        let file = folder.path().join(name);
        assert!(ranked(&["fixtures/commands/resumes", "-o", file.to_str().unwrap()]).is_empty());
        assert!(std::fs::read(&file).unwrap().starts_with(begins), "{name}");
    }

    let file = folder.path().join("out.pdf");
    assert!(ranked(&["fixtures/commands/resumes", "-o", file.to_str().unwrap()]).is_empty() && !file.exists());
    ranked(&["fixtures/commands/resumes", "--format", "csv", "-o", file.to_str().unwrap()]);
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("role,rank,"), "--format wins");
}

/// The e-mail address names the candidate in the fixtures: `ann.example@example.com` is Ann Example.
#[test]
fn nothing_that_tells_who_it_is_survives_blind() {
    let output = |args: &[&str]| String::from_utf8(rolefit(args).output().unwrap().stdout).unwrap();
    let args = ["rank", "fixtures/resumes", "--as-of", "2026-11-21", "--format", "jsonl"];
    let candidate = |record: &str| serde_json::from_str::<serde_json::Value>(record).unwrap()["candidate"].clone();
    let named = output(&args);
    let ids: std::collections::BTreeMap<String, String> = named
        .lines()
        .map(|record| (candidate(record)["content"].to_string(), candidate(record)["id"].as_str().unwrap().to_owned()))
        .collect();
    let records = output(&[&args[..], &["--blind"]].concat());
    let mut seen = 0;
    for record in records.lines() {
        let candidate = candidate(record);
        let (id, content) = (candidate["id"].as_str().unwrap(), candidate["content"].as_str().unwrap());
        assert_eq!(id, format!("c-{}", &content["blake3:".len()..][..12]));
        let file = format!("fixtures/resumes/{}", ids[&candidate["content"].to_string()]);
        let text = output(&["text", &file]);
        let Some(email) = text.split_whitespace().find(|word| word.contains('@')) else { continue };
        let names: Vec<&str> = email.split('@').next().unwrap().split('.').collect();
        let blind_text = output(&["text", &file, "--blind", "--catalog", "fixtures/commands/catalog"]);
        for blind in [blind_text.as_str(), record] {
            assert!(!blind.contains("@example") && !blind.contains("555-0"), "{file}: {blind}");
            for word in blind.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase))
            {
                assert!(!names.contains(&word.to_lowercase().as_str()), "{file}: {word} in {blind}");
            }
        }
        seen += 1;
    }
    assert!(seen > 30);
}

/// People put their names, addresses and links into titles, which reasons cite.
#[test]
fn what_tells_who_it_is_does_not_show_in_a_title_under_blind() {
    let folder = tempfile::tempdir().unwrap();
    let (json, text) = (folder.path().join("1.json"), folder.path().join("2.txt"));
    let position = r#"{"name":"Example Ltd","position":"Key Account Manager (linkedin.com/in/ana-lopez, ana.lopez@example.com)",
        "startDate":"2015-01","endDate":"2019-12","highlights":["Negotiated contracts with 12 hospitals"]}"#;
    let resume = format!(r#"{{"basics":{{"name":"Ana Lopez","email":"ana.lopez@example.com"}},"work":[{position}]}}"#);
    std::fs::write(&json, resume).unwrap();
    let title = "Key Account Manager Bo Li, Example Ltd, 2015 - 2019";
    let resume =
        format!("Bo Li\nbo.li@example.com\n\nExperience\n\n{title}\n- Negotiated contracts with 12 hospitals\n");
    std::fs::write(&text, resume).unwrap();
    let (folder, json, text) = (folder.path().to_str().unwrap(), json.to_str().unwrap(), text.to_str().unwrap());
    let role = "key-account-manager";
    let commands: [&[&str]; 8] = [
        &["rank", folder],
        &["rank", folder, "--layout", "wide"],
        &["explain", json, "--role", role],
        &["explain", text, "--role", role],
        &["fit", json],
        &["fit", text],
        &["compare", json, text, "--role", role],
        &["text", text],
    ];
    let mut reasons = 0;
    for command in commands {
        for format in ["table", "json", "jsonl", "csv"] {
            // A text has one format.
            let format: &[&str] = if command[0] == "text" { &[] } else { &["--format", format] };
            // JSON has one layout.
            if command.contains(&"wide") && format.iter().any(|format| format.starts_with("json")) {
                continue;
            }
            let args = [command, &["--blind", "--as-of", "2026-11-21", "--quiet"], format].concat();
            let output = rolefit(&args).output().unwrap();
            assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
            // The directory has a random name.
            let shown = String::from_utf8(output.stdout).unwrap().replace(folder, "");
            assert!(!shown.contains('@') && !shown.contains("linkedin"), "{args:?}: {shown}");
            let name = shown
                .split(|c: char| !c.is_alphanumeric())
                .find(|word| ["ana", "lopez", "bo", "li"].contains(&word.to_lowercase().as_str()));
            assert_eq!(name, None, "{args:?}: {shown}");
            // Without the years, which would show the age.
            reasons += shown.matches("held Key Account Manager, ").count();
            assert!(!shown.contains("held Key Account Manager, 2015"), "{args:?}: {shown}");
        }
    }
    assert!(reasons > 10, "{reasons}");
}

#[test]
fn without_a_name_the_file_s_own_name_is_shown_rather_than_its_id() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("100%.txt");
    std::fs::write(&file, "baked bread").unwrap();
    let rows = String::from_utf8(ranked(&[file.to_str().unwrap(), "--format", "csv"])).unwrap();
    assert!(rows.contains(",100%25.txt,100%,"), "{rows}");
}

#[test]
fn a_recorded_run_is_repeated_and_every_difference_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (resumes, runs, ranking) = (place("resumes"), place("runs.jsonl"), place("ranking.csv"));
    std::fs::create_dir(&resumes).unwrap();
    let resume = |name: &str| Path::new(&resumes).join(name);
    std::fs::write(resume("ana.txt"), "Ana Keller\n\nKey Account Manager, 2015 - 2019\n- Won 12 accounts\n").unwrap();
    for blind in [None, Some("--blind")] {
        let rank = ["rank", &resumes, "--role", "key", "-o", &ranking, "--record", &runs, "--as-of", "2026-11-21"];
        let status = rolefit(&[&rank[..], blind.as_slice()].concat()).status().unwrap();
        assert!(status.success());
    }
    let verify = |options: &[&str]| {
        let output = rolefit(&[&["audit", "verify", &runs], options].concat()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
    };
    // The second run wrote the ranking again, and only that.
    let (status, report) = verify(&[]);
    assert_eq!(status, Some(1), "{report}");
    assert!(report.contains("ranking.csv has changed since, or a later run wrote it"), "{report}");
    let (status, report) = verify(&["--last"]);
    assert!(status == Some(0) && report.contains("1 file: the same results"), "{report}");
    std::fs::write(resume("bo.txt"), "Bo Li\n\nBaker, 2015 - 2019\n").unwrap();
    let (status, report) = verify(&["--last"]);
    assert!(status == Some(1) && report.contains("  1 file new: c-"), "{report}");
    let text = std::fs::read_to_string(&runs).unwrap();
    std::fs::write(&runs, text.replacen("2026-11-21", "2026-11-22", 1)).unwrap();
    let (status, report) = verify(&[]);
    assert!(status == Some(1) && report.contains("runs.jsonl:2: the line does not follow"), "{report}");
}

/// Options of more than one command, each with a value if it takes one.
const SHARED: [(&str, &str); 14] = [
    ("--catalog", "fixtures/commands/catalog"),
    ("--blind", ""),
    ("--as-of", "2026-11-21"),
    ("--jobs", "1"),
    ("--format", "json"),
    ("--output", "OUT"),
    ("--top-roles", "1"),
    ("--top", "1"),
    ("--min-score", "1"),
    ("--gate", "pass"),
    ("--store", "STORE"),
    ("--trust-mtime", ""),
    ("--store-wait", "1"),
    ("--layout", "wide"),
];

/// Each command with its least arguments, and the options of the list above that work in it.
const COMMANDS: [(&str, &str, &str); 24] = [
    (
        "rank",
        "fixtures/commands/resumes/otto.txt",
        "catalog blind as-of jobs format output top-roles top min-score gate store trust-mtime store-wait layout",
    ),
    ("fit", "RESUME", "catalog blind as-of format output top-roles min-score gate store store-wait layout"),
    ("explain", "RESUME --role ROLE", "catalog blind as-of format output min-score gate store store-wait layout"),
    ("compare", "RESUME RESUME --role ROLE", "catalog blind as-of format output store store-wait"),
    ("index", "RESUME --store STORE", "catalog jobs format output store trust-mtime store-wait"),
    ("search", "baker --store STORE --role ROLE", "catalog blind as-of jobs format output top min-score gate store"),
    (
        "eval",
        "RESUME --labels fixtures/commands/eval/labels.jsonl",
        "catalog as-of jobs format output top-roles store trust-mtime store-wait",
    ),
    ("text", "RESUME", "catalog blind as-of output store store-wait layout"),
    ("roles list", "", "catalog format output"),
    ("roles show", "ROLE", "catalog format output"),
    ("roles search", "accounts", "catalog format output top"),
    ("roles check", "fixtures/postings/prose.txt", "catalog format output"),
    ("roles import", "fixtures/postings/prose.txt", "catalog format output"),
    ("roles export", "OUT", ""),
    ("roles jsonld", "ROLE", "catalog output"),
    ("roles boolean", "ROLE", "catalog format output"),
    ("roles questions", "ROLE", "catalog blind as-of format output store store-wait"),
    ("roles build-onet", "fixtures/onet/cut -o OUT", "catalog output"),
    ("store stats", "--store STORE", "format output store store-wait"),
    ("store verify", "--store STORE", "format output store store-wait"),
    ("store forget", "nobody@example.com --store STORE", "catalog format output store store-wait"),
    ("store prune", "--store STORE", "format output store store-wait"),
    ("completions", "bash", "output"),
    ("man", "", "output"),
];

#[test]
fn an_option_works_in_a_command_or_is_a_usage_error_that_says_where_it_works() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let index = rolefit(&["index", "fixtures/commands/resumes/otto.txt", "--store", &place("store")]).output().unwrap();
    assert!(index.status.success(), "{index:?}");
    let mut wrong = Vec::new();
    for (command, arguments, works) in COMMANDS {
        for (number, (option, value)) in SHARED.into_iter().enumerate() {
            // The layout of a text is a flag.
            let value = if command == "text" && option == "--layout" { "" } else { value };
            let is_working = works.split(' ').any(|name| option == format!("--{name}"));
            let role = if option == "--catalog" { "baker" } else { "key-account-manager" };
            let given = |argument: &str| match argument {
                "RESUME" => "fixtures/commands/resumes/otto.txt".to_owned(),
                "ROLE" => role.to_owned(),
                "STORE" => place("store"),
                "OUT" => place(&format!("out-{}-{number}", command.replace(' ', "-"))),
                argument => argument.to_owned(),
            };
            let mut words: Vec<String> = [command, arguments].join(" ").split_whitespace().map(given).collect();
            // An option may be given only once.
            let short = if option == "--output" { "-o" } else { option };
            if let Some(at) = words.iter().position(|word| word == short) {
                words.drain(at..at + 2);
            }
            words.extend([option, value].into_iter().filter(|word| !word.is_empty()).map(given));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let output = rolefit(&words).output().unwrap();
            let stderr = String::from_utf8_lossy(&output.stderr);
            let is_refused = output.status.code() == Some(2)
                && stderr.contains(&format!("`{option}` does nothing in `rolefit {command}`; it works in: "));
            if is_working == (output.status.code() == Some(2)) || is_working == is_refused {
                wrong.push(format!("{words:?}: {:?} {stderr}", output.status.code()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_record_of_the_library_is_the_line_that_the_command_prints() {
    use rolefit::session::{Options, Session};
    let options = Options {
        catalog: Some("fixtures/commands/catalog".into()),
        as_of: Some("2026-11-21".parse().unwrap()),
        ..Options::default()
    };
    let session = Session::open(options).unwrap();
    let ranking = session.rank(["fixtures/commands/resumes"]).unwrap();
    let record = |candidate| serde_json::to_string(&session.record(candidate)).unwrap() + "\n";
    let lines: String = ranking.candidates.iter().map(record).collect();
    assert_eq!(lines, String::from_utf8(ranked(&["fixtures/commands/resumes", "--format", "jsonl"])).unwrap());
    assert!(lines.lines().count() > 1);
}

#[test]
fn the_page_of_the_library_shows_the_lines_of_the_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = std::fs::read_to_string(root.join("examples/rank_folder.rs")).unwrap();
    let (_, example) = example.split_once("\n\n").unwrap();
    assert!(example.lines().filter(|line| !line.is_empty()).count() <= 12, "{example}");
    let page = std::fs::read_to_string(root.join("src/lib.rs")).unwrap();
    let page: Vec<&str> = page.lines().map(|line| line.trim_start_matches("//!").trim()).collect();
    let lines: Vec<&str> = example.lines().map(str::trim).collect();
    assert!(page.windows(lines.len()).any(|window| window == lines), "{example}");
}

/// Waits until the run has begun its output in `folder`, where so many files are there already.
#[cfg(unix)]
fn await_output(child: u32, folder: &Path, there: usize) {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    let descriptors = Path::new("/proc").join(child.to_string()).join("fd");
    let is_open = || {
        let links =
            descriptors.read_dir().into_iter().flatten().filter_map(|entry| entry.ok()?.path().read_link().ok());
        links.into_iter().any(|to| to.starts_with(folder))
    };
    while folder.read_dir().unwrap().count() == there && !is_open() {
        assert!(std::time::Instant::now() < until, "the output was not begun");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_nothing_beside_its_output() {
    use rustix::process::{Pid, Signal, kill_process};
    let folder = tempfile::tempdir().unwrap();
    let canonical = folder.path().canonicalize().unwrap();
    let (file, out) = ("fixtures/commands/resumes/otto.txt", canonical.join("out.jsonl"));
    // Not INT, which is ignored by all that a shell began in the background.
    for (signal, old) in
        [Signal::TERM, Signal::KILL].into_iter().flat_map(|signal| [(signal, None), (signal, Some("old"))])
    {
        old.iter().for_each(|old| std::fs::write(&out, old).unwrap());
        let there = usize::from(old.is_some());
        // Standard input does not end, so that nothing is written out before the signal.
        let mut command = rolefit(&[&RANK[..], &["-", file, "-o", out.to_str().unwrap()]].concat());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        await_output(child.id(), &canonical, there);
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert!(child.wait().unwrap().code().is_none(), "it ended by itself");
        assert_eq!(std::fs::read_to_string(&out).ok().as_deref(), old, "{signal:?}");
        if cfg!(target_os = "linux") {
            assert_eq!(canonical.read_dir().unwrap().count(), there, "{signal:?}");
        }
        // A file as a run leaves it that is killed while it replaces the old output.
        std::fs::write(canonical.join(".rolefit-aBc123.part"), "whole").unwrap();
        ranked(&[file, "-o", out.to_str().unwrap()]);
        assert_eq!(canonical.read_dir().unwrap().count(), 1);
        assert!(std::fs::read_to_string(&out).unwrap().starts_with(r#"{"schema""#));
        std::fs::remove_file(&out).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_or_a_device_stays_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link, null) = (folder.path().join("out.csv"), folder.path().join("link"), folder.path().join("null"));
    std::fs::write(&file, "old").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    std::os::unix::fs::symlink("/dev/null", &null).unwrap();
    for output in [&link, &null] {
        assert!(ranked(&["fixtures/commands/resumes", "--format", "csv", "-o", output.to_str().unwrap()]).is_empty());
        assert!(output.is_symlink());
    }
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("role,rank,candidate"));
    assert!(!Path::new("/dev/null").is_file());
}

#[test]
fn imported_roles_are_written_once_and_never_over_what_says_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("roles");
    let import = |source: &str, more: &[&str]| {
        let args = [&["roles", "import", source, "-o", out.to_str().unwrap()], more].concat();
        rolefit(&args).output().unwrap()
    };
    let posting = "fixtures/postings/bullets.md";
    assert!(import(posting, &[]).status.success());
    let file = out.join("warehouse-team-leader.toml");
    let written = std::fs::read(&file).unwrap();
    assert!(import(posting, &[]).status.success(), "the same again is no conflict");
    assert_eq!(std::fs::read(&file).unwrap(), written);
    assert!(import(file.to_str().unwrap(), &[]).status.success(), "a role file comes back the same");
    assert_eq!(std::fs::read(&file).unwrap(), written);

    std::fs::write(&file, "# mine").unwrap();
    let refused = import(posting, &[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("exists with different content, and nothing was written")
    );
    assert_eq!(std::fs::read(&file).unwrap(), b"# mine");
    assert!(import(posting, &["--force"]).status.success());
    assert_eq!(std::fs::read(&file).unwrap(), written);
    assert_eq!(out.read_dir().unwrap().count(), 1);

    let ranked = rolefit(&["rank", "fixtures/commands/resumes", "--catalog", out.to_str().unwrap(), "--format", "csv"]);
    let rows = { ranked }.output().unwrap().stdout;
    assert!(String::from_utf8_lossy(&rows).contains("warehouse-team-leader,1,"));
}

#[test]
fn a_page_that_is_too_long_is_told_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (page, out) = (folder.path().join("page.html"), folder.path().join("roles"));
    std::fs::write(&page, format!("<html><h1>Baker</h1>{}</html>", "<p>We need a Baker.</p>".repeat(250_000))).unwrap();
    let output = rolefit(&["roles", "import", page.to_str().unwrap(), "-o", out.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("larger than 4 MiB: no posting is that long"));
    assert!(!out.exists());
}

#[test]
fn a_bad_source_is_named_and_blocks_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("roles");
    for bad in ["ragged.csv", "empty.txt", "page.html", "binary.dat", "other.json", "folder"] {
        let bad = folder.path().join(bad);
        match bad.file_name().unwrap().to_str().unwrap() {
            "ragged.csv" => std::fs::write(&bad, "title,requirements\nBaker,Fluent German\nMiller,a,b\n").unwrap(),
            "empty.txt" => std::fs::write(&bad, "").unwrap(),
            "page.html" => std::fs::write(&bad, "<html><p>Home</p><p>Bread since 1950.</p></html>").unwrap(),
            "binary.dat" => std::fs::write(&bad, [0, 159, 1, 2, 255, 0, 7, 128].repeat(50)).unwrap(),
            "other.json" => std::fs::write(&bad, "[1, 2]").unwrap(),
            _ => std::fs::create_dir(&bad).unwrap(),
        }
        let args =
            ["roles", "import", "fixtures/postings/prose.txt", bad.to_str().unwrap(), "-o", out.to_str().unwrap()];
        let output = rolefit(&args).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{stderr}");
        assert!(stderr.contains(&format!("rolefit: {}: ", bad.display())), "{stderr}");
        assert!(stderr.contains("rolefit: wrote ") && stderr.contains("office-manager.toml: "), "{stderr}");
        assert!(output.stdout.is_empty() && out.join("office-manager.toml").exists(), "{stderr}");
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = rolefit(&["completions", "bash"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_closed_standard_error_does_not_cost_the_result() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("ranking.csv");
    for verbose in [&[][..], &["-vv"]] {
        // A pipe that nobody reads.
        let (_, stderr) = std::io::pipe().unwrap();
        let args = [&RANK[..], &["fixtures/commands/resumes", "-o", output.to_str().unwrap()], verbose].concat();
        let status = rolefit(&args).stderr(stderr).status().unwrap();
        // One of the resumes cannot be read.
        assert_eq!(status.code(), Some(3), "{args:?}");
        assert!(std::fs::read_to_string(&output).unwrap().starts_with("role,rank,candidate"));
        std::fs::remove_file(&output).unwrap();
    }
}
