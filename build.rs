//! Rebuilds the crate when a file of the embedded corpus is added or changed, and tells by a hash which sources it is made of.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

fn main() {
    for watched in ["corpus", "src", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let mut hasher = DefaultHasher::new();
    read(Path::new("src"), &mut hasher);
    fs::read("Cargo.lock").unwrap_or_default().hash(&mut hasher);
    println!("cargo:rustc-env=ROLEFIT_ENGINE_VERSION={:016x}", hasher.finish());
}

/// Hashes the names and bytes of all files below `folder`, in the order of their names.
fn read(folder: &Path, hasher: &mut DefaultHasher) {
    let mut paths: Vec<_> =
        folder.read_dir().into_iter().flatten().filter_map(Result::ok).map(|it| it.path()).collect();
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true => read(&path, hasher),
            false => (path.to_string_lossy(), fs::read(&path).unwrap_or_default()).hash(hasher),
        }
    }
}
