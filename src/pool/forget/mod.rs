//! Forgets persons: finds the files that a name stands for, and removes them from the store and the search index.

mod find;

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use super::search::{self, Forgotten};
use super::store::{People, Store};
use super::{ContentHash, Fault, Lock, Rewritten};
use crate::catalog::Catalog;

pub use find::{LEAST_DIGITS, Refusal, Scope, find};

/// The results of removing records from store and index; `None` where there is no store or no index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// The counts of the store.
    pub store: Option<Rewritten>,
    /// The result for the index.
    pub search: Option<Forgotten>,
}

/// An error of the store or of the index.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoveError {
    /// The store failed.
    #[error("{}", .0.of_store())]
    Store(Fault),
    /// The search index failed.
    #[error("{}", .0.of_index())]
    Index(Fault),
}

/// The directory of a search index, and its lock.
#[derive(Debug)]
pub struct LockedIndex<'a> {
    /// The directory.
    pub directory: &'a Path,
    /// Its lock.
    pub lock: Lock,
}

/// Adds to `people` the persons whose resumes the index holds. The vocabulary of `catalog` finds their contacts.
///
/// Removes the texts that a killed run left in the index, because nobody could find whose they are.
///
/// # Errors
/// A [`Fault`] if the index cannot be read.
pub fn add_indexed(people: &mut People, index: LockedIndex, catalog: &Catalog) -> Result<(), Fault> {
    search::sweep(index.directory, index.lock)?;
    for resume in search::contacts(index.directory, catalog)? {
        if let Some(content) = ContentHash::parse(&resume.content) {
            people.add(content, resume.location, &resume.person);
        }
    }
    Ok(())
}

/// Removes everything about `contents` from store and index.
///
/// # Errors
/// A [`RemoveError`]; after an error of the index the store is unchanged.
pub fn forget(
    store: Option<&mut Store>,
    index: Option<LockedIndex>,
    contents: &BTreeSet<ContentHash>,
) -> Result<Removed, RemoveError> {
    // The index comes first: if it fails, the store still knows the files, and the user can name them again.
    let search = in_index(index, |directory, lock| search::forget(directory, lock, contents))?;
    let store = store.map(|store| store.forget(contents)).transpose().map_err(RemoveError::Store)?;
    Ok(Removed { store, search })
}

/// Removes everything about files that no longer exist from store and index, and the store's records of other versions.
///
/// # Errors
/// A [`RemoveError`]; after an error of the index the store is unchanged.
pub fn prune(store: Option<&mut Store>, index: Option<LockedIndex>) -> Result<Removed, RemoveError> {
    let gone = store.as_ref().map(|store| store.gone()).transpose().map_err(RemoveError::Store)?.unwrap_or_default();
    // The index comes first: if it fails, the store still knows which files are gone.
    let search = in_index(index, |directory, lock| search::prune(directory, lock, &gone))?;
    let store = store.map(|store| store.prune()).transpose().map_err(RemoveError::Store)?;
    Ok(Removed { store, search })
}

/// Runs `remove` on the index. A missing index is no error.
fn in_index(
    index: Option<LockedIndex>,
    remove: impl FnOnce(&Path, Lock) -> Result<Forgotten, Fault>,
) -> Result<Option<Forgotten>, RemoveError> {
    match index.map(|index| remove(index.directory, index.lock)).transpose() {
        Err(Fault::Missing) => Ok(None),
        outcome => outcome.map_err(RemoveError::Index),
    }
}
