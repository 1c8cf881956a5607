//! The text of a resume with its spans, words and patterns. Every other part of rolefit builds on this crate.

pub mod ascii;
pub mod checked;
mod direction;
mod document;
mod fold;
mod memory;
mod pattern;
mod section;
mod span;
mod structured;
mod tokenizer;
mod word_bytes;

pub use direction::changes_direction;
pub use document::{
    Document, Format, Hidden, HiddenWay, Note, NoteCode, PAGE_BREAK, Problem, ProblemCode, content_of, named_hash,
};
pub use fold::{capitalised, fold, folded, single_spaced};
pub use memory::WordMemory;
pub use pattern::{Gap, MOST_BETWEEN, MOST_IN_SENTENCE, Pattern, PatternWord, Step};
pub use section::SectionKind;
pub use span::Span;
pub use structured::{Structured, StructuredEducation, StructuredPosition, StructuredSection};
pub use tokenizer::{Number, Parting, TOKENIZER, Word, Words, words};
