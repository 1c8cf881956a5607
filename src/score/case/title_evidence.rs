//! The evidence that a candidate held a title.

use crate::score::strength::support::Support;

/// The evidence that a candidate held a title.
pub(crate) struct TitleEvidence {
    /// The held titles that support it, strongest first. A title of the family only is a mention.
    pub supports: Vec<Support>,
    /// Months in the title family; `None` if no dated position belongs to it.
    pub months: Option<u32>,
    /// The month in which the latest position of the family ended.
    pub last_end: Option<i32>,
    /// Indices of the positions that belong to the family.
    pub positions: Vec<usize>,
    /// True if no position bears the title out, although positions are listed.
    pub without_position: bool,
}

impl TitleEvidence {
    /// No evidence.
    pub(crate) const fn none() -> Self {
        Self { supports: Vec::new(), months: None, last_end: None, positions: Vec::new(), without_position: false }
    }
}
