//! Decides how strongly a resume supports each entry of the vocabulary, before any role is looked at.
//!
//! [`support`] takes the matches that the sentences assert, and gives each a strength by its class and its place: a
//! deed under a position is demonstrated, a word in a list of skills is claimed. [`clarity`] tells a sentence that is
//! about the deed from one that touches it, so that the better one is quoted. [`level`] has the credit of each strength
//! and what lowers credit within it. [`self_rating`] reads "Excel: 1 of 5" beside a name. [`mentions`] finds where the
//! telling words of demands are, which is less than a match and still worth something.

pub(super) mod clarity;
pub(super) mod level;
pub(super) mod mentions;
pub(super) mod self_rating;
pub(super) mod support;
