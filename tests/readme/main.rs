//! Holds README.md and the pages beside it to the program: examples are run, links are followed, named files are looked
//! up.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod blocks;
mod command;
mod links;

use std::fs;
use std::path::{Path, PathBuf};

use blocks::Block;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Markdown pages of the repository, relative to its root. Resumes and postings among the fixtures are no pages.
fn pages() -> Vec<PathBuf> {
    let directories = ["", "docs", "corpus", "benches", "fixtures", "fixtures/commands"];
    let mut pages = Vec::new();
    for directory in directories {
        let entries = root().join(directory).read_dir().unwrap().map(|entry| entry.unwrap().file_name());
        let names = entries.map(|name| name.into_string().unwrap()).filter(|name| name.ends_with(".md"));
        pages.extend(names.map(|name| Path::new(directory).join(name)));
    }
    pages.sort();
    assert!(pages.len() > 15, "pages are missing: {pages:?}");
    pages
}

fn text(page: &Path) -> String {
    fs::read_to_string(root().join(page)).unwrap()
}

/// The pages whose examples are run: README.md and `docs/`.
fn manual() -> Vec<PathBuf> {
    pages().into_iter().filter(|page| page.starts_with("docs") || page == Path::new("README.md")).collect()
}

/// Rewrites a page's examples with `content`, which returns the new text of a block, or `None` to leave it as it is.
/// Without `UPDATE_DOCS` the page is only compared.
fn hold(page: &Path, content: &mut dyn FnMut(&Block<'_>) -> Option<String>) {
    let before = text(page);
    let after = blocks::rewritten(&before, content);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root().join(page), after).unwrap();
        return;
    }
    let differs = before.lines().zip(after.lines()).find(|(old, new)| old != new);
    assert!(
        before == after,
        "{} is out of date; read the difference and run `UPDATE_DOCS=1 cargo test --test readme`: {differs:#?}",
        page.display()
    );
}

/// One test and not two, because `UPDATE_DOCS` rewrites pages and two tests would write at once.
#[test]
fn examples_show_what_the_program_prints_and_the_code_that_they_name() {
    for page in manual() {
        let store = tempfile::tempdir().unwrap();
        hold(&page, &mut |block| match (block.language, block.file) {
            ("console", None) => Some(command::transcript(block.text, store.path())),
            // Empty while there is no such file, so that no page shows code that is gone.
            ("rust", Some(file)) => Some(fs::read_to_string(root().join(file)).unwrap_or_default()),
            _ => None,
        });
    }
}

#[test]
fn the_programs_of_the_manual_run() {
    for name in ["rank_folder", "rank_in_workers"] {
        let arguments = ["run", "--quiet", "--offline", "--locked", "--example", name];
        let mut cargo = std::process::Command::new(env!("CARGO"));
        let run = cargo.current_dir(root()).args(arguments).output().unwrap();
        let shown = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
        assert!(shown.lines().count() > 3, "{name}: {shown}");
    }
}

#[test]
fn every_command_is_one_that_the_program_accepts() {
    let mut refused = Vec::new();
    for page in manual() {
        let text = text(&page);
        for block in blocks::all(&text).iter().filter(|block| matches!(block.language, "sh" | "console")) {
            let lines = block.text.lines().map(|line| line.strip_prefix("$ ").unwrap_or(line));
            for line in lines.filter(|line| line.starts_with("rolefit ")) {
                refused.extend(command::refusal(line).map(|error| format!("{}: {line}: {error}", page.display())));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let broken: Vec<String> = pages().iter().flat_map(|page| links::broken(page, &text(page))).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_that_a_page_names_exists() {
    let gone: Vec<String> = pages().iter().flat_map(|page| links::missing_files(page, &text(page))).collect();
    assert!(gone.is_empty(), "{}", gone.join("\n"));
}

#[test]
fn every_page_of_the_manual_is_linked_from_the_readme() {
    let readme = text(Path::new("README.md"));
    for page in manual().iter().filter(|page| page.starts_with("docs")) {
        assert!(readme.contains(&format!("]({})", page.display())), "README.md has no link to {}", page.display());
    }
}

#[test]
fn the_first_pages_are_short() {
    for page in ["README.md", "ARCHITECTURE.md"] {
        let lines = text(Path::new(page)).lines().count();
        assert!(lines <= 150, "{page} has {lines} lines; move a part of it to docs/");
    }
}
