//! Rebuilds the crate when the embedded corpus changes, and gives the store the versions of what it keeps.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "src/pool/store/sources.rs"]
mod sources;

fn main() {
    println!("cargo:rerun-if-changed=corpus");
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=crates");
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rerun-if-changed=build.rs");
    let files: Vec<PathBuf> = ["corpus", "crates", "src"].iter().flat_map(|folder| files(Path::new(folder))).collect();
    let reader = version(files.iter().filter(|file| sources::are_of_reader(&name(file))));
    let engine = version(files.iter().filter(|file| sources::are_of_engine(&name(file))));
    let candidate = version(files.iter().filter(|file| sources::are_of_candidate(&name(file))));
    println!("cargo:rustc-env=ROLEFIT_CANDIDATE_VERSION={candidate:016x}");
    println!("cargo:rustc-env=ROLEFIT_READER_VERSION={reader:016x}");
    println!("cargo:rustc-env=ROLEFIT_ENGINE_VERSION={engine:016x}");
}

/// The files below `folder`, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = Vec::new();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The path as it is written on every system.
fn name(file: &Path) -> String {
    file.to_string_lossy().replace('\\', "/")
}

/// One number for the sources `files`, for what they are built with, and for what of them is built.
fn version<'a>(files: impl Iterator<Item = &'a PathBuf>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in files {
        (name(file), fs::read(file).unwrap_or_default()).hash(&mut hasher);
    }
    // Parsers of formats come with the crate's dependencies, the tables of Unicode with the compiler.
    fs::read("Cargo.lock").unwrap_or_default().hash(&mut hasher);
    let compiler = std::env::var_os("RUSTC").and_then(|path| Command::new(path).arg("--version").output().ok());
    compiler.map(|output| output.stdout).hash(&mut hasher);
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    for feature in sources::READER_FEATURES {
        std::env::var_os(format!("CARGO_FEATURE_{feature}")).is_some().hash(&mut hasher);
    }
    hasher.finish()
}
