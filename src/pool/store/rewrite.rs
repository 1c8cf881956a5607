//! Rewrites the database without some records. A database keeps the bytes of deleted records, so only a new file is
//! free of them.

use std::collections::BTreeSet;

use super::database::{Handle, insert};
use super::key::content_of_key;
use super::snapshot::LocationRecord;
use super::table::Table;
use super::writer::Entry;
use super::{Store, directory, record};
use crate::atomic_file;
use crate::pool::fault::guarded;
use crate::pool::{ContentHash, Fault, Rewritten, owner_only};

/// Most bytes per transaction, as in a run's own writer.
const MOST_BYTES: usize = 32 << 20;

impl Store {
    /// Forgets all records of `contents`, so that no byte of them is left in the directory. The store is closed
    /// afterwards.
    ///
    /// A search index of the same resumes has to forget them as well.
    ///
    /// # Errors
    /// [`Fault::Failed`]: nothing is forgotten. [`Fault::Damaged`]: the whole store is gone.
    pub fn forget(&mut self, contents: &BTreeSet<ContentHash>) -> Result<Rewritten, Fault> {
        self.rewrite(|table, key, value| match table.is_by_content() {
            true => content_of_key(key).is_some_and(|content| !contents.contains(&content)),
            false => {
                record::open(table, key, value).is_ok_and(|record: LocationRecord| !contents.contains(&record.content))
            }
        })
    }

    /// Removes the records of other versions of the program, and all records of files that no longer exist. The store
    /// is closed afterwards.
    ///
    /// # Errors
    /// As [`Store::forget`].
    pub fn prune(&mut self) -> Result<Rewritten, Fault> {
        let present = self.present()?;
        self.rewrite(|table, key, value| {
            let is_current = record::is_current(table, key, value).unwrap_or(false);
            is_current
                && match table.is_by_content() {
                    true => content_of_key(key).is_some_and(|content| present.contains(&content)),
                    false => record::open(table, key, value).is_ok_and(|record: LocationRecord| record.may_be_there()),
                }
        })
    }

    /// Returns the contents whose files no longer exist. [`Store::prune`] removes their records.
    ///
    /// # Errors
    /// A [`Fault`] if the store cannot be read.
    pub fn gone(&self) -> Result<BTreeSet<ContentHash>, Fault> {
        let mut gone = BTreeSet::new();
        for table in Table::ALL.into_iter().filter(|table| table.is_by_content()) {
            self.database.each(table, |key, _| gone.extend(content_of_key(key)))?;
        }
        gone.extend(self.locations()?.into_iter().map(|record| record.content));
        let present = self.present()?;
        gone.retain(|content| !present.contains(content));
        Ok(gone)
    }

    /// The contents that may still be where they were seen.
    fn present(&self) -> Result<BTreeSet<ContentHash>, Fault> {
        let records = self.locations()?.into_iter();
        Ok(records.filter(LocationRecord::may_be_there).map(|record| record.content).collect())
    }

    /// Replaces the database, in one step, by one with only the records for which `stays` is true.
    pub(super) fn rewrite(&mut self, mut stays: impl FnMut(Table, &[u8], &[u8]) -> bool) -> Result<Rewritten, Fault> {
        // Pending records must be in the database before it is copied.
        drop(self.writer.take());
        let directory = self.database.directory.clone();
        let (path, new) = (directory.join(directory::DATABASE), directory.join(directory::NEW_DATABASE));
        owner_only::remove(&new)?;
        let mut rewritten = Rewritten { bytes_before: self.database.bytes_found, ..Rewritten::default() };
        let copied = Handle::open(&new, false).and_then(|handle| {
            self.copy(&handle, &mut stays, &mut rewritten)?;
            handle.compact()
        });
        self.database.close();
        if let Err(fault) = copied {
            owner_only::remove(&new)?;
            return Err(fault);
        }
        // The fingerprint of the old database does not hold for the new one.
        directory::take_closed(&directory);
        atomic_file::replace(&path, &new)?;
        rewritten.bytes_after = std::fs::metadata(&path)?.len();
        Ok(rewritten)
    }

    fn copy(
        &self,
        to: &Handle,
        stays: &mut impl FnMut(Table, &[u8], &[u8]) -> bool,
        rewritten: &mut Rewritten,
    ) -> Result<(), Fault> {
        for table in Table::ALL {
            let (mut batch, mut bytes, mut failed) = (Vec::new(), 0, Ok(()));
            self.database.each(table, |key, value| {
                if failed.is_err() {
                    return;
                }
                if !stays(table, key, value) {
                    rewritten.removed += 1;
                    return;
                }
                rewritten.kept += 1;
                bytes += value.len();
                batch.push(Entry { table, key: key.to_vec(), value: value.to_vec() });
                if bytes > MOST_BYTES {
                    failed = guarded(|| insert(&to.database, &std::mem::take(&mut batch)));
                    bytes = 0;
                }
            })?;
            failed?;
            guarded(|| insert(&to.database, &batch))?;
        }
        Ok(())
    }
}
