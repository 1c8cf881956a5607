//! The text of a resume as facts and titles are read from it: words with the roles that the vocabulary gives them, and
//! lines.

mod date_words;
mod lexicon;
mod lexicon_build;
mod lines;
mod meaning;
mod small;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod words;

use rolefit_document::Span;
use serde::{Deserialize, Serialize};

pub(crate) use date_words::DateWord;
pub use lexicon::Lexicon;
pub(crate) use lexicon::{LexiconEntry, push_heading_key};
pub(crate) use lines::Line;
pub(crate) use meaning::{Marks, Meaning, mark};
pub(crate) use text::Reading;
#[cfg(test)]
pub(crate) use words::read as read_words;
pub(crate) use words::{Shape, TextWord, WordReader};

/// A fact that a text states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The fact as written, with white space folded.
    pub text: String,
    /// The span of the fact in the text.
    pub span: Span,
}
