//! What the criteria are recognised by, compiled into a matcher, and a Tantivy index to find roles in by words.

mod build;
mod class;
mod compile;
mod fold;
mod frequency;
mod kept;
mod lexicon;
mod matcher;
mod pattern;
mod rarity;
mod scan;
mod schema;
mod search;
mod similar;
mod title_lexicon;
mod titles;
mod tokenizer;
mod typos;

pub use build::Index;
pub use class::{Class, Hit};
#[cfg(feature = "search")]
pub(crate) use fold::fold;
pub(crate) use lexicon::stems;
#[cfg(feature = "search")]
pub(crate) use lexicon::{stem, stemmer};
pub use matcher::Matcher;
pub use pattern::Pattern;
pub use scan::Scratch;
pub use search::{Found, FoundIn};
pub(crate) use title_lexicon::title_key;
pub use titles::{Kinship, TitleMatch, TitleMatcher, TitleReadings};
pub use tokenizer::{Number, Parting, TOKENIZER, Word, Words, words};
