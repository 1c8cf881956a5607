//! The search index beside the store: where it is, its lock, and what is said when it cannot be used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rolefit::explain::words;
use rolefit::pool::search::{self, Fault, Forgotten, Lock, Stats};
use rolefit::pool::store::{Content, People, Whereabouts};
use serde::Serialize;

use super::options::{CatalogDir, StoreDir, StoreOptions};
use super::{exit, kept};

/// The index in the store's folder.
const FOLDER: &str = "search";

/// What was found in an index.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Looked {
    /// It is as it should be.
    Whole(Stats),
    /// It cannot be used, and what to do about it.
    Unusable { problem: String },
}

impl Looked {
    /// Whether nothing is wrong with it.
    pub fn is_whole(&self) -> bool {
        matches!(self, Looked::Whole(_))
    }
}

impl std::fmt::Display for Looked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Looked::Whole(Stats { resumes, bytes }) => {
                write!(f, "search index: {}, {bytes} bytes on the disk", words::count(*resumes, "resume"))
            }
            Looked::Unusable { problem } => write!(f, "search index: {problem}"),
        }
    }
}

/// The folder of the index.
pub fn folder(store: &StoreDir) -> anyhow::Result<PathBuf> {
    let store = store.path().ok_or_else(|| exit::usage("name the store: --store DIR, or ROLEFIT_STORE"))?;
    Ok(store.join(FOLDER))
}

/// Takes the lock of the index in `folder`, after others.
pub fn wait(folder: &Path, options: &StoreOptions) -> anyhow::Result<Lock> {
    let lock = kept::wait(folder, "index", Duration::from_secs(options.store_wait)).map_err(|error| {
        let remedy = "name a folder that you may write to";
        anyhow::anyhow!("{}: no index can be kept there: {error}; {remedy}", folder.display())
    })?;
    lock.with_context(|| format!("{}: the index is still in use; try again later", folder.display()))
}

/// Whether there may be an index beside the store in `store`.
pub fn is_beside(store: &Path) -> bool {
    search::is_in(&store.join(FOLDER))
}

/// Adds to `people` whose resumes the index beside the store in `store` holds, and removes what a killed run left there, which
/// tells nobody whose it is. One that cannot be asked is told of: whom only it holds is not found.
pub fn add_held(store: &Path, people: &mut People, catalog: &CatalogDir, options: &StoreOptions) -> anyhow::Result<()> {
    let folder = store.join(FOLDER);
    if !is_beside(store) {
        return Ok(());
    }
    let swept = search::sweep(&folder, wait(&folder, options)?);
    let catalog = catalog.open()?;
    match swept.and_then(|()| search::held(&folder, &catalog)) {
        Ok(held) => {
            for resume in held {
                if let Some(content) = Content::named(&resume.content) {
                    let at = Whereabouts { id: resume.id, file: resume.file, inside: resume.inside };
                    people.add(content, at, &resume.contacts);
                }
            }
            Ok(())
        }
        Err(Fault::Missing) => Ok(()),
        Err(fault @ (Fault::Damaged | Fault::Outdated)) => {
            eprintln!("rolefit: {}: {fault}; whom only it holds is not found", folder.display());
            Ok(())
        }
        Err(fault) => Err(unusable(&folder, &fault)),
    }
}

/// Counts what the index beside the store in `store` holds; `None` if there is none.
pub fn stats(store: &Path) -> anyhow::Result<Option<Looked>> {
    let folder = store.join(FOLDER);
    looked(&folder, search::stats(&folder))
}

/// Looks at every byte of the index beside the store in `store`; `None` if there is none.
pub fn verify(store: &Path, options: &StoreOptions) -> anyhow::Result<Option<Looked>> {
    let folder = store.join(FOLDER);
    let lock = is_beside(store).then(|| wait(&folder, options)).transpose()?;
    lock.map_or(Ok(None), |lock| looked(&folder, search::verify(&folder, lock)))
}

fn looked(folder: &Path, stats: Result<Stats, Fault>) -> anyhow::Result<Option<Looked>> {
    match stats {
        Ok(stats) => Ok(Some(Looked::Whole(stats))),
        Err(Fault::Missing) => Ok(None),
        Err(Fault::Failed(why)) => Err(unusable(folder, &Fault::Failed(why))),
        Err(fault) => Ok(Some(Looked::Unusable { problem: told(&fault) })),
    }
}

/// Removes resumes of these contents from the index beside the store in `store`; `None` if there is none.
pub fn forget(store: &Path, contents: &BTreeSet<String>, options: &StoreOptions) -> anyhow::Result<Option<Forgotten>> {
    rewritten(store, options, |folder, lock| search::forget(folder, lock, contents))
}

/// Removes resumes whose files are gone, or have changed from these contents, from the index beside the store in `store`; `None`
/// if there is none.
pub fn prune(store: &Path, contents: &BTreeSet<String>, options: &StoreOptions) -> anyhow::Result<Option<Forgotten>> {
    rewritten(store, options, |folder, lock| search::prune(folder, lock, contents))
}

fn rewritten(
    store: &Path,
    options: &StoreOptions,
    rewrite: impl FnOnce(&Path, Lock) -> Result<Forgotten, Fault>,
) -> anyhow::Result<Option<Forgotten>> {
    if !is_beside(store) {
        return Ok(None);
    }
    let folder = store.join(FOLDER);
    match rewrite(&folder, wait(&folder, options)?) {
        Ok(forgotten) => Ok(Some(forgotten)),
        Err(Fault::Missing) => Ok(None),
        Err(fault) => Err(unusable(&folder, &fault)),
    }
}

/// What became of an index, in words.
pub fn forgotten(forgotten: &Forgotten) -> String {
    match forgotten {
        Forgotten::Resumes(rewritten) => super::store::removed(rewritten, "resume"),
        Forgotten::Everything(why) => {
            format!("{why}, and all of it is removed; `rolefit index PATH` makes it anew")
        }
    }
}

/// What is said of an index in `folder` that cannot be used.
pub fn unusable(folder: &Path, fault: &Fault) -> anyhow::Error {
    anyhow::anyhow!("{}: {}", folder.display(), told(fault))
}

/// What is wrong, and what to do.
fn told(fault: &Fault) -> String {
    let remedy = match fault {
        Fault::Missing => "; `rolefit index PATH` makes one of the resumes there",
        Fault::Damaged | Fault::Outdated => "; run `rolefit index PATH` to make it anew from the resumes there",
        Fault::Failed(_) => "; check that there is room on the disk, and that you may write there",
    };
    format!("{fault}{remedy}")
}
