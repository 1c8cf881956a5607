//! Offsets in characters, which Python counts, beside those in bytes.

use rolefit::candidate::{Scored, blind};

/// Converts byte offsets in a text to character offsets.
pub(crate) struct CharOffsets {
    /// The offsets of the bytes that begin no character, in order.
    continuations: Vec<usize>,
}

impl CharOffsets {
    /// The offsets in the text of `scored` that evidence points into: the masked text of a blind run.
    pub(crate) fn new(scored: &Scored) -> CharOffsets {
        let masked = match scored.withheld.is_empty() {
            true => None,
            false => Some(blind::masked(&scored.document.text, &scored.withheld)),
        };
        CharOffsets::of(masked.as_deref().unwrap_or(&scored.document.text))
    }

    fn of(text: &str) -> CharOffsets {
        let is_continuation = |(at, byte): (usize, u8)| (byte & 0b1100_0000 == 0b1000_0000).then_some(at);
        CharOffsets { continuations: text.bytes().enumerate().filter_map(is_continuation).collect() }
    }

    /// The number of characters before the byte `at`.
    pub(crate) fn at(&self, at: usize) -> usize {
        at - self.continuations.partition_point(|&byte| byte < at)
    }
}
