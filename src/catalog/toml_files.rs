//! The TOML files of a catalog, from the binary or from a folder, with the lines that errors name.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::cache::Key;
use crate::error::{Error, Finding, Result};

static CORPUS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpus");

/// One catalog file, read.
pub(crate) struct SourceFile {
    /// Its path, as the user can open it.
    pub name: String,
    /// Its stem; a role's id.
    pub stem: String,
    /// Its text.
    pub text: String,
}

impl SourceFile {
    /// The line, from 1, that byte `offset` stands on.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
    }

    /// The first line at or after byte `offset` that holds `needle`; the line of `offset` if none does.
    pub(crate) fn line_holding(&self, needle: &str, offset: usize) -> usize {
        let found = self.text.get(offset..).and_then(|rest| rest.find(needle));
        self.line_of(offset + found.unwrap_or(0))
    }

    /// What the file means depends on: its name, without the folder, and its bytes.
    fn parts(&self) -> [&[u8]; 2] {
        [self.stem.as_bytes(), self.text.as_bytes()]
    }

    /// A finding on `line` of this file.
    pub(crate) fn finding(&self, line: usize, message: impl Into<String>, mend: impl Into<String>) -> Finding {
        Finding { file: self.name.clone(), line, message: message.into(), mend: mend.into() }
    }
}

/// The role and vocabulary files that make up a catalog, each list sorted by name.
pub(super) struct Sources {
    pub roles: Vec<SourceFile>,
    pub vocabulary: Vec<SourceFile>,
}

impl Sources {
    /// Under which the catalog made of them is cached.
    pub(super) fn key(&self) -> Key {
        let roles = self.roles.iter().flat_map(SourceFile::parts);
        let vocabulary = self.vocabulary.iter().flat_map(SourceFile::parts);
        Key::new("catalog", roles.chain(["vocabulary".as_bytes()]).chain(vocabulary))
    }
}

/// The files embedded in the binary.
pub(super) fn embedded() -> Sources {
    Sources { roles: embedded_folder("roles"), vocabulary: embedded_folder("vocabulary") }
}

/// The files of a folder: `roles/*.toml` (or `*.toml` directly in it) and, optionally, `vocabulary/*.toml`.
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
            mend: "put one role a file into it, as roles/<id>.toml".into(),
        }]));
    }
    let vocabulary = path.join("vocabulary");
    let vocabulary = if vocabulary.is_dir() { toml_files(&vocabulary)? } else { embedded_folder("vocabulary") };
    Ok(Sources { roles, vocabulary })
}

/// One role file by itself, with the embedded vocabulary.
pub(super) fn single(path: &Path) -> Result<Sources> {
    Ok(Sources { roles: vec![read(path)?], vocabulary: embedded_folder("vocabulary") })
}

/// What the files of the folder `corpus/<name>` in the binary state together, each some tables of the whole.
///
/// # Errors
/// [`Error::Catalog`] with the file; never in a release, where tests have read them.
pub(crate) fn merged<T: DeserializeOwned>(name: &str, schema: &str) -> Result<T> {
    let fault = |file: &str, message: String| {
        let mend = "keep to the form that corpus/README.md describes".into();
        Error::Catalog(vec![Finding { file: file.into(), line: 0, message, mend }])
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

fn embedded_folder(name: &str) -> Vec<SourceFile> {
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
