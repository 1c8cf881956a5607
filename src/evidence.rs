//! A passage of the resume that supports a part of a criterion.

use serde::{Deserialize, Serialize};

use crate::units::Credit;
use rolefit_document::Span;

/// How strongly a passage supports a part, from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// The demand's telling words occur, but no deed or statement says it.
    Mentioned,
    /// Only asserted, or shown by something related, such as a related title.
    Claimed,
    /// Shown by a duty, an achievement, a position held, a credential or a tool in use.
    Demonstrated,
}

/// A verbatim passage, and how strongly it supports its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The byte range of the quote in [`Document::text`](rolefit_document::Document::text).
    pub span: Span,
    /// How strongly the passage supports the part.
    pub strength: Strength,
    /// The credit, within the level of the strength (see [`crate::score`]).
    pub credit: Credit,
}

impl Evidence {
    /// A key that sorts the passage first that a reason speaks of: of the best credit, then the earliest.
    pub(crate) fn rank(&self) -> impl Ord + use<> {
        (std::cmp::Reverse((self.strength, self.credit)), self.span)
    }
}
