//! Tests of writing, reopening and damaging an index.
#![allow(clippy::unwrap_used)]

mod forgetting;
mod queries;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::{Known, Query, Recogniser, ResumeFile, ResumeIndex, Writer};
use crate::catalog::Catalog;
use crate::pool::{Fault, Fingerprint, Lock};
use rolefit_document::Problem;
use rolefit_ingest::{Limits, read};

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

/// Indexes these files, with paths below `/pool`.
fn index(folder: &Path, files: &[(&str, &str)]) -> usize {
    let mut writer = writer(folder);
    let snapshot = writer.snapshot();
    for (name, text) in files {
        let (file, entry) = seen(&snapshot, name, text);
        writer.put(&file, entry).unwrap();
    }
    writer.finish().unwrap()
}

fn writer(folder: &Path) -> Writer<'static> {
    Writer::open(folder, lock(folder), &RECOGNISER).unwrap()
}

fn lock(folder: &Path) -> Lock {
    Lock::try_take(folder).unwrap().unwrap()
}

fn seen(snapshot: &super::IndexSnapshot, name: &str, text: &str) -> (ResumeFile, super::PreparedResume) {
    let document = read(text.as_bytes(), Some(name), &Limits::default()).unwrap();
    let file = ResumeFile::new(name, &format!("/pool/{name}"), &document.content);
    let entry = snapshot.prepare(&file, document);
    (file, entry)
}

fn pool() -> (TempDir, ResumeIndex) {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(index(folder.path(), &[ANA, BEN, CLEO]), 3);
    let pool = ResumeIndex::open(folder.path()).unwrap();
    (folder, pool)
}

/// The names of the files that match, without extension, in order.
fn found(pool: &ResumeIndex, query: &str) -> String {
    let hits = pool.search(&Query::parse(query).unwrap(), DAY).unwrap();
    let mut names: Vec<String> =
        hits.iter().map(|hit| pool.resume(hit).unwrap().location.id.trim_end_matches(".txt").to_owned()).collect();
    names.sort();
    names.join(" ")
}

#[test]
fn what_is_known_is_not_read_again() {
    let (folder, _) = pool();
    let mut writer = writer(folder.path());
    let snapshot = writer.snapshot();
    let document = read(ANA.1.as_bytes(), Some("ana.txt"), &Limits::default()).unwrap();
    let here = ResumeFile::new("ana.txt", "/pool/ana.txt", &document.content);
    assert_eq!(snapshot.known(&here), Known::Whole);
    assert!(snapshot.has_location(&here));
    let moved = ResumeFile::new("ana.txt", "/pool/archive/ana.txt", &document.content);
    assert_eq!(snapshot.known(&moved), Known::Text(Box::new(document.clone())));
    assert!(!snapshot.has_location(&moved));
    let changed = ResumeFile::new("ana.txt", "/pool/ana.txt", "blake3:00");
    assert_eq!(snapshot.known(&changed), Known::Nothing);
    // Moved: in the new place, and gone from the old one with all that was not seen.
    let entry = snapshot.prepare(&moved, document);
    writer.put(&moved, entry).unwrap();
    assert_eq!(writer.remove_unseen("/poo").unwrap(), 0);
    assert_eq!(writer.remove_unseen("/pool").unwrap(), 3);
    assert_eq!(writer.finish().unwrap(), 1);
    let pool = ResumeIndex::open(folder.path()).unwrap();
    let hits = pool.search(&Query::parse("sfdc").unwrap(), DAY).unwrap();
    assert_eq!(pool.resume(&hits[0]).unwrap().location.path(), "/pool/archive/ana.txt");
}

#[test]
fn what_was_cut_short_by_chance_is_found_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = writer(folder.path());
    let mut document = read(ANA.1.as_bytes(), Some("ana.txt"), &Limits::default()).unwrap();
    let code = rolefit_document::ProblemCode::Crashed;
    document.problem = Some(Problem { code, message: "cut".into(), remedy: "wait".into(), page: None });
    let file = ResumeFile::new("ana.txt", "/pool/ana.txt", &document.content);
    let entry = open.snapshot().prepare(&file, document);
    open.put(&file, entry).unwrap();
    open.finish().unwrap();
    assert_eq!(found(&ResumeIndex::open(folder.path()).unwrap(), "sfdc"), "ana");
    let open = writer(folder.path());
    let snapshot = open.snapshot();
    assert!(snapshot.has_location(&file));
    assert_eq!(snapshot.known(&file), Known::Nothing);
}

#[test]
fn what_was_not_finished_leaves_the_index_as_it_was() {
    let (folder, _) = pool();
    let mut writer = writer(folder.path());
    let snapshot = writer.snapshot();
    let (file, entry) = seen(&snapshot, "dan.txt", "Dan sold pens");
    writer.put(&file, entry).unwrap();
    writer.remove_unseen("/pool").unwrap();
    drop(writer);
    assert_eq!(found(&ResumeIndex::open(folder.path()).unwrap(), "pens OR accounts"), "ana ben cleo");
}

#[test]
fn a_search_goes_on_while_the_index_is_written_and_one_writer_waits_for_another() {
    let (folder, pool) = pool();
    let writer = writer(folder.path());
    assert!(Lock::try_take(folder.path()).unwrap().is_none());
    assert_eq!(found(&pool, "pens"), "cleo");
    assert_eq!(found(&ResumeIndex::open(folder.path()).unwrap(), "pens"), "cleo");
    drop(writer);
    assert!(Lock::try_take(folder.path()).unwrap().is_some());
}

fn fault(folder: &Path) -> Option<Fault> {
    ResumeIndex::open(folder).err()
}

#[test]
fn damage_is_seen_wherever_it_is_and_mended_by_indexing() {
    assert_eq!(fault(tempfile::tempdir().unwrap().path()), Some(Fault::Missing));
    let (folder, _) = pool();
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let mut damaged = 0;
    for file in files.iter().filter(|file| !file.ends_with(crate::pool::lock::LOCK) && !file.ends_with("looks")) {
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
            // A search does not read Tantivy's own list of files.
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
    assert_eq!(writer.rebuilt(), Some(&Fault::Damaged));
    assert_eq!(writer.finish().unwrap(), 0);
    assert_eq!(index(folder.path(), &[ANA]), 1);
    assert_eq!(found(&ResumeIndex::open(folder.path()).unwrap(), "accounts"), "ana");
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
