//! What the calls of a server share: its settings, files, roles, decisions, and its job.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::Options;
use super::failure::{Answer, Failure};
use super::files::Files;
use super::images::Found;
use super::job::{Job, Order};
use super::private_folder::PrivateFolder;
use super::role_book::RoleBook;
use crate::cache::Cache;
use crate::catalog::Catalog;
use crate::error::{Error, Result};
use crate::output::history::DecisionFile;
use crate::posting::{self, Importer};
use crate::session::{self, ResumeReader};

/// The state of a server.
pub(super) struct App {
    pub port: u16,
    pub allow_remote: bool,
    /// The hash of the token.
    pub token: blake3::Hash,
    /// The catalog, with all its roles.
    pub catalog: Catalog,
    /// The place of the catalog; `None` for the built-in roles.
    pub catalog_path: Option<PathBuf>,
    pub cache: Cache,
    pub reader: ResumeReader,
    /// The folder of the search index.
    pub index: Option<PathBuf>,
    /// True if roles are there after the end.
    pub keeps_roles: bool,
    /// The paths given at the start.
    pub paths: Vec<PathBuf>,
    /// True if every job is blind.
    pub blind: bool,
    pub as_of: Option<jiff::civil::Date>,
    pub files: Mutex<Files>,
    pub roles: Mutex<RoleBook>,
    pub decisions: Mutex<DecisionFile>,
    /// The last job.
    pub job: Mutex<Option<Arc<Job>>>,
    /// The file whose pages were asked for last.
    pub found: Mutex<Option<Found>>,
    first_role: Option<String>,
    importer: OnceLock<Result<Importer>>,
    /// `None` after the end.
    folder: Mutex<Option<PrivateFolder>>,
}

/// Locks a mutex whose contents are valid even if a thread panicked while it held the lock.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl App {
    pub(super) fn open(options: Options, port: u16, token: blake3::Hash) -> Result<App> {
        let Options { paths, role, drafts, catalog, cache, reader, decisions, roles_dir, .. } = options;
        let Options { blind, as_of, allow_remote, limits, index, .. } = options;
        let keeps_roles = roles_dir.is_some();
        let catalog_path = catalog;
        let catalog = posting::open_catalog(catalog_path.as_deref(), &cache)?;
        if let Some(missing) = rolefit_ingest::walk(&paths).missing.first() {
            return Err(Error::Missing(missing.clone()));
        }
        let folder = PrivateFolder::new().map_err(Error::io(&std::env::temp_dir()))?;
        let [uploads, saved] = ["files", "roles"].map(|name| folder.path().join(name));
        for made in [&uploads, roles_dir.as_ref().unwrap_or(&saved)] {
            std::fs::create_dir_all(made).map_err(Error::io(made))?;
        }
        let roles = RoleBook::new(roles_dir.unwrap_or(saved), drafts);
        let named = |name: String| match roles.has(&name) {
            true => Ok(name),
            false => session::role_named(&catalog, &name).map(|role| role.id.clone()),
        };
        let first_role = role.map(named).transpose()?;
        Ok(App {
            port,
            allow_remote,
            token,
            catalog,
            catalog_path,
            cache,
            reader,
            index,
            keeps_roles,
            paths,
            blind,
            as_of,
            files: Mutex::new(Files::new(uploads, limits)),
            roles: Mutex::new(roles),
            decisions: Mutex::new(DecisionFile::open(decisions.as_deref())?),
            job: Mutex::new(None),
            found: Mutex::new(None),
            first_role,
            importer: OnceLock::new(),
            folder: Mutex::new(Some(folder)),
        })
    }

    /// Starts the job that was asked for at the start, if any.
    pub(super) fn begin(app: &Arc<App>) {
        if let Some(role) = app.first_role.clone() {
            App::start_job(app, Order { role, blind: app.blind, as_of: app.as_of });
        }
    }

    /// Starts a job in place of the last one, which is cancelled.
    pub(super) fn start_job(app: &Arc<App>, order: Order) -> Arc<Job> {
        let mut current = lock(&app.job);
        let number = current.as_ref().map_or(1, |last| {
            last.cancel();
            last.number + 1
        });
        let job = Job::start(app, number, order);
        *current = Some(Arc::clone(&job));
        job
    }

    /// The job with this id. Only the last job is kept.
    pub(super) fn job(&self, id: &str) -> Answer<Arc<Job>> {
        let job = lock(&self.job).clone();
        job.filter(|job| job.id() == id).ok_or_else(|| Failure::missing("job"))
    }

    /// The importer of postings, which is built when the first posting comes.
    pub(super) fn importer(&self) -> Answer<&Importer> {
        let importer = self.importer.get_or_init(|| Importer::new(self.catalog.clone()));
        importer.as_ref().map_err(|error| {
            Failure::from(Error::Catalog(vec![crate::error::Finding {
                file: String::new(),
                line: 0,
                message: error.to_string(),
                remedy: "check the catalog with `rolefit roles check`".into(),
            }]))
        })
    }

    /// Ends the last job, and removes the private folder, whoever may still use it.
    pub(super) fn end(&self) {
        if let Some(job) = lock(&self.job).take() {
            job.cancel();
            job.wait();
        }
        drop(lock(&self.folder).take());
    }
}
