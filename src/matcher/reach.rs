//! The words of a text that the next step of a pattern may stand on.

use super::scan::Token;
use rolefit_document::Parting;
use rolefit_document::{Gap, MOST_BETWEEN, MOST_IN_SENTENCE};

/// Little words that may stand between two words that are next to each other ("of all the", "with our").
const MOST_LITTLE: usize = 3;

/// The direction in which the next step is looked for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Direction {
    Back,
    On,
}

/// The words that a step may stand on, nearest first.
pub(super) struct Reach<'a> {
    tokens: &'a [Token],
    at: usize,
    gap: Gap,
    direction: Direction,
    left: usize,
}

impl<'a> Reach<'a> {
    /// The words within `gap` of the word `from`.
    pub(super) fn new(tokens: &'a [Token], from: usize, gap: Gap, direction: Direction) -> Self {
        let left = match gap {
            Gap::Next => MOST_LITTLE + 1,
            Gap::Near => MOST_BETWEEN + 1,
            Gap::Sentence => MOST_IN_SENTENCE + 1,
        };
        Self { tokens, at: from, gap, direction, left }
    }
}

impl Iterator for Reach<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        // The parting stands before the later of two neighbours.
        let (next, later) = match self.direction {
            Direction::Back => (self.at.checked_sub(1)?, self.at),
            Direction::On => (self.at + 1, self.at + 1),
        };
        let breaking = if self.gap == Gap::Next { Parting::Phrase } else { Parting::Sentence };
        if self.tokens.get(later)?.word.parting >= breaking {
            return None;
        }
        self.at = next;
        // Only little words may be passed over where words must be next to each other.
        if self.gap == Gap::Next && !self.tokens.get(next)?.little {
            self.left = 0;
        }
        Some(next)
    }
}
