//! Judges the criteria of a role: the support for each part, the verdict, and its reason.
//!
//! [`judge_parts`] asks the judge of the criterion's kind which support counts, and then holds it against the terms of
//! the part: the level of a language ([`language`]), the time that must be reached ([`threshold`], [`line_of_work`]),
//! text that a reader may not see ([`doubtful`]). A demand that no phrase recognises is judged by its telling words
//! ([`words_shown`]), and time in the role's line of work by [`tenure`]. [`verdict`] sums the parts up to a status and a
//! credit, and [`reason`] says as facts why.

mod doubtful;
pub(super) mod judge_parts;
mod language;
mod line_of_work;
pub(super) mod reason;
pub(super) mod tenure;
mod threshold;
pub(super) mod verdict;
pub(super) mod words_shown;
