//! Looks at every page and record of a store, and puts away what is damaged.

use std::io;

use super::kind::Kind;
use super::{Store, record};
use crate::pool::private::Rewritten;

impl Store {
    /// Looks at every record; the damaged ones are removed, and made anew when they are next asked for. That every page of
    /// the database is whole was looked at when it was opened by [`Store::open_closely`]. The store is then closed.
    ///
    /// # Errors
    /// As [`Store::forget`].
    pub fn verify(&mut self) -> io::Result<Rewritten> {
        let mut rewritten = Rewritten::default();
        for kind in Kind::ALL {
            self.shelf.each(kind, |key, value| match record::is_current(kind, key, value) {
                Ok(_) => rewritten.kept += 1,
                Err(record::Damaged) => rewritten.removed += 1,
            })?;
        }
        match rewritten.removed {
            0 => Ok(rewritten),
            _ => self.rewrite(|kind, key, value| record::is_current(kind, key, value).is_ok()),
        }
    }
}
