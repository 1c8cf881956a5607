//! The search index beside the store: where it is, its lock, and what is said when it cannot be used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use rolefit::explain::words;
use rolefit::search::{self, Fault, Forgotten, Lock};
use rolefit::store::{Content, People};

use super::options::Shared;
use super::{exit, kept, session};

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

/// Whether there may be an index beside the store in `store`.
pub fn is_beside(store: &Path) -> bool {
    store.join(FOLDER).is_dir()
}

/// Adds to `people` whose resumes the index beside the store in `store` holds; says whether it could be read, or is damaged.
pub fn add_held(store: &Path, people: &mut People, shared: &Shared) -> anyhow::Result<bool> {
    let folder = store.join(FOLDER);
    if !is_beside(store) {
        return Ok(true);
    }
    match search::held(&folder, &session::open_catalog(shared)?) {
        Ok(held) => {
            for resume in held {
                if let Some(content) = Content::named(&resume.content) {
                    people.add(content, resume.place, &resume.contacts);
                }
            }
            Ok(true)
        }
        Err(Fault::Missing) => Ok(true),
        Err(Fault::Damaged) => Ok(false),
        Err(fault) => Err(unusable(&folder, &fault)),
    }
}

/// Removes resumes of these contents from the index beside the store in `store`, and says what was done in words.
pub fn forget(store: &Path, contents: &BTreeSet<String>, shared: &Shared) -> anyhow::Result<String> {
    let folder = store.join(FOLDER);
    let forgotten = match is_beside(store) {
        true => search::forget(&folder, wait(&folder, shared)?, contents),
        false => Err(Fault::Missing),
    };
    match forgotten {
        Ok(Forgotten::Resumes(count)) => Ok(format!("{} removed", words::count(count, "resume"))),
        Ok(Forgotten::Everything) => {
            Ok("it was damaged, and all of it is removed; `rolefit index PATH` makes it anew".into())
        }
        Err(Fault::Missing) => Ok(format!("{} removed", words::count(0, "resume"))),
        Err(fault) => Err(unusable(&folder, &fault)),
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
