//! Holds dependencies to the Rust version that Cargo.toml states. Newer items of the standard library are found by
//! clippy.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;

use serde_json::Value;

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The numbers of a version such as `1.92` or `1.92.0`; "1.9" is older than "1.10".
fn version(text: &str) -> (u32, u32, u32) {
    let mut numbers = text.split('.').map(|number| number.parse().expect(text));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next())
}

#[test]
fn no_dependency_needs_a_newer_rust_than_we_state() {
    let verbose = output(option_env!("RUSTC").unwrap_or("rustc"), &["-vV"]);
    let host = verbose.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    // Offline and for this platform only: a build has fetched exactly these crates.
    let arguments = ["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host];
    let metadata: Value = serde_json::from_str(&output(env!("CARGO"), &arguments)).unwrap();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let used: Vec<&Value> = nodes.iter().map(|node| &node["id"]).collect();
    let packages = metadata["packages"].as_array().unwrap().iter().filter(|package| used.contains(&&package["id"]));
    let stated: Vec<(&str, &str)> =
        packages.filter_map(|package| Some((package["name"].as_str()?, package["rust_version"].as_str()?))).collect();
    assert!(stated.len() > 50, "the dependencies are missing: {stated:?}");
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let newer: Vec<_> = stated.iter().filter(|(_, needs)| version(needs) > ours).collect();
    assert!(newer.is_empty(), "rust-version in Cargo.toml is older than {newer:?}; take older releases or raise it");
}
