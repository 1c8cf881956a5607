//! The roles that the page can rank for: drafts of this server, files of the roles' folder, and those of the catalog.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::app::App;
use crate::atomic_file;
use crate::catalog::Catalog;
use crate::error::{Error, Result};
use crate::posting::{self, ImportedRole};

/// The letters of the longest id. Systems have file names of 255 bytes.
const LONGEST_ID: usize = 200;

/// The roles of a server, besides those of its catalog.
pub(super) struct RoleBook {
    folder: PathBuf,
    /// The roles imported from postings, by id, with the lines of their postings.
    imported: BTreeMap<String, ImportedRole>,
    /// The ids of those imported roles that are not saved yet.
    drafts: BTreeSet<String>,
}

/// Where a role is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Source {
    Draft,
    Saved,
    BuiltIn,
}

/// A role as the list of roles shows it.
#[derive(Serialize)]
pub(super) struct ListedRole {
    id: String,
    title: String,
    source: Source,
    /// Must-haves that nobody has confirmed.
    unconfirmed: usize,
}

impl RoleBook {
    pub(super) fn new(folder: PathBuf, drafts: Vec<ImportedRole>) -> RoleBook {
        let mut book = RoleBook { folder, imported: BTreeMap::new(), drafts: BTreeSet::new() };
        drafts.into_iter().for_each(|role| book.add_draft(role));
        book
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn add_draft(&mut self, role: ImportedRole) {
        self.drafts.insert(role.id.clone());
        self.imported.insert(role.id.clone(), role);
    }

    /// The posting that a role was imported from.
    pub(super) fn imported(&self, id: &str) -> Option<&ImportedRole> {
        self.imported.get(id)
    }

    /// True if there is a draft or a file of this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.drafts.contains(id) || self.file(id).is_some_and(|file| file.is_file())
    }

    /// The file of a saved role. `None` if the id is none, so that no id leads out of the folder.
    pub(super) fn file(&self, id: &str) -> Option<PathBuf> {
        let is_id = !id.is_empty()
            && id.len() <= LONGEST_ID
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        is_id.then(|| self.folder.join(format!("{id}.toml")))
    }

    /// The text of the role file, and where it is.
    pub(super) fn text(&self, id: &str, app: &App) -> Option<(Source, String)> {
        if let Some(role) = self.imported.get(id).filter(|_| self.drafts.contains(id)) {
            return Some((Source::Draft, role.toml.clone()));
        }
        let saved = self.file(id).and_then(|file| fs::read_to_string(file).ok());
        let built_in = || {
            app.catalog.role_index(id)?;
            posting::role_source(app.catalog_path.as_deref(), id).map(|(_, text)| text)
        };
        saved.map(|text| (Source::Saved, text)).or_else(|| built_in().map(|text| (Source::BuiltIn, text)))
    }

    /// A catalog with the role.
    ///
    /// # Errors
    /// The faults of the role.
    pub(super) fn catalog(&self, id: &str, app: &App) -> Result<Catalog> {
        match self.text(id, app).filter(|(source, _)| *source != Source::BuiltIn) {
            Some((_, text)) => posting::open_roles(vec![(id.to_owned(), text)], app.catalog_path.as_deref()),
            None => Ok(app.catalog.clone()),
        }
    }

    /// Saves the text of a role file, which has no faults.
    pub(super) fn save(&mut self, id: &str, text: &str) -> Result<()> {
        let Some(file) = self.file(id) else { return Ok(()) };
        atomic_file::write(&file, text.as_bytes()).map_err(Error::io(&file))?;
        self.drafts.remove(id);
        Ok(())
    }

    /// All roles: drafts first, those of the catalog last.
    pub(super) fn list(&self, catalog: &Catalog) -> Vec<ListedRole> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let stem = |path: PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
        let files = files.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "toml"));
        let saved: BTreeSet<String> = files.filter_map(stem).filter(|id| !self.drafts.contains(id)).collect();
        let of_text = |id: &String, source: Source, text: &str| {
            let table: toml::Table = toml::from_str(text).unwrap_or_default();
            let title = table.get("title").and_then(toml::Value::as_str).unwrap_or(id).to_owned();
            let criteria = table.get("criterion").and_then(toml::Value::as_array).into_iter().flatten();
            let unconfirmed = criteria.filter(|it| it.get("confirmed").and_then(toml::Value::as_bool) == Some(false));
            ListedRole { id: id.clone(), title, source, unconfirmed: unconfirmed.count() }
        };
        let drafts = self.drafts.iter().filter_map(|id| Some((id, self.imported.get(id)?)));
        let drafts = drafts.map(|(id, role)| of_text(id, Source::Draft, &role.toml));
        let read = |id: &String| fs::read_to_string(self.file(id)?).ok();
        let of_files = saved.iter().filter_map(|id| Some(of_text(id, Source::Saved, &read(id)?)));
        let built_in = catalog.roles.iter().filter(|role| !saved.contains(&role.id) && !self.drafts.contains(&role.id));
        let built_in = built_in.map(|role| ListedRole {
            id: role.id.clone(),
            title: role.title.clone(),
            source: Source::BuiltIn,
            unconfirmed: role.criteria.iter().filter(|criterion| criterion.is_unconfirmed_must()).count(),
        });
        drafts.chain(of_files).chain(built_in).collect()
    }
}
