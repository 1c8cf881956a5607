//! Tests of stores whose file was cut or changed, or whose process was killed.

use std::fs;

use super::*;

#[test]
fn no_flipped_bit_in_the_file_gives_a_wrong_record() {
    let folder = tempfile::tempdir().unwrap();
    let (verdict_key, mut made) = all_made();
    made.truncate(4);
    let store = open(folder.path());
    made.iter().for_each(|made| keep(&store, &verdict_key, made));
    store.close();
    let file = folder.path().join(directory::DATABASE);
    let whole = fs::read(&file).unwrap();
    let mut random = fastrand::Rng::with_seed(7);
    let mut troubled = 0;
    // Flips in free pages go unnoticed; most pages of so small a file are free.
    for round in 0..120 {
        let mut bytes = whole.clone();
        let (from, to) = if round % 2 == 0 { (0, 4096) } else { (0, bytes.len()) };
        let byte = random.usize(from..to);
        bytes[byte] ^= 1 << random.u8(0..8);
        fs::write(&file, &bytes).unwrap();
        // As if the disk had changed the bytes: the recorded fingerprint still holds.
        if round % 3 == 0 {
            directory::record_closed(folder.path()).unwrap();
        }
        let store = open(folder.path());
        let count = found(&store, &verdict_key, &made);
        made.iter().for_each(|made| keep(&store, &verdict_key, made));
        let troubles = store.close();
        assert_eq!(troubles.failure, None, "byte {byte}");
        let is_troubled = troubles.rebuilt.is_some() || troubles.records > 0;
        assert!(is_troubled || count == 12 || byte < 4096, "byte {byte}: {count} found, and nothing is said");
        troubled += usize::from(is_troubled);
        let store = open(folder.path());
        assert_eq!(found(&store, &verdict_key, &made), 12, "made anew after byte {byte}");
    }
    assert!(troubled > 10, "{troubled}");
}

#[test]
fn a_file_that_is_cut_or_something_else_is_begun_anew() {
    let (verdict_key, mut made) = all_made();
    made.truncate(2);
    for length in [0, 1, 100, 4096, 60_000] {
        for filling in [None, Some(0), Some(0xff)] {
            let folder = tempfile::tempdir().unwrap();
            let store = open(folder.path());
            made.iter().for_each(|made| keep(&store, &verdict_key, made));
            store.close();
            let file = folder.path().join(directory::DATABASE);
            let mut bytes = fs::read(&file).unwrap();
            assert!(bytes.len() > length, "nothing is cut off");
            bytes.truncate(length);
            bytes.iter_mut().for_each(|byte| *byte = filling.unwrap_or(*byte));
            fs::write(&file, &bytes).unwrap();
            let store = open(folder.path());
            assert_eq!(found(&store, &verdict_key, &made), 0);
            made.iter().for_each(|made| keep(&store, &verdict_key, made));
            let expected = Troubles { rebuilt: (length > 0).then_some(Fault::Damaged), ..Troubles::default() };
            assert_eq!(store.close(), expected, "{length} {filling:?}");
            assert_eq!(found(&open(folder.path()), &verdict_key, &made), 6);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_database_that_cannot_be_looked_at_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (verdict_key, made) = all_made();
    let file = folder.path().join(directory::DATABASE);
    // A link in a circle is one.
    std::os::unix::fs::symlink(&file, &file).unwrap();
    let store = open(folder.path());
    assert_eq!((found(&store, &verdict_key, &made), store.troubles().rebuilt), (0, None));
    let failure = store.close().failure;
    assert!(failure.as_ref().is_some_and(|why| why.contains("symbolic links")), "{failure:?}");
    assert!(fs::symlink_metadata(&file).is_ok(), "it is removed");
}

#[test]
fn a_database_of_another_layout_is_not_called_damaged() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).close();
    let file = folder.path().join(directory::DATABASE);
    let database = redb::Database::open(&file).unwrap();
    let transaction = database.begin_write().unwrap();
    let formats = redb::TableDefinition::<&str, &str>::new("format");
    transaction.open_table(formats).unwrap().insert("format", "rolefit.store/0").unwrap();
    transaction.commit().unwrap();
    drop(database);
    let troubles = open(folder.path()).close();
    assert_eq!(troubles, Troubles { rebuilt: Some(Fault::Outdated), ..Troubles::default() });
    assert_eq!(open(folder.path()).close(), Troubles::default());
}

#[test]
fn who_is_killed_loses_what_was_not_written_and_no_more() {
    let (folder, after_kill) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (verdict_key, mut made) = all_made();
    made.truncate(4);
    let store = open(folder.path());
    made.iter().take(2).for_each(|made| keep(&store, &verdict_key, made));
    store.close();
    let store = open(folder.path());
    // The folder as a killed process leaves it, with half of another rewriting in it.
    fs::copy(folder.path().join(directory::DATABASE), after_kill.path().join(directory::DATABASE)).unwrap();
    fs::write(after_kill.path().join(directory::NEW_DATABASE), "half").unwrap();
    drop(store);
    let store = open(after_kill.path());
    assert_eq!(found(&store, &verdict_key, &made), 6);
    assert_eq!(store.close(), Troubles::default());
    assert!(!after_kill.path().join(directory::NEW_DATABASE).exists());
}

#[test]
fn a_damaged_record_is_found_put_away_and_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (verdict_key, made) = all_made();
    let store = open(folder.path());
    keep(&store, &verdict_key, &made[0]);
    let key = made[0].source.document_key();
    let value = record::seal(Table::Documents, &key, &"something else").unwrap();
    let mut flipped = value.clone();
    flipped[20] ^= 1;
    store.writer.as_ref().unwrap().put(vec![Entry { table: Table::Documents, key, value: flipped }]);
    store.close();
    let store = open(folder.path());
    assert!(store.document(&made[0].source).is_none());
    assert_eq!(store.close(), Troubles { records: 1, ..Troubles::default() });
    let mut store = Store::open_checked(folder.path(), Lock::try_take(folder.path()).unwrap().unwrap());
    let rewritten = store.verify().unwrap();
    assert_eq!((rewritten.kept, rewritten.removed), (3, 1));
    drop(store);
    let mut store = open(folder.path());
    assert_eq!(store.verify().unwrap().removed, 0);
}
