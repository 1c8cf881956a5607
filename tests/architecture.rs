//! Holds ARCHITECTURE.md to the tree: one line a file, saying what the file itself says.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

const FOLDERS: [&str; 7] = ["benches", "corpus", "examples", "fuzz/fuzz_targets", "fuzz/src", "src", "tests"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What ARCHITECTURE.md says of each file, from its lines "- `path`: what".
fn listed() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("- `")?.split_once("`: "));
    lines.map(|(path, what)| (path.to_owned(), what.to_owned())).collect()
}

/// Every file of the listed folders; for a Rust file, the sentence that it opens with.
fn present() -> BTreeMap<String, Option<String>> {
    let entries = FOLDERS.iter().flat_map(|folder| WalkDir::new(root().join(folder))).filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let named = files.map(|file| {
        let path = file.path().strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let sentence = path.ends_with(".rs").then(|| opening(&fs::read_to_string(file.path()).unwrap()));
        (path, sentence)
    });
    // Recorded outputs of tests belong to the test beside them.
    named.filter(|(path, _)| !path.ends_with(".snap")).collect()
}

/// The first paragraph of a file's `//!` comment, on one line.
fn opening(source: &str) -> String {
    let comment = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    comment.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_file_has_one_line_and_every_line_its_file() {
    let (listed, present) = (listed(), present());
    let count = |path: &str| listed.iter().filter(|(known, _)| known == path).count();
    let mut wrong: Vec<String> = Vec::new();
    for (path, sentence) in present.iter().filter(|(path, _)| count(path) != 1) {
        let line = format!("- `{path}`: {}", sentence.as_deref().unwrap_or("…"));
        wrong.push(format!("listed {} times: {line}", count(path)));
    }
    let gone = listed.iter().filter(|(path, _)| !present.contains_key(path));
    wrong.extend(gone.map(|(path, _)| format!("no such file: {path}")));
    assert!(wrong.is_empty(), "ARCHITECTURE.md\n{}", wrong.join("\n"));
}

#[test]
fn a_line_stands_below_the_heading_of_its_folder() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (mut folder, mut wrong) = ("", Vec::new());
    for line in text.lines() {
        if line.starts_with('#') {
            // "### src/: the library and the binary"; other headings have no files below them.
            folder =
                line.strip_prefix("### ").and_then(|heading| heading.split_once(": ")).map_or("", |(path, _)| path);
        } else if let Some((path, _)) = line.strip_prefix("- `").and_then(|line| line.split_once("`: "))
            && (folder.is_empty() || !path.starts_with(folder))
        {
            wrong.push(format!("{path} stands below `{folder}`"));
        }
    }
    assert!(wrong.is_empty(), "ARCHITECTURE.md\n{}", wrong.join("\n"));
}

#[test]
fn a_line_says_what_the_file_says() {
    let present = present();
    let mut wrong = Vec::new();
    for (path, what) in listed() {
        if let Some(Some(sentence)) = present.get(&path)
            && *sentence != what
        {
            wrong.push(format!("- `{path}`: {sentence}"));
        }
    }
    assert!(wrong.is_empty(), "these lines of ARCHITECTURE.md should read\n{}", wrong.join("\n"));
}

#[test]
fn every_source_file_opens_with_a_sentence() {
    let silent: Vec<_> = present().into_iter().filter(|(_, sentence)| sentence.as_deref() == Some("")).collect();
    assert!(silent.is_empty(), "no //! sentence: {silent:?}");
}
