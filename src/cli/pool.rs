//! The search index beside the store: where it is, its lock, and what is said when it cannot be used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rolefit::search::{self, Fault, Lock};

use super::options::Shared;
use super::{exit, kept};

/// The index in the store's folder.
const FOLDER: &str = "search";

/// The folder of the index.
pub fn folder(shared: &Shared) -> anyhow::Result<PathBuf> {
    let store = shared.store().ok_or_else(|| exit::usage("name the store: --store DIR, or ROLEFIT_STORE"))?;
    Ok(store.join(FOLDER))
}

/// Takes the lock of the index in `folder`, after others.
pub fn wait(folder: &Path, shared: &Shared) -> anyhow::Result<Lock> {
    let lock = kept::wait(folder, "index", Duration::from_secs(shared.store_wait)).map_err(|error| {
        let remedy = "name a folder that you may write to";
        anyhow::anyhow!("{}: no index can be kept there: {error}; {remedy}", folder.display())
    })?;
    lock.with_context(|| format!("{}: the index is still in use; try again later", folder.display()))
}

/// Removes resumes of these contents from the index beside the store in `store`, and says how many there were; none if there is
/// no index.
pub fn forget(store: &Path, contents: &BTreeSet<String>, shared: &Shared) -> anyhow::Result<usize> {
    let folder = store.join(FOLDER);
    if !folder.is_dir() {
        return Ok(0);
    }
    match search::forget(&folder, wait(&folder, shared)?, contents) {
        Err(Fault::Missing) => Ok(0),
        forgotten => forgotten.map_err(|fault| unusable(&folder, &fault)),
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
