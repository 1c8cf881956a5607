//! The database under a store: opened whole or made anew, read by snapshots, and given up when the system fails it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use redb::{Builder, Database, ReadOnlyTable, ReadableDatabase, ReadableTable, TableDefinition};
use serde::de::DeserializeOwned;

use super::fault::{Fault, Unusable, guarded};
use super::kind::Kind;
use super::version::FORMAT;
use super::writer::Entry;
use super::{folder, record};
use crate::pool::private;

/// Memory for pages of the database. A resume's records are read once a run, so that a larger cache would only fill up.
const CACHE_BYTES: usize = 32 << 20;

/// Says by which layout the other tables are to be read.
const FORMATS: TableDefinition<'static, &'static str, &'static str> = TableDefinition::new("format");

/// A database that may be replaced, or gone, while it is used.
#[derive(Debug)]
pub(super) struct Shelf {
    pub folder: PathBuf,
    /// Bytes of the database as it was found. While it is open it has room to grow, which it gives back when it is closed.
    pub bytes_found: u64,
    open: RwLock<Option<Arc<Open>>>,
    troubles: Mutex<Troubles>,
}

/// What went wrong with a store since it was opened. The results of a run are right all the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Troubles {
    /// Records that were not what had been written; each is made anew.
    pub records: usize,
    /// Why the database as a whole was begun anew, if it was.
    pub rebuilt: Option<Unusable>,
    /// Why nothing more could be read or written.
    pub failure: Option<String>,
}

pub(super) struct Open {
    pub database: Arc<Database>,
    tables: [ReadOnlyTable<&'static [u8], &'static [u8]>; Kind::ALL.len()],
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}

impl Shelf {
    /// Opens the database of `folder`. One that is damaged or outdated is thrown away; one that the system does not give is as good as
    /// empty, and keeps nothing.
    pub fn open(folder: &Path) -> Shelf {
        let looked = private::bytes(&folder.join(folder::DATABASE));
        let (folder_path, bytes_found) = (folder.to_owned(), *looked.as_ref().unwrap_or(&0));
        let shelf = Shelf { folder: folder_path, bytes_found, open: RwLock::default(), troubles: Mutex::default() };
        if let Err(error) = looked {
            // What cannot be looked at may be whole.
            shelf.troubles().failure = Some(error.to_string());
            return shelf;
        }
        // Whoever knows that nobody touched the file since it was closed need not read all of it to trust it.
        let is_untouched = folder::take_closed(folder);
        let cleared = private::remove(&folder.join(folder::NEW_DATABASE)).map_err(Fault::from);
        let opened = cleared.and_then(|()| Open::database(&folder.join(folder::DATABASE), !is_untouched));
        match opened {
            Ok(open) => shelf.set(Some(open)),
            Err(Fault::Failed(why)) => {
                shelf.troubles().failure = Some(why);
                // Half a database, begun on a full disk, is not to be taken for a damaged one later.
                if bytes_found == 0 {
                    let _ = private::remove(&folder.join(folder::DATABASE));
                }
            }
            Err(Fault::Unusable(why)) => shelf.set(shelf.renewed(why)),
        }
        shelf
    }

    /// What went wrong so far.
    pub fn troubles(&self) -> MutexGuard<'_, Troubles> {
        self.troubles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The record under `key`, unless it is damaged.
    pub fn get<T: DeserializeOwned>(&self, kind: Kind, key: &[u8]) -> Option<T> {
        let open = self.current()?;
        let looked_up = guarded(|| {
            let found = open.table(kind)?.get(key).map_err(redb::Error::from)?;
            Ok(found.map(|bytes| record::open(kind, key, bytes.value())))
        });
        match looked_up {
            Ok(found) => found?.map_err(|record::Damaged| self.troubles().records += 1).ok(),
            Err(fault) => {
                self.fail(&open, fault);
                None
            }
        }
    }

    /// Hands every record of a kind to `look`, in the order of keys.
    ///
    /// # Errors
    /// The [`Fault`] that ended it.
    pub fn each(&self, kind: Kind, mut look: impl FnMut(&[u8], &[u8])) -> Result<(), Fault> {
        let open = self.current().ok_or_else(|| self.failure())?;
        let looked = guarded(|| {
            for entry in open.table(kind)?.iter().map_err(redb::Error::from)? {
                let (key, value) = entry.map_err(redb::Error::from)?;
                look(key.value(), value.value());
            }
            Ok(())
        });
        looked.inspect_err(|fault| self.fail(&open, fault.clone()))
    }

    /// Writes all of `batch`, or nothing where that cannot be done.
    pub fn write(&self, batch: &[Entry]) {
        // Once more if the first try finds the database damaged.
        for _ in 0..2 {
            let Some(open) = self.current() else { return };
            match guarded(|| insert(&open.database, batch).and_then(|()| Open::new(&open.database))) {
                Ok(newer) => return self.set(Some(newer)),
                Err(fault) => self.fail(&open, fault),
            }
        }
    }

    /// Closes the database; the folder is left so that the next run trusts it.
    pub fn close(&self) {
        let open = self.open.write().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Open { database, tables }) = open.and_then(Arc::into_inner) else { return };
        drop(tables);
        let Some(database) = Arc::into_inner(database) else { return };
        let closed = guarded(|| Ok(database.close().map_err(redb::Error::from)?));
        if closed.is_ok() && self.troubles().failure.is_none() {
            // Without the note the next run only takes a closer look.
            let _ = folder::note_closed(&self.folder);
        }
    }

    /// Why there is no database.
    pub fn failure(&self) -> Fault {
        Fault::Failed(self.troubles().failure.clone().unwrap_or_else(|| "it is closed".into()))
    }

    fn current(&self) -> Option<Arc<Open>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, open: Option<Open>) {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = open.map(Arc::new);
    }

    /// Deals with a fault of `open`, once, whoever meets it first.
    fn fail(&self, open: &Arc<Open>, fault: Fault) {
        let mut current = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if !current.as_ref().is_some_and(|current| Arc::ptr_eq(&current.database, &open.database)) {
            return;
        }
        *current = match fault {
            Fault::Unusable(why) => self.renewed(why).map(Arc::new),
            Fault::Failed(why) => {
                self.troubles().failure = Some(why);
                None
            }
        };
    }

    /// An empty database in the place of one that cannot be used.
    fn renewed(&self, why: Unusable) -> Option<Open> {
        self.troubles().rebuilt = Some(why);
        let path = self.folder.join(folder::DATABASE);
        let renewed =
            private::remove(&path).map_err(Fault::from).and_then(|()| Open::database(&path, false)).map_err(|fault| {
                let why = std::io::Error::from(fault).to_string();
                self.troubles().failure = Some(why);
            });
        renewed.ok()
    }
}

impl Open {
    /// Opens or makes the database; with `check`, every page of it is looked at first.
    pub fn database(path: &Path, check: bool) -> Result<Open, Fault> {
        // The file is there with its permissions before anything is written into it.
        private::options().create(true).truncate(false).open(path)?;
        guarded(|| {
            let mut builder = Builder::new();
            builder.set_cache_size(CACHE_BYTES).set_check_integrity_on_open(check);
            let database = Arc::new(builder.create(path).map_err(redb::Error::from)?);
            prepare(&database)?;
            Open::new(&database)
        })
    }

    fn new(database: &Arc<Database>) -> Result<Open, Fault> {
        let transaction = database.begin_read().map_err(redb::Error::from)?;
        let table = |kind: Kind| transaction.open_table(kind.table()).map_err(redb::Error::from);
        let [documents, profiles, assessments, persons, places] = Kind::ALL.map(table);
        let tables = [documents?, profiles?, assessments?, persons?, places?];
        Ok(Open { database: Arc::clone(database), tables })
    }

    /// Closes the database in no more room than it needs.
    pub fn compact(self) -> Result<(), Fault> {
        let Open { database, tables } = self;
        drop(tables);
        guarded(|| {
            let mut database = Arc::into_inner(database).ok_or(Fault::Failed("it is in use".into()))?;
            database.compact().map_err(redb::Error::from)?;
            Ok(database.close().map_err(redb::Error::from)?)
        })
    }

    fn table(&self, kind: Kind) -> Result<&ReadOnlyTable<&'static [u8], &'static [u8]>, Fault> {
        let tables = Kind::ALL.into_iter().zip(&self.tables);
        tables.into_iter().find_map(|(own, table)| (own == kind).then_some(table)).ok_or(Fault::DAMAGED)
    }
}

/// Makes the tables of a new database, and refuses one of another layout.
fn prepare(database: &Database) -> Result<(), Fault> {
    let transaction = database.begin_read().map_err(redb::Error::from)?;
    match transaction.open_table(FORMATS) {
        Ok(formats) => {
            let format = formats.get("format").map_err(redb::Error::from)?;
            return match format.is_some_and(|format| format.value() == FORMAT) {
                true => Ok(()),
                false => Err(Fault::Unusable(Unusable::Outdated)),
            };
        }
        Err(redb::TableError::TableDoesNotExist(_)) => {}
        Err(error) => return Err(redb::Error::from(error).into()),
    }
    drop(transaction);
    let transaction = database.begin_write().map_err(redb::Error::from)?;
    for kind in Kind::ALL {
        transaction.open_table(kind.table()).map_err(redb::Error::from)?;
    }
    transaction.open_table(FORMATS).map_err(redb::Error::from)?.insert("format", FORMAT).map_err(redb::Error::from)?;
    Ok(transaction.commit().map_err(redb::Error::from)?)
}

/// Writes `batch` in one transaction.
pub(super) fn insert(database: &Database, batch: &[Entry]) -> Result<(), Fault> {
    let transaction = database.begin_write().map_err(redb::Error::from)?;
    for kind in Kind::ALL {
        let mut table = transaction.open_table(kind.table()).map_err(redb::Error::from)?;
        for entry in batch.iter().filter(|entry| entry.kind == kind) {
            table.insert(entry.key.as_slice(), entry.value.as_slice()).map_err(redb::Error::from)?;
        }
    }
    Ok(transaction.commit().map_err(redb::Error::from)?)
}
