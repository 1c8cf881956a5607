//! Tests that a forgotten or pruned resume leaves no byte in the directory.

use std::collections::BTreeSet;

use tantivy::{IndexWriter, TantivyDocument};

use super::super::schema::schema;
use super::super::writer::WRITER_BYTES;
use super::super::{Forgotten, PreparedResume, Resume, contacts, fingerprints, forget, prune, sweep, verify};
use super::*;
use crate::pool::ContentHash;

/// True if any file of the folder holds `words`, in upper or lower case.
fn holds(folder: &Path, words: &str) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    let words = words.to_ascii_lowercase();
    files.into_iter().any(|bytes| {
        let bytes = bytes.to_ascii_lowercase();
        memchr::memmem::find(&bytes, words.as_bytes()).is_some()
    })
}

#[test]
fn no_byte_of_the_forgotten_is_left_in_the_folder() {
    let (folder, pool) = pool();
    let hits = pool.search(&Query::parse("zephyrine").unwrap(), DAY).unwrap();
    let Resume { document, .. } = pool.resume(&hits[0]).unwrap();
    // An older text from the same place. It is deleted, but its bytes stay in the segment of its neighbour.
    index(folder.path(), &[("dan.txt", "Dan Quillfeather sold Zephyrine pens"), ("eve.txt", "Eve sold paper")]);
    index(folder.path(), &[("dan.txt", "Dan sold ink")]);
    drop(pool);
    for words in ["zephyrin", "quillfeath", "cleo"] {
        assert!(holds(folder.path(), words), "{words} should be there before");
    }
    let contents = BTreeSet::from([ContentHash::parse(&document.content).unwrap()]);
    assert_eq!(removed(forget(folder.path(), lock(folder.path()), &contents)), (1, 4));
    for words in ["zephyrin", "quillfeath", "cleo", "consult", document.content.trim_start_matches("blake3:")] {
        assert!(!holds(folder.path(), words), "{words} is left");
    }
    assert_eq!(found(&ResumeIndex::open(folder.path()).unwrap(), "NOT xyz"), "ana ben dan eve");
    assert_eq!(removed(forget(folder.path(), lock(folder.path()), &contents)), (0, 4));
}

/// The numbers of resumes that were removed and kept.
fn removed(forgotten: Result<Forgotten, Fault>) -> (usize, usize) {
    let Ok(Forgotten::Resumes(rewritten)) = forgotten else { unreachable!("{forgotten:?}") };
    (rewritten.removed, rewritten.kept)
}

#[test]
fn pruning_drops_whose_file_is_gone_and_what_is_nowhere_any_more() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = |name: &str| files.path().join(name);
    let mut writer = writer(folder.path());
    let snapshot = writer.snapshot();
    for (name, text) in
        [("gone.txt", "Ana sold quills"), ("edited.txt", "Ben sold astrolabes"), ("kept.txt", "Cleo sold pens")]
    {
        fs::write(file(name), text).unwrap();
        let document = read(text.as_bytes(), Some(name), &Limits::default()).unwrap();
        let fingerprint = Fingerprint::of_file(&file(name));
        let file = ResumeFile { fingerprint, ..ResumeFile::new(name, file(name).to_str().unwrap(), &document.content) };
        let entry = snapshot.prepare(&file, document);
        writer.put(&file, entry).unwrap();
    }
    writer.finish().unwrap();
    fs::remove_file(file("gone.txt")).unwrap();
    fs::write(file("edited.txt"), "Ben sold nothing").unwrap();
    let pruned = |contents: &[ContentHash]| {
        let contents = contents.iter().copied().collect();
        removed(prune(folder.path(), lock(folder.path()), &contents))
    };
    assert_eq!(pruned(&[]), (1, 2));
    assert!(!holds(folder.path(), "quill") && holds(folder.path(), "astrolab"));
    let all = ["Ben sold astrolabes", "Cleo sold pens"].map(|text| ContentHash::of(text.as_bytes()));
    assert_eq!(pruned(&all), (1, 1));
    assert!(!holds(folder.path(), "astrolab") && holds(folder.path(), "cleo"));
}

/// Writes a resume that is never committed, and a temporary file.
fn leave_as_if_killed(folder: &Path) {
    let index = super::super::directory::open(folder).unwrap();
    let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, WRITER_BYTES).unwrap();
    let mut document = TantivyDocument::default();
    document.add_bytes(schema().1.resume, b"Nora Quill sold heliographs");
    document.add_text(schema().1.text, "Nora Quill sold heliographs");
    writer.add_document(document).unwrap();
    drop(writer.prepare_commit().unwrap());
    fs::write(folder.join(".tmpA1b2C3"), "[]").unwrap();
}

#[test]
fn what_a_killed_run_left_is_swept_away_by_whoever_holds_the_lock() {
    type Work = fn(&Path) -> Result<(), Fault>;
    let works: [Work; 3] = [
        |folder| sweep(folder, lock(folder)),
        |folder| verify(folder, lock(folder)).map(drop),
        |folder| forget(folder, lock(folder), &BTreeSet::new()).map(drop),
    ];
    for work in works {
        let (folder, pool) = pool();
        drop(pool);
        leave_as_if_killed(folder.path());
        assert!(holds(folder.path(), "heliograph"));
        work(folder.path()).unwrap();
        assert!(!holds(folder.path(), "heliograph"));
        assert!(!folder.path().join(".tmpA1b2C3").exists());
        assert_eq!(found(&ResumeIndex::open(folder.path()).unwrap(), "NOT xyz"), "ana ben cleo");
        assert!(fingerprints::hold(folder.path()));
    }
}

#[test]
fn sweeping_leaves_a_note_true_that_was_and_other_files_alone() {
    let (folder, _) = pool();
    let segment = folder.path().join("0123456789abcdef0123456789abcdef.store");
    fs::write(&segment, "Nora").unwrap();
    fs::write(folder.path().join("notes.txt"), "Nora").unwrap();
    fingerprints::record(folder.path()).unwrap();
    sweep(folder.path(), lock(folder.path())).unwrap();
    assert!(!segment.exists() && folder.path().join("notes.txt").exists());
    assert!(fingerprints::hold(folder.path()));
}

#[test]
fn by_a_list_that_somebody_changed_nothing_is_swept_away() {
    let (folder, pool) = pool();
    drop(pool);
    let count = || fs::read_dir(folder.path()).unwrap().count();
    let (before, meta) = (count(), folder.path().join("meta.json"));
    let mut list: serde_json::Value = serde_json::from_slice(&fs::read(&meta).unwrap()).unwrap();
    list["segments"] = serde_json::json!([]);
    fs::write(&meta, list.to_string()).unwrap();
    assert_eq!(sweep(folder.path(), lock(folder.path())), Err(Fault::Damaged));
    assert_eq!(count(), before);
}

#[test]
fn of_a_damaged_index_nothing_is_left_to_forget() {
    let (folder, _) = pool();
    fs::remove_file(folder.path().join("meta.json")).unwrap();
    assert_eq!(
        forget(folder.path(), lock(folder.path()), &BTreeSet::new()),
        Ok(Forgotten::Everything("the index is damaged".into()))
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(forget(folder.path(), lock(folder.path()), &BTreeSet::new()), Err(Fault::Missing));
}

#[test]
fn an_index_of_another_version_is_said_to_be_and_nothing_of_it_is_left_to_forget() {
    let folder = tempfile::tempdir().unwrap();
    let (mut open, fields) = (writer(folder.path()), schema().1);
    let file = ResumeFile::new("ana.txt", "/pool/ana.txt", "blake3:00");
    let mut other = tantivy::TantivyDocument::default();
    other.add_bytes(fields.resume, br#"{"id":"ana.txt","shape":"another"}"#);
    other.add_text(fields.text, "Zephyrine");
    open.put(&file, PreparedResume(other)).unwrap();
    open.finish().unwrap();
    let pool = ResumeIndex::open(folder.path()).unwrap();
    let hits = pool.search(&Query::parse("zephyrine").unwrap(), DAY).unwrap();
    assert_eq!(pool.resume(&hits[0]), Err(Fault::Outdated));
    assert_eq!(verify(folder.path(), lock(folder.path())), Err(Fault::Outdated));
    assert_eq!(contacts(folder.path(), &Catalog::embedded().unwrap()), Err(Fault::Outdated));
    drop(pool);
    let everything = Forgotten::Everything("the index was written by another version of rolefit".into());
    assert_eq!(forget(folder.path(), lock(folder.path()), &BTreeSet::new()), Ok(everything));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_index_of_another_shape_is_begun_anew_when_it_is_opened() {
    let (folder, pool) = pool();
    drop(pool);
    let meta = folder.path().join("meta.json");
    let list = fs::read_to_string(&meta).unwrap();
    assert!(list.contains("\"resume-"));
    fs::write(&meta, list.replace("\"resume-", "\"resume-0")).unwrap();
    assert_eq!(ResumeIndex::open(folder.path()).err(), Some(Fault::Outdated));
    let writer = writer(folder.path());
    assert_eq!(writer.rebuilt(), Some(&Fault::Outdated));
    assert_eq!(writer.finish(), Ok(0));
}
