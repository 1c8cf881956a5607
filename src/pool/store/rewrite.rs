//! Writes the database anew with what is to stay, because a deleted record's bytes lie on in the file it was deleted from.

use std::collections::BTreeSet;
use std::io;

use super::fault::{Fault, guarded};
use super::key::Content;
use super::kind::Kind;
use super::place::Seen;
use super::shelf::{Open, insert};
use super::writer::Entry;
use super::{Store, folder, record};
use crate::pool::private::{self, Rewritten};

/// Bytes a transaction, as a run's own writer takes.
const MOST_BYTES: usize = 32 << 20;

impl Store {
    /// Forgets everything of `contents`: no byte of it is left in the folder. What else is kept by content beside the store
    /// is to be forgotten by the same hashes. The store is then closed.
    ///
    /// # Errors
    /// What the operating system says; then nothing is forgotten. That it was damaged; then nothing is left at all.
    pub fn forget(&mut self, contents: &BTreeSet<Content>) -> io::Result<Rewritten> {
        self.rewrite(|kind, key, value| match kind.is_by_content() {
            true => Content::of_key(key).is_some_and(|content| !contents.contains(&content)),
            false => record::open(kind, key, value).is_ok_and(|seen: Seen| !contents.contains(&seen.content)),
        })
    }

    /// Removes what no run of this version will ask for, and what is known of files that are no longer where they were seen.
    /// The store is then closed.
    ///
    /// # Errors
    /// As [`Store::forget`].
    pub fn prune(&mut self) -> io::Result<Rewritten> {
        let there = self.there()?;
        self.rewrite(|kind, key, value| {
            let is_current = record::is_current(kind, key, value).unwrap_or(false);
            is_current
                && match kind.is_by_content() {
                    true => Content::of_key(key).is_some_and(|content| there.contains(&content)),
                    false => record::open(kind, key, value).is_ok_and(|seen: Seen| seen.is_there()),
                }
        })
    }

    /// The contents that are no longer where they were seen: what is known of them goes with [`Store::prune`].
    ///
    /// # Errors
    /// What the operating system says, or that the store is damaged.
    pub fn gone(&self) -> io::Result<BTreeSet<Content>> {
        let mut gone = BTreeSet::new();
        for kind in Kind::ALL.into_iter().filter(|kind| kind.is_by_content()) {
            self.shelf.each(kind, |key, _| gone.extend(Content::of_key(key)))?;
        }
        gone.extend(self.seen()?.into_iter().map(|seen| seen.content));
        let there = self.there()?;
        gone.retain(|content| !there.contains(content));
        Ok(gone)
    }

    /// The contents that are where they were seen.
    fn there(&self) -> io::Result<BTreeSet<Content>> {
        Ok(self.seen()?.into_iter().filter(Seen::is_there).map(|seen| seen.content).collect())
    }

    /// Puts a database with the records that `stays` says into the place of this one, in one step.
    pub(super) fn rewrite(&mut self, mut stays: impl FnMut(Kind, &[u8], &[u8]) -> bool) -> io::Result<Rewritten> {
        // What is on its way is to be there before.
        drop(self.writer.take());
        let folder = self.shelf.folder.clone();
        let (path, new) = (folder.join(folder::DATABASE), folder.join(folder::NEW_DATABASE));
        private::remove(&new)?;
        let mut rewritten = Rewritten { bytes_before: self.shelf.bytes_found, ..Rewritten::default() };
        let copied = Open::database(&new, false).and_then(|open| {
            self.copy(&open, &mut stays, &mut rewritten)?;
            open.compact()
        });
        self.shelf.close();
        if let Err(fault) = copied {
            private::remove(&new)?;
            return Err(fault.into());
        }
        // What was noted of the old file does not hold for the new one.
        folder::take_closed(&folder);
        std::fs::rename(&new, &path)?;
        folder::sync(&folder)?;
        rewritten.bytes_after = std::fs::metadata(&path)?.len();
        Ok(rewritten)
    }

    fn copy(
        &self,
        to: &Open,
        stays: &mut impl FnMut(Kind, &[u8], &[u8]) -> bool,
        rewritten: &mut Rewritten,
    ) -> Result<(), Fault> {
        for kind in Kind::ALL {
            let (mut batch, mut bytes, mut failed) = (Vec::new(), 0, Ok(()));
            self.shelf.each(kind, |key, value| {
                if failed.is_err() {
                    return;
                }
                if !stays(kind, key, value) {
                    rewritten.removed += 1;
                    return;
                }
                rewritten.kept += 1;
                bytes += value.len();
                batch.push(Entry { kind, key: key.to_vec(), value: value.to_vec() });
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
