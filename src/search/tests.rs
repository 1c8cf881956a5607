//! What an index finds, keeps and forgets.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::{Fault, Forgotten, Known, Lock, Pool, Query, Recogniser, Resume, Sighting, Writer, forget};
use crate::catalog::Catalog;
use crate::document::Problem;
use crate::ingest::{Limits, read};

static RECOGNISER: LazyLock<Recogniser> = LazyLock::new(|| Recogniser::new(&Catalog::embedded().unwrap()).unwrap());

const DAY: Date = date(2026, 11, 21);

const ANA: (&str, &str) = (
    "ana.txt",
    "Ana Keller\nana@example.com\n\nExperience\n\nKey Account Manager | March 2015 - July 2019\nAcme Ltd\n\
     - Managed forty major accounts in SFDC\n- Built C++ tools\n\nEducation\nBSc in Marketing, 2014\n\nLanguages\nFrench, English\n",
);
const BEN: (&str, &str) = (
    "ben.txt",
    "Ben Otto\n\nExperience\n\nBaker | January 2020 - Present\nCrumb and Crust Ltd\n- Baked loaves for retail, and kept accounts\n",
);
const CLEO: (&str, &str) = ("cleo.txt", "Cleo Lind\n\nSells company cars and quality pens. Zephyrine consulting.\n");

/// An index of these files, below `/pool`.
fn index(folder: &Path, files: &[(&str, &str)]) -> usize {
    let mut writer = writer(folder);
    let before = writer.before();
    for (name, text) in files {
        let (sighting, entry) = seen(&before, name, text);
        writer.put(&sighting, entry).unwrap();
    }
    writer.finish().unwrap()
}

fn writer(folder: &Path) -> Writer<'static> {
    Writer::open(folder, lock(folder), &RECOGNISER).unwrap()
}

fn lock(folder: &Path) -> Lock {
    Lock::try_take(folder).unwrap().unwrap()
}

fn seen(before: &super::Before, name: &str, text: &str) -> (Sighting, super::Entry) {
    let document = read(text.as_bytes(), Some(name), &Limits::default()).unwrap();
    let sighting = Sighting::of(name, &format!("/pool/{name}"), &document.content);
    let entry = before.entry(&sighting, document);
    (sighting, entry)
}

fn pool() -> (TempDir, Pool) {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(index(folder.path(), &[ANA, BEN, CLEO]), 3);
    let pool = Pool::open(folder.path()).unwrap();
    (folder, pool)
}

/// What answers, by the file's stem, in the order of names.
fn found(pool: &Pool, query: &str) -> String {
    let hits = pool.search(&Query::parse(query).unwrap(), DAY).unwrap();
    let mut names: Vec<String> =
        hits.iter().map(|hit| pool.resume(hit).unwrap().id.trim_end_matches(".txt").to_owned()).collect();
    names.sort();
    names.join(" ")
}

#[test]
fn boolean_strings_find_what_they_say() {
    let (_folder, pool) = pool();
    for (query, expected) in [
        ("accounts", "ana ben"),
        ("account NOT retail", "ana"),
        ("account -retail", "ana"),
        ("\"major account\" OR baking OR loaves", "ana ben"),
        ("\"account major\"", ""),
        ("NOT accounts", "cleo"),
        ("NOT accounts NOT pens", ""),
        ("retail OR NOT accounts", "ben cleo"),
        ("c++", "ana"),
        ("Managing", "ana"),
        ("baker AND NOT (pens OR cars)", "ben"),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
}

#[test]
fn open_words_find_stems_and_words_as_written() {
    let (_folder, pool) = pool();
    // Their stems are "manag", "compani" and "consult".
    for (query, expected) in [
        ("manage*", "ana"),
        ("manag*", "ana"),
        ("compan*", "cleo"),
        ("consultin*", "cleo"),
        ("c+*", "ana"),
        ("mango*", ""),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
}

#[test]
fn fields_look_into_facts() {
    let (_folder, pool) = pool();
    for (query, expected) in [
        ("title:\"key account manager\"", "ana"),
        ("title:(baker OR manager)", "ana ben"),
        ("title:retail", ""),
        ("tool:sfdc", "ana"),
        ("tool:crm", "ana"),
        ("degree:bachelor", "ana"),
        ("degree:marketing", "ana"),
        ("degree:master", ""),
        ("language:french", "ana"),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
}

#[test]
fn years_are_whole_and_grow_until_the_day_of_the_search() {
    let (_folder, pool) = pool();
    // Ana's are 4 (and 5 months), Ben's 6 (and 11), Cleo's are not known.
    for (query, expected) in [
        ("years:4", "ana"),
        ("years:>4", "ben"),
        ("years:>=4", "ana ben"),
        ("years:<=6", "ana ben"),
        ("years:<6", "ana"),
        ("years:5..6", "ben"),
        ("years:>6", ""),
        ("NOT years:>=0", "cleo"),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
    let in_2030 = pool.search(&Query::parse("years:>9").unwrap(), date(2030, 1, 1)).unwrap();
    assert_eq!(in_2030.len(), 1);
}

#[test]
fn hits_stand_in_an_order_that_the_layout_of_the_index_does_not_change() {
    let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let files: Vec<(String, String)> =
        (0..30).map(|n| (format!("{n}.txt"), format!("Sold pens, number {n}"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    index(one.path(), &files);
    for chunk in files.rchunks(7) {
        index(many.path(), chunk);
    }
    let order = |folder: &Path| -> Vec<String> {
        let pool = Pool::open(folder).unwrap();
        let hits = pool.search(&Query::parse("pens").unwrap(), DAY).unwrap();
        hits.iter().map(|hit| pool.resume(hit).unwrap().id).collect()
    };
    assert_eq!(order(one.path()).len(), 30);
    assert_eq!(order(one.path()), order(many.path()));
}

#[test]
fn what_is_known_is_not_read_again() {
    let (folder, _) = pool();
    let mut writer = writer(folder.path());
    let before = writer.before();
    let document = read(ANA.1.as_bytes(), Some("ana.txt"), &Limits::default()).unwrap();
    let here = Sighting::of("ana.txt", "/pool/ana.txt", &document.content);
    assert_eq!(before.known(&here), Known::Whole);
    assert!(before.knows_place(&here));
    let moved = Sighting::of("ana.txt", "/pool/archive/ana.txt", &document.content);
    assert_eq!(before.known(&moved), Known::Text(Box::new(document.clone())));
    assert!(!before.knows_place(&moved));
    let changed = Sighting::of("ana.txt", "/pool/ana.txt", "blake3:00");
    assert_eq!(before.known(&changed), Known::Nothing);
    // Moved: in the new place, and gone from the old one with all that was not seen.
    let entry = before.entry(&moved, document);
    writer.put(&moved, entry).unwrap();
    assert_eq!(writer.drop_unseen("/poo").unwrap(), 0);
    assert_eq!(writer.drop_unseen("/pool").unwrap(), 3);
    assert_eq!(writer.finish().unwrap(), 1);
    let pool = Pool::open(folder.path()).unwrap();
    let hits = pool.search(&Query::parse("sfdc").unwrap(), DAY).unwrap();
    assert_eq!(pool.resume(&hits[0]).unwrap().place, "/pool/archive/ana.txt");
}

#[test]
fn what_was_cut_short_by_chance_is_found_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = writer(folder.path());
    let mut document = read(ANA.1.as_bytes(), Some("ana.txt"), &Limits::default()).unwrap();
    let code = crate::document::ProblemCode::Crashed;
    document.problem = Some(Problem { code, message: "cut".into(), remedy: "wait".into(), page: None });
    let sighting = Sighting::of("ana.txt", "/pool/ana.txt", &document.content);
    let entry = open.before().entry(&sighting, document);
    open.put(&sighting, entry).unwrap();
    open.finish().unwrap();
    assert_eq!(found(&Pool::open(folder.path()).unwrap(), "sfdc"), "ana");
    let open = writer(folder.path());
    let before = open.before();
    assert!(before.knows_place(&sighting));
    assert_eq!(before.known(&sighting), Known::Nothing);
}

#[test]
fn what_was_not_finished_leaves_the_index_as_it_was() {
    let (folder, _) = pool();
    let mut writer = writer(folder.path());
    let before = writer.before();
    let (sighting, entry) = seen(&before, "dan.txt", "Dan sold pens");
    writer.put(&sighting, entry).unwrap();
    writer.drop_unseen("/pool").unwrap();
    drop(writer);
    assert_eq!(found(&Pool::open(folder.path()).unwrap(), "pens OR accounts"), "ana ben cleo");
}

#[test]
fn a_search_goes_on_while_the_index_is_written_and_one_writer_waits_for_another() {
    let (folder, pool) = pool();
    let writer = writer(folder.path());
    assert!(Lock::try_take(folder.path()).unwrap().is_none());
    assert_eq!(found(&pool, "pens"), "cleo");
    assert_eq!(found(&Pool::open(folder.path()).unwrap(), "pens"), "cleo");
    drop(writer);
    assert!(Lock::try_take(folder.path()).unwrap().is_some());
}

fn fault(folder: &Path) -> Option<Fault> {
    Pool::open(folder).err()
}

#[test]
fn damage_is_seen_wherever_it_is_and_mended_by_indexing() {
    assert_eq!(fault(tempfile::tempdir().unwrap().path()), Some(Fault::Missing));
    let (folder, _) = pool();
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let mut damaged = 0;
    for file in files.iter().filter(|file| !file.ends_with(crate::private::LOCK) && !file.ends_with("looks")) {
        let whole = fs::read(file).unwrap();
        if whole.is_empty() {
            continue;
        }
        for cut in [true, false] {
            let mut bytes = whole.clone();
            match cut {
                true => bytes.truncate(whole.len() / 2),
                false => bytes[whole.len() / 2] ^= 1,
            }
            fs::write(file, bytes).unwrap();
            // Tantivy's own list of files is no part of what is asked.
            if !file.ends_with(".managed.json") {
                assert_eq!(fault(folder.path()), Some(Fault::Damaged), "{} {cut}", file.display());
                damaged += 1;
            }
            fs::write(file, &whole).unwrap();
            assert_eq!(fault(folder.path()), None, "{}", file.display());
        }
    }
    assert!(damaged > 10, "{damaged}");
    fs::remove_file(folder.path().join("meta.json")).unwrap();
    assert_eq!(fault(folder.path()), Some(Fault::Damaged));
    let writer = writer(folder.path());
    assert_eq!(writer.was_unusable(), Some(&Fault::Damaged));
    assert_eq!(writer.finish().unwrap(), 0);
    assert_eq!(index(folder.path(), &[ANA]), 1);
    assert_eq!(found(&Pool::open(folder.path()).unwrap(), "accounts"), "ana");
}

/// Whether any file of the folder holds `words`, in any case.
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
    // An older text at the same place, dropped but not yet written away, because its neighbour stays.
    index(folder.path(), &[("dan.txt", "Dan Quillfeather sold Zephyrine pens"), ("eve.txt", "Eve sold paper")]);
    index(folder.path(), &[("dan.txt", "Dan sold ink")]);
    drop(pool);
    for words in ["zephyrin", "quillfeath", "cleo"] {
        assert!(holds(folder.path(), words), "{words} should be there before");
    }
    let contents = BTreeSet::from([document.content.clone()]);
    assert_eq!(removed(forget(folder.path(), lock(folder.path()), &contents)), (1, 4));
    for words in ["zephyrin", "quillfeath", "cleo", "consult", document.content.trim_start_matches("blake3:")] {
        assert!(!holds(folder.path(), words), "{words} is left");
    }
    assert_eq!(found(&Pool::open(folder.path()).unwrap(), "NOT xyz"), "ana ben dan eve");
    assert_eq!(removed(forget(folder.path(), lock(folder.path()), &contents)), (0, 4));
}

/// How many resumes were removed, and how many stay.
fn removed(forgotten: Result<Forgotten, Fault>) -> (usize, usize) {
    let Ok(Forgotten::Resumes(rewritten)) = forgotten else { unreachable!("{forgotten:?}") };
    (rewritten.removed, rewritten.kept)
}

#[test]
fn pruning_drops_whose_file_is_gone_and_what_is_nowhere_any_more() {
    let (folder, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = |name: &str| files.path().join(name);
    let mut writer = writer(folder.path());
    let before = writer.before();
    for (name, text) in
        [("gone.txt", "Ana sold quills"), ("edited.txt", "Ben sold astrolabes"), ("kept.txt", "Cleo sold pens")]
    {
        fs::write(file(name), text).unwrap();
        let document = read(text.as_bytes(), Some(name), &Limits::default()).unwrap();
        let stamp = super::stamp(&file(name));
        let sighting = Sighting { stamp, ..Sighting::of(name, file(name).to_str().unwrap(), &document.content) };
        let entry = before.entry(&sighting, document);
        writer.put(&sighting, entry).unwrap();
    }
    writer.finish().unwrap();
    fs::remove_file(file("gone.txt")).unwrap();
    fs::write(file("edited.txt"), "Ben sold nothing").unwrap();
    let prune = |contents: &[String]| {
        let contents = contents.iter().cloned().collect();
        removed(super::prune(folder.path(), lock(folder.path()), &contents))
    };
    assert_eq!(prune(&[]), (1, 2));
    assert!(!holds(folder.path(), "quill") && holds(folder.path(), "astrolab"));
    let all = ["Ben sold astrolabes", "Cleo sold pens"].map(|text| crate::document::content_of(text.as_bytes()));
    assert_eq!(prune(&all), (1, 1));
    assert!(!holds(folder.path(), "astrolab") && holds(folder.path(), "cleo"));
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
    let (mut open, fields) = (writer(folder.path()), super::schema::schema().1);
    let sighting = Sighting::of("ana.txt", "/pool/ana.txt", "blake3:00");
    let mut other = tantivy::TantivyDocument::default();
    other.add_bytes(fields.resume, br#"{"id":"ana.txt","shape":"another"}"#);
    other.add_text(fields.text, "Zephyrine");
    open.put(&sighting, super::Entry(other)).unwrap();
    open.finish().unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    let hits = pool.search(&Query::parse("zephyrine").unwrap(), DAY).unwrap();
    assert_eq!(pool.resume(&hits[0]), Err(Fault::Outdated));
    assert_eq!(super::verify(folder.path(), lock(folder.path())), Err(Fault::Outdated));
    assert_eq!(super::held(folder.path(), &Catalog::embedded().unwrap()), Err(Fault::Outdated));
    drop(pool);
    let everything = Forgotten::Everything("the index was made by another version of rolefit".into());
    assert_eq!(forget(folder.path(), lock(folder.path()), &BTreeSet::new()), Ok(everything));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn the_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("store/search");
    index(&inside, &[ANA]);
    assert_eq!(fs::metadata(inside).unwrap().permissions().mode() & 0o777, 0o700);
}
