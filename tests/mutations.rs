//! Flips, cuts and splices the fixtures some thousand times. Reading every mutant must end without a crash and give a
//! consistent document or problem.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rolefit::document::{Document, Problem, ProblemCode};
use rolefit::ingest::{Limits, read};

/// The number of mutants per fixture; some thousand over all formats.
const MUTATIONS: u64 = 100;
/// The time after which a read counts as a hang. The slowest file takes a hundredth, even unoptimised.
const HANG: Duration = Duration::from_secs(60);
/// The most bytes that a mutation flips.
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
    // Mutations that break nothing would test nothing.
    assert!(broken > 100 && read_in_part > 20, "{broken} broken, {read_in_part} read in part");
}

/// Reads files that once took too long, lost text or crashed a reader. Fuzzing or users found them.
#[test]
fn files_that_once_broke_the_readers_no_longer_do() {
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

/// Flips bytes, cuts off the end, or inserts a piece of `other`.
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

/// Reads in another thread. A hang thus fails the test with the name of the file, and the test ends.
fn within_time(path: &Path, seed: u64, bytes: Vec<u8>) -> Result<Document, Problem> {
    let (sender, receiver) = channel();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    std::thread::spawn(move || {
        // Fails only after a hang, when the result is no longer awaited.
        let _ = sender.send(read(&bytes, Some(&name), &Limits::default()));
    });
    match receiver.recv_timeout(HANG) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => panic!("{path:?} hangs with seed {seed}"),
        Err(RecvTimeoutError::Disconnected) => panic!("{path:?} ends its thread with seed {seed}"),
    }
}
