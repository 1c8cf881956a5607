//! The reason of a verdict, as facts. [`crate::explain::why`] puts it into words.

use serde::{Deserialize, Serialize};

use crate::profile::DateRange;
use rolefit_document::Span;

/// The reason of the verdict on a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// The text is too damaged to tell.
    Damaged,
    /// Nothing supports the criterion.
    NotShown,
    /// Some of its parts are supported, others are not.
    InPart {
        /// True if the shown parts are only mentioned.
        mentioned: bool,
    },
    /// A held title supports it.
    Title(TitleHeld),
    /// So much time in the role's line of work was counted.
    Time {
        /// The months shown.
        shown: u32,
        /// The months that count in full.
        full: u32,
    },
    /// No dates say how long.
    Undated,
    /// Its words occur, but nothing says it.
    Mentioned,
    /// It is claimed.
    Claimed,
    /// It is demonstrated, in this position if it is stated under one.
    Demonstrated(Option<Tenure>),
}

/// A position, by its title and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// The byte range of the title.
    pub title: Span,
    /// The dates of the position, if stated.
    pub dates: Option<DateRange>,
}

/// A held title that supports a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleHeld {
    /// The title's place and dates.
    pub tenure: Tenure,
    /// True if it is the headline of the resume, not the title of a position.
    pub is_headline: bool,
    /// How near it is to the title asked for.
    pub nearness: Nearness,
    /// The months shown and the months asked for, if too few.
    pub short: Option<(u32, u32)>,
}

/// How near a held title is to the title asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nearness {
    /// The title itself.
    Same,
    /// A related title, or the title itself in a headline that no position bears out. It counts half.
    Related,
    /// A title of the same family. It only adds points.
    Family,
}
