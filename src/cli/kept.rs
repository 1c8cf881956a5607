//! The store of a run: waited for and opened, asked while files are read, and told of at the end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rolefit::explain::words;
use rolefit::pool::store::{Lock, Store, Troubles};

use super::options::StoreOptions;

/// How often another process is looked after while it has the store.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// A store that is in use. It is closed, and its troubles are told, when it is dropped.
pub struct Kept {
    /// There until it is dropped.
    store: Option<Arc<Store>>,
    folder: PathBuf,
}

impl Kept {
    /// Opens the store that was asked for, if one was. A run does without it rather than not at all.
    pub fn open(options: &StoreOptions) -> Option<Kept> {
        let folder = options.dir.path()?;
        let lock = match wait(&folder, "store", Duration::from_secs(options.store_wait)) {
            Ok(Some(lock)) => lock,
            Ok(None) => {
                eprintln!("rolefit: {}: the store is still in use; going on without it", folder.display());
                return None;
            }
            Err(error) => {
                let remedy = "name a folder that you may write to";
                eprintln!("rolefit: {}: no store can be kept there: {error}; {remedy}", folder.display());
                return None;
            }
        };
        Some(Kept { store: Some(Arc::new(Store::open(&folder, lock))), folder })
    }

    /// The store itself.
    pub fn store(&self) -> Option<Arc<Store>> {
        self.store.clone()
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // Readers that share the store are dropped before.
        if let Some(store) = self.store.take().and_then(Arc::into_inner) {
            let troubles = store.close();
            tell(&self.folder, &troubles);
            if let Some(why) = troubles.failure {
                let remedy = "check that there is room on the disk, and that nothing else has it open";
                eprintln!("rolefit: {}: went on without the store: {why}; {remedy}", self.folder.display());
            }
        }
    }
}

/// Takes the lock of the store, or `what` else is in `folder`, after others; `None` if it is still held after the time that is `given`.
///
/// # Errors
/// What the operating system says.
pub fn wait(folder: &Path, what: &str, given: Duration) -> std::io::Result<Option<Lock>> {
    let until = Instant::now().checked_add(given);
    let mut is_told = false;
    loop {
        if let Some(lock) = Lock::try_take(folder)? {
            return Ok(Some(lock));
        }
        if until.is_some_and(|until| Instant::now() >= until) {
            return Ok(None);
        }
        if !is_told {
            let seconds = words::count(usize::try_from(given.as_secs()).unwrap_or(usize::MAX), "second");
            eprintln!("rolefit: {}: another process uses the {what}; waiting up to {seconds}", folder.display());
            is_told = true;
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// Says on standard error what was damaged in the store in `folder`; nothing is wrong with the results.
pub fn tell(folder: &Path, troubles: &Troubles) {
    let Troubles { records, rebuilt, failure } = troubles;
    let folder = folder.display();
    if let Some(why) = rebuilt.as_ref().filter(|_| failure.is_none()) {
        eprintln!("rolefit: {folder}: {why}; it is begun anew");
    }
    if *records > 0 {
        let (were, they) = if *records == 1 { ("was", "it is") } else { ("were", "they are") };
        let records = words::count(*records, "record");
        eprintln!("rolefit: {folder}: {records} of the store {were} damaged; {they} made anew");
    }
}
