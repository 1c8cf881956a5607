//! Counts what a store holds.

use std::io;

use serde::Serialize;

use super::kind::Kind;
use super::{Store, record};

/// What a store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Bytes of the database on the disk, as it was found.
    pub bytes: u64,
    /// Each kind of record.
    pub records: Vec<Count>,
}

/// How many records there are of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The kind, in the plural.
    pub kind: &'static str,
    /// All of them.
    pub records: usize,
    /// Those that this version of the program made; it cannot use the others.
    pub current: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Store {
    /// Counts what is there.
    ///
    /// # Errors
    /// What the operating system says, or that the store is damaged.
    pub fn stats(&self) -> io::Result<Stats> {
        let counts = Kind::ALL.into_iter().map(|kind| {
            let mut count = Count { kind: kind.name(), records: 0, current: 0, bytes: 0 };
            self.shelf.each(kind, |key, value| {
                count.records += 1;
                count.current += usize::from(record::is_current(kind, key, value) == Ok(true));
                count.bytes += (key.len() + value.len()) as u64;
            })?;
            Ok(count)
        });
        let records = counts.collect::<io::Result<Vec<_>>>()?;
        Ok(Stats { bytes: self.shelf.bytes_found, records })
    }
}
