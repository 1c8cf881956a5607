//! The relation of a held title to the title that is asked for.

use serde::{Deserialize, Serialize};

/// The relation of a held title to the title that is asked for, from far to near.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kinship {
    /// Of the same family: time in it counts, the title itself does not.
    Family,
    /// Related. With an index: related if that condition of [`Title::adjacent_if`](crate::catalog::Title::adjacent_if)
    /// holds.
    Adjacent(Option<usize>),
    /// The same. With an index: the same if that condition of [`Title::same_if`](crate::catalog::Title::same_if) holds.
    Same(Option<usize>),
}

/// The kinship of a held title to a title of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitleMatch {
    /// The relation.
    pub kinship: Kinship,
    /// True if a word was recognised despite a typing error.
    pub approximate: bool,
}

impl Kinship {
    /// Returns the kinship of a helper's or learner's title: an "assistant account manager" is only related to an
    /// account manager.
    pub(super) fn lessened(self) -> Option<Self> {
        match self {
            Self::Same(None) => Some(Self::Adjacent(None)),
            Self::Family => Some(Self::Family),
            Self::Same(Some(_)) | Self::Adjacent(_) => None,
        }
    }
}
