//! Checks every record of a store and removes damaged ones.

use super::table::Table;
use super::{Store, record};
use crate::pool::{Fault, Rewritten};

impl Store {
    /// Checks every record and removes damaged ones; they are computed anew when they are next needed. The pages of the
    /// database are checked by [`Store::open_checked`]. The store is closed afterwards if records were removed.
    ///
    /// # Errors
    /// As [`Store::forget`].
    pub fn verify(&mut self) -> Result<Rewritten, Fault> {
        let mut rewritten = Rewritten::default();
        for table in Table::ALL {
            self.database.each(table, |key, value| match record::is_current(table, key, value) {
                Ok(_) => rewritten.kept += 1,
                Err(record::Damaged) => rewritten.removed += 1,
            })?;
        }
        match rewritten.removed {
            0 => Ok(rewritten),
            _ => self.rewrite(|table, key, value| record::is_current(table, key, value).is_ok()),
        }
    }
}
