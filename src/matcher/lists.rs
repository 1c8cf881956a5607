//! Lists of lists in one vector.

use serde::{Deserialize, Serialize};

/// Short lists by number, stored in one vector: reading a resume reads many lists, and separate vectors would miss the
/// processor's cache.
#[derive(Serialize, Deserialize)]
pub(crate) struct Lists<T> {
    /// The index in `items` at which each list begins, then the length of `items`.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    /// The lists, numbered from 0.
    pub(crate) fn new(lists: Vec<Vec<T>>) -> Self {
        let mut starts = vec![0];
        let mut items = Vec::new();
        for list in lists {
            items.extend(list);
            starts.push(items.len() as u32);
        }
        Self { starts, items }
    }

    /// List number `at`; empty if there is none.
    pub(crate) fn of(&self, at: u32) -> &[T] {
        debug_assert!((at as usize) + 1 < self.starts.len(), "list {at} of {}", self.starts.len() - 1);
        let at = at as usize;
        let Some(&[from, to]) = self.starts.get(at..at + 2) else { return &[] };
        self.items.get(from as usize..to as usize).unwrap_or_default()
    }
}
