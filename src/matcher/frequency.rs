//! Counts how many parts of a catalog use a word. A pattern is tried only where its rarest word occurs.

use rustc_hash::FxHashMap;

/// How many parts use each stem, in any pattern of theirs; a part counts once for each class of patterns that has the
/// stem.
#[derive(Default)]
pub(super) struct Frequency {
    numbers: FxHashMap<String, StemNumber>,
    parts: Vec<u64>,
    /// The stems of the patterns that are being counted.
    here: Vec<StemNumber>,
}

/// A stem, by number.
pub(super) type StemNumber = u32;

impl Frequency {
    /// The number of a stem, a new one for a new stem.
    pub(super) fn number(&mut self, stem: String) -> StemNumber {
        let next = self.parts.len() as StemNumber;
        let number = *self.numbers.entry(stem).or_insert(next);
        if number == next {
            self.parts.push(0);
        }
        number
    }

    /// Notes that a pattern has the stem.
    pub(super) fn note(&mut self, stem: StemNumber) {
        self.here.push(stem);
    }

    /// Counts the stems noted since the last count, each once, for `parts` parts.
    pub(super) fn count(&mut self, parts: u64) {
        let Self { here, parts: of, .. } = self;
        here.sort_unstable();
        here.dedup();
        for stem in here.drain(..) {
            of.get_mut(stem as usize).into_iter().for_each(|of| *of += parts);
        }
    }

    /// How many parts use the stem.
    pub(super) fn of(&self, stem: StemNumber) -> u64 {
        self.parts.get(stem as usize).copied().unwrap_or(0)
    }
}
