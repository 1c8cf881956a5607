//! The matcher: all patterns of a catalog, compiled so that one pass over a text finds every match.

mod class;
mod compile;
mod compiled;
#[cfg(feature = "search")]
mod exact;
mod frequency;
mod lexicon;
mod lists;
mod rarity;
mod reach;
mod scan;
pub(crate) mod typos;
mod wording;
mod words;

pub(crate) use class::Scan;
pub use class::{Class, Hit};
pub(crate) use compile::asking_for;
pub use compiled::Matcher;
#[cfg(feature = "search")]
pub(crate) use exact::{LexicalWord, NearNames};
pub use lexicon::stems;
#[cfg(feature = "search")]
pub(crate) use lexicon::{stem, stemmer};
pub(crate) use lists::Lists;
pub(crate) use rarity::Rarity;
pub use scan::Scratch;
pub(crate) use scan::{LITTLE, LexicalId, UNKNOWN};
pub(crate) use wording::Wording;
pub(crate) use words::{LONGEST_SHORT_FORM, WordPlace, WordsPart};
