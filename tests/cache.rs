//! Runs the binary with a cold, warm, damaged, stale and switched-off cache; the output is the same to the byte.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// More roles than a record lists, so that `fit` finds the best roles without scoring all.
const ROLES: usize = 60;

/// Writes a catalog of roles with different criteria.
fn write_catalog(folder: &Path) {
    let tools = ["Salesforce", "Excel", "SAP", "HubSpot", "Oracle Sales Cloud", "Zendesk"];
    let deeds =
        ["negotiate ... contract", "present ... report", "lead ... team", "forecast ... sale", "train ... staff"];
    fs::create_dir_all(folder.join("roles")).unwrap();
    for at in 0..ROLES {
        let (tool, deed) = (tools[at % tools.len()], deeds[at % deeds.len()]);
        let weight = 1 + at % 7;
        let role = format!(
            "schema = \"rolefit.role/1\"\ntitle = \"Post {at}\"\nother_titles = [\"Key Account Manager {at}\"]\n\n\
             [[criterion]]\nid = \"post-{at}/req-1\"\nkind = \"title\"\npriority = \"must\"\nweight = {weight}.0\n\
             label = \"Account manager\"\nparts = [{{ name = \"title\", titles = [\"key account manager\", \"post {at}\"] }}]\n\n\
             [[criterion]]\nid = \"post-{at}/req-2\"\nkind = \"tool\"\npriority = \"nice\"\nweight = 1.5\n\
             label = \"{tool}\"\nparts = [{{ name = \"tool\", names = [\"{tool}\"] }}]\n\n\
             [[criterion]]\nid = \"post-{at}/duty-1\"\nkind = \"duty\"\npriority = \"should\"\nweight = 2.0\n\
             label = \"Duty {at}\"\nparts = [{{ name = \"duty\", deeds = [\"{deed}\"] }}, \
             {{ name = \"other\", similar = [\"annual supply contracts\", \"distributors region {at}\"] }}]\n"
        );
        fs::write(folder.join("roles").join(format!("post-{at}.toml")), role).unwrap();
    }
}

/// The outputs of all commands that open the catalog.
fn printed(catalog: &Path, cache: &str) -> Vec<Vec<u8>> {
    let resume = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/resumes/fits/account-manager-no-degree.txt");
    let catalog = catalog.to_str().unwrap();
    let shared = ["--catalog", catalog];
    let day = ["--as-of", "2024-11-21"];
    let commands: [&[&str]; 6] = [
        &["fit", resume, "--format", "jsonl"],
        &["fit", resume],
        &["fit", resume, "--format", "csv"],
        &["rank", resume, "--role", "post-3", "--format", "jsonl", "--quiet"],
        &["roles", "list", "--format", "jsonl"],
        &["roles", "search", "title:\"key account\" AND text:duty", "--format", "jsonl"],
    ];
    let run = |args: &&[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
        let output = command
            .args(*args)
            .args(shared)
            .args(day.iter().filter(|_| args[0] != "roles"))
            .env("ROLEFIT_CACHE", cache)
            .output()
            .unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    commands.iter().map(run).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn whatever_becomes_of_the_cache_the_same_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let (catalog, cache) = (folder.path().join("catalog"), folder.path().join("cache"));
    write_catalog(&catalog);
    let without = printed(&catalog, "");
    let cache_name = cache.to_str().unwrap();
    assert_eq!(printed(&catalog, cache_name), without, "cold");
    assert_eq!(
        files(&cache).len(),
        5,
        "the catalog, the check of its demands, what is compiled of all roles and of one, and the index"
    );
    assert_eq!(printed(&catalog, cache_name), without, "warm");
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2);
    let flip = |bytes: &mut Vec<u8>| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
    };
    for damage in [cut as fn(&mut Vec<u8>), flip, Vec::clear] {
        for file in files(&cache) {
            let mut bytes = fs::read(&file).unwrap();
            damage(&mut bytes);
            fs::write(&file, bytes).unwrap();
        }
        assert_eq!(printed(&catalog, cache_name), without, "damaged");
    }
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert_eq!(printed(&catalog, file.join("below").to_str().unwrap()), without, "a cache that cannot be written");
}

#[test]
fn a_catalog_that_changed_is_not_taken_from_the_cache() {
    let folder = tempfile::tempdir().unwrap();
    let (catalog, cache) = (folder.path().join("catalog"), folder.path().join("cache"));
    write_catalog(&catalog);
    let before = printed(&catalog, cache.to_str().unwrap());
    let role = catalog.join("roles/post-3.toml");
    let text = fs::read_to_string(&role).unwrap();
    fs::write(&role, text.replace("weight = 1.5", "weight = 9.5").replace("Post 3", "Post C")).unwrap();
    let after = printed(&catalog, cache.to_str().unwrap());
    assert_eq!(after, printed(&catalog, ""));
    // A report for people shows neither the catalog's hash nor a role with a low score.
    let changed: Vec<usize> = (0..after.len()).filter(|&at| before[at] != after[at]).collect();
    assert!([0, 3, 4, 5].iter().all(|at| changed.contains(at)), "{changed:?}");
}
