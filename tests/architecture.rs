//! Holds the imports between modules to the table in ARCHITECTURE.md.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Modules at the root that belong to no layer: the root itself and the binary, which may import everything.
const EXEMPT: [&str; 3] = ["lib", "main", "cli"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folders: &[&str]) -> Vec<PathBuf> {
    let entries = folders.iter().flat_map(|folder| WalkDir::new(root().join(folder))).filter_map(Result::ok);
    let files = entries.map(|entry| entry.path().to_owned());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The rows of the table: each module, in order, with the modules that it may import.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let names = |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `").map(|_| line));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        (names(cells[1]).remove(0), names(cells[2]).into_iter().collect())
    })
    .collect()
}

/// The modules of this crate that `source` names outside comments and unit tests.
fn imports(source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => {
                // Only names at the outermost level of the braces are modules.
                let mut depth = 0;
                let mut name = String::new();
                for letter in list.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => found.extend([std::mem::take(&mut name)]),
                        _ if depth == 0 => name.push(letter),
                        _ => {}
                    }
                }
                found.insert(name);
            }
            None => found.extend([rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned()]),
        }
    }
    let modules = found.iter().map(|name| name.trim().split("::").next().unwrap().to_owned());
    // Items that begin with a capital are those of `error`, named at the root.
    modules.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase())).collect()
}

/// The imports of each module of `src`.
fn found() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in rust_files(&["src"]) {
        let name = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
        if name.contains("test") || name.contains("sample") {
            continue;
        }
        let module = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if !EXEMPT.contains(&module.as_str()) {
            let imports = imports(&fs::read_to_string(&path).unwrap());
            found.entry(module.clone()).or_default().extend(imports.into_iter().filter(|import| *import != module));
        }
    }
    found
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let (table, found) = (table(), found());
    let mut wrong = Vec::new();
    for (module, imports) in &found {
        match table.iter().find(|(name, _)| name == module) {
            Some((_, allowed)) => {
                wrong.extend(imports.difference(allowed).map(|import| format!("{module} imports {import}")));
            }
            None => wrong.push(format!("{module} has no row")),
        }
    }
    assert!(wrong.is_empty(), "against the table in ARCHITECTURE.md: {wrong:?}");
}

#[test]
fn the_table_allows_nothing_that_no_module_needs() {
    let found = found();
    let idle: Vec<String> = table()
        .into_iter()
        .flat_map(|(module, allowed)| {
            let used = found.get(&module).cloned().unwrap_or_default();
            allowed.difference(&used).map(|import| format!("{module} no longer imports {import}")).collect::<Vec<_>>()
        })
        .collect();
    assert!(idle.is_empty(), "take it out of the table in ARCHITECTURE.md: {idle:?}");
}

#[test]
fn imports_run_one_way() {
    let mut above: BTreeSet<String> = BTreeSet::new();
    for (module, allowed) in table() {
        let below: Vec<&String> = allowed.difference(&above).collect();
        assert!(below.is_empty(), "{module} may import {below:?}, which have no earlier row");
        above.insert(module);
    }
    assert!(above.len() > 15, "the table in ARCHITECTURE.md is gone");
}

#[test]
fn modules_of_score_import_only_modules_before_them() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let listed = text.split("Modules of `score` in the order of imports:").nth(1).expect("the list of modules is gone");
    let modules: Vec<&str> = listed.split('.').next().unwrap().split('`').skip(1).step_by(2).collect();
    let mut wrong = Vec::new();
    for path in rust_files(&["src/score"]) {
        let name = path.strip_prefix(root().join("src/score")).unwrap().to_string_lossy().replace('\\', "/");
        let Some((module, _)) = name.split_once('/').filter(|_| !name.contains("test")) else { continue };
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]\nmod tests").next().unwrap();
        let Some(at) = modules.iter().position(|it| *it == module) else {
            wrong.push(format!("{module} is not in the list"));
            continue;
        };
        let imported = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| line.split("crate::score::").skip(1));
        let imported = imported.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap());
        wrong.extend(imported.filter(|it| !modules[..=at].contains(it)).map(|it| format!("{name} imports {it}")));
    }
    assert!(wrong.is_empty(), "against the list of modules in ARCHITECTURE.md: {wrong:?}");
}

#[test]
fn readers_of_formats_know_no_paths() {
    for path in rust_files(&["crates/ingest/src/formats"]) {
        let imports = imports(&fs::read_to_string(&path).unwrap());
        assert!(!imports.contains("files"), "{} imports files", path.display());
    }
}

#[test]
fn every_source_file_opens_with_a_sentence() {
    let files = rust_files(&["benches", "crates", "examples", "fuzz/fuzz_targets", "fuzz/src", "src", "tests"]);
    let silent: Vec<PathBuf> =
        files.into_iter().filter(|path| !fs::read_to_string(path).unwrap().starts_with("//! ")).collect();
    assert!(silent.is_empty(), "no //! sentence: {silent:?}");
}

#[test]
fn comments_are_no_wider_than_code() {
    /// The width that rustfmt keeps code within; it leaves comments alone.
    const WIDTH: usize = 120;
    let files = rust_files(&["benches", "crates", "examples", "fuzz/fuzz_targets", "fuzz/src", "src", "tests"]);
    let mut wide = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("//"));
        let lines = lines.filter(|(_, line)| line.chars().count() > WIDTH);
        wide.extend(lines.map(|(at, _)| format!("{}:{}", path.display(), at + 1)));
    }
    assert!(wide.is_empty(), "wrap these comments at {WIDTH} characters: {wide:#?}");
}
