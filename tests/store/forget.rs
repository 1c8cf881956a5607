//! Forgets and prunes with the binary, from the store and the search index beside it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

#[test]
fn a_person_is_forgotten_with_all_their_files_once_that_is_said() {
    let (_folder, store, files) = persons();
    rank(&[&files], &["--store", &store]);
    let indexed = rolefit(&["index", &files, "--store", &store]).output().unwrap();
    assert_eq!(indexed.status.code(), Some(0), "{}", errors(&indexed));
    let held = |word: &str| holds(&store, word);
    let found = |word: &str| {
        let output = rolefit(&["search", word, "--store", &store, "--format", "csv"]).output().unwrap();
        String::from_utf8_lossy(&output.stdout).lines().count() - 1
    };
    assert_eq!((found("gyroscopes"), found("otto")), (1, 1));
    let forget = |args: &[&str]| rolefit(&[&["store", "forget", "--store", &store], args].concat()).output().unwrap();
    let words = ["quist", "gyroscopes", "theodolites", "one.txt", "two.txt"];
    assert!(words.iter().all(|word| held(word)));

    let unknown = forget(&["nobody.pdf"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(errors(&unknown).contains("the store has no entry for nobody.pdf"));
    let asked = forget(&["one.txt"]);
    assert_eq!(asked.status.code(), Some(2));
    assert!(errors(&asked).contains("two.txt") && errors(&asked).contains("--group"), "{}", errors(&asked));
    assert!(words.iter().all(|word| held(word)), "nothing is forgotten before it is said which");

    let forgotten = forget(&["zora.quist@example.org", "--group"]);
    assert_eq!(forgotten.status.code(), Some(0), "{}", errors(&forgotten));
    for word in words {
        assert!(!held(word), "{word} is still there");
    }
    assert!(held("otto.pratt@example.org"));
    assert_eq!((found("gyroscopes"), found("otto")), (0, 1));
}

#[test]
fn an_e_mail_address_of_several_files_lists_them_and_one_of_a_single_file_is_forgotten_at_once() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    for more in [&[][..], &["--only"]] {
        let asked = run(&[&["store", "forget", "zora.quist@example.org", "--store", &store], more].concat(), 2);
        assert!(["one.txt", "two.txt", "--group", "--only"].iter().all(|word| asked.contains(word)), "{asked}");
        assert!(!asked.contains("otto.txt"), "{asked}");
    }
    assert!(holds(&store, "gyroscop") && holds(&store, "theodolit"));
    run(&["store", "forget", "otto.pratt@example.org", "--store", &store], 0);
    assert!(!holds(&store, "pratt") && !holds(&store, "otto.txt"));
    run(&["store", "forget", "zora.quist@example.org", "--group", "--store", &store], 0);
    assert!(!holds(&store, "quist"));
}

#[test]
fn what_only_the_search_index_holds_is_forgotten_by_contact_and_by_path() {
    let (_folder, store, files) = persons();
    run(&["index", &files, "--store", &store], 0);
    for loss in ["", "store.redb"] {
        if !loss.is_empty() {
            fs::remove_file(Path::new(&store).join(loss)).unwrap();
        }
        let asked = run(&["store", "forget", "two.txt", "--store", &store], 2);
        assert!(asked.contains("one.txt") && asked.contains("--group"), "{asked}");
    }
    let forgotten = run(&["store", "forget", "zora.quist@example.org", "--group", "--store", &store], 0);
    assert!(forgotten.contains("search index: 2 resumes removed"), "{forgotten}");
    assert!(["quist", "gyroscop", "theodolit", "one.txt"].iter().all(|word| !holds(&store, word)));
    // The index compresses its words, so the bytes of a word are not in its files; only a search finds it.
    assert!(run(&["search", "pratt", "--store", &store, "--format", "csv"], 0).contains("otto.txt"));
    let otto = format!("{files}/otto.txt");
    run(&["store", "forget", &otto, "--store", &store], 0);
    assert!(!holds(&store, "otto.txt") && !holds(&store, "pratt"));
}

#[test]
fn what_was_pruned_from_the_store_or_begun_anew_is_forgotten_all_the_same() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    run(&["store", "prune", "--store", &store], 0);
    let forgotten = run(&["store", "forget", "zora.quist@example.org", "--group", "--store", &store], 0);
    assert!(forgotten.contains("search index: 2 resumes removed, 1 left"), "{forgotten}");
    assert!(!["quist", "gyroscop", "theodolit"].iter().any(|word| holds(&store, word)));
    // A person whom only the rebuilt store knows.
    fs::write(Path::new(&store).join("store.redb"), "damaged").unwrap();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    let forgotten = run(&["store", "forget", "one.txt", "--group", "--store", &store], 0);
    assert!(forgotten.contains("two.txt") && !holds(&store, "quist"), "{forgotten}");
}

#[test]
fn what_the_store_lost_is_forgotten_in_the_search_index() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    fs::write(Path::new(&store).join("store.redb"), "damaged").unwrap();
    let content = format!("blake3:{}", blake3::hash(&fs::read(format!("{files}/one.txt")).unwrap()).to_hex());
    run(&["store", "forget", &content, "--only", "--store", &store], 0);
    assert!(!holds(&store, "gyroscop") && holds(&store, "theodolit"));
}

#[test]
fn what_stood_at_a_path_when_it_was_indexed_is_forgotten_by_that_path() {
    let (_folder, store, files) = persons();
    let one = format!("{files}/one.txt");
    for name in [&one, "one.txt"] {
        fs::write(&one, "Ada Brandt\n\nSold sextants\n").unwrap();
        run(&["index", &files, "--store", &store], 0);
        fs::write(&one, "Ada Brandt\n\nSold astrolabes\n").unwrap();
        run(&["rank", &files, "--store", &store, "--quiet"], 0);
        assert!(holds(&store, "sextant") && holds(&store, "astrolabe"));
        run(&["store", "forget", name, "--store", &store], 0);
        assert!(!holds(&store, "sextant") && !holds(&store, "astrolabe"), "{name}");
    }
}

#[test]
fn a_file_is_forgotten_with_what_stood_in_its_place_before() {
    let (_folder, store, files) = persons();
    let one = format!("{files}/one.txt");
    let texts = [
        "Ada Brandt\nada@example.org\n\nSold sextants\n",
        "A. Brandt\n\nSold astrolabes\n",
        "Ada Brandt\nada@example.org\n\nSold quadrants\n",
    ];
    let words = ["sextant", "astrolabe", "quadrant"];
    for named_by in [&one, "one.txt", "ada@example.org"] {
        for text in texts {
            fs::write(&one, text).unwrap();
            run(&["rank", &files, "--store", &store, "--quiet"], 0);
        }
        assert!(words.iter().all(|word| holds(&store, word)));
        let more: &[&str] = if named_by.contains('@') { &[] } else { &["--only"] };
        assert_eq!(forgotten(&store, &[&[named_by], more].concat()).len(), 3, "{named_by}");
        assert!(!words.iter().any(|word| holds(&store, word)), "{named_by}");
        assert!(holds(&store, "theodolite"));
    }
    // Older versions of a file are pruned like files that are gone.
    for text in texts {
        fs::write(&one, text).unwrap();
        run(&["rank", &files, "--store", &store, "--quiet"], 0);
    }
    run(&["store", "prune", "--store", &store], 0);
    assert!(!holds(&store, "sextant") && !holds(&store, "astrolabe") && holds(&store, "quadrant"));
}

#[test]
fn a_file_in_whose_place_another_person_s_was_put_is_not_forgotten_unasked() {
    let (_folder, store, files) = persons();
    let latest = format!("{files}/latest.txt");
    fs::write(&latest, "Ada Brandt\nada@example.org\n\nSold sextants\n").unwrap();
    run(&["index", &files, "--store", &store], 0);
    // Zora's file is known from its earlier place.
    fs::copy(format!("{files}/one.txt"), &latest).unwrap();
    for name in [&latest, "latest.txt"] {
        for more in [&[][..], &["--group"], &["--only"]] {
            let refused = run(&[&["store", "forget", name, "--store", &store], more].concat(), 2);
            assert!(refused.contains("has belonged to several persons"), "{refused}");
            assert_eq!(refused.matches("  blake3:").count(), 2, "{refused}");
        }
        run(&["rank", &files, "--store", &store, "--quiet"], 0);
    }
    run(&["store", "forget", "ada@example.org", "--store", &store], 0);
    assert!(!holds(&store, "sextant") && holds(&store, "theodolite"));
    assert!(run(&["store", "forget", &latest, "--store", &store], 2).contains("belong to one person"));
}

#[test]
fn an_address_that_persons_of_several_names_share_forgets_nobody_and_a_file_only_its_own_person() {
    let (_folder, store, files) = persons();
    let shared = "Max Reed\nzora.quist@example.org\n\nExperience\n\nBaker\n2018 - 2021\n- Sold sextants\n";
    fs::write(format!("{files}/max.txt"), shared).unwrap();
    let named = "Ada Brandt\nada@example.org\nSent by Zora Quist (zora.quist@example.org)\n\nSold quadrants\n";
    fs::write(format!("{files}/ada.txt"), named).unwrap();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    for more in [&[][..], &["--group"], &["--only"]] {
        let refused = run(&[&["store", "forget", "zora.quist@example.org", "--store", &store], more].concat(), 2);
        assert!(refused.contains("several persons") && refused.contains("max.txt"), "{refused}");
        assert!(!refused.contains("ada.txt"), "{refused}");
    }
    run(&["store", "forget", "one.txt", "--group", "--store", &store], 0);
    assert!(!holds(&store, "gyroscope") && !holds(&store, "theodolite"));
    assert!(holds(&store, "sextant") && holds(&store, "quadrant"));
}

#[test]
fn a_damaged_search_index_is_removed_whole_and_that_is_said() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    fs::write(Path::new(&store).join("search/meta.json"), "damaged").unwrap();
    let unknown = run(&["store", "forget", "nobody.pdf", "--store", &store], 1);
    assert!(unknown.contains("the index is damaged; persons who are only in the index are not found"), "{unknown}");
    let forgotten = run(&["store", "forget", "zora.quist@example.org", "--group", "--store", &store], 0);
    assert!(forgotten.contains("the index is damaged, so it was removed completely"), "{forgotten}");
    assert!(!holds(&store, "quist"));
}

#[test]
fn pruning_drops_files_that_are_gone_from_the_search_index_too_and_says_how_much_room_that_gave() {
    let (_folder, store, files) = persons();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    run(&["index", &files, "--store", &store], 0);
    fs::remove_file(format!("{files}/one.txt")).unwrap();
    fs::write(format!("{files}/two.txt"), "Zora Quist\n\nSold sextants\n").unwrap();
    run(&["rank", &files, "--store", &store, "--quiet"], 0);
    let length = || fs::metadata(Path::new(&store).join("store.redb")).unwrap().len();
    let before = length();
    let pruned = run(&["store", "prune", "--store", &store], 0);
    assert!(pruned.contains(&format!("left; {before} bytes before, {} now", length())), "{pruned}");
    assert!(pruned.contains("search index: 2 resumes removed, 1 left; "), "{pruned}");
    assert!(["one.txt", "gyroscop", "theodolit"].iter().all(|word| !holds(&store, word)));
    let found = run(&["search", "gyroscopes OR theodolites OR pratt", "--store", &store, "--format", "csv"], 0);
    assert!(found.contains("otto.txt") && found.contains("1 resume of 1 matches"), "{found}");

    // An index without a store is pruned too.
    fs::remove_file(Path::new(&store).join("store.redb")).unwrap();
    fs::remove_file(format!("{files}/otto.txt")).unwrap();
    let pruned = run(&["store", "prune", "--store", &store, "--format", "json"], 0);
    let pruned: serde_json::Value = serde_json::from_str(&pruned).unwrap();
    assert!(pruned["store"].is_null() && pruned["search"]["resumes"]["removed"] == 1, "{pruned}");
}

/// Two folders with files of the same id, with unusual names, and in an archive.
fn oddly_named() -> (TempDir, String, Vec<String>) {
    let (folder, store) = store();
    let root = folder.path().canonicalize().unwrap();
    let mut names: Vec<std::ffi::OsString> = vec!["a/cv.txt".into(), "b/cv.txt".into(), "a/100%\n\u{1b}x.txt".into()];
    #[cfg(unix)]
    for byte in [b'\xe8', b'\xe9'] {
        let name = [&b"a/caf"[..], &[byte], b".txt"].concat();
        names.push(std::os::unix::ffi::OsStringExt::from_vec(name));
    }
    ["a", "b"].map(|name| root.join(name)).iter().for_each(|path| fs::create_dir(path).unwrap());
    for (number, name) in names.iter().enumerate() {
        fs::write(root.join(name), format!("Quist the {number}.\n\nSold {number} gyroscopes\n")).unwrap();
    }
    fs::copy("fixtures/commands/packages/applications.zip", root.join("b/all.zip")).unwrap();
    let folders = ["a", "b"].map(|name| root.join(name).to_str().unwrap().to_owned());
    (folder, store, folders.into())
}

#[test]
fn whatever_outputs_call_a_candidate_it_is_forgotten_by() {
    let (_folder, store, folders) = oddly_named();
    let on_both = |command: &str| {
        let args = [command, &folders[0], &folders[1], "--store", &store, "--format", "jsonl", "--quiet"];
        String::from_utf8(rolefit(&args).output().unwrap().stdout).unwrap()
    };
    for command in ["rank", "index"] {
        let records = on_both("rank");
        if command == "index" {
            on_both("index");
            fs::remove_file(Path::new(&store).join("store.redb")).unwrap();
        }
        let records: Vec<serde_json::Value> = records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let records = records.iter().filter(|record| command == "rank" || record["status"] != "unreadable");
        let named = records.map(|record| ["id", "content"].map(|name| record["candidate"][name].as_str()));
        let named: Vec<[&str; 2]> = named.filter_map(|[id, content]| Some([id?, content?])).collect();
        let ids: Vec<&str> = named.iter().map(|[id, _]| *id).collect();
        assert!(["2:cv.txt", "cv.txt", "100%25%0A%1Bx.txt"].iter().all(|id| ids.contains(id)), "{ids:?}");
        assert!(cfg!(not(unix)) || ids.contains(&"caf%E9.txt"), "{ids:?}");
        let mut gone = Vec::new();
        for [id, content] in named {
            if !gone.contains(&content) {
                assert_eq!(forgotten(&store, &[id, "--only"]), [content], "{command} {id}");
                gone.push(content);
            }
        }
        assert!(!["gyroscop", "cv.txt", "all.zip", "quist"].iter().any(|word| holds(&store, word)));
    }
}

#[test]
fn a_package_is_forgotten_with_all_that_is_in_it_and_a_name_of_several_files_is_not() {
    let (_folder, store, folders) = oddly_named();
    for named_by in ["all.zip", &format!("{}/all.zip", folders[1]), "b/all.zip"] {
        for folder in &folders {
            rolefit(&["rank", folder, "--store", &store]).output().unwrap();
        }
        assert!(holds(&store, "all.zip/"));
        assert!(forgotten(&store, &[named_by, "--only"]).len() > 1, "{named_by}");
        assert!(!holds(&store, "all.zip"), "{named_by}");
    }
    // Both files had the id `cv.txt` in their runs, without a number in front.
    for name in ["cv.txt", "2:cv.txt"] {
        let several = run(&["store", "forget", name, "--store", &store], 2);
        assert!(several.contains(&format!("several files are named {name}")), "{several}");
    }
    assert!(run(&["store", "forget", "b", "--store", &store], 1).contains("the store has no entry for b"));
}

/// The content hashes of the forgotten files.
fn forgotten(store: &str, args: &[&str]) -> Vec<String> {
    let said = run(&[&["store", "forget"], args, &["--store", store, "--format", "json"]].concat(), 0);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let files = said["files"].as_array().unwrap().iter();
    files.map(|file| file["content"].as_str().unwrap().to_owned()).collect()
}
