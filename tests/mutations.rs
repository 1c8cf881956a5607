//! Flips, cuts and splices the fixtures some thousand times: whatever comes of it, reading ends without a crash, and what it
//! says holds together.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rolefit::document::{Document, Problem, ProblemCode};
use rolefit::ingest::{Limits, read};

/// How often each fixture is broken; over all formats some thousand times.
const MUTATIONS: u64 = 100;
/// Longer than this is a hang: the slowest takes a hundredth of it even unoptimised.
const HANG: Duration = Duration::from_secs(60);
/// Bytes flipped at the most.
const FLIPS: usize = 40;

#[test]
fn broken_fixtures_are_read_without_a_crash() {
    let files: Vec<(PathBuf, Vec<u8>)> =
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/resumes")).map(with_bytes).collect();
    assert!(files.len() > 30, "the fixtures are gone");
    let (mut broken, mut read_in_part) = (0, 0);
    for (index, (path, bytes)) in files.iter().enumerate() {
        for seed in 0..MUTATIONS {
            let mut random = fastrand::Rng::with_seed(seed * 1_000_003 + index as u64);
            let (_, other) = &files[random.usize(..files.len())];
            let mutant = mutate(bytes, other, &mut random);
            match within_time(path, seed, mutant) {
                Ok(document) => {
                    let starts = document.pages.iter().flatten();
                    assert!(starts.clone().all(|&start| document.text.is_char_boundary(start)), "{path:?} {seed}");
                    assert!(!crashed(document.problem.as_ref()), "{path:?} {seed}");
                    read_in_part += usize::from(document.problem.is_some());
                }
                Err(problem) => {
                    assert!(!crashed(Some(&problem)), "{path:?} {seed}: {}", problem.message);
                    assert!(!problem.message.is_empty() && !problem.remedy.is_empty(), "{path:?} {seed}");
                    broken += 1;
                }
            }
        }
    }
    // If nothing were broken, the mutations would be worth nothing.
    assert!(broken > 100 && read_in_part > 20, "{broken} broken, {read_in_part} read in part");
}

/// What once took too long, was lost or ended a reader, found by fuzzing or by trying.
#[test]
fn what_once_broke_the_readers_no_longer_does() {
    let files: Vec<PathBuf> = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/regressions")).collect();
    assert!(!files.is_empty(), "the regressions are gone");
    for (path, bytes) in files.into_iter().map(with_bytes) {
        let outcome = within_time(&path, 0, bytes);
        let problem = outcome.as_ref().map_or_else(Some, |document| document.problem.as_ref());
        assert!(!crashed(problem), "{path:?}");
    }
}

fn crashed(problem: Option<&Problem>) -> bool {
    problem.is_some_and(|problem| problem.code == ProblemCode::Crashed)
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.into_iter()
}

fn with_bytes(path: PathBuf) -> (PathBuf, Vec<u8>) {
    let bytes = std::fs::read(&path).unwrap();
    (path, bytes)
}

/// Flips bytes, cuts the end off, or puts a piece of `other` into `bytes`.
fn mutate(bytes: &[u8], other: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut mutant = bytes.to_vec();
    match random.u8(..3) {
        0 => {
            for _ in 0..random.usize(1..=FLIPS) {
                let at = random.usize(..mutant.len());
                mutant[at] ^= random.u8(1..);
            }
        }
        1 => mutant.truncate(random.usize(1..mutant.len())),
        _ => {
            let (from, at) = (random.usize(..other.len()), random.usize(..mutant.len()));
            let piece = &other[from..random.usize(from..=other.len())];
            let end = random.usize(at..=mutant.len());
            mutant.splice(at..end, piece.iter().copied());
        }
    }
    mutant
}

/// Reads in another thread, so that a hang is a failure that names its file and not a test that never ends.
fn within_time(path: &Path, seed: u64, bytes: Vec<u8>) -> Result<Document, Problem> {
    let (sender, receiver) = channel();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    std::thread::spawn(move || {
        // Nobody listens any more only where this is a hang.
        let _ = sender.send(read(&bytes, Some(&name), &Limits::default()));
    });
    match receiver.recv_timeout(HANG) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => panic!("{path:?} hangs with seed {seed}"),
        Err(RecvTimeoutError::Disconnected) => panic!("{path:?} ends its thread with seed {seed}"),
    }
}
