//! A thread's memory of titles: many people held the same, and each title is recognised once.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::compare::TitleReadings;
use super::matcher::TitleMatcher;

/// Most titles that a thread remembers. The common titles of many resumes are fewer.
const MOST_TITLES: usize = 100_000;

/// A longer title, in bytes, is held by one person, and would only fill the memory.
const LONGEST_TITLE: usize = 100;

/// The titles that were recognised before, by one matcher.
#[derive(Default)]
pub(crate) struct TitleMemory {
    readings: RefCell<FxHashMap<Box<str>, TitleReadings>>,
}

impl TitleMemory {
    /// Returns what `titles`, the same at every call, recognises in `title`.
    pub(crate) fn read(&self, titles: &TitleMatcher, title: &str) -> TitleReadings {
        if title.len() > LONGEST_TITLE {
            return titles.read(title);
        }
        if let Some(readings) = self.readings.borrow().get(title) {
            return readings.clone();
        }
        let readings = titles.read(title);
        let mut known = self.readings.borrow_mut();
        if known.len() >= MOST_TITLES {
            known.clear();
        }
        known.insert(title.into(), readings.clone());
        readings
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn a_title_is_recognised_again_as_at_first() {
        let (titles, memory) = (TitleMatcher::new(&Catalog::embedded().unwrap().vocabulary), TitleMemory::default());
        for title in ["Key Account Manager", "Baker", "Key Account Manager", "Sales/Account Manager", "Baker"] {
            assert_eq!(memory.read(&titles, title), titles.read(title), "{title}");
        }
    }
}
