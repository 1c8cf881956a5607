//! Opens the store of a run: waits for its lock, and reports its problems at the end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rolefit::explain::words;
use rolefit::pool::Lock;
use rolefit::pool::store::{Store, Troubles};

use super::options::StoreOptions;

/// The time between two attempts to take a lock that another process holds.
const RETRY_AFTER: Duration = Duration::from_millis(100);

/// The store of a run. Dropping it closes the store and reports its problems.
pub(super) struct OpenStore {
    /// `None` only while it is dropped.
    store: Option<Arc<Store>>,
    folder: PathBuf,
}

impl OpenStore {
    /// Opens the store that the user asked for, if any. If the store cannot be used, the run goes on without it.
    pub(super) fn open(options: &StoreOptions) -> Option<OpenStore> {
        let folder = options.dir.path()?;
        let lock = match wait(&folder, "store", Duration::from_secs(options.store_wait)) {
            Ok(Some(lock)) => lock,
            Ok(None) => {
                say!("rolefit: {}: the store is still in use; continuing without it", folder.display());
                return None;
            }
            Err(error) => {
                let remedy = "name a folder where you may write";
                say!("rolefit: {}: no store can be created there: {error}; {remedy}", folder.display());
                return None;
            }
        };
        Some(OpenStore { store: Some(Arc::new(Store::open(&folder, lock))), folder })
    }

    /// The store itself.
    pub(super) fn store(&self) -> Option<Arc<Store>> {
        self.store.clone()
    }
}

impl Drop for OpenStore {
    fn drop(&mut self) {
        // Readers that share the store are dropped before.
        if let Some(store) = self.store.take().and_then(Arc::into_inner) {
            let troubles = store.close();
            report(&self.folder, &troubles);
            if let Some(why) = troubles.failure {
                let remedy = "check that the disk is not full and that no other program has the store open";
                say!("rolefit: {}: continued without the store: {why}; {remedy}", self.folder.display());
            }
        }
    }
}

/// Refuses a store that another process holds, and names the process.
#[cfg(feature = "serve")]
pub(super) fn must_be_free(folder: &Path) -> anyhow::Result<()> {
    match Lock::try_take(folder) {
        Ok(Some(_)) => Ok(()),
        Ok(None) => {
            let holder = Lock::holder(folder).unwrap_or_else(|| "another process".into());
            anyhow::bail!("{}: {holder} uses the store; end it, or name another folder", folder.display())
        }
        Err(error) => anyhow::bail!(
            "{}: no store can be created there: {error}; name a folder where you may write",
            folder.display()
        ),
    }
}

/// Takes the lock of `folder`, which holds a `database` ("store" or "index"). Waits up to `timeout` for other
/// processes; then returns `None`.
///
/// # Errors
/// Errors of the operating system.
pub(super) fn wait(folder: &Path, database: &str, timeout: Duration) -> std::io::Result<Option<Lock>> {
    let until = Instant::now().checked_add(timeout);
    let mut is_told = false;
    loop {
        if let Some(lock) = Lock::try_take(folder)? {
            return Ok(Some(lock));
        }
        if until.is_some_and(|until| Instant::now() >= until) {
            return Ok(None);
        }
        if !is_told {
            let seconds = words::count(usize::try_from(timeout.as_secs()).unwrap_or(usize::MAX), "second");
            say!("rolefit: {}: another process uses the {database}; waiting up to {seconds}", folder.display());
            is_told = true;
        }
        thread::sleep(RETRY_AFTER);
    }
}

/// Prints on standard error the damage that was found in the store. The results of the run are right all the same.
pub(super) fn report(folder: &Path, troubles: &Troubles) {
    let Troubles { records, rebuilt, failure } = troubles;
    let folder = folder.display();
    if let Some(fault) = rebuilt.as_ref().filter(|_| failure.is_none()) {
        say!("rolefit: {folder}: {}; it is rebuilt", fault.of_store());
    }
    if *records > 0 {
        let (were, they) = if *records == 1 { ("was", "it is") } else { ("were", "they are") };
        let records = words::count(*records, "record");
        say!("rolefit: {folder}: {records} of the store {were} damaged; {they} rebuilt");
    }
}
