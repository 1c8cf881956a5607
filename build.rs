//! Rebuilds the crate when a file of the embedded corpus is added or changed.

fn main() {
    println!("cargo:rerun-if-changed=corpus");
}
