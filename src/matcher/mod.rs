//! The matcher: all patterns of a catalog, compiled so that one pass over a text finds every match.

mod class;
mod compile;
mod compiled;
mod frequency;
mod lexicon;
mod rarity;
mod scan;
mod similar;
pub(crate) mod typos;

pub use class::{Class, Hit};
pub use compiled::Matcher;
pub(crate) use lexicon::stems;
#[cfg(feature = "search")]
pub(crate) use lexicon::{stem, stemmer};
pub use scan::Scratch;
