//! The search index beside the store: where it is, its lock, and what is said when it cannot be used.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rolefit::explain::words;
use rolefit::search::{Fault, Lock};

use super::exit;
use super::options::Shared;

/// The index in the store's folder.
const FOLDER: &str = "search";

/// How often another process is looked after while it writes.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// The folder of the index.
pub fn folder(shared: &Shared) -> anyhow::Result<PathBuf> {
    let store = shared.store().ok_or_else(|| exit::usage("name the store: --store DIR, or ROLEFIT_STORE"))?;
    Ok(store.join(FOLDER))
}

/// Takes the lock of the index in `folder`, after others.
pub fn wait(folder: &Path, shared: &Shared) -> anyhow::Result<Lock> {
    let given = Duration::from_secs(shared.store_wait);
    let until = Instant::now().checked_add(given);
    let mut is_told = false;
    loop {
        let lock = Lock::try_take(folder).map_err(|error| {
            let remedy = "name a folder that you may write to";
            anyhow::anyhow!("{}: no index can be kept there: {error}; {remedy}", folder.display())
        })?;
        if let Some(lock) = lock {
            return Ok(lock);
        }
        if until.is_some_and(|until| Instant::now() >= until) {
            anyhow::bail!("{}: the index is still in use; try again later", folder.display());
        }
        if !is_told {
            let seconds = words::count(usize::try_from(given.as_secs()).unwrap_or(usize::MAX), "second");
            eprintln!("rolefit: {}: another process writes to the index; waiting up to {seconds}", folder.display());
            is_told = true;
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// What is said of an index in `folder` that cannot be used.
pub fn unusable(folder: &Path, fault: &Fault) -> anyhow::Error {
    let remedy = match fault {
        Fault::Missing => "; `rolefit index PATH` makes one of the resumes there",
        Fault::Damaged => "; run `rolefit index PATH` to make it anew from the resumes there",
        Fault::Failed(_) => "",
    };
    anyhow::anyhow!("{}: {fault}{remedy}", folder.display())
}
