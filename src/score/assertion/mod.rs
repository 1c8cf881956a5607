//! Tells if a sentence asserts that the writer did or has what its words name.
//!
//! A match of a phrase is only words. "No experience with Excel", "seeking to learn Excel", "the controller built the
//! report in Excel" and "[tool, such as Excel]" all name Excel, and none says that the writer uses it. The rules of
//! this module read the words around a match: [`cancel`] gathers the words of a sentence that rule on others, and
//! answers for each match with a [`Ruling`](cancel::Ruling). [`denial`] knows denials that deny nothing, [`doer`] and
//! [`grammar`] find who did something, [`holding`] who has a certificate. [`contact_line`], [`pasted`] and
//! [`unfilled`] find lines that assert nothing at all, and [`notes`] tells people of them.
//!
//! The module knows segments and matches. It does not know criteria, nor how much a match is worth.

pub(super) mod cancel;
mod contact_line;
mod denial;
mod doer;
mod grammar;
pub(super) mod holding;
pub(super) mod notes;
pub(super) mod pasted;
mod unfilled;
