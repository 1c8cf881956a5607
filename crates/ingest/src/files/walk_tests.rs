//! Tests of finding files.

#![allow(clippy::unwrap_used)]
use super::*;
use rolefit_document::ProblemCode;

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file).unwrap();
    }
    folder
}

fn ids(walk: &Walk) -> Vec<&str> {
    (0..walk.inputs.len()).filter_map(|number| walk.inputs.id(number)).collect()
}

#[test]
fn ids_are_paths_within_the_folder() {
    let folder = folder(&["sales/ana.pdf", "100%.txt", ".hidden/x.pdf", ".x.pdf", "photo.png", "b.DOCX"]);
    let walk = walk(&[folder.path().to_owned()]);
    assert_eq!(ids(&walk), ["100%25.txt", "b.DOCX", "sales/ana.pdf"]);
    let skipped: Vec<&str> = walk.skipped.files().iter().map(|file| file.name.as_str()).collect();
    assert_eq!(skipped, [".hidden", ".x.pdf", "photo.png"]);
    assert_eq!(walk.skipped.count(SkipReason::Hidden), 2);
    assert_eq!(walk.problems, []);
    assert_eq!(walk.inputs.get(0).unwrap().bytes().unwrap(), b"100%.txt");
    assert_eq!(walk.inputs.get(2).unwrap().bytes().unwrap(), b"sales/ana.pdf");
}

#[test]
fn state_files_among_resumes_are_ignored_and_the_resumes_are_found() {
    let segment = "search/0123456789abcdef0123456789abcdef.store";
    let kept = ["rolefit.lock", "store.redb", "store.redb.new", "closed", "search/rolefit.lock", segment];
    let index = ["search/meta.json", "search/.managed.json", "search/.tantivy-writer.lock", "search/looks"];
    let resumes = ["ana.pdf", "2026/ben.txt", "search/cleo.txt", "meta/meta.json"];
    let folder = folder(&[&kept[..], &index, &resumes].concat());
    fs::rename(folder.path().join("search"), folder.path().join("2026/search")).unwrap();
    for below in ["", "2026"] {
        fs::write(folder.path().join(below).join(state_files::LOCK), "").unwrap();
        let found = walk(&[folder.path().to_owned()]);
        assert_eq!(ids(&found), ["2026/ben.txt", "2026/search/cleo.txt", "ana.pdf", "meta/meta.json"]);
        assert_eq!(found.skipped, Skipped::default());
    }
    assert_eq!(ids(&walk(&[folder.path().join("2026/search")])), ["cleo.txt"]);
}

#[test]
fn a_file_reached_twice_is_listed_once_and_equal_names_get_different_ids() {
    let folder = folder(&["a/cv.pdf", "b/cv.pdf"]);
    let [a, b] = ["a/cv.pdf", "b/cv.pdf"].map(|file| folder.path().join(file));
    let walk = walk(&[a.clone(), b, a, folder.path().to_owned(), "-".into()]);
    assert_eq!(ids(&walk), ["-", "2:cv.pdf", "cv.pdf"]);
    assert_eq!(walk.inputs.get(1).unwrap().file_name(), Some("cv.pdf"));
}

#[test]
fn a_missing_path_is_no_candidate_and_is_named_as_it_was_typed() {
    let walk = walk(&["/nowhere/cv.pdf".into()]);
    assert!(walk.inputs.is_empty() && walk.problems.is_empty());
    assert_eq!(walk.missing[0].typed, "/nowhere/cv.pdf");
}

#[test]
fn a_kept_file_has_the_id_of_its_name_and_the_bytes_of_its_place() {
    let folder = folder(&["cv.pdf", "0", "1"]);
    let kept = |name: &str, place: &str| KeptFile { name: name.into(), path: folder.path().join(place) };
    let names = [("../../etc/cv.pdf", "0"), ("cv.pdf", "1"), (".x/cv.pdf", "1"), ("photo.png", "1")];
    let found = walk_with(&[folder.path().join("cv.pdf")], &names.map(|(name, place)| kept(name, place)));
    assert_eq!(ids(&found), ["3:cv.pdf", "cv.pdf", "etc/cv.pdf"]);
    let inputs: Vec<_> =
        found.inputs.iter().map(|it| (it.bytes().unwrap(), it.file_name().map(str::to_owned))).collect();
    assert_eq!(inputs[0], (b"1".to_vec(), Some("cv.pdf".into())));
    assert_eq!(inputs[2], (b"0".to_vec(), Some("cv.pdf".into())));
    assert_eq!((found.skipped.count(SkipReason::Hidden), found.skipped.total()), (1, 2));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_bytes_that_are_not_utf8_are_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::{ffi::OsStrExt, fs::symlink};
    let folder = folder(&["b.txt"]);
    symlink(folder.path(), folder.path().join("loop")).unwrap();
    fs::write(folder.path().join(OsStr::from_bytes(b"z\xe9.txt")), "").unwrap();
    let walk = walk(&[folder.path().to_owned()]);
    assert_eq!(ids(&walk), ["b.txt", "z%E9.txt"]);
    assert_eq!((walk.skipped.count(SkipReason::Link), walk.skipped.total()), (1, 1));
}

#[test]
fn files_are_sorted_by_id_and_not_by_directory() {
    let files = ["a/b.txt", "a.txt", "a-b.txt", "a0.txt", "Z.txt", "%.txt", "#.txt", "&.txt"];
    let walk = walk(&[folder(&files).path().to_owned()]);
    assert_eq!(ids(&walk), ["#.txt", "%25.txt", "&.txt", "Z.txt", "a-b.txt", "a.txt", "a/b.txt", "a0.txt"]);
}

#[test]
fn ten_thousand_files_are_soon_found() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..10_000 {
        fs::write(folder.path().join(format!("cv{number}.txt")), "").unwrap();
    }
    let start = std::time::Instant::now();
    assert_eq!(walk(&[folder.path().to_owned()]).inputs.len(), 10_000);
    // It takes a tenth of this. Longer would mean a step for every pair of files.
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

#[test]
fn a_resume_in_a_package_shares_no_id_with_a_file() {
    let folder = folder(&["a/all.zip/cv.txt", "b/all.zip"]);
    let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
    assert_eq!(ids(&walk(&[a.clone(), b.clone()])), ["2:all.zip", "all.zip/cv.txt"]);
    assert_eq!(ids(&walk(&[b, a])), ["2:all.zip/cv.txt", "all.zip"]);
}

#[cfg(unix)]
#[test]
fn pipes_in_folders_and_devices_are_never_opened() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let folder = folder(&["cv.txt"]);
    let pipe = folder.path().join("pipe.pdf");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
    let inside = walk(&[folder.path().to_owned()]);
    assert_eq!((ids(&inside), inside.skipped.count(SkipReason::Special)), (vec!["cv.txt"], 1));
    let given = walk(&[pipe, "/dev/null".into(), "/dev/stdin".into(), "-".into()]);
    let messages: Vec<_> = given.problems.iter().map(|(_, problem)| problem.message.as_str()).collect();
    assert_eq!(messages, ["a device, not a file"]);
    assert_eq!(ids(&given), ["-", "pipe.pdf"]);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_given_as_a_path_is_a_problem() {
    let folder = folder(&[]);
    let link = folder.path().join("loop.pdf");
    std::os::unix::fs::symlink(&link, &link).unwrap();
    assert_eq!(walk(&[link]).problems[0].1.code, ProblemCode::Io);
}
