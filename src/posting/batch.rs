//! Imports several sources whose roles go into one catalog.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{ImportOptions, ImportedRole, Importer, problem, renamed};
use rolefit_document::{Problem, ProblemCode};
use rolefit_ingest::{Limits, unopened};

/// Imports sources one after the other and gives every role an id of its own.
pub struct BatchImporter<'a> {
    importer: &'a Importer,
    options: ImportOptions,
    ids: BTreeSet<String>,
}

impl<'a> BatchImporter<'a> {
    /// Starts a batch with the same settings for all sources.
    pub fn new(importer: &'a Importer, options: ImportOptions) -> Self {
        Self { importer, options, ids: BTreeSet::new() }
    }

    /// Imports one source. A second posting of the same title gets a numbered id: `baker-2`.
    ///
    /// ```
    /// use rolefit::{catalog::Catalog, posting::{BatchImporter, ImportOptions, Importer}};
    /// let importer = Importer::new(Catalog::embedded().unwrap()).unwrap();
    /// let mut batch = BatchImporter::new(&importer, ImportOptions::default());
    /// let posting = "Baker\n\nRequirements\n\n- Fluent German\n".as_bytes();
    /// assert_eq!(batch.import(posting, Some("a.txt")).unwrap()[0].id, "baker");
    /// assert_eq!(batch.import(posting, Some("b.txt")).unwrap()[0].id, "baker-2");
    /// ```
    ///
    /// # Errors
    /// A [`Problem`] as in [`Importer::import`]. The batch can go on with the next source.
    pub fn import(&mut self, bytes: &[u8], file_name: Option<&str>) -> Result<Vec<ImportedRole>, Problem> {
        let roles = self.importer.import_as(bytes, file_name, &self.options)?;
        Ok(roles.into_iter().map(|role| self.with_own_id(role)).collect())
    }

    fn with_own_id(&mut self, role: ImportedRole) -> ImportedRole {
        let ids = std::iter::once(role.id.clone()).chain((2..).map(|number| format!("{}-{number}", role.id)));
        // Numbering never ends, so a free id exists.
        let id = ids.into_iter().find(|id| !self.ids.contains(id)).unwrap_or_default();
        debug_assert!(!id.is_empty(), "a role without an id");
        self.ids.insert(id.clone());
        if id == role.id { role } else { renamed(&role, &id) }
    }
}

/// Reads the bytes of a source from a file.
///
/// # Errors
/// A [`Problem`] if the path is a directory or cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Problem> {
    if path.is_dir() {
        return Err(problem(ProblemCode::Io, "this is a folder", "name the files in it"));
    }
    File::open(path).map_err(|error| unopened(&error)).and_then(read_from)
}

/// Reads the bytes of a source from `reader`, one more than [`Limits`] allow at most, so that a longer source is
/// noticed.
///
/// # Errors
/// A [`Problem`] if the reader fails.
pub fn read_from(reader: impl Read) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let most = Limits::default().max_bytes as u64 + 1;
    reader.take(most).read_to_end(&mut bytes).map_err(|error| unopened(&error))?;
    Ok(bytes)
}
