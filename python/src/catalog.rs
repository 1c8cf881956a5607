//! Catalogs and imported roles.

use std::path::{Path, PathBuf};

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use rolefit::posting::{ImportOptions, ImportedRole, Importer};

use crate::errors::{Error, raised};

/// Roles are compiled with the files of the vocabulary, which pickle does not carry.
const NO_FILES: &str = "this catalog came by pickle, and takes no roles; give them before it is pickled";

/// The place that the vocabulary of a catalog comes from.
enum Origin {
    Embedded,
    Path(PathBuf),
    /// Pickle, which keeps the content but not the files.
    Pickle,
}

/// A catalog: the roles to rank for, and the vocabulary that recognises what they ask for.
#[pyclass(frozen, module = "rolefit._rolefit")]
pub(crate) struct Catalog {
    pub(crate) inner: rolefit::catalog::Catalog,
    origin: Origin,
}

#[pymethods]
impl Catalog {
    /// Opens the catalog at `path`, or the built-in catalog.
    #[new]
    #[pyo3(signature = (path=None))]
    fn new(py: Python<'_>, path: Option<PathBuf>) -> PyResult<Catalog> {
        use rolefit::catalog::Catalog as Opened;
        let inner = py.detach(|| path.as_deref().map_or_else(Opened::embedded, Opened::load)).map_err(raised)?;
        Ok(Catalog { inner, origin: path.map_or(Origin::Embedded, Origin::Path) })
    }

    /// Returns the catalog that pickle wrote.
    #[staticmethod]
    fn from_bytes(content: &[u8]) -> PyResult<Catalog> {
        let inner = rolefit::catalog::Catalog::from_bytes(content).map_err(raised)?;
        Ok(Catalog { inner, origin: Origin::Pickle })
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

    /// Returns a catalog of `roles`, pairs of an id and the text of a role file, with the vocabulary of this one.
    fn with_roles(&self, py: Python<'_>, roles: Vec<(String, String)>) -> PyResult<Catalog> {
        let (path, origin) = match &self.origin {
            Origin::Embedded => (None, Origin::Embedded),
            Origin::Path(path) => (Some(path.clone()), Origin::Path(path.clone())),
            Origin::Pickle => return Err(Error::new_err(NO_FILES)),
        };
        let inner = py.detach(|| rolefit::catalog::Catalog::of_roles(roles, path.as_deref())).map_err(raised)?;
        Ok(Catalog { inner, origin })
    }

    /// Pickles the content, so that other machines need none of the files.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let bytes = self.inner.to_bytes().map_err(raised)?;
        Ok((py.get_type::<Catalog>().getattr("from_bytes")?, (PyBytes::new(py, &bytes),)))
    }

    fn __repr__(&self) -> String {
        format!("Catalog({} roles, {})", self.inner.roles.len(), self.inner.hash)
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
