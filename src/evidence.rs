//! A passage of the resume that supports a part of a criterion.

use serde::{Deserialize, Serialize};

use crate::units::Credit;
use rolefit_document::Span;

/// How strongly a passage supports a part. The order is from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Only asserted, or shown by something adjacent.
    Claimed,
    /// A duty, an achievement, a position held, a credential, a tool in use.
    Demonstrated,
}

/// A verbatim passage and how strongly it supports the part it stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The quote's place in [`Document::text`](rolefit_document::Document::text).
    pub span: Span,
    /// What it is worth.
    pub strength: Strength,
    /// Its credit, within the level of its strength (see [`crate::score`]).
    pub credit: Credit,
}
