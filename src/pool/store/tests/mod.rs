//! Tests that a store returns exactly the records it was given or none, even if its file is damaged.
#![allow(clippy::unwrap_used, clippy::panic)]

mod damage;
mod forgetting;

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use walkdir::WalkDir;

use super::*;
use crate::catalog::Catalog;
use crate::engine::Engine;
use crate::pool::Fault;
use rolefit_document::ProblemCode;
use rolefit_ingest::{Limits, read};

const DAY: Date = date(2026, 11, 21);

fn open(folder: &Path) -> Store {
    Store::open(folder, Lock::try_take(folder).unwrap().unwrap())
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files =
        ["resumes", "unreadable", "commands/resumes"].map(|name| WalkDir::new(root.join(name)).sort_by_file_name());
    let entries = files.into_iter().flatten().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    entries.map(walkdir::DirEntry::into_path).collect()
}

/// The results for a file, and its source.
struct Made {
    source: DocumentKey,
    document: Result<Document, Problem>,
    judged: Option<(Profile, Assessment)>,
}

fn made(engine: &Engine, bytes: &[u8], name: &str) -> Made {
    let limits = Limits::default();
    let document = read(bytes, Some(name), &limits);
    let judged = document.as_ref().ok().map(|document| engine.assess(document, DAY));
    Made { source: DocumentKey::new(ContentHash::of(bytes), Some(name), &limits), document, judged }
}

fn all_made() -> (VerdictKey, Vec<Made>) {
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let all = fixtures().into_iter().map(|path| made(&engine, &fs::read(&path).unwrap(), &name(&path))).collect();
    (VerdictKey::new(engine.catalog()), all)
}

fn keep(store: &Store, verdict_key: &VerdictKey, made: &Made) {
    store.keep_document(&made.source, &made.document);
    if let Some((profile, assessment)) = &made.judged {
        store.keep_profile(&made.source, verdict_key, profile);
        store.keep_assessment(&made.source, verdict_key, DAY, assessment);
    }
}

/// Counts the records that come back, and checks that each equals the stored one.
fn found(store: &Store, verdict_key: &VerdictKey, made: &[Made]) -> usize {
    let mut count = 0;
    for Made { source, document, judged } in made {
        let (profile, assessment) = judged.as_ref().map(|(profile, assessment)| (profile, assessment)).unzip();
        let kept = store.document(source);
        assert!(kept.is_none() || kept.as_ref() == Some(document));
        let kept_profile = store.profile(source, verdict_key);
        assert!(kept_profile.is_none() || kept_profile.as_ref() == profile);
        let kept_assessment = store.assessment(source, verdict_key, DAY);
        assert!(kept_assessment.is_none() || kept_assessment.as_ref() == assessment);
        count +=
            usize::from(kept.is_some()) + usize::from(kept_profile.is_some()) + usize::from(kept_assessment.is_some());
    }
    count
}

#[test]
fn what_was_kept_comes_back_equal() {
    let folder = tempfile::tempdir().unwrap();
    let (verdict_key, made) = all_made();
    let store = open(folder.path());
    made.iter().for_each(|made| keep(&store, &verdict_key, made));
    assert_eq!(store.close(), Troubles::default());
    let all: usize = made.iter().map(|made| if made.judged.is_some() { 3 } else { 1 }).sum();
    assert!(all > 100);
    let store = open(folder.path());
    assert_eq!(found(&store, &verdict_key, &made), all);
    assert_eq!(store.close(), Troubles::default());
}

#[test]
fn verdicts_are_those_of_their_day() {
    let folder = tempfile::tempdir().unwrap();
    let (verdict_key, made) = all_made();
    let source = &made[0].source;
    let (_, assessment) = made[0].judged.as_ref().unwrap();
    let store = open(folder.path());
    store.keep_assessment(source, &verdict_key, DAY, assessment);
    store.close();
    let store = open(folder.path());
    assert!(store.assessment(source, &verdict_key, DAY.tomorrow().unwrap()).is_none());
    assert!(store.assessment(source, &verdict_key, DAY).is_some());
    store.keep_assessment(source, &verdict_key, DAY.tomorrow().unwrap(), assessment);
    store.close();
    assert!(
        open(folder.path()).assessment(source, &verdict_key, DAY).is_none(),
        "a day takes the place of the one before"
    );
}

#[test]
fn what_the_machine_s_load_may_have_decided_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits::default();
    let problem = |code| Problem { code, message: "cut".into(), remedy: "wait".into(), page: None };
    let cases = [
        (ProblemCode::LimitTime, false),
        (ProblemCode::LimitMemory, false),
        (ProblemCode::Crashed, false),
        (ProblemCode::Io, false),
        (ProblemCode::Damaged, true),
        (ProblemCode::LimitPages, true),
    ];
    let source = |code, part| DocumentKey::new(ContentHash::of(format!("{code:?} {part}").as_bytes()), None, &limits);
    let store = open(folder.path());
    for (code, _) in cases {
        store.keep_document(&source(code, false), &Err(problem(code)));
        let document = Document { problem: Some(problem(code)), ..Document::of_text("Ana") };
        store.keep_document(&source(code, true), &Ok(document));
    }
    store.close();
    let store = open(folder.path());
    for (code, is_kept) in cases {
        for part in [false, true] {
            assert_eq!(store.document(&source(code, part)).is_some(), is_kept, "{code:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_a_store() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/store");
    open(&path).close();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o700);
    for entry in fs::read_dir(&path).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}
