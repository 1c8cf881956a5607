//! The versions of reader and engine: hashes of their own sources, because a number that somebody must raise is forgotten.
//!
//! A changed comment makes a version too: reading files once too often costs a minute, once too seldom a wrong result.
//! The build script takes the sources, `Cargo.lock` and the compiler; a program that uses this crate as a library with other
//! versions of its dependencies than those of `Cargo.lock` gives the store a folder of its own for each of its builds.

/// Of what turns bytes into text.
pub const READER: &str = env!("ROLEFIT_READER_VERSION");

/// Of what makes out the facts of a text and judges them.
pub const ENGINE: &str = env!("ROLEFIT_ENGINE_VERSION");

/// How records are laid out and tables named; a store of another is made anew.
pub const FORMAT: &str = "rolefit.store/3";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::Path;

    use walkdir::WalkDir;

    use super::super::sources::{are_of_candidate, are_of_engine, are_of_reader};

    /// The files that are of a version, each with the modules of this crate that it names.
    fn uses(is_of: fn(&str) -> bool) -> Vec<(String, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = WalkDir::new(root.join("src")).into_iter().filter_map(Result::ok);
        let name = |path: &Path| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let files = files.filter(|file| file.file_type().is_file()).map(|file| (name(file.path()), file));
        let of_version = files.filter(|(name, _)| is_of(name));
        let uses = of_version.flat_map(|(name, file)| {
            let text = std::fs::read_to_string(file.path()).unwrap();
            // What tests use changes nothing.
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
            let lines = code.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
            let modules: Vec<String> = lines
                .flat_map(|line| line.split("crate::").skip(1))
                .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned())
                .collect();
            modules.into_iter().map(move |module| (name.clone(), module))
        });
        uses.collect()
    }

    /// Uses of modules that are not of the version.
    fn strangers(is_of: fn(&str) -> bool, known: &[&str]) -> Vec<(String, String)> {
        let is_own = |module: &str| is_of(&format!("src/{module}.rs")) || is_of(&format!("src/{module}/mod.rs"));
        // Items at the root of the crate begin with a capital, or are re-exports of one.
        let is_root = |module: &str| module.is_empty() || module.starts_with(char::is_uppercase);
        let is_test = |file: &str| file.contains("test") || file.contains("sample");
        let uses = uses(is_of).into_iter();
        uses.filter(|(file, module)| {
            !is_test(file) && !is_root(module) && !is_own(module) && !known.contains(&module.as_str())
        })
        .collect()
    }

    #[test]
    fn the_reader_uses_nothing_that_is_not_of_its_version() {
        assert!(uses(are_of_reader).len() > 20, "the reader's files are gone");
        assert_eq!(strangers(are_of_reader, &[]), []);
    }

    #[test]
    fn the_engine_uses_nothing_that_is_neither_of_its_version_nor_of_the_reader() {
        assert!(uses(are_of_engine).len() > 20, "the engine's files are gone");
        // What comes from a reader decides the key of a document, on which that of a profile is built.
        assert_eq!(strangers(are_of_engine, &["ingest", "document"]), []);
    }
    #[test]
    fn what_an_index_shows_of_a_candidate_uses_nothing_that_has_no_version() {
        assert!(uses(are_of_candidate).iter().any(|(file, _)| file == "src/candidate/blind/mod.rs"), "it is gone");
        let others = strangers(are_of_candidate, &["ingest", "document"]);
        let unversioned = others.iter().filter(|(_, module)| {
            !are_of_engine(&format!("src/{module}.rs")) && !are_of_engine(&format!("src/{module}/mod.rs"))
        });
        // What stands beside a candidate from before is in no index.
        let unversioned: Vec<_> = unversioned.filter(|(_, module)| module != "past").collect();
        assert!(unversioned.is_empty(), "{unversioned:?}");
    }
}
