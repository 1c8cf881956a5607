//! Counts the records of a store.

use serde::Serialize;

use super::table::Table;
use super::{Store, record};
use crate::pool::Fault;

/// The size of a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Bytes of the database on the disk when it was opened.
    pub bytes: u64,
    /// The counts of each table.
    pub records: Vec<Count>,
}

/// The size of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The name of the table.
    pub kind: &'static str,
    /// Records in the table.
    pub records: usize,
    /// Records that this version of the program made. It cannot use the others.
    pub current: usize,
    /// Bytes of all keys and values.
    pub bytes: u64,
}

impl Store {
    /// Counts the records of each table.
    ///
    /// # Errors
    /// A [`Fault`] if the store cannot be read.
    pub fn stats(&self) -> Result<Stats, Fault> {
        let counts = Table::ALL.into_iter().map(|table| {
            let mut count = Count { kind: table.name(), records: 0, current: 0, bytes: 0 };
            self.database.each(table, |key, value| {
                count.records += 1;
                count.current += usize::from(record::is_current(table, key, value) == Ok(true));
                count.bytes += (key.len() + value.len()) as u64;
            })?;
            Ok(count)
        });
        let records = counts.collect::<Result<Vec<_>, Fault>>()?;
        Ok(Stats { bytes: self.database.bytes_found, records })
    }
}
