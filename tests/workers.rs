//! Reads hostile files in worker processes. Each file fails alone, and all others are read. The test binary is its own
//! worker.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use rayon::prelude::*;
use rolefit::document::{Document, Problem, ProblemCode};
use rolefit::ingest::worker::{WorkerPool, serve, serve_with};
use rolefit::ingest::{InProcess, Input, Limits, Reader, walk};

/// The allocator of the `rolefit` binary, since the limit of memory must hold for it.
#[cfg(all(feature = "cli", target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The argument that makes this binary a worker whose reader follows the instruction in the file.
const HOSTILE: &str = "hostile-worker";
/// The argument that makes this binary a usual worker.
const WORKER: &str = "worker";

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some(HOSTILE) => serve_with(Hostile).unwrap(),
        Some(WORKER) => serve().unwrap(),
        // Longer than the deadline.
        Some("deaf-worker") => std::thread::sleep(Duration::from_secs(600)),
        Some("dead-worker") => {}
        // Ends before it is ready the first time, and serves when the file that it is given exists.
        Some("late-worker") => {
            if let Some(Err(_)) = std::env::args().nth(2).map(std::fs::File::create_new) {
                serve().unwrap();
            }
        }
        Some("pool-that-hangs") => {
            let pool = hostile_pool(600);
            println!("{}", worker_of(&pool));
            drop(pool.read(b"hang", None));
        }
        _ => libtest_mimic::run(&Arguments::from_args(), trials()).exit(),
    }
}

/// A reader that follows the instruction in the file, and reads any other file as usual.
struct Hostile(Limits);

impl Reader for Hostile {
    fn read(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem> {
        match bytes {
            b"hang" => loop {
                std::hint::spin_loop();
            },
            b"eat memory" => loop {
                std::mem::forget(black_box(Vec::<u8>::with_capacity(1 << 20)));
            },
            // More than a worker may use, and less than the 1 GiB that mimalloc reserves if nobody tells it otherwise.
            b"eat memory at once" => drop(black_box(Vec::<u8>::with_capacity(768 << 20))),
            b"abort" => std::process::abort(),
            b"exit" => std::process::exit(0),
            b"panic" => panic!("on {bytes:?}"),
            b"overflow the stack" => drop(black_box(deeper(u64::MAX))),
            b"go deep" => drop(black_box(deeper(100_000))),
            b"print" => (0..100_000).for_each(|n| print!("{n} is printed")),
            b"say much" => (0..100_000).for_each(|n| eprint!("{n} is said")),
            _ => {}
        }
        let text = match bytes {
            b"open" if std::fs::File::open(std::env::current_exe().unwrap()).is_ok() => "a file is open".into(),
            b"who are you" => std::process::id().to_string(),
            _ => return InProcess(self.0).read(bytes, file_name),
        };
        InProcess(self.0).read(text.as_bytes(), file_name)
    }
}

/// Uses some 200 bytes of stack per level, more than the smallest frames of a parser.
fn deeper(levels: u64) -> u64 {
    let frame = black_box([levels; 16]);
    if levels == 0 { 0 } else { deeper(levels - 1) + frame[3] }
}

/// The hostile files, each with the expected code of the problem or the expected text.
const HOSTILE_FILES: &[(&str, Result<&str, ProblemCode>)] = &[
    ("hang", Err(ProblemCode::LimitTime)),
    ("eat memory", Err(ProblemCode::LimitMemory)),
    ("eat memory at once", Err(ProblemCode::LimitMemory)),
    ("abort", Err(ProblemCode::Crashed)),
    ("exit", Err(ProblemCode::Crashed)),
    ("panic", Err(ProblemCode::Crashed)),
    ("overflow the stack", Err(ProblemCode::LimitDepth)),
    ("go deep", Ok("go deep\n")),
    ("print", Ok("print\n")),
    ("say much", Ok("say much\n")),
    ("open", Ok("open\n")),
    ("sold pens", Ok("sold pens\n")),
];

/// Short, so that the tests end soon, and enough for all files except the file that hangs.
const MAX_SECONDS: u64 = 1;

fn pool(argument: &str, max_seconds: u64) -> std::io::Result<WorkerPool> {
    let limits = Limits { max_seconds, max_memory_bytes: 64 << 20, ..Limits::default() };
    WorkerPool::start(std::env::current_exe()?, [argument], limits)
}

fn hostile_pool(max_seconds: u64) -> WorkerPool {
    pool(HOSTILE, max_seconds).unwrap()
}

fn trials() -> Vec<Trial> {
    let tests: &[(&str, fn())] = &[
        ("each_hostile_file_fails_alone_and_the_next_is_read", each_hostile_file_fails_alone),
        ("hostile_files_do_not_harm_files_read_beside_them", hostile_files_do_not_harm_others),
        ("workers_read_exactly_as_the_caller_s_own_process", workers_read_as_the_caller_does),
        ("a_worker_that_does_not_start_is_reported_before_the_first_file", a_worker_that_does_not_start_is_reported),
        ("a_worker_that_ends_before_it_is_ready_costs_no_file", a_worker_that_ends_before_it_is_ready_costs_no_file),
        ("a_worker_is_reused_until_it_dies", a_worker_is_reused_until_it_dies),
        ("workers_end_with_their_pool", workers_end_with_their_pool),
        ("a_worker_that_hangs_ends_when_its_parent_is_killed", a_worker_ends_with_its_parent),
    ];
    let trial = |&(name, test): &(&str, fn())| {
        Trial::test(name, move || {
            test();
            Ok::<(), Failed>(())
        })
    };
    tests.iter().map(trial).collect()
}

fn outcome(pool: &WorkerPool, file: &str) -> Result<String, ProblemCode> {
    pool.read(file.as_bytes(), None).map(|document| document.text).map_err(|problem| problem.code)
}

fn expected(outcome: Result<&str, ProblemCode>) -> Result<String, ProblemCode> {
    outcome.map(str::to_owned)
}

fn each_hostile_file_fails_alone() {
    let pool = hostile_pool(MAX_SECONDS);
    for &(file, wanted) in HOSTILE_FILES {
        assert_eq!(outcome(&pool, file), expected(wanted), "{file}");
        assert_eq!(outcome(&pool, "sold pens"), Ok("sold pens\n".into()), "after {file}");
    }
}

fn hostile_files_do_not_harm_others() {
    let pool = hostile_pool(MAX_SECONDS);
    let files: Vec<_> = HOSTILE_FILES.iter().chain([&("sold pens", Ok("sold pens\n")); 30]).collect();
    let threads = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    let outcomes: Vec<_> = threads.install(|| files.par_iter().map(|(file, _)| outcome(&pool, file)).collect());
    for ((file, wanted), outcome) in files.into_iter().zip(outcomes) {
        assert_eq!(outcome, expected(*wanted), "{file}");
    }
}

fn workers_read_as_the_caller_does() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut folders = ["resumes", "unreadable", "judged"].map(|folder| fixtures.join(folder)).to_vec();
    // `ROLEFIT_DATA` may name a directory of further files.
    folders.extend(std::env::var_os("ROLEFIT_DATA").map(Into::into));
    let inputs: Vec<Input> = walk(&folders).inputs.iter().collect();
    let limits = Limits::default();
    let (pool, in_process) =
        (WorkerPool::start(std::env::current_exe().unwrap(), [WORKER], limits).unwrap(), InProcess(limits));
    let read = |input: &Input, reader: &dyn Reader| {
        let outcome = reader.read(&input.bytes().unwrap(), input.file_name());
        serde_json::to_string(&outcome).unwrap()
    };
    assert!(inputs.len() > 60);
    inputs.par_iter().for_each(|input| assert_eq!(read(input, &pool), read(input, &in_process), "{}", input.id));
}

fn a_worker_that_does_not_start_is_reported() {
    assert!(WorkerPool::start("/nowhere/rolefit", [WORKER], Limits::default()).is_err());
    let dead = pool("dead-worker", MAX_SECONDS).unwrap();
    assert!(dead.ready().is_err());
    let start = Instant::now();
    assert!(pool("deaf-worker", MAX_SECONDS).unwrap().ready().is_err());
    assert!(start.elapsed() < Duration::from_secs(30));
    assert_eq!(dead.read(b"sold pens", None).unwrap_err().code, ProblemCode::Io);
}

fn a_worker_that_ends_before_it_is_ready_costs_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let marker = folder.path().join("started");
    let arguments = ["late-worker".into(), marker.clone().into_os_string()];
    let pool = WorkerPool::start(std::env::current_exe().unwrap(), arguments, Limits::default()).unwrap();
    assert_eq!(outcome(&pool, "sold pens"), Ok("sold pens\n".into()));
    assert!(marker.exists());
}

fn a_worker_is_reused_until_it_dies() {
    let pool = hostile_pool(MAX_SECONDS);
    let first = worker_of(&pool);
    assert_eq!(worker_of(&pool), first);
    assert_eq!(outcome(&pool, "abort"), Err(ProblemCode::Crashed));
    assert_ne!(worker_of(&pool), first);
}

/// The id of the process that reads the next file.
fn worker_of(pool: &WorkerPool) -> u32 {
    outcome(pool, "who are you").unwrap().trim().parse().unwrap()
}

fn workers_end_with_their_pool() {
    let pool = hostile_pool(MAX_SECONDS);
    let worker = worker_of(&pool);
    assert!(runs(worker) || !cfg!(target_os = "linux"));
    drop(pool);
    assert!(!runs(worker));
}

fn a_worker_ends_with_its_parent() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let mut parent = command.arg("pool-that-hangs").stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut worker = String::new();
    BufReader::new(parent.stdout.take().unwrap()).read_line(&mut worker).unwrap();
    let worker = worker.trim().parse().unwrap();
    assert!(runs(worker) || !cfg!(target_os = "linux"));
    parent.kill().unwrap();
    parent.wait().unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while runs(worker) {
        assert!(Instant::now() < deadline, "it runs on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// True if the process runs and is not a zombie. Always false on systems other than Linux, where the test cannot tell.
fn runs(process: u32) -> bool {
    if !cfg!(target_os = "linux") {
        return false;
    }
    let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    state.rsplit_once(") ").is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
}
