//! The dates that were found in the words of a document: several steps ask for those of the same line.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::datescan::Dates;

/// The dates found so far. Lines may be taken out of the reading meanwhile, words may not.
#[derive(Default)]
pub(super) struct KnownDates {
    /// By the first word of a stretch, and the word behind it.
    of: RefCell<FxHashMap<(usize, usize), Option<Dates>>>,
    day_first: OnceCell<bool>,
}

impl KnownDates {
    /// The dates of a stretch of words, which `scan` finds if they are not known.
    pub(super) fn dates(&self, stretch: (usize, usize), scan: impl FnOnce() -> Option<Dates>) -> Option<Dates> {
        if let Some(dates) = self.of.borrow().get(&stretch) {
            return dates.clone();
        }
        let dates = scan();
        self.of.borrow_mut().insert(stretch, dates.clone());
        dates
    }

    /// True if days stand before months in the document, as `look` finds if that is not known.
    pub(super) fn day_first(&self, look: impl FnOnce() -> bool) -> bool {
        *self.day_first.get_or_init(look)
    }
}
