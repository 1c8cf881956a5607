//! The database under a store. A damaged database is replaced by an empty one; after an error of the system it is given
//! up.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use redb::{Builder, ReadOnlyTable, ReadableDatabase, ReadableTable, TableDefinition};
use serde::de::DeserializeOwned;

use super::table::Table;
use super::version::FORMAT;
use super::writer::Entry;
use super::{directory, record};
use crate::pool::fault::guarded;
use crate::pool::{Fault, owner_only};

/// Memory for pages of the database. A run reads each record once, so a larger cache would not help.
const CACHE_BYTES: usize = 32 << 20;

/// The table that holds the version of the layout.
const FORMATS: TableDefinition<'static, &'static str, &'static str> = TableDefinition::new("format");

/// A database that may be replaced or closed while other threads use it.
#[derive(Debug)]
pub(super) struct Database {
    pub directory: PathBuf,
    /// Bytes of the database when it was opened. An open database reserves more, and frees it when it is closed.
    pub bytes_found: u64,
    handle: RwLock<Option<Arc<Handle>>>,
    troubles: Mutex<Troubles>,
}

/// The problems of a store since it was opened. The results of the run are right all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Troubles {
    /// Damaged records; each is computed anew.
    pub records: usize,
    /// The reason why the whole database was replaced by an empty one: [`Fault::Damaged`] or [`Fault::Outdated`].
    pub rebuilt: Option<Fault>,
    /// The error after which nothing more was read or written.
    pub failure: Option<String>,
}

/// An open database and a snapshot of its tables.
pub(super) struct Handle {
    pub database: Arc<redb::Database>,
    tables: [ReadOnlyTable<&'static [u8], &'static [u8]>; Table::ALL.len()],
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

impl Database {
    /// Opens the database in `directory`. A damaged or outdated database is replaced. If the system refuses access, the
    /// database behaves as if it were empty and stores nothing.
    pub(super) fn open(directory: &Path) -> Database {
        let bytes = directory::database_bytes(directory);
        let database = Database {
            directory: directory.to_owned(),
            bytes_found: *bytes.as_ref().unwrap_or(&0),
            handle: RwLock::default(),
            troubles: Mutex::default(),
        };
        if let Err(error) = bytes {
            // The file may be whole, so it is not replaced.
            database.troubles().failure = Some(error.to_string());
            return database;
        }
        // An unchanged file need not be checked page by page.
        let is_unchanged = directory::take_closed(directory);
        let cleared = owner_only::remove(&directory.join(directory::NEW_DATABASE)).map_err(Fault::from);
        let opened = cleared.and_then(|()| Handle::open(&directory.join(directory::DATABASE), !is_unchanged));
        match opened {
            Ok(handle) => database.set(Some(handle)),
            Err(fault) if fault.needs_rebuild() => database.set(database.rebuild(fault)),
            Err(fault) => {
                database.troubles().failure = Some(fault.of_store());
                // Half a database, created on a full disk, would count as damaged in the next run.
                if database.bytes_found == 0 {
                    let _ = owner_only::remove(&directory.join(directory::DATABASE));
                }
            }
        }
        database
    }

    /// The problems so far.
    pub(super) fn troubles(&self) -> MutexGuard<'_, Troubles> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the record under `key`; `None` if it is missing or damaged.
    pub(super) fn get<T: DeserializeOwned>(&self, table: Table, key: &[u8]) -> Option<T> {
        let handle = self.current()?;
        let looked_up = guarded(|| {
            let found = handle.table(table)?.get(key).map_err(redb::Error::from)?;
            Ok(found.map(|bytes| record::open(table, key, bytes.value())))
        });
        match looked_up {
            Ok(found) => found?.map_err(|record::Damaged| self.troubles().records += 1).ok(),
            Err(fault) => {
                self.fail(&handle, fault);
                None
            }
        }
    }

    /// Calls `visit` with each key and record of a table, in the order of keys.
    ///
    /// # Errors
    /// The [`Fault`] that stopped it.
    pub(super) fn each(&self, table: Table, mut visit: impl FnMut(&[u8], &[u8])) -> Result<(), Fault> {
        let handle = self.current().ok_or_else(|| self.failure())?;
        let visited = guarded(|| {
            for entry in handle.table(table)?.iter().map_err(redb::Error::from)? {
                let (key, value) = entry.map_err(redb::Error::from)?;
                visit(key.value(), value.value());
            }
            Ok(())
        });
        visited.inspect_err(|fault| self.fail(&handle, fault.clone()))
    }

    /// Writes `batch` in one transaction. An error is noted among the troubles.
    pub(super) fn write(&self, batch: &[Entry]) {
        // The second attempt is for a database that the first one found damaged and replaced.
        for _ in 0..2 {
            let Some(handle) = self.current() else { return };
            match guarded(|| insert(&handle.database, batch).and_then(|()| Handle::new(&handle.database))) {
                Ok(newer) => return self.set(Some(newer)),
                Err(fault) => self.fail(&handle, fault),
            }
        }
    }

    /// Closes the database and records its fingerprint, so that the next run trusts it.
    pub(super) fn close(&self) {
        let handle = self.handle.write().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Handle { database, tables }) = handle.and_then(Arc::into_inner) else { return };
        drop(tables);
        let Some(database) = Arc::into_inner(database) else { return };
        let closed = guarded(|| Ok(database.close().map_err(redb::Error::from)?));
        if closed.is_ok() && self.troubles().failure.is_none() {
            // Without the record the next run checks every page.
            let _ = directory::record_closed(&self.directory);
        }
    }

    /// The reason why there is no database.
    pub(super) fn failure(&self) -> Fault {
        Fault::Failed(self.troubles().failure.clone().unwrap_or_else(|| "it is closed".into()))
    }

    fn current(&self) -> Option<Arc<Handle>> {
        self.handle.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, handle: Option<Handle>) {
        *self.handle.write().unwrap_or_else(PoisonError::into_inner) = handle.map(Arc::new);
    }

    /// Replaces or gives up the database after a fault of `handle`. Only the first of several threads does so.
    fn fail(&self, handle: &Arc<Handle>, fault: Fault) {
        let mut current = self.handle.write().unwrap_or_else(PoisonError::into_inner);
        if !current.as_ref().is_some_and(|current| Arc::ptr_eq(&current.database, &handle.database)) {
            return;
        }
        *current = match fault {
            fault if fault.needs_rebuild() => self.rebuild(fault).map(Arc::new),
            fault => {
                self.troubles().failure = Some(fault.of_store());
                None
            }
        };
    }

    /// Replaces a database that cannot be used by an empty one.
    fn rebuild(&self, fault: Fault) -> Option<Handle> {
        self.troubles().rebuilt = Some(fault);
        let path = self.directory.join(directory::DATABASE);
        let removed = owner_only::remove(&path).map_err(Fault::from);
        let rebuilt = removed.and_then(|()| Handle::open(&path, false));
        rebuilt.inspect_err(|fault| self.troubles().failure = Some(fault.of_store())).ok()
    }
}

impl Handle {
    /// Opens or creates the database; with `check`, checks every page first.
    pub(super) fn open(path: &Path, check: bool) -> Result<Handle, Fault> {
        // Creates the file with its permissions before anything is written into it.
        owner_only::options().create(true).truncate(false).open(path)?;
        guarded(|| {
            let mut builder = Builder::new();
            builder.set_cache_size(CACHE_BYTES).set_check_integrity_on_open(check);
            let database = Arc::new(builder.create(path).map_err(redb::Error::from)?);
            prepare(&database)?;
            Handle::new(&database)
        })
    }

    fn new(database: &Arc<redb::Database>) -> Result<Handle, Fault> {
        let transaction = database.begin_read().map_err(redb::Error::from)?;
        let table = |table: Table| transaction.open_table(table.definition()).map_err(redb::Error::from);
        let [documents, profiles, assessments, persons, places] = Table::ALL.map(table);
        let tables = [documents?, profiles?, assessments?, persons?, places?];
        Ok(Handle { database: Arc::clone(database), tables })
    }

    /// Closes the database and frees all space that it does not need.
    pub(super) fn compact(self) -> Result<(), Fault> {
        let Handle { database, tables } = self;
        drop(tables);
        guarded(|| {
            let mut database = Arc::into_inner(database).ok_or(Fault::Failed("it is in use".into()))?;
            database.compact().map_err(redb::Error::from)?;
            Ok(database.close().map_err(redb::Error::from)?)
        })
    }

    fn table(&self, table: Table) -> Result<&ReadOnlyTable<&'static [u8], &'static [u8]>, Fault> {
        let mut tables = Table::ALL.into_iter().zip(&self.tables);
        tables.find_map(|(name, open)| (name == table).then_some(open)).ok_or(Fault::Damaged)
    }
}

/// Creates the tables of a new database, and refuses a database of another layout.
fn prepare(database: &redb::Database) -> Result<(), Fault> {
    let transaction = database.begin_read().map_err(redb::Error::from)?;
    match transaction.open_table(FORMATS) {
        Ok(formats) => {
            let format = formats.get("format").map_err(redb::Error::from)?;
            return match format.is_some_and(|format| format.value() == FORMAT) {
                true => Ok(()),
                false => Err(Fault::Outdated),
            };
        }
        Err(redb::TableError::TableDoesNotExist(_)) => {}
        Err(error) => return Err(redb::Error::from(error).into()),
    }
    drop(transaction);
    let transaction = database.begin_write().map_err(redb::Error::from)?;
    for table in Table::ALL {
        transaction.open_table(table.definition()).map_err(redb::Error::from)?;
    }
    transaction.open_table(FORMATS).map_err(redb::Error::from)?.insert("format", FORMAT).map_err(redb::Error::from)?;
    Ok(transaction.commit().map_err(redb::Error::from)?)
}

/// Writes `batch` in one transaction.
pub(super) fn insert(database: &redb::Database, batch: &[Entry]) -> Result<(), Fault> {
    let transaction = database.begin_write().map_err(redb::Error::from)?;
    for table in Table::ALL {
        let mut open = transaction.open_table(table.definition()).map_err(redb::Error::from)?;
        for entry in batch.iter().filter(|entry| entry.table == table) {
            open.insert(entry.key.as_slice(), entry.value.as_slice()).map_err(redb::Error::from)?;
        }
    }
    Ok(transaction.commit().map_err(redb::Error::from)?)
}

impl From<redb::Error> for Fault {
    fn from(error: redb::Error) -> Fault {
        match error {
            redb::Error::Io(error) => Fault::from(error),
            redb::Error::PreviousIo | redb::Error::DatabaseClosed => Fault::Failed("an earlier error".into()),
            redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => {
                Fault::Failed("another program has it open".into())
            }
            redb::Error::Unsupported => Fault::Failed("files cannot be locked there".into()),
            _ => Fault::Damaged,
        }
    }
}
