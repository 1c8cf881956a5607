//! The search index beside the store: its folder, its lock, and the messages when it cannot be used.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rolefit::explain::words;
use rolefit::pool::forget::{self, LockedIndex};
use rolefit::pool::search::{self, Forgotten, Stats};
use rolefit::pool::store::People;
use rolefit::pool::{Fault, Lock};
use serde::Serialize;

use super::options::{CatalogDir, StoreDir, StoreOptions};
use super::{exit, open_store};

/// The name of the index's folder in the folder of the store.
const FOLDER: &str = "search";

/// The state of an index.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum IndexState {
    /// The index can be used.
    Whole(Stats),
    /// The index cannot be used; the problem and its remedy in words.
    Unusable { problem: String },
}

impl IndexState {
    /// True if the index can be used.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self, IndexState::Whole(_))
    }
}

impl std::fmt::Display for IndexState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            IndexState::Whole(Stats { resumes, bytes }) => {
                write!(f, "search index: {}, {bytes} bytes on disk", words::count(*resumes, "resume"))
            }
            IndexState::Unusable { problem } => write!(f, "search index: {problem}"),
        }
    }
}

/// The folder of the index.
///
/// # Errors
/// A usage error if no store is named.
pub(super) fn folder(store: &StoreDir) -> anyhow::Result<PathBuf> {
    let store = store.path().ok_or_else(|| exit::usage("name the store: --store DIR, or ROLEFIT_STORE"))?;
    Ok(beside(&store))
}

/// The folder of the index beside the store in the folder `store`.
pub(super) fn beside(store: &Path) -> PathBuf {
    store.join(FOLDER)
}

/// Takes the lock of the index in `folder`; waits for other processes.
pub(super) fn wait(folder: &Path, options: &StoreOptions) -> anyhow::Result<Lock> {
    let lock = open_store::wait(folder, "index", Duration::from_secs(options.store_wait)).map_err(|error| {
        let remedy = "name a folder where you may write";
        anyhow::anyhow!("{}: no index can be created there: {error}; {remedy}", folder.display())
    })?;
    lock.with_context(|| format!("{}: the index is still in use; try again later", folder.display()))
}

/// Takes the lock of the index in `folder`; `None` if there is no index.
pub(super) fn lock<'a>(folder: &'a Path, options: &StoreOptions) -> anyhow::Result<Option<LockedIndex<'a>>> {
    let lock = search::is_in(folder).then(|| wait(folder, options)).transpose()?;
    Ok(lock.map(|lock| LockedIndex { directory: folder, lock }))
}

/// Adds to `people` the persons whose resumes the index in `folder` holds. If the index cannot be used, prints so;
/// persons that only the index knows are then not found.
pub(super) fn add_people(
    folder: &Path,
    people: &mut People,
    catalog: &CatalogDir,
    options: &StoreOptions,
) -> anyhow::Result<()> {
    let Some(index) = lock(folder, options)? else { return Ok(()) };
    let catalog = catalog.open()?;
    match forget::add_indexed(people, index, &catalog) {
        Ok(()) | Err(Fault::Missing) => Ok(()),
        Err(fault @ (Fault::Damaged | Fault::Outdated)) => {
            say!(
                "rolefit: {}: {}; persons who are only in the index are not found",
                folder.display(),
                fault.of_index()
            );
            Ok(())
        }
        Err(fault) => Err(unusable(folder, &fault)),
    }
}

/// Counts the resumes of the index in `folder`; `None` if there is no index.
pub(super) fn stats(folder: &Path) -> anyhow::Result<Option<IndexState>> {
    state(folder, search::stats(folder))
}

/// Checks every byte of the index in `folder`; `None` if there is no index.
pub(super) fn verify(folder: &Path, options: &StoreOptions) -> anyhow::Result<Option<IndexState>> {
    lock(folder, options)?.map_or(Ok(None), |index| state(folder, search::verify(folder, index.lock)))
}

fn state(folder: &Path, stats: Result<Stats, Fault>) -> anyhow::Result<Option<IndexState>> {
    match stats {
        Ok(stats) => Ok(Some(IndexState::Whole(stats))),
        Err(Fault::Missing) => Ok(None),
        Err(fault @ Fault::Failed(_)) => Err(unusable(folder, &fault)),
        Err(fault) => Ok(Some(IndexState::Unusable { problem: problem(&fault) })),
    }
}

/// Words the result of removing resumes from the index.
pub(super) fn forgotten(forgotten: &Forgotten) -> String {
    match forgotten {
        Forgotten::Resumes(rewritten) => super::store::removed(rewritten, "resume"),
        Forgotten::Everything(why) => {
            format!("{why}, so it was removed completely; `rolefit index PATH` rebuilds it")
        }
    }
}

/// Returns the error of an index in `folder` that cannot be used.
pub(super) fn unusable(folder: &Path, fault: &Fault) -> anyhow::Error {
    anyhow::anyhow!("{}: {}", folder.display(), problem(fault))
}

/// Words a problem and its remedy.
fn problem(fault: &Fault) -> String {
    let remedy = match fault {
        Fault::Missing => "; `rolefit index PATH` builds it from the resumes under PATH",
        Fault::Damaged | Fault::Outdated => "; run `rolefit index PATH` to rebuild it from the resumes under PATH",
        Fault::Failed(_) => "; check that the disk is not full and that you may write there",
    };
    format!("{}{remedy}", fault.of_index())
}
