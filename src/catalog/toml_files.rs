//! The TOML files of a catalog, embedded or from a directory, with the line numbers that errors name.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::cache::Key;
use crate::error::{Error, Finding, Result};

static CORPUS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpus");

/// A catalog file with its text.
pub(crate) struct SourceFile {
    /// The path, as the user can open it.
    pub name: String,
    /// The stem of the file name; the id of a role.
    pub stem: String,
    /// The text.
    pub text: String,
}

impl SourceFile {
    /// Returns the line, from 1, of the byte `offset`.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
    }

    /// Returns the first line from byte `offset` on that contains `needle`, else the line of `offset`.
    pub(crate) fn line_holding(&self, needle: &str, offset: usize) -> usize {
        let found = self.text.get(offset..).and_then(|rest| rest.find(needle));
        self.line_of(offset + found.unwrap_or(0))
    }

    /// The inputs of the cache key: the stem and the text.
    fn parts(&self) -> [&[u8]; 2] {
        [self.stem.as_bytes(), self.text.as_bytes()]
    }

    /// Returns a finding on `line` of this file.
    pub(crate) fn finding(&self, line: usize, message: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { file: self.name.clone(), line, message: message.into(), remedy: remedy.into() }
    }
}

/// The role and vocabulary files of a catalog, each list sorted by name.
pub(super) struct Sources {
    pub roles: Vec<SourceFile>,
    pub vocabulary: Vec<SourceFile>,
}

impl Sources {
    /// Returns the cache key of the catalog made of these files.
    pub(super) fn key(&self) -> Key {
        let roles = self.roles.iter().flat_map(SourceFile::parts);
        let vocabulary = self.vocabulary.iter().flat_map(SourceFile::parts);
        Key::new("catalog", roles.chain(["vocabulary".as_bytes()]).chain(vocabulary))
    }
}

/// Returns the files embedded in the binary.
pub(super) fn embedded() -> Sources {
    Sources { roles: embedded_folder("roles"), vocabulary: embedded_folder("vocabulary") }
}

/// Reads a directory: `roles/*.toml` (or `*.toml` directly in it) and, optionally, `vocabulary/*.toml`.
pub(super) fn folder(path: &Path) -> Result<Sources> {
    let mut roles = toml_files(path)?;
    if roles.is_empty() {
        let nested = path.join("roles");
        roles = if nested.is_dir() { toml_files(&nested)? } else { Vec::new() };
    }
    if roles.is_empty() {
        return Err(Error::Catalog(vec![Finding {
            file: path.display().to_string(),
            line: 0,
            message: "no role files in this folder".into(),
            remedy: "put one file per role into it, as roles/<id>.toml".into(),
        }]));
    }
    let vocabulary = path.join("vocabulary");
    let vocabulary = if vocabulary.is_dir() { toml_files(&vocabulary)? } else { embedded_folder("vocabulary") };
    Ok(Sources { roles, vocabulary })
}

/// Returns every embedded file that people edit, with its path in a catalog directory.
pub(super) fn embedded_files() -> Vec<(String, &'static str)> {
    let folders = ["roles", "vocabulary"].into_iter().filter_map(|name| CORPUS.get_dir(name));
    let pages = ["README.md", "weights.md"].into_iter().filter_map(|name| CORPUS.get_file(name));
    let files = folders.flat_map(|folder| folder.files()).chain(pages);
    let mut files: Vec<_> =
        files.filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?))).collect();
    files.sort();
    files
}

/// Reads one role file, with the embedded vocabulary.
pub(super) fn single(path: &Path) -> Result<Sources> {
    Ok(Sources { roles: vec![read(path)?], vocabulary: embedded_folder("vocabulary") })
}

/// Merges the embedded files of `corpus/<name>`, each of which holds some tables, into one value.
///
/// # Errors
///
/// [`Error::Catalog`] with the file. Never in a release, because tests have read the files.
pub(crate) fn merged<T: DeserializeOwned>(name: &str, schema: &str) -> Result<T> {
    let fault = |file: &str, message: String| {
        let remedy = "use the form that corpus/README.md describes".into();
        Error::Catalog(vec![Finding { file: file.into(), line: 0, message, remedy }])
    };
    let mut all = toml::Table::new();
    for SourceFile { name, text, .. } in embedded_folder(name) {
        let mut table: toml::Table = toml::from_str(&text).map_err(|error| fault(&name, error.message().into()))?;
        if table.remove("schema").as_ref().and_then(toml::Value::as_str) != Some(schema) {
            return Err(fault(&name, format!("its schema is not `{schema}`")));
        }
        for (key, value) in table {
            if all.insert(key.clone(), value).is_some() {
                return Err(fault(&name, format!("another file has a table `{key}` too")));
            }
        }
    }
    let whole = format!("corpus/{name}");
    toml::Value::Table(all).try_into().map_err(|error: toml::de::Error| fault(&whole, error.message().into()))
}

/// Returns the embedded text file `corpus/<path>`; empty if there is none, which no reader takes for a whole file.
pub(crate) fn embedded_text(path: &str) -> &'static str {
    CORPUS.get_file(path).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// Returns the embedded files of `corpus/<name>`, sorted by name.
pub(crate) fn embedded_folder(name: &str) -> Vec<SourceFile> {
    let mut files: Vec<_> = CORPUS
        .get_dir(name)
        .into_iter()
        .flat_map(|dir| dir.files())
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|file| {
            Some(SourceFile {
                name: format!("corpus/{}", file.path().display()),
                stem: file.path().file_stem()?.to_string_lossy().into_owned(),
                text: file.contents_utf8()?.to_owned(),
            })
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn toml_files(folder: &Path) -> Result<Vec<SourceFile>> {
    let mut paths = Vec::<PathBuf>::new();
    for entry in std::fs::read_dir(folder).map_err(Error::io(folder))? {
        let path = entry.map_err(Error::io(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<SourceFile> {
    let text = std::fs::read_to_string(path).map_err(Error::io(path))?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(SourceFile { name: path.display().to_string(), stem, text })
}
