//! Titles of positions: recognised in the text of a resume, and compared with the titles that roles ask for.
//!
//! - `phrase` recognises a title in a line of text.
//! - `head` leaves out what somebody else holds: a secretary to a manager is no manager.
//! - `words` brings the words of titles into one form.
//! - `matcher` compiles the titles of a vocabulary.
//! - `accounts` tells customers from books in the accounts of a title.
//! - `prose` finds a title that running text begins with.
//! - `sieve` sorts out titles that are none of those asked for, without comparing them.
//! - `compare` recognises the compiled titles in a title that somebody held.
//! - `memory` remembers the titles that a thread has met.

mod accounts;
mod compare;
mod head;
mod kinship;
mod matcher;
mod memory;
mod phrase;
mod prose;
#[cfg(feature = "search")]
mod sieve;
mod words;

pub(crate) use accounts::Accounts;
pub use compare::TitleReadings;
pub use kinship::{Kinship, TitleMatch};
pub use matcher::TitleMatcher;
pub(crate) use memory::TitleMemory;
pub(crate) use phrase::{Setting, is_title, last_noun, setting};
#[cfg(feature = "search")]
pub(crate) use sieve::TitleSieve;
pub(crate) use words::{title_key, title_words};
