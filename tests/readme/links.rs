//! Links between pages, and the files that pages name.

use std::path::{Path, PathBuf};

use crate::{blocks, root};

/// Directories at the root; a name in code style that begins with one is a path.
const DIRECTORIES: [&str; 10] =
    [".ci/", "benches/", "corpus/", "crates/", "docs/", "examples/", "fixtures/", "fuzz/", "src/", "tests/"];

/// The relative links of `page` that lead to no file, or to no heading in it.
pub(crate) fn broken(page: &Path, text: &str) -> Vec<String> {
    let prose = blocks::prose(text);
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let relative = targets.filter(|target| !target.contains("://"));
    let directory = page.parent().unwrap();
    let is_broken = |target: &&str| {
        let (file, heading) = target.split_once('#').unwrap_or((target, ""));
        let path = if file.is_empty() { page.to_owned() } else { directory.join(file) };
        !leads_to(&root().join(path), heading)
    };
    relative.filter(is_broken).map(|target| format!("{}: {target}", page.display())).collect()
}

fn leads_to(path: &PathBuf, heading: &str) -> bool {
    match (path.exists(), heading) {
        (exists, "") => exists,
        (false, _) => false,
        (true, heading) => {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let prose = blocks::prose(&text);
            let mut headings = prose.lines().filter(|line| line.starts_with('#'));
            headings.any(|line| anchor(line.trim_start_matches('#').trim()) == heading)
        }
    }
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let letters = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    letters.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// The paths in code style that `page` names and that do not exist, from the root or from the page's own directory.
/// Names with a placeholder such as `<id>`, `*` or `NAME` are left out.
pub(crate) fn missing_files(page: &Path, text: &str) -> Vec<String> {
    let prose = blocks::prose(text);
    let named = prose.split('`').skip(1).step_by(2);
    let paths = named.filter(|name| DIRECTORIES.iter().any(|directory| name.starts_with(directory)));
    let plain = paths.filter(|name| {
        let is_path = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "/._-".contains(c);
        name.chars().all(is_path)
    });
    let places = [root().to_owned(), root().join(page.parent().unwrap())];
    let missing = plain.filter(|name| !places.iter().any(|place| place.join(name).exists()));
    missing.map(|name| format!("{}: `{name}` does not exist", page.display())).collect()
}

#[test]
fn headings_have_the_anchors_that_links_use() {
    assert_eq!(anchor("How to read a score"), "how-to-read-a-score");
    assert_eq!(anchor("Roles: `roles/<id>.toml`"), "roles-rolesidtoml");
}
