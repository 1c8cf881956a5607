//! Tests that forgotten and pruned records leave no byte in the directory.

use std::collections::BTreeSet;
use std::fs;

use super::*;

/// True if any file in `folder` holds `words`, in UTF-8 or UTF-16.
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
    let verdict_key = VerdictKey::new(engine.catalog());
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
            keep(&store, &verdict_key, &made);
            let (profile, assessment) = made.judged.as_ref().unwrap();
            store.keep_assessment(
                &made.source,
                &verdict_key,
                DAY.checked_add(jiff::Span::new().days(round)).unwrap(),
                assessment,
            );
            assert_eq!(profile.contact.emails.len(), 1);
            store.keep_location(&FileSnapshot::of(&path, false).unwrap(), name, made.source.content);
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
    assert_eq!(people.with_id("zora.txt").into_values().collect::<Vec<_>>(), [BTreeSet::from([(String::new(), zora)])]);
    let group = people.same_person(&BTreeSet::from([zora]));
    assert_eq!(group.iter().map(|found| found.paths.len()).collect::<Vec<_>>(), [1, 1]);
    let rewritten = store.forget(&group.iter().map(|found| found.content).collect()).unwrap();
    assert_eq!(rewritten.removed, 10);
    drop(store);
    for words in ["zora", "quist", "gyroscopes", "theodolites"] {
        assert!(!holds(folder.path(), words), "{words} is still there");
    }
    let hash = zora.0;
    let bytes = fs::read(folder.path().join(directory::DATABASE)).unwrap();
    assert!(memchr::memmem::find(&bytes, &hash).is_none());
    let store = open(folder.path());
    assert!(store.document(&ben.source).is_some() && store.profile(&ben.source, &verdict_key).is_some());
    assert_eq!(store.close(), Troubles::default());
}

#[test]
fn pruning_removes_what_nobody_asks_for() {
    let (files, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let verdict_key = VerdictKey::new(engine.catalog());
    let store = open(folder.path());
    for name in ["ana.txt", "ben.txt"] {
        let path = files.path().join(name);
        fs::write(&path, format!("{name} sold pens to key accounts")).unwrap();
        let made = made(&engine, &fs::read(&path).unwrap(), name);
        keep(&store, &verdict_key, &made);
        store.keep_location(&FileSnapshot::of(&path, false).unwrap(), name, made.source.content);
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
fn whose_a_profile_is_is_known_again_when_it_comes_from_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let verdict_key = VerdictKey::new(engine.catalog());
    let made = made(&engine, b"Zora Quist\nzora.quist@example.org\n\nSold gyroscopes\n", "zora.txt");
    let store = open(folder.path());
    keep(&store, &verdict_key, &made);
    store.close();
    open(folder.path()).rewrite(|table, _, _| table != Table::Persons).unwrap();
    let known = |store: &Store| store.people().unwrap().with_email("zora.quist@example.org").len();
    let store = open(folder.path());
    assert_eq!(known(&store), 0);
    assert!(store.profile(&made.source, &verdict_key).is_some());
    store.close();
    assert_eq!(known(&open(folder.path())), 1);
}

#[test]
fn a_store_takes_no_more_room_when_nothing_of_it_goes_but_what_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let (verdict_key, made) = all_made();
    let store = open(folder.path());
    made.iter().for_each(|made| keep(&store, &verdict_key, made));
    store.close();
    let rewritten = open(folder.path()).rewrite(|_, _, _| true).unwrap();
    assert!(rewritten.bytes_after <= rewritten.bytes_before, "{rewritten:?}");
    let path = folder.path().join(directory::DATABASE);
    assert_eq!(rewritten.bytes_after, fs::metadata(path).unwrap().len());
}
