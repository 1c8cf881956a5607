//! What a store promises: it gives back what it was given or nothing, whatever becomes of its file.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use walkdir::WalkDir;

use super::*;
use crate::catalog::Catalog;
use crate::engine::Engine;
use crate::ingest::{Limits, read};

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

/// What is made of a file, and where it belongs.
struct Made {
    source: Source,
    document: Result<Document, Problem>,
    judged: Option<(Profile, Assessment)>,
}

fn made(engine: &Engine, bytes: &[u8], name: &str) -> Made {
    let limits = Limits::default();
    let document = read(bytes, Some(name), &limits);
    let judged = document.as_ref().ok().map(|document| engine.assess(document, DAY));
    Made { source: Source::new(Content::of(bytes), Some(name), &limits), document, judged }
}

fn all_made() -> (Judge, Vec<Made>) {
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let all = fixtures().into_iter().map(|path| made(&engine, &fs::read(&path).unwrap(), &name(&path))).collect();
    (Judge::new(engine.catalog()), all)
}

fn keep(store: &Store, judge: &Judge, made: &Made) {
    store.keep_document(&made.source, &made.document);
    if let Some((profile, assessment)) = &made.judged {
        store.keep_profile(&made.source, judge, profile);
        store.keep_assessment(&made.source, judge, DAY, assessment);
    }
}

/// How many records come back; whatever comes back is what was kept.
fn found(store: &Store, judge: &Judge, made: &[Made]) -> usize {
    let mut count = 0;
    for Made { source, document, judged } in made {
        let (profile, assessment) = judged.as_ref().map(|(profile, assessment)| (profile, assessment)).unzip();
        let kept = store.document(source);
        assert!(kept.is_none() || kept.as_ref() == Some(document));
        let kept_profile = store.profile(source, judge);
        assert!(kept_profile.is_none() || kept_profile.as_ref() == profile);
        let kept_assessment = store.assessment(source, judge, DAY);
        assert!(kept_assessment.is_none() || kept_assessment.as_ref() == assessment);
        count +=
            usize::from(kept.is_some()) + usize::from(kept_profile.is_some()) + usize::from(kept_assessment.is_some());
    }
    count
}

#[test]
fn what_was_kept_comes_back_equal() {
    let folder = tempfile::tempdir().unwrap();
    let (judge, made) = all_made();
    let store = open(folder.path());
    made.iter().for_each(|made| keep(&store, &judge, made));
    assert_eq!(store.close(), Troubles::default());
    let all: usize = made.iter().map(|made| if made.judged.is_some() { 3 } else { 1 }).sum();
    assert!(all > 100);
    let store = open(folder.path());
    assert_eq!(found(&store, &judge, &made), all);
    assert_eq!(store.close(), Troubles::default());
}

#[test]
fn verdicts_are_those_of_their_day() {
    let folder = tempfile::tempdir().unwrap();
    let (judge, made) = all_made();
    let source = &made[0].source;
    let (_, assessment) = made[0].judged.as_ref().unwrap();
    let store = open(folder.path());
    store.keep_assessment(source, &judge, DAY, assessment);
    store.close();
    let store = open(folder.path());
    assert!(store.assessment(source, &judge, DAY.tomorrow().unwrap()).is_none());
    assert!(store.assessment(source, &judge, DAY).is_some());
    store.keep_assessment(source, &judge, DAY.tomorrow().unwrap(), assessment);
    store.close();
    assert!(open(folder.path()).assessment(source, &judge, DAY).is_none(), "a day takes the place of the one before");
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
    let source = |code, part| Source::new(Content::of(format!("{code:?} {part}").as_bytes()), None, &limits);
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

#[test]
fn no_flipped_bit_in_the_file_gives_a_wrong_record() {
    let folder = tempfile::tempdir().unwrap();
    let (judge, mut made) = all_made();
    made.truncate(4);
    let store = open(folder.path());
    made.iter().for_each(|made| keep(&store, &judge, made));
    store.close();
    let file = folder.path().join(folder::DATABASE);
    let whole = fs::read(&file).unwrap();
    let mut random = fastrand::Rng::with_seed(7);
    let mut troubled = 0;
    // Flips in what is free go unnoticed; most of so small a file is.
    for round in 0..120 {
        let mut bytes = whole.clone();
        let (from, to) = if round % 2 == 0 { (0, 4096) } else { (0, bytes.len()) };
        let byte = random.usize(from..to);
        bytes[byte] ^= 1 << random.u8(0..8);
        fs::write(&file, &bytes).unwrap();
        // As if the disk had done it: size and time are those of the note.
        if round % 3 == 0 {
            folder::note_closed(folder.path()).unwrap();
        }
        let store = open(folder.path());
        let count = found(&store, &judge, &made);
        made.iter().for_each(|made| keep(&store, &judge, made));
        let troubles = store.close();
        assert_eq!(troubles.failure, None, "byte {byte}");
        let is_troubled = troubles.rebuilt || troubles.records > 0;
        assert!(is_troubled || count == 12 || byte < 4096, "byte {byte}: {count} found, and nothing is said");
        troubled += usize::from(is_troubled);
        let store = open(folder.path());
        assert_eq!(found(&store, &judge, &made), 12, "made anew after byte {byte}");
    }
    assert!(troubled > 10, "{troubled}");
}

#[test]
fn a_file_that_is_cut_or_something_else_is_begun_anew() {
    let (judge, mut made) = all_made();
    made.truncate(2);
    for length in [0, 1, 100, 4096, 60_000] {
        for filling in [None, Some(0), Some(0xff)] {
            let folder = tempfile::tempdir().unwrap();
            let store = open(folder.path());
            made.iter().for_each(|made| keep(&store, &judge, made));
            store.close();
            let file = folder.path().join(folder::DATABASE);
            let mut bytes = fs::read(&file).unwrap();
            assert!(bytes.len() > length, "nothing is cut off");
            bytes.truncate(length);
            bytes.iter_mut().for_each(|byte| *byte = filling.unwrap_or(*byte));
            fs::write(&file, &bytes).unwrap();
            let store = open(folder.path());
            assert_eq!(found(&store, &judge, &made), 0);
            made.iter().for_each(|made| keep(&store, &judge, made));
            let expected = Troubles { rebuilt: length > 0, ..Troubles::default() };
            assert_eq!(store.close(), expected, "{length} {filling:?}");
            assert_eq!(found(&open(folder.path()), &judge, &made), 6);
        }
    }
}

#[test]
fn who_is_killed_loses_what_was_not_written_and_no_more() {
    let (folder, after_kill) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (judge, mut made) = all_made();
    made.truncate(4);
    let store = open(folder.path());
    made.iter().take(2).for_each(|made| keep(&store, &judge, made));
    store.close();
    let store = open(folder.path());
    // The folder as a killed process leaves it, with half of another rewriting in it.
    fs::copy(folder.path().join(folder::DATABASE), after_kill.path().join(folder::DATABASE)).unwrap();
    fs::write(after_kill.path().join(folder::REWRITTEN), "half").unwrap();
    drop(store);
    let store = open(after_kill.path());
    assert_eq!(found(&store, &judge, &made), 6);
    assert_eq!(store.close(), Troubles::default());
    assert!(!after_kill.path().join(folder::REWRITTEN).exists());
}

/// Whether any file in `folder` holds `words`, in UTF-8 or with two bytes a letter.
fn holds(folder: &Path, words: &str) -> bool {
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let mut files = files.map(|bytes| bytes.to_ascii_lowercase());
    let has = |bytes: &[u8], words: &[u8]| memchr::memmem::find(bytes, &words.to_ascii_lowercase()).is_some();
    files.any(|bytes| has(&bytes, words.as_bytes()) || has(&bytes, &wide))
}

#[test]
fn no_byte_is_left_of_who_is_forgotten_and_the_others_stay() {
    let (files, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let judge = Judge::new(engine.catalog());
    let resume = |name: &str, email: &str, word: &str| {
        format!(
            "{name}\n{email}\n\nExperience\n\nAccount Manager\nExample Ltd, 01/2015 - 12/2020\n\u{2022} Sold {word} to key accounts.\n"
        )
    };
    let texts = [
        ("zora.txt", resume("Zora Quist", "zora.quist@example.org", "gyroscopes")),
        ("quist-2.txt", resume("Zora Quist", "zora.quist@example.org", "theodolites")),
        ("ben.txt", resume("Ben Okafor", "ben.okafor@example.org", "carpets")),
    ];
    let mut kept = Vec::new();
    // Several runs, so that pages are freed and used again.
    for round in 0..3 {
        let store = open(folder.path());
        for (name, text) in &texts {
            let path = files.path().join(name);
            fs::write(&path, text).unwrap();
            let made = made(&engine, text.as_bytes(), name);
            keep(&store, &judge, &made);
            let (profile, assessment) = made.judged.as_ref().unwrap();
            store.keep_assessment(
                &made.source,
                &judge,
                DAY.checked_add(jiff::Span::new().days(round)).unwrap(),
                assessment,
            );
            assert_eq!(profile.contact.emails.len(), 1);
            store.keep_place(&Place::of(&path, false).unwrap(), made.source.content);
            kept.push(made);
        }
        assert_eq!(store.close(), Troubles::default());
    }
    let (zora, ben) = (kept[0].source.content, &kept[2]);
    for words in ["zora", "Quist", "gyroscopes", "theodolites", "Okafor"] {
        assert!(holds(folder.path(), words), "{words} was never there");
    }

    let mut store = open(folder.path());
    let people = store.people().unwrap();
    assert_eq!(people.with_email("Zora.Quist@example.org").len(), 2);
    assert_eq!(people.at(|path| path.ends_with("/zora.txt")), BTreeSet::from([zora]));
    let group = people.same_person(&BTreeSet::from([zora]));
    assert_eq!(group.iter().map(|found| found.paths.len()).collect::<Vec<_>>(), [1, 1]);
    let rewritten = store.forget(&group.iter().map(|found| found.content).collect()).unwrap();
    assert_eq!(rewritten.removed, 10);
    drop(store);
    for words in ["zora", "quist", "gyroscopes", "theodolites"] {
        assert!(!holds(folder.path(), words), "{words} is still there");
    }
    let hash = zora.0;
    let bytes = fs::read(folder.path().join(folder::DATABASE)).unwrap();
    assert!(memchr::memmem::find(&bytes, &hash).is_none());
    let store = open(folder.path());
    assert!(store.document(&ben.source).is_some() && store.profile(&ben.source, &judge).is_some());
    assert_eq!(store.close(), Troubles::default());
}

#[test]
fn pruning_removes_what_nobody_asks_for() {
    let (files, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let judge = Judge::new(engine.catalog());
    let store = open(folder.path());
    for name in ["ana.txt", "ben.txt"] {
        let path = files.path().join(name);
        fs::write(&path, format!("{name} sold pens to key accounts")).unwrap();
        let made = made(&engine, &fs::read(&path).unwrap(), name);
        keep(&store, &judge, &made);
        store.keep_place(&Place::of(&path, false).unwrap(), made.source.content);
    }
    store.close();
    fs::remove_file(files.path().join("ben.txt")).unwrap();
    let mut store = open(folder.path());
    let rewritten = store.prune().unwrap();
    assert_eq!((rewritten.kept, rewritten.removed), (5, 5));
    drop(store);
    assert!(!holds(folder.path(), "ben.txt"));
}

#[test]
fn a_damaged_record_is_found_put_away_and_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (judge, made) = all_made();
    let store = open(folder.path());
    keep(&store, &judge, &made[0]);
    let key = made[0].source.document_key();
    let value = record::seal(Kind::Document, &key, &"something else").unwrap();
    let mut flipped = value.clone();
    flipped[20] ^= 1;
    store.writer.as_ref().unwrap().put(vec![Entry { kind: Kind::Document, key, value: flipped }]);
    store.close();
    let store = open(folder.path());
    assert!(store.document(&made[0].source).is_none());
    assert_eq!(store.close(), Troubles { records: 1, ..Troubles::default() });
    let mut store = Store::open_closely(folder.path(), Lock::try_take(folder.path()).unwrap().unwrap());
    let rewritten = store.verify().unwrap();
    assert_eq!((rewritten.kept, rewritten.removed), (3, 1));
    drop(store);
    let mut store = open(folder.path());
    assert_eq!(store.verify().unwrap().removed, 0);
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

#[test]
fn whose_a_profile_is_is_known_again_when_it_comes_from_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let judge = Judge::new(engine.catalog());
    let made = made(&engine, b"Zora Quist\nzora.quist@example.org\n\nSold gyroscopes\n", "zora.txt");
    let store = open(folder.path());
    keep(&store, &judge, &made);
    store.close();
    open(folder.path()).rewrite(|kind, _, _| kind != Kind::Person).unwrap();
    let known = |store: &Store| store.people().unwrap().with_email("zora.quist@example.org").len();
    let store = open(folder.path());
    assert_eq!(known(&store), 0);
    assert!(store.profile(&made.source, &judge).is_some());
    store.close();
    assert_eq!(known(&open(folder.path())), 1);
}

#[test]
fn a_store_takes_no_more_room_when_nothing_of_it_goes_but_what_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let (judge, made) = all_made();
    let store = open(folder.path());
    made.iter().for_each(|made| keep(&store, &judge, made));
    store.close();
    let rewritten = open(folder.path()).rewrite(|_, _, _| true).unwrap();
    assert!(rewritten.bytes_after <= rewritten.bytes_before, "{rewritten:?}");
    let path = folder.path().join(folder::DATABASE);
    assert_eq!(rewritten.bytes_after, fs::metadata(path).unwrap().len());
}
