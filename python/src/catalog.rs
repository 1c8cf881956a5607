//! Catalogs and imported roles.

use std::path::{Path, PathBuf};

use pyo3::prelude::*;
use rolefit::posting::{ImportOptions, ImportedRole, Importer};

use crate::errors::{Error, raised};

/// The place that a catalog came from, from which pickle makes it again.
#[derive(Clone)]
struct Source {
    path: Option<PathBuf>,
    roles: Option<Vec<(String, String)>>,
}

/// A catalog: the roles to rank for, and the vocabulary that recognises what they ask for.
#[pyclass(frozen, module = "rolefit._rolefit")]
pub(crate) struct Catalog {
    pub(crate) inner: rolefit::catalog::Catalog,
    source: Source,
}

#[pymethods]
impl Catalog {
    /// Opens the built-in catalog, the catalog at `path`, or the catalog of `roles`: pairs of an id and the text of a
    /// role file.
    #[new]
    #[pyo3(signature = (path=None, roles=None))]
    fn new(py: Python<'_>, path: Option<PathBuf>, roles: Option<Vec<(String, String)>>) -> PyResult<Catalog> {
        let source = Source { path, roles };
        let inner = py.detach(|| open(&source)).map_err(raised)?;
        Ok(Catalog { inner, source })
    }

    /// `blake3:` and the hash of the content.
    #[getter]
    fn hash(&self) -> &str {
        &self.inner.hash
    }

    /// The id and title of each role.
    #[getter]
    fn roles(&self) -> Vec<(&str, &str)> {
        self.inner.roles.iter().map(|role| (role.id.as_str(), role.title.as_str())).collect()
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> (Bound<'py, PyAny>, (Option<PathBuf>, Option<Vec<(String, String)>>)) {
        (py.get_type::<Catalog>().into_any(), (self.source.path.clone(), self.source.roles.clone()))
    }

    fn __repr__(&self) -> String {
        format!("Catalog({} roles, {})", self.inner.roles.len(), self.inner.hash)
    }
}

fn open(source: &Source) -> rolefit::Result<rolefit::catalog::Catalog> {
    use rolefit::catalog::Catalog;
    match (&source.roles, source.path.as_deref()) {
        (Some(roles), path) => Catalog::of_roles(roles.clone(), path),
        (None, Some(path)) => Catalog::load(path),
        (None, None) => Catalog::embedded(),
    }
}

/// Imports the posting in `content` and returns its roles, each as id, title, text of the role file, and warnings.
#[pyfunction]
#[pyo3(signature = (content, name, title=None, confirm=false, vocabulary=None))]
pub(crate) fn import_posting(
    py: Python<'_>,
    content: Vec<u8>,
    name: &str,
    title: Option<String>,
    confirm: bool,
    vocabulary: Option<&Catalog>,
) -> PyResult<Vec<(String, String, Vec<String>)>> {
    let options = ImportOptions { title, confirm, ..ImportOptions::default() };
    let catalog = match vocabulary {
        Some(catalog) => catalog.inner.clone(),
        None => rolefit::catalog::Catalog::embedded().map_err(raised)?,
    };
    let imported = py.detach(|| {
        let importer = Importer::new(catalog).map_err(raised)?;
        let file_name = Path::new(name).file_name().and_then(|name| name.to_str());
        importer
            .import_as(&content, file_name, &options)
            .map_err(|problem| Error::new_err(format!("{name}: {}; {}", problem.message, problem.remedy)))
    })?;
    Ok(imported.into_iter().map(row).collect())
}

fn row(role: ImportedRole) -> (String, String, Vec<String>) {
    let warnings = role.warnings.iter().map(|warning| format!("line {}: {}", warning.line, warning.message)).collect();
    (role.id, role.toml, warnings)
}
