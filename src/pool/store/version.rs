//! Versions of reader and engine: hashes of their sources, because people forget to raise a version number.
//!
//! Even a changed comment makes a new version: reading files once too often costs a minute, once too seldom a wrong
//! result. The build script hashes the sources, `Cargo.lock` and the compiler's version. A program that uses this crate
//! with dependencies other than those in `Cargo.lock` should give each of its builds a store of its own.

/// The version of the code that turns bytes into text.
pub(super) const READER: &str = env!("ROLEFIT_READER_VERSION");

/// The version of the code that extracts the facts of a text and judges them.
pub(super) const ENGINE: &str = env!("ROLEFIT_ENGINE_VERSION");

/// The version of the layout of records and tables. A store of another layout is rebuilt.
pub(super) const FORMAT: &str = "rolefit.store/5";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::Path;

    use walkdir::WalkDir;

    use super::super::sources::{are_of_candidate, are_of_engine, are_of_reader};

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    /// The source files that a version covers: path and code, without comments and unit tests.
    fn files(is_of: fn(&str) -> bool) -> Vec<(String, String)> {
        let entries = ["crates", "src"].iter().flat_map(|folder| WalkDir::new(root().join(folder)));
        let files = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let name = |path: &Path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let named = files.map(|file| (name(file.path()), file)).filter(|(name, _)| is_of(name));
        named
            .map(|(name, file)| {
                let text = std::fs::read_to_string(file.path()).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                (name, lines.collect::<Vec<_>>().join("\n"))
            })
            .collect()
    }

    /// The imports of modules for which `is_known` is false; a module is `src/x.rs` or `src/x/mod.rs`.
    fn strangers(is_of: fn(&str) -> bool, is_known: fn(&str) -> bool) -> Vec<(String, String)> {
        let is_test = |file: &str| file.contains("test") || file.contains("sample");
        let files = files(is_of);
        let uses = files.iter().filter(|(file, _)| !is_test(file)).flat_map(|(file, code)| {
            let names = code
                .split("crate::")
                .skip(1)
                .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
            names.map(|name| (file.clone(), name.to_owned()))
        });
        // Items at the root of the crate begin with a capital, or are re-exports of such an item.
        let is_module = |name: &str| {
            let (file, folder) = (format!("src/{name}.rs"), format!("src/{name}/mod.rs"));
            [file, folder].into_iter().find(|path| root().join(path).is_file())
        };
        uses.filter(|(_, name)| is_module(name).is_some_and(|path| !is_known(&path))).collect()
    }

    #[test]
    fn the_reader_is_built_on_no_crate_of_ours_that_is_not_of_its_version() {
        assert!(files(are_of_reader).len() > 100, "the reader's files are gone");
        for manifest in ["crates/document/Cargo.toml", "crates/ingest/Cargo.toml"] {
            let text = std::fs::read_to_string(root().join(manifest)).unwrap();
            let ours: Vec<&str> = text.lines().filter(|line| line.starts_with("rolefit")).collect();
            assert!(ours.iter().all(|line| line.starts_with("rolefit-document")), "{manifest}: {ours:?}");
        }
    }

    #[test]
    fn the_engine_imports_nothing_that_is_not_of_its_version() {
        assert!(files(are_of_engine).len() > 20, "the engine's files are gone");
        assert_eq!(strangers(are_of_engine, are_of_engine), []);
    }

    #[test]
    fn a_search_index_shows_nothing_that_has_no_version() {
        assert!(files(are_of_candidate).iter().any(|(file, _)| file == "src/candidate/blind/mod.rs"), "it is gone");
        // The modules of `pool` itself, e.g. its lock, decide nothing that an index shows.
        let is_known = |path: &str| {
            are_of_engine(path) || are_of_candidate(path) || path == "src/candidate/mod.rs" || path == "src/pool/mod.rs"
        };
        assert_eq!(strangers(are_of_candidate, is_known), []);
    }
}
